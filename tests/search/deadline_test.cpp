// What a search says where time runs out.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/deadline.hpp"
#include "index/papers.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/// Of words by a law like Zipf's, "w1" the commonest; each paper has an author and a year.
std::vector<Document> many_papers(std::size_t count, unsigned words_of_each) {
    std::mt19937 random(7);
    const auto word = [&] {
        const double uniform = std::uniform_real_distribution<double>(0, 1)(random);
        return "w" + std::to_string(static_cast<int>(std::exp(uniform * 8)));
    };
    std::vector<Document> papers;
    for (std::size_t i = 0; i < count; ++i) {
        std::string title = word() + " " + word();
        std::string abstract;
        for (unsigned j = 0; j < words_of_each; ++j) abstract += word() + " ";
        Document paper = test::paper(std::to_string(i), title, abstract);
        paper.authors = {"Author " + std::to_string(i % 97)};
        paper.year = 2000 + static_cast<int>(i % 20);
        papers.push_back(std::move(paper));
    }
    return papers;
}

struct Case {
    std::string name;
    std::string query;
    SearchOptions options = {};
};

std::vector<Case> cases() {
    std::vector<Case> cases = {
        {"words", "w1 w2 w300"},
        {"a filter", "w5 year:2003"},
        {"a filter alone", "year:2003.."},
        {"required words", "+w3 +w7 w9"},
        {"phrases", "\"w1 w2\" \"w2 w1 w3\"~5"},
        {"NEAR", "w1 NEAR/5 w2 NEAR/5 w3"},
        {"a wildcard", "w1*"},
        {"a fuzzy word", "w123~1"},
        {"an exact word", "=w12 w5"},
        {"a field", "title:w2 -w1"},
        {"fuzzy authors", "author:authot~1 w1"},
        {"a misspelt word", "w1 w30000"},
    };
    cases.back().options.spelling = true;
    const auto add = [&](std::string name, auto set) {
        Case one{std::move(name), "w1 w40 w300"};
        set(one.options);
        cases.push_back(std::move(one));
    };
    add("sorting", [](SearchOptions& o) { o.sort = {{"year", true}, {"title", false}}; });
    add("groups", [](SearchOptions& o) { o.collapse = "authors"; });
    add("facets", [](SearchOptions& o) { o.facets = {{"year"}, {"authors"}}; });
    add("explanations", [](SearchOptions& o) { o.explain = true; });
    add("feedback", [](SearchOptions& o) { o.model = RankingModel::parse("bm25f+sdm+rm3"); });
    add("similar papers", [](SearchOptions& o) { o.similar_ids = {"5"}; });
    add("an exact total", [](SearchOptions& o) { o.exact_total = true; });
    return cases;
}

/// Runs `ask` with time up at one check after the other, the later the farther between; and once
/// more without.
template <typename Ask>
std::size_t with_time_up_everywhere(const Ask& ask) {
    std::size_t times = 0;
    for (std::uint64_t check = 1;; check += 1 + check / 8) {
        let_time_be_up_at(check);
        ask();
        const bool last = time_will_be_up();
        let_time_be_up_at(0);
        if (last) return times;
        ++times;
    }
}

}  // namespace

TEST_CASE("where a search runs out of time, each hit has the score that it has with more") {
    const test::TemporaryDirectory directory;
    test::make_index(directory / "i", many_papers(1'500, 12));
    const Searcher searcher(directory / "i");
    for (const Engine engine : {Engine::image, Engine::xapian}) {
        for (Case& one : cases()) {
            INFO(one.name, " ", static_cast<int>(engine));
            one.options.engine = engine;
            const Query query = Query::parse(one.query);
            SearchOptions all = one.options;
            all.limit = 2'000;
            all.collapse.clear();
            const SearchResults whole = searcher.search(query, all);
            REQUIRE(whole.total > 0);
            std::map<std::string, double> scores;
            for (const Hit& hit : whole.hits) scores[hit.document.id] = hit.score;
            REQUIRE(scores.size() == whole.total);
            std::size_t with_hits = 0;
            const std::size_t times = with_time_up_everywhere([&] {
                const SearchResults part = searcher.search(query, one.options);
                CHECK(part.timed_out != time_will_be_up());
                if (part.timed_out) {
                    CHECK(part.total_kind == TotalKind::lower_bound);
                    CHECK(part.next.empty());
                    if (!part.hits.empty()) ++with_hits;
                }
                CHECK(part.total <= whole.total);
                CHECK(part.total >= part.hits.size());
                for (const Hit& hit : part.hits) {
                    REQUIRE(scores.contains(hit.document.id));
                    CHECK(scores[hit.document.id] == hit.score);
                }
                const bool ordered =
                    !one.options.sort.empty() ||
                    std::ranges::is_sorted(
                        part.hits, [](const Hit& a, const Hit& b) { return a.score > b.score; });
                CHECK(ordered);
                for (const Facet& facet : part.facets) CHECK(facet.missing == 0);
            });
            CHECK(times > 3);
            CHECK(with_hits > 0);
        }
    }
}

TEST_CASE("why and rescue say where they ran out of time") {
    const test::TemporaryDirectory directory;
    test::make_index(directory / "i", many_papers(300, 12));
    const Searcher searcher(directory / "i");
    const Query query = Query::parse("w1 w5 year:2003");
    const std::string id = searcher.search(query).hits.at(4).document.id;
    const auto standing = searcher.why(query, id);
    REQUIRE(standing);
    REQUIRE(standing->found);
    std::size_t times = with_time_up_everywhere([&] {
        const auto part = searcher.why(query, id);
        REQUIRE(part);
        CHECK(part->timed_out != time_will_be_up());
        if (!part->timed_out) CHECK(part->rank == standing->rank);
    });
    CHECK(times > 3);
    const Query vain = Query::parse("+w1 +nothing +w2");
    const Rescue rescue = searcher.rescue(vain);
    times = with_time_up_everywhere([&] {
        const Rescue part = searcher.rescue(vain);
        CHECK(part.timed_out != time_will_be_up());
        REQUIRE(part.parts.size() <= rescue.parts.size());
        for (std::size_t i = 0; i < part.parts.size(); ++i) {
            CHECK(part.parts[i].documents == rescue.parts[i].documents);
        }
    });
    CHECK(times > 3);
}

TEST_CASE("a deadline that has passed gives an empty answer that says so") {
    const test::TemporaryDirectory directory;
    test::make_index(directory / "i", {test::paper("a", "Diffusion", "Of noise.")});
    const Searcher searcher(directory / "i");
    for (const char* text : {"diffusion", "", "*", "\"of noise\"", "dif*", "year:2000..", "(("}) {
        INFO(text);
        SearchOptions options;
        options.deadline = Clock::now() - 1s;
        const SearchResults none = searcher.search(Query::parse(text), options);
        CHECK(none.timed_out);
        CHECK(none.hits.empty());
        CHECK(none.total == 0);
        CHECK(none.total_kind == TotalKind::lower_bound);
        CHECK(none.revision > 0);
        CHECK(searcher.why(Query::parse(text), "a", options)->timed_out);
        CHECK(searcher.rescue(Query::parse(text), options).timed_out);
        options.deadline = Clock::time_point::min();
        CHECK(searcher.search(Query::parse(text), options).timed_out);
        options.deadline = Clock::now() + 1h;
        CHECK_FALSE(searcher.search(Query::parse(text), options).timed_out);
    }
}

namespace {

/// How late a search may be, on a busy machine and in a build without optimisation.
constexpr Clock::duration latest = 50ms * (test::sanitized ? 20 : 4);

/// How long a search takes that has so much time. Something else may have had the processor, but
/// hardly each time.
Clock::duration time_of(const Searcher& searcher, const Query& query, SearchOptions options,
                        Clock::duration time) {
    Clock::duration least = Clock::duration::max();
    for (int attempt = 0; attempt < 3 && least > time + latest; ++attempt) {
        const Clock::time_point begin = Clock::now();
        options.deadline = begin + time;
        searcher.search(query, options);
        least = std::min<Clock::duration>(least, Clock::now() - begin);
    }
    return least;
}

}  // namespace

TEST_CASE("a search ends soon after its deadline, whenever that is in a text of one word") {
    const test::TemporaryDirectory directory;
    std::string text;
    for (std::size_t i = 0; i < test::rounds(400'000); ++i) text += "xy ";
    test::make_index(directory / "i", {test::paper("1", "", text)});
    const Searcher searcher(directory / "i");
    std::string phrase = "\"";
    for (int i = 0; i < 199; ++i) phrase += "xy ";
    const Query query = Query::parse(phrase + "\"");
    const Clock::time_point begin = Clock::now();
    REQUIRE(searcher.search(query).hits.size() == 1);
    const Clock::duration all = Clock::now() - begin;
    for (int part = 1; part < 10; ++part) {
        const Clock::duration time = all * part / 10;
        CHECK(time_of(searcher, query, {}, time) <= time + latest);
    }
}

TEST_CASE("the worst queries end soon after their deadline") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers = many_papers(6'000, 60);
    papers.push_back(many_papers(1, 300'000).front());
    papers.back().id = "the longest";
    test::make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    std::vector<Case> worst = cases();
    worst.push_back(
        {"the longest paper", "id:\"the longest\" w1 \"w1 w2\" w1 NEAR/100 w2 NEAR/100 w3"});
    worst.push_back({"phrases in it", "+id:\"the longest\" +\"w2 w1 w3 w1\"~255"});
    std::string phrases, wildcards, fuzzy, exclusions = "w1 ";
    for (int i = 1; i < 200; ++i) {
        const std::string word = "w" + std::to_string(i);
        phrases += "\"" + word + " w" + std::to_string(i % 7) + "\"~255 ";
        wildcards += "*" + std::to_string(i) + "* ";
        fuzzy += word + "0~2 ";
        exclusions += "-\"" + word + " w1\" ";
    }
    worst.push_back({"many phrases", phrases});
    worst.push_back({"many wildcards", wildcards});
    worst.push_back({"many fuzzy words", fuzzy});
    worst.push_back({"many exclusions", exclusions});
    worst.push_back({"a large page", "w1 w2 w3"});
    worst.back().options.limit = 100'000;
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += "w" + std::to_string(i % 5'000) + " ";
    worst.push_back({"a long similar text", ""});
    worst.back().options.similar_text = text;
    for (const Engine engine : {Engine::image, Engine::xapian}) {
        for (Case& one : worst) {
            INFO(one.name, " ", static_cast<int>(engine));
            one.options.engine = engine;
            const Query query = Query::parse(one.query);
            const Clock::duration took = time_of(searcher, query, one.options, 20ms);
            CHECK_MESSAGE(took <= 20ms + latest, std::chrono::duration<double>(took).count());
        }
    }
}
