// What quire-eval is made of: ranges, comparisons, and text in HTML.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "eval/decimals.hpp"
#include "eval/html.hpp"
#include "eval/names.hpp"
#include "eval/scores.hpp"
#include "eval/sweep.hpp"
#include "eval/systems.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using Specs = std::vector<std::string>;

TEST_CASE("a spec with ranges stands for each of its settings, the last range varying first") {
    struct Case {
        std::string spec;
        Specs expected;
    };
    const std::vector<Case> cases = {
        {"bm25", {"bm25"}},
        {"bm25:k1=0.9", {"bm25:k1=0.9"}},
        {"bm25:b=0.1..0.3/0.1", {"bm25:b=0.1", "bm25:b=0.2", "bm25:b=0.3"}},
        {"bm25:b=0.1..0.35/0.1", {"bm25:b=0.1", "bm25:b=0.2", "bm25:b=0.3"}},
        {"bm25:b=0.5..0.5/1", {"bm25:b=0.5"}},
        {"bm25:k1=1..2/1,b=0..1/0.5",
         {"bm25:k1=1,b=0", "bm25:k1=1,b=0.5", "bm25:k1=1,b=1", "bm25:k1=2,b=0", "bm25:k1=2,b=0.5",
          "bm25:k1=2,b=1"}},
        {"bm25f+rm3:documents=5..10/5,terms=20+sdm",
         {"bm25f+rm3:documents=5,terms=20+sdm", "bm25f+rm3:documents=10,terms=20+sdm"}},
        {"bm25+:delta=0..1/1+sdm", {"bm25+:delta=0+sdm", "bm25+:delta=1+sdm"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        CHECK(eval::expand_ranges(c.spec) == c.expected);
    }
    // 0.6 + 7 * 0.2 is a little less than 2.
    CHECK(eval::expand_ranges("bm25:k1=0.6..2.0/0.2").size() == 8);
    CHECK(eval::expand_ranges("bm25:k1=0.6..2.0/0.2").back() == "bm25:k1=2");
}

TEST_CASE("a range that is none is refused") {
    for (const std::string range : {"1..2", "1..2/0", "1..2/-1", "2..1/1", "a..2/1", "1../1",
                                    "..2/1", "1..2/x", "0..inf/1", "0..1/1e-9"}) {
        CAPTURE(range);
        const std::string message =
            "--sweep: expected LOW..HIGH/STEP, as in 0.6..2.0/0.2, got \"" + range + "\"";
        CHECK_THROWS_WITH_AS(eval::expand_ranges("bm25:k1=" + range), message.c_str(),
                             cli::UsageError);
    }
    CHECK_THROWS_WITH_AS(eval::expand_ranges("bm25:k1=0..1/0.001,b=0..1/0.001"),
                         "--sweep: these are more than 10,000 settings", cli::UsageError);
}

TEST_CASE("systems are compared on the topics that both have, each with the first") {
    evaluation::Qrels qrels;
    for (const char* topic : {"1", "2", "3", "4"}) qrels.topics[topic] = {{"good", 1}, {"bad", 0}};
    const std::vector<evaluation::ScoredDocument> right = {{"good", 2}, {"bad", 1}};
    const std::vector<evaluation::ScoredDocument> wrong = {{"good", 1}, {"bad", 2}};
    std::vector<eval::System> systems(3);
    systems[0].run.topics = {{"1", wrong}, {"2", wrong}, {"3", right}};
    systems[1].run.topics = {{"1", right}, {"2", wrong}, {"4", right}};
    systems[2].run.topics = {{"1", right}, {"2", right}, {"3", wrong}};
    eval::Task task;
    task.metrics = {evaluation::parse_metric("recip_rank"), evaluation::parse_metric("num_q")};
    const eval::Scores scores(systems, qrels, task);
    REQUIRE(scores.rows.size() == 3);
    CHECK(scores.rows[0].comparisons.empty());
    CHECK(scores.rows[0].values[0].all == doctest::Approx((0.5 + 0.5 + 1) / 3));
    const evaluation::Comparison& second = scores.rows[1].comparisons[0];
    CHECK(second.topics == 2);
    CHECK(second.difference == doctest::Approx(0.25));
    CHECK(second.wins == 1);
    CHECK(second.losses == 0);
    const evaluation::Comparison& third = scores.rows[2].comparisons[0];
    CHECK(third.topics == 3);
    CHECK(third.difference == doctest::Approx(0.5 / 3));
    CHECK(third.wins == 2);
    CHECK(third.losses == 1);
    CHECK(scores.rows[2].comparisons[1].topics == 0);  // num_q has no values by topic.
    for (const std::size_t i : {1U, 2U}) {
        CHECK(scores.rows[i].corrected[0] >= scores.rows[i].comparisons[0].randomization);
    }

    task.complete = true;
    const eval::Scores complete(systems, qrels, task);
    CHECK(complete.rows[0].values[0].all == doctest::Approx((0.5 + 0.5 + 1) / 4));
    CHECK(complete.rows[1].comparisons[0].topics == 4);
}

TEST_CASE("a run is called by the shortest end of its path that tells it from the others") {
    struct Case {
        Specs paths;
        Specs expected;
    };
    const std::vector<Case> cases = {
        {{}, {}},
        {{"/data/runs/a.run", "bm25:k1=0.9", "b.run"}, {"a.run", "bm25:k1=0.9", "b.run"}},
        {{"x/1/my.run", "x/2/my.run", "x/2/a.run"}, {"1/my.run", "2/my.run", "a.run"}},
        {{"a/x/my.run", "b/x/my.run", "my.run"}, {"a/x/my.run", "b/x/my.run", "my.run"}},
        {{"/my.run", "./my.run"}, {"/my.run", "./my.run"}},
        {{"a/my.run", "a/my.run"}, {"a/my.run", "a/my.run"}},
        {{"", "/", "a/"}, {"", "/", "a/"}},
        {{"runs/bm25", "bm25"}, {"runs/bm25", "bm25"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.expected);
        CHECK(eval::shortest_ends(c.paths) == c.expected);
    }
}

TEST_CASE("as many papers of a topic are found as ranks need, with all that equal the last") {
    const test::TemporaryDirectory folder;
    IndexWriter writer = IndexWriter::create(folder / "index");
    for (int i = 0; i < 50; ++i) {
        // Four groups of equal papers: 5, 20 and 20 of each, and the rest.
        const int group = i < 5 ? 3 : i < 25 ? 2 : i < 45 ? 1 : 0;
        std::string text = "filler";
        for (int word = 0; word < 4; ++word) text += word <= group ? " word" : " filler";
        writer.put({.id = std::to_string(100 + i), .title = "Paper", .abstract = text});
    }
    writer.commit();
    const Searcher searcher(folder / "index");
    const evaluation::Topic topic{"1", "word"};
    const auto all = evaluation::in_trec_order(
        eval::search_topic(searcher, topic, RankingModel(), {.depth = 1000}));
    REQUIRE(all.size() == 50);
    for (const std::size_t ranks : {1U, 4U, 5U, 6U, 24U, 25U, 26U, 49U, 50U, 60U}) {
        CAPTURE(ranks);
        auto some = evaluation::in_trec_order(
            eval::search_topic(searcher, topic, RankingModel(), {.depth = 1000}, ranks));
        if (ranks < 24) CHECK(some.size() < all.size());
        REQUIRE(some.size() >= std::min(ranks, all.size()));
        some.resize(std::min(ranks, all.size()));
        CHECK(some == decltype(some)(all.begin(), all.begin() + static_cast<int>(some.size())));
    }
    CHECK(eval::search_topic(searcher, topic, RankingModel(), {.depth = 7}, 6).size() == 7);
}

TEST_CASE("numbers of comparisons are short, and never say that p is nothing") {
    CHECK(eval::decimal(0.12345) == "0.1235");
    CHECK(eval::signed_decimal(0) == "+0.0000");
    CHECK(eval::signed_decimal(-0.25) == "-0.2500");
    CHECK(eval::p_value(0.04321) == ".0432");
    CHECK(eval::p_value(1) == "1.0000");
    CHECK(eval::p_value(0.00002) == "<.0001");
    CHECK(eval::p_value(0.99999) == "1.0000");
    CHECK(eval::p_value(std::nan("")) == "-");
    CHECK(eval::interval(-0.25, 0.5) == "-0.2500 to +0.5000");
    CHECK(eval::interval(std::nan(""), std::nan("")) == "-");
}

TEST_CASE("text in HTML is text, whatever it holds") {
    CHECK(eval::html("<b a=\"1\" c='2'>&amp;") ==
          "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
    CHECK(eval::html("M\xC3\xBCller\tx") == "M\xC3\xBCller\tx");
    CHECK(eval::html("a\xFF") == "a\xEF\xBF\xBD");
    CHECK(eval::html(std::string("a\0b\x1B", 4)) ==
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD");
}
