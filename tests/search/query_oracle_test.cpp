#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "postings/memory_source.hpp"
#include "query/parser.hpp"
#include "quire/query.hpp"
#include "quire/ranking.hpp"
#include "search/evaluator.hpp"
#include "search/plan.hpp"
#include "search/query_oracle.hpp"
#include "support.hpp"

using namespace quire;
using test::Paper;
using test::QueryOracle;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

bool chance(Random& random, std::size_t one_in) {
    return below(random, one_in) == 0;
}

template <typename Container>
const auto& pick(Random& random, const Container& from) {
    return from[below(random, from.size())];
}

const Schema& schema() {
    static const Schema schema = Schema::parse(
        "title text weight=2\n"
        "abstract text\n"
        "authors keyword many\n"
        "year integer\n"
        "rating real\n"
        "published date\n");
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

// Few words, so that phrases occur; some share stems, are stop words, or are parts of another.
const std::vector<std::string> words = {
    "learn", "learning",    "learned", "net",   "nets", "the",   "of",       "model", "Modèle",
    "pre",   "prelearning", "a",       "naïve", "gan",  "ganze", "netmodel", "C++",   "C"};
const std::vector<std::string> names = {"ho", "ada", "lovelace", "Höhn", "k.", "hoover"};
const std::vector<std::string> dates = {"2023",    "2024",       "2024-02",    "2024-04",
                                        "2024-05", "2024-02-29", "2024-05-17", "2025-01-01"};
const std::vector<std::string> reals = {"0.5", "1", "2.5", "-3", "10"};

std::string random_text(Random& random, std::size_t most_words) {
    std::string text;
    for (std::size_t left = below(random, most_words + 1); left > 0; --left) {
        // The first ones are common, the last are rare.
        text += words[std::min(below(random, words.size()), below(random, words.size()))];
        text += chance(random, 8) ? "-" : chance(random, 20) ? ", " : " ";
    }
    return text;
}

std::string random_name(Random& random) {
    std::string name = pick(random, names);
    while (chance(random, 2)) name += ' ' + pick(random, names);
    return name;
}

std::vector<Paper> random_papers(Random& random) {
    std::vector<Paper> papers(1 + below(random, 30));
    for (Paper& paper : papers) {
        paper.text.push_back(analyzer().analyze(random_text(random, 5)));
        paper.text.push_back(analyzer().analyze(random_text(random, 14)));
        paper.values.resize(schema().fields().size());
        for (std::size_t left = below(random, 3); left > 0; --left) {
            paper.values[2].push_back(random_name(random));
        }
        if (!chance(random, 5)) paper.values[3] = {std::to_string(2019 + below(random, 5))};
        if (chance(random, 2)) paper.values[4] = {pick(random, reals)};
        if (!chance(random, 4)) paper.values[5] = {pick(random, dates)};
    }
    return papers;
}

/// Text that is a query in most of the ways that the grammar has.
class QueryWriter {
public:
    explicit QueryWriter(Random& random) : random_(random) {}

    std::string query() {
        std::string text = list(2);
        // What people type by mistake.
        if (one_in(12)) {
            text.insert(below(random_, text.size() + 1),
                        one_of({")", "(", "\"", " - ", " AND ", " OR ", "+", "-", "~", "*", "?",
                                "^", ":", "\\", " NEAR/2 "}));
        }
        return text;
    }

private:
    bool one_in(std::size_t n) { return chance(random_, n); }
    std::string one_of(const std::vector<std::string>& from) { return pick(random_, from); }

    std::string list(int depth) {
        std::string text = joined(depth);
        while (one_in(2)) text += ' ' + joined(depth);
        return text;
    }

    std::string joined(int depth) {
        std::string text = signed_part(depth);
        while (one_in(3)) {
            text += one_of({" AND ", " OR ", " OR ", " NEAR ", " NEAR/1 ", " NEAR/0 ", " NEAR/3 "});
            text += signed_part(depth);
        }
        return text;
    }

    std::string signed_part(int depth) {
        std::string text = one_in(5) ? one_of({"+", "-", "NOT ", "-"}) : "";
        if (one_in(5)) return text + value(depth);
        if (one_in(6)) {
            text += one_of({"title:", "abstract:", "ti:", "ABS:", "title:", "foo:"});
        }
        if (depth > 0 && one_in(3)) {
            text += '(' + list(depth - 1) + ')';
            return text + (one_in(5) ? weight() : "");
        }
        return text + leaf();
    }

    std::string weight() { return one_of({"^2", "^0.5", "^0", "^3"}); }

    std::string word() { return one_in(30) ? "unheard" : one_of(words); }

    std::string leaf() {
        std::string text;
        switch (below(random_, 12)) {
            case 0:
            case 1:
                text = phrase();
                break;
            case 2:
                if (expansions_++ == most_expansions) return word();
                text = one_of({"learn*", "ne?", "mo*l", "lear?ed", "pre-lear*", "na*e", "ga*",
                               "n?t*", "pre-*g", "th?", "mod?le", "gan?e"});
                break;
            case 3:
                if (expansions_++ == most_expansions) return word();
                text = one_of({"lerning~", "modle~1", "nett~2", "ganz~", "naiv~2", "teh~",
                               "netmdoel~1", "learnt~2", "c++~2"});
                break;
            case 4:
                text = '=' + word();
                if (one_in(3)) text += '-' + word();
                break;
            case 5:
                text = word() + one_of({"-", "-", ",", "/", "."}) + word();
                if (one_in(3)) text += '-' + word();
                break;
            default:
                text = word();
        }
        return text + (one_in(6) ? weight() : "");
    }

    std::string phrase() {
        std::string text = one_in(6) ? "=\"" : "\"";
        text += word();
        for (std::size_t left = below(random_, 4); left > 0; --left) {
            text += (one_in(6) ? "-" : " ") + word();
        }
        if (one_in(4) && expansions_++ < most_expansions) text += one_of({" lea*", "*", " ga*"});
        text += '"';
        return text + (one_in(2) ? "" : one_of({"~1", "~2", "~5", "~255"}));
    }

    std::string value(int depth) {
        const auto range = [&](const std::vector<std::string>& ends) {
            switch (below(random_, 7)) {
                case 0:
                    return pick(random_, ends) + "..";
                case 1:
                    return ".." + pick(random_, ends);
                case 2:
                    return one_of({">", "<", ">=", "<="}) + pick(random_, ends);
                case 3:
                    return pick(random_, ends);
                default:
                    return pick(random_, ends) + ".." + pick(random_, ends);
            }
        };
        switch (below(random_, depth > 0 ? 9 : 8)) {
            case 0:
            case 1:
                return "year:" + range({"2019", "2020", "2021", "2022", "2023", "x"});
            case 2:
                return "rating:" + range(reals);
            case 3:
            case 4:
                return "published:" +
                       range({"2023", "2024", "2025", "2024-02", "2024-04", "2024-06", "2024-02-29",
                              "2024-04-30", "2024-05-17", "2024-12-31"});
            case 5:
                return "author:\"" + random_name(random_) + '"' +
                       one_of({"", "", "", "~1", "~2", "~30"});
            case 6:
                return "author:" + one_of({"ho", "=ho", "ho*", "h?", "hoov~", "ada-lovelace",
                                           "hohn", "\"ada lo*\"", "ho..k", "adda~2"});
            case 7:
                return one_of({"id:x", "year:20*", "title:2019..2020", "year:(2019..2020 2022)",
                               "year:*", "-authors:*", "title:*", "-abstract:*", "authors:(* -ada)",
                               "author:(ho OR ada)", "author:(ada lovelace)"});
            default:
                return "title:(" + list(depth - 1) + ')';
        }
    }

    /// The search looks for sixteen words with wildcards; of what is joined by NEAR in vain twice.
    static constexpr int most_expansions = 8;

    Random& random_;
    int expansions_ = 0;
};

struct Run {
    bool pruning;
    std::size_t limit;
};

/// Documents and scores, one a line.
template <typename Documents, typename Line>
std::string listed(const Documents& documents, const Line& line) {
    std::string text;
    for (const auto& document : documents) text += line(document) + '\n';
    return text;
}

std::string listed(const std::vector<QueryOracle::Answer>& answers) {
    return listed(answers, [](const QueryOracle::Answer& a) {
        return std::to_string(a.paper + 1) + ' ' + std::to_string(a.score);
    });
}

std::string listed(const std::vector<search::RankedDocument>& documents) {
    return listed(documents, [](const search::RankedDocument& d) {
        return std::to_string(d.document) + ' ' + std::to_string(d.score);
    });
}

/// Whether the best are the same; those of scores that differ by rounding only may change places.
bool agree(const std::vector<search::RankedDocument>& got,
           const std::vector<QueryOracle::Answer>& expected, std::size_t limit) {
    if (got.size() != std::min(limit, expected.size())) return false;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (!(std::abs(got[i].score - expected[i].score) < 1e-9)) return false;
        const auto own = std::find_if(expected.begin(), expected.end(), [&](const auto& answer) {
            return answer.paper + 1 == got[i].document;
        });
        if (own == expected.end() || !(std::abs(own->score - got[i].score) < 1e-9)) return false;
        if (i > 0 && got[i].score == got[i - 1].score && got[i].document < got[i - 1].document) {
            return false;
        }
    }
    return true;
}

/// What is wrong with the answer to the query; empty for nothing.
std::string difference(const std::string& text, const std::vector<Paper>& papers,
                       const QueryOracle::Options& options, std::size_t& found) {
    const query::Syntax syntax = query::parse(text);
    QueryOracle oracle(schema(), analyzer(), papers, options);
    const RankingModel model;
    const auto expected = oracle.answers(syntax, model);
    found += expected.empty() ? 0 : 1;
    postings::MemorySource source = test::source_of(papers, schema(), analyzer());
    const search::Plan plan = search::make_plan(syntax, schema(), analyzers(), languages, source,
                                                {options.compounds, options.all, nullptr});
    for (const Run& how : {Run{false, 100}, Run{true, 100}, Run{true, 3}, Run{true, 1}}) {
        const search::Ranking got =
            test::search_papers(plan, schema(), source, model, how.limit, how.pruning);
        if (agree(got.documents, expected, how.limit) &&
            (!got.total_exact || got.total == expected.size()) && got.total <= expected.size()) {
            continue;
        }
        std::string what = "query: " + text + "\npruning " + std::to_string(how.pruning) +
                           ", limit " + std::to_string(how.limit) + ", compounds " +
                           std::to_string(options.compounds) + ", all " +
                           std::to_string(options.all) + "\nexpected:\n" + listed(expected) +
                           "got:\n" + listed(got.documents) + "plan:\n";
        for (const auto& clause : plan.clauses) {
            what += "  clause " + to_string(clause.expression) + ' ' + clause.field_name + ' ' +
                    std::to_string(clause.weight) + ' ' +
                    std::to_string(static_cast<int>(clause.role)) + '\n';
        }
        for (const auto& filter : plan.filters) {
            what += "  filter " + to_string(filter.expression) + '\n';
        }
        for (const auto& exclusion : plan.exclusions) {
            what += "  exclusion " + to_string(exclusion.expression) + '\n';
        }
        return what;
    }
    return {};
}

}  // namespace

TEST_CASE("a query finds and scores what its words say, document by document") {
    Random random(20241124);
    std::size_t found = 0;
    for (std::size_t round = 0; round < test::rounds(300); ++round) {
        const std::vector<Paper> papers = random_papers(random);
        for (int repeat = 0; repeat < 20; ++repeat) {
            const std::string text = QueryWriter(random).query();
            const QueryOracle::Options options{chance(random, 4), chance(random, 4)};
            const std::string wrong = difference(text, papers, options, found);
            if (!wrong.empty()) FAIL(wrong);
        }
    }
    CHECK(found > test::rounds(3000));  // Queries that find nothing say little.
}
