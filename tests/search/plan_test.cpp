#include "search/plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "query/parser.hpp"
#include "quire/ranking.hpp"
#include "search/paper_source.hpp"

using namespace quire;
using search::Plan;
using test::Paper;

namespace {

const Schema& schema() {
    static const Schema schema = Schema::parse(
        "title text weight=2\nabstract text\nauthors keyword many\nyear integer\npublished date\n");
    return schema;
}

text::Analyzers& analyzers() {
    static text::Analyzers analyzers("english");
    return analyzers;
}

text::Analyzer& analyzer() {
    return analyzers().own();
}

const std::vector<std::string> languages = {"english"};

Paper paper(std::string_view title, std::string_view abstract, std::vector<std::string> authors,
            std::string published) {
    return {{analyzer().analyze(title), analyzer().analyze(abstract)},
            {{}, {}, std::move(authors), {}, {std::move(published)}}};
}

const std::vector<Paper>& papers() {
    static const std::vector<Paper> papers = {
        paper("nets", "the learned model", {"Ada Lovelace", "Ho"}, "2024-02"),
        paper("nets of nets", "a learned c++ model of nets", {"Ada Ho"}, "2024-04"),
        paper("deep learning", "models learn deep nets in C", {"Höhn"}, "2024-05-17"),
        paper("pre training", "pretraining zebras of a deeper zebra", {}, "2023")};
    return papers;
}

Plan plan_of(std::string_view text, postings::Source& source,
             const search::PlanOptions& options = {}) {
    return make_plan(query::parse(text), schema(), analyzers(), languages, source, options);
}

Plan plan_of(std::string_view text, const search::PlanOptions& options = {}) {
    auto source = test::source_of(papers(), schema(), analyzer());
    return plan_of(text, source, options);
}

/// The numbers of the papers found, from 1.
std::string found(std::string_view text, const search::PlanOptions& options = {}) {
    auto source = test::source_of(papers(), schema(), analyzer());
    const Plan plan =
        make_plan(query::parse(text), schema(), analyzers(), languages, source, options);
    auto documents =
        test::search_papers(plan, schema(), source, RankingModel(), papers().size(), true)
            .documents;
    std::sort(documents.begin(), documents.end(),
              [](const auto& a, const auto& b) { return a.document < b.document; });
    std::string numbers;
    for (const auto& document : documents) numbers += std::to_string(document.document);
    return numbers;
}

std::string repeated(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

/// The text with numbers in the place of "#".
std::string numbered(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) {
        const std::size_t sign = text.find('#');
        result += std::string(text.substr(0, sign)) + std::to_string(i);
        result += text.substr(sign + 1);
    }
    return result;
}

bool says(const Plan& plan, std::string_view message) {
    return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(),
                       [&](const Diagnostic& d) { return d.message == message; });
}

}  // namespace

TEST_CASE("queries that were once read wrong") {
    struct Case {
        std::string_view query;
        std::string_view found;
    };
    for (const Case& c : {
             // Months end on different days.
             Case{"published:..2024-02-29", "14"},
             Case{"published:..2024-04-30", "124"},
             Case{"published:..2024-04-29", "14"},
             // NEAR that is excluded is NEAR.
             Case{"model -(deep NEAR/0 model)", "123"},
             Case{"model -(deep NEAR/1 model)", "12"},
             // Words that NEAR passes over leave it NEAR.
             Case{"learned NEAR/0 , NEAR/0 model", "13"},
             // In the brackets of NEAR as everywhere stop words go, and signs are no places.
             Case{"(the nets) NEAR/0 learned", ""},
             Case{"(+zebra nets) NEAR/5 deep", ""},
             Case{"(zebra nets) NEAR/5 deep", "3"},
             // The last word of an exact phrase can be a beginning.
             Case{"=\"deep lear*\"", "3"},
             Case{"=\"models dee*\"~1", "3"},
             // An exact word is not found for the symbols of another.
             Case{"=c", "3"},
             Case{"c", "23"},
             Case{"c++", "2"},
             Case{"(=c OR =c++)", "23"},
             // Stop words that were typed with others go as well.
             Case{"zebra,the OR deep", "34"},
             // A wildcard after what is no word.
             Case{"'-zebr*", "4"},
             // An unknown field with a sign means all of it.
             Case{"+foo:(zebra) OR deep", "3"},
         }) {
        CAPTURE(c.query);
        CHECK(found(c.query) == c.found);
    }
}

TEST_CASE("a compound in a loose phrase is one word, known solid or not") {
    CHECK(found("\"pre-training of\"~1") == "4");
    CHECK(found("\"zebras-a\"~1") == "");
    CHECK(found("\"zebras a\"~1") == "4");
    CHECK(found("\"zebras-a\"~1", {.compounds = false}) == "4");
}

TEST_CASE("clauses that look the same are one only if they are") {
    const Plan plan = plan_of("title:nets NEAR/3 nets, nets NEAR/3 nets nets NEAR/3 nets");
    REQUIRE(plan.clauses.size() == 2);
    CHECK(to_string(plan.clauses[0].expression) == to_string(plan.clauses[1].expression));
    CHECK(plan.clauses[0].weight == 1);
    CHECK(plan.clauses[1].weight == 2);
}

TEST_CASE("a remark is made once, wherever NEAR is read twice") {
    const Plan plan = plan_of("year:2020 NEAR zzz*");
    CHECK(says(plan, "NEAR joins words and phrases of one field; taken for AND"));
    CHECK(std::count_if(plan.diagnostics.begin(), plan.diagnostics.end(), [](const auto& d) {
              return d.message == "no word of the index is like this";
          }) == 1);
}

TEST_CASE("whatever is asked, a plan is bounded and says what it left out") {
    struct Case {
        std::string query;
        std::string_view message;
        std::size_t clauses;
    };
    const std::string phrase = "only the first 200 words of this phrase are looked for";
    const std::string full =
        "only the first 1000 different words, phrases and filters are searched for";
    for (const Case& c : {
             Case{numbered("w# ", 10'000), full, 1000},
             Case{numbered("id:w# ", 10'000), full, 1000},
             Case{numbered("zz#* ", 10'000),
                  "only the first 16 words with wildcards or other spellings are looked for", 1},
             Case{'"' + repeated("net ", 10'000) + '"', phrase, 1},
             Case{repeated("net-", 10'000) + "net", phrase, 1},
             Case{"-(x " + repeated("net-", 10'000) + "net)", phrase, 2},
             Case{"=\"" + repeated("net ", 10'000) + "ne*\"", phrase, 1},
             Case{numbered("\"a b c d e f w#\" ", 1000),
                  "only the first 5000 words are searched for", 715},
             Case{'(' + numbered("w# ", 10'000) + ") NEAR x",
                  "only the first 5000 words are searched for", 1},
             Case{numbered("year:#..3000 ", 10'000),
                  "only the first 64 ranges and wildcards of values are looked for", 1},
             Case{repeated("net NEAR ", 10'000) + "net",
                  "NEAR joins words and phrases of one field; taken for AND", 1},
         }) {
        CAPTURE(c.message);
        CAPTURE(c.query.substr(0, 40));
        const Plan plan = plan_of(c.query);
        CHECK(says(plan, c.message));
        CHECK(plan.clauses.size() == c.clauses);
    }
}

TEST_CASE("phrases are looked for until reading their places takes too much time") {
    constexpr std::size_t documents = 2'000;
    std::vector<Paper> many(documents, paper("red green", "", {}, "2024"));
    many.back() = paper("rare phrase", "", {}, "2024");
    auto source = test::source_of(many, schema(), analyzer());
    const std::string message =
        "there are too many phrases and exact forms of common words; this one and others that are "
        "as common are left out";
    // A word of each of two is read in 1999 documents; of 312,000 places that is 78 times.
    const Plan full =
        plan_of(numbered("\"red green\"~# ", 80) + "\"rare phrase\" red \"red green\"~7", source);
    CHECK(says(full, message));
    CHECK(std::ranges::count(full.diagnostics, message, &Diagnostic::message) == 1);
    REQUIRE(full.clauses.size() == 78 + 2);
    CHECK(full.clauses[78].expression.kind == search::Expression::Kind::sequence);
    CHECK(full.clauses[79].expression.term == "red");
    CHECK(full.clauses[7].weight == 2);
    CHECK_FALSE(says(plan_of(numbered("\"red green\"~# ", 78), source), message));
}
