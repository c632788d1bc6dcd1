#include "search/evaluator.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <memory>
#include <random>

#include "postings/memory_source.hpp"
#include "quire/ranking.hpp"
#include "search/image_backed_source.hpp"
#include "search/oracle.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::search;
using test::PlainDocument;

namespace {

constexpr std::size_t text_fields = 2;
constexpr std::size_t value_row = 2;

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// Few words, so that phrases occur; the first ones are common, the last are rare.
std::string random_word(Random& random) {
    return std::string(1, static_cast<char>('a' + std::min(below(random, 8), below(random, 8))));
}

/// What a word has that its term has not.
std::string random_ending(Random& random) {
    return std::vector<std::string>{"", "s", "ing"}[below(random, 3)];
}

std::vector<PlainDocument> random_documents(Random& random, std::size_t most) {
    std::vector<PlainDocument> documents(below(random, most));
    for (PlainDocument& document : documents) {
        document.text.resize(text_fields);
        document.written.resize(text_fields);
        document.values.resize(value_row + 1);
        for (std::size_t field = 0; field < text_fields; ++field) {
            for (std::size_t left = below(random, 12); left > 0; --left) {
                document.text[field].push_back(random_word(random));
                document.written[field].push_back(document.text[field].back() +
                                                  random_ending(random));
            }
        }
        document.values[value_row].push_back(std::to_string(below(random, 3)));
        if (below(random, 3) == 0) document.values[value_row].push_back("x");
    }
    return documents;
}

/// In stretches, each with words of its own and texts of about its own length: blocks of posting
/// lists differ in what they can bring.
std::vector<PlainDocument> uneven_documents(Random& random, std::size_t count) {
    std::vector<PlainDocument> documents(count);
    std::size_t longest = 1;
    std::string favoured;
    std::size_t share = 0;
    for (PlainDocument& document : documents) {
        if (favoured.empty() || below(random, 100) == 0) {
            longest = 1 + below(random, 60);
            favoured = random_word(random);
            share = below(random, 7);
        }
        document.text.resize(text_fields);
        document.written.resize(text_fields);
        document.values.resize(value_row + 1);
        for (std::size_t field = 0; field < text_fields; ++field) {
            for (std::size_t left = 1 + below(random, longest); left > 0; --left) {
                const bool favour = below(random, 8) < share;
                document.text[field].push_back(favour ? favoured : random_word(random));
                document.written[field].push_back(document.text[field].back() +
                                                  random_ending(random));
            }
        }
        document.values[value_row].push_back(std::to_string(below(random, 3)));
        if (below(random, 3) == 0) document.values[value_row].push_back("x");
    }
    return documents;
}

/// So many that they are looked at in several windows; half of the words are in one of a hundred.
std::vector<PlainDocument> many_documents(Random& random, std::size_t count) {
    std::vector<PlainDocument> documents(count);
    for (PlainDocument& document : documents) {
        document.text.resize(text_fields);
        document.values.resize(value_row + 1);
        for (auto& text : document.text) {
            for (std::size_t left = 1 + below(random, 6); left > 0; --left) {
                const char first = below(random, 400) == 0 ? 'e' : 'a';
                text.emplace_back(1,
                                  static_cast<char>(first + static_cast<char>(below(random, 4))));
            }
        }
        document.written = document.text;
        document.values[value_row].push_back(std::to_string(below(random, 3)));
    }
    return documents;
}

void add_to(postings::MemorySource& source, const std::vector<PlainDocument>& documents) {
    for (const PlainDocument& document : documents) {
        std::vector<std::uint32_t> lengths;
        for (const auto& words : document.text) {
            lengths.push_back(static_cast<std::uint32_t>(words.size()));
        }
        source.add_document(lengths);
        for (std::size_t field = 0; field < text_fields; ++field) {
            for (std::size_t at = 0; at < document.text[field].size(); ++at) {
                const std::string& term = document.text[field][at];
                const auto index = static_cast<std::uint32_t>(at);
                source.add_term(term, field, index);
                source.add_word(document.written[field][at], term, "", field, index);
            }
        }
        for (const std::string& value : document.values[value_row]) {
            source.add_value(value, value_row, 0);
        }
    }
}

postings::MemorySource source_of(const std::vector<PlainDocument>& documents) {
    postings::MemorySource source(text_fields);
    add_to(source, documents);
    return source;
}

/// Of terms that are near each other or written in some ways.
Expression random_expression(Random& random, std::optional<std::size_t> field, int depth) {
    Expression expression;
    const std::size_t kind = depth == 0 ? 0 : below(random, 7);
    if (kind < 2) {
        expression.term = random_word(random);
        expression.field = field;
        return expression;
    }
    std::vector<Expression> parts;
    const std::size_t count = 2 + below(random, 2);
    for (std::size_t i = 0; i < count; ++i) {
        Expression part = random_expression(random, field, kind == 6 ? 0 : depth - 1);
        // Groups of the planner hold different spellings.
        const bool grouped = kind == 2 || kind == 6;
        if (grouped && std::find(parts.begin(), parts.end(), part) != parts.end()) continue;
        parts.push_back(std::move(part));
    }
    const auto gap = static_cast<unsigned>(below(random, 4));
    if (kind == 2) return any_of(std::move(parts));
    if (kind == 3) return sequence_of(std::move(parts));
    if (kind == 4) return sequence_of(std::move(parts), gap);
    if (kind == 5) {
        expression.kind = Expression::Kind::near;
        expression.gap = gap;
        expression.parts = std::move(parts);
        return expression;
    }
    expression.kind = Expression::Kind::forms;
    for (const Expression& part : parts) {
        expression.words.push_back(part.term + random_ending(random));
    }
    std::sort(expression.words.begin(), expression.words.end());
    expression.parts.push_back(any_of(std::move(parts)));
    return expression;
}

Expression random_value(Random& random) {
    Expression expression;
    expression.field = value_row;
    const auto value = [&] {
        return below(random, 4) == 0 ? "x" : std::to_string(below(random, 4));
    };
    if (below(random, 2) == 0) {
        expression.kind = Expression::Kind::value;
        expression.term = value();
    } else {
        expression.kind = Expression::Kind::values;
        for (std::size_t left = below(random, 4); left > 0; --left) {
            expression.words.push_back(value());
        }
        std::sort(expression.words.begin(), expression.words.end());
    }
    return expression;
}

/// What a filter or an exclusion asks for.
Expression random_condition(Random& random, int depth) {
    const std::size_t kind = depth == 0 ? below(random, 2) : below(random, 5);
    if (kind == 0) return random_value(random);
    if (kind == 1) return random_expression(random, {}, 2);
    std::vector<Expression> parts;
    for (std::size_t left = 1 + below(random, 3); left > 0; --left) {
        parts.push_back(random_condition(random, depth - 1));
    }
    if (kind == 2) return any_of(std::move(parts));
    if (kind == 3) return all_of(std::move(parts));
    return none_of(std::move(parts));
}

template <std::size_t most>
std::vector<PlainDocument> at_most(Random& random) {
    return random_documents(random, most);
}

/// Holds random searches of random documents against an oracle.
/// @return how many totals were no more than a bound
std::size_t search_at_random(int rounds, auto&& documents_of, auto&& source_of_documents) {
    Random random(20240517);
    std::size_t pruned_totals = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::vector<PlainDocument> documents = documents_of(random);
        const std::unique_ptr<postings::Source> made = source_of_documents(documents);
        postings::Source& source = *made;
        const RankingModel model = RankingModel::parse(std::vector<std::string>{
            "bm25f", "bm25", "bm25f:k1=0.4,b=1", "bm25:b=0"}[below(random, 4)]);
        const std::vector<double> weights = {2, 1};
        const ranking::CollectionStatistics collection{source.document_count(),
                                                       source.total_lengths(), weights};
        struct Wanted {
            Expression expression;
            std::shared_ptr<ranking::Scorer> scorer;
            double weight;
            bool required = false;
        };
        std::vector<Wanted> wanted(below(random, 5));
        for (Wanted& one : wanted) {
            std::optional<std::size_t> field;
            if (below(random, 4) == 0) field = below(random, text_fields);
            one.expression = random_expression(random, field, 2);
            const auto matcher = make_matcher(one.expression, source);
            one.scorer = model.model().scorer(
                collection, {matcher->document_frequency, matcher->collection_frequency,
                             field ? static_cast<int>(*field) : -1});
            one.weight = static_cast<double>(1 + below(random, 2));
        }
        std::vector<Expression> filters;
        std::vector<Expression> exclusions;
        if (below(random, 3) == 0) filters.push_back(random_value(random));
        if (below(random, 3) == 0) filters.push_back(random_condition(random, 2));
        if (below(random, 3) == 0) exclusions.push_back(random_condition(random, 2));
        for (Wanted& one : wanted) {
            one.required = below(random, 5) == 0 && make_matcher(one.expression, source)->exact;
        }
        const bool any_concept = filters.empty() || below(random, 2) == 0;
        // To the oracle, what is required is a filter as well.
        std::vector<Expression> conditions = filters;
        for (const Wanted& one : wanted) {
            if (one.required) conditions.push_back(one.expression);
        }

        std::vector<test::PlainConcept> plain;
        for (const Wanted& one : wanted) {
            plain.push_back({one.expression, one.scorer.get(), one.weight});
        }
        const auto expected =
            test::search_slowly(documents, plain, conditions, exclusions, any_concept);

        const std::size_t limit = below(random, 12);
        const auto run = [&](bool pruning, bool exact_total) {
            struct Shared : ranking::Scorer {
                explicit Shared(std::shared_ptr<ranking::Scorer> of) : of_(std::move(of)) {}
                double score(std::span<const std::uint32_t> f,
                             std::span<const std::uint32_t> l) const override {
                    return of_->score(f, l);
                }
                double bound(std::uint32_t highest) const override { return of_->bound(highest); }
                bool takes_text_as_one() const override { return of_->takes_text_as_one(); }
                double bound(std::span<const std::uint32_t> points,
                             std::size_t fields) const override {
                    return of_->bound(points, fields);
                }
                void scores(const ranking::Batch& batch, std::span<double> out) const override {
                    of_->scores(batch, out);
                }
                std::shared_ptr<ranking::Scorer> of_;
            };
            Request request;
            for (const Wanted& one : wanted) {
                request.concepts.push_back({make_matcher(one.expression, source),
                                            std::make_unique<Shared>(one.scorer), one.weight,
                                            one.required});
            }
            for (const auto& e : filters) request.filters.push_back(make_matcher(e, source));
            for (const auto& e : exclusions) request.exclusions.push_back(make_matcher(e, source));
            request.any_concept = any_concept;
            request.limit = limit;
            request.pruning = pruning;
            request.exact_total = exact_total;
            return evaluate(source, std::move(request));
        };
        for (const bool pruning : {false, true}) {
            for (const bool exact_total : {false, true}) {
                CAPTURE(round);
                CAPTURE(pruning);
                CAPTURE(exact_total);
                const Ranking got = run(pruning, exact_total);
                REQUIRE(got.documents.size() == std::min(limit, expected.size()));
                for (std::size_t i = 0; i < got.documents.size(); ++i) {
                    CHECK(got.documents[i].document == expected[i].document + 1);
                    CHECK(std::bit_cast<std::uint64_t>(got.documents[i].score) ==
                          std::bit_cast<std::uint64_t>(expected[i].score));
                }
                if (!pruning || exact_total) CHECK(got.total_exact);
                if (got.total_exact) {
                    CHECK(got.total == expected.size());
                } else {
                    CHECK(got.total <= expected.size());
                    ++pruned_totals;
                }
            }
        }
    }
    return pruned_totals;
}

}  // namespace

TEST_CASE("the evaluator finds what looking at every document finds, with pruning and without") {
    const std::size_t pruned = search_at_random(1500, at_most<60>, [](const auto& documents) {
        auto source = std::make_unique<postings::MemorySource>(text_fields);
        add_to(*source, documents);
        return source;
    });
    CHECK(pruned > 50);
}

TEST_CASE("from an image the evaluator finds what looking at every document finds") {
    std::size_t parts = 0;
    const auto source_of_documents = [&](const auto& documents) {
        auto source =
            std::make_unique<test::ImageBackedSource>(text_fields, documents, 1 + parts++ % 4);
        add_to(*source, documents);
        return source;
    };
    CHECK(search_at_random(1000, at_most<60>, source_of_documents) > 50);
    CHECK(search_at_random(60, at_most<2000>, source_of_documents) > 10);
    const auto uneven = [](Random& random) { return uneven_documents(random, 1500); };
    CHECK(search_at_random(static_cast<int>(test::rounds(120)), uneven, source_of_documents) > 10);
    const auto many = [](Random& random) { return many_documents(random, 9000); };
    CHECK(search_at_random(static_cast<int>(test::rounds(40)), many, source_of_documents) > 0);
}

TEST_CASE("a matcher's limits and header are never below what the documents hold") {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        const std::vector<PlainDocument> documents = random_documents(random, 60);
        postings::MemorySource source = source_of(documents);
        const Expression expression = random_expression(random, {}, 3);
        const auto matcher = make_matcher(expression, source);
        std::uint64_t holding = 0;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const auto expected = test::occurrences(expression, documents[i]);
            std::uint32_t sum = 0;
            for (const std::uint32_t n : expected) sum += n;
            const auto document = static_cast<postings::DocumentNumber>(i + 1);
            matcher->seek(document);
            CAPTURE(to_string(expression));
            CAPTURE(document);
            if (sum > 0) {
                ++holding;
                REQUIRE(matcher->document() == document);
                CHECK(sum <= matcher->highest_frequency);
            }
            if (matcher->document() != document) continue;
            std::vector<std::uint32_t> counts(text_fields);
            matcher->frequencies(counts);
            CHECK(counts == expected);
            CHECK(matcher->matches() == (sum > 0));
            matcher->limits(counts);
            for (std::size_t field = 0; field < text_fields; ++field) {
                CHECK(counts[field] >= expected[field]);
            }
        }
        CHECK(holding <= matcher->document_frequency);
    }
}

TEST_CASE("what a matcher rules out it does not hold, and it is reached wherever it holds") {
    Random random(9);
    std::size_t ruled_out = 0;
    for (std::size_t round = 0; round < test::rounds(60); ++round) {
        const std::vector<PlainDocument> documents = uneven_documents(random, 600);
        test::ImageBackedSource source(text_fields, documents, 1);
        add_to(source, documents);
        const Expression expression = random_expression(random, {}, 3);
        const auto matcher = make_matcher(expression, source);
        std::vector<postings::DocumentNumber> numbers;
        for (std::size_t i = 0; i < documents.size() + 10; ++i) {
            numbers.push_back(static_cast<postings::DocumentNumber>(i));
        }
        std::vector<std::uint8_t> may(numbers.size(), 1);
        matcher->rule_out(numbers, may);
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const bool holds = test::holds(expression, documents[i]);
            const auto document = static_cast<postings::DocumentNumber>(i + 1);
            CAPTURE(to_string(expression));
            CAPTURE(document);
            ruled_out += may[document] == 0 ? 1 : 0;
            if (holds) REQUIRE(may[document] == 1);
            if (!holds && below(random, 2) == 0) continue;
            const bool reached = matcher->reach(document);
            if (holds) REQUIRE(reached);
            if (reached) CHECK(matcher->matches() == holds);
        }
        CHECK(may[0] == may[numbers.size() - 1]);
    }
    CHECK(ruled_out > 1000);
}

TEST_CASE("a matcher that was reached for in vain is sought as any other") {
    Random random(10);
    std::size_t found = 0;
    for (std::size_t round = 0; round < test::rounds(60); ++round) {
        const std::vector<PlainDocument> documents = many_documents(random, 2000);
        test::ImageBackedSource source(text_fields, documents, 1);
        add_to(source, documents);
        std::vector<Expression> words(2);
        words[0].term = std::string(1, static_cast<char>('e' + below(random, 4)));
        words[1].term = std::string(1, static_cast<char>('a' + below(random, 4)));
        if (below(random, 2) == 0) std::swap(words[0], words[1]);
        if (below(random, 3) == 0) words[0].field = words[1].field = below(random, text_fields);
        Expression expression = sequence_of(words, static_cast<unsigned>(below(random, 3)));
        if (below(random, 2) == 0) expression.kind = Expression::Kind::near;
        const auto matcher = make_matcher(expression, source);
        CAPTURE(to_string(expression));
        const auto holds = [&](std::size_t document) {
            return test::holds(expression, documents[document - 1]);
        };
        for (std::size_t target = 1; target <= documents.size(); target += 1 + below(random, 90)) {
            CAPTURE(target);
            if (below(random, 3) > 0) {
                const bool reached = matcher->reach(static_cast<postings::DocumentNumber>(target));
                CHECK((reached && matcher->matches()) == holds(target));
                continue;
            }
            matcher->seek(static_cast<postings::DocumentNumber>(target));
            std::size_t next = target;
            while (next <= documents.size() && next < matcher->document()) {
                CHECK(!holds(next));
                ++next;
            }
            if (next > documents.size()) break;
            REQUIRE(matcher->document() == next);
            std::vector<std::uint32_t> counts(text_fields);
            matcher->frequencies(counts);
            CHECK(counts == test::occurrences(expression, documents[next - 1]));
            found += matcher->matches() ? 1 : 0;
            target = next;
        }
    }
    CHECK(found > 5);
}

TEST_CASE("a matcher of a condition stands on every document that meets it") {
    Random random(8);
    std::size_t met = 0;
    for (int round = 0; round < 500; ++round) {
        const std::vector<PlainDocument> documents = random_documents(random, 60);
        postings::MemorySource source = source_of(documents);
        const Expression condition = random_condition(random, 3);
        const auto matcher = make_matcher(condition, source);
        std::uint64_t holding = 0;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const auto document = static_cast<postings::DocumentNumber>(i + 1);
            CAPTURE(to_string(condition));
            CAPTURE(document);
            matcher->seek(document);
            const bool expected = test::holds(condition, documents[i]);
            CHECK((matcher->document() == document && matcher->matches()) == expected);
            holding += expected ? 1 : 0;
        }
        CHECK(holding <= matcher->document_frequency);
        met += holding;
    }
    CHECK(met > 1000);
}

TEST_CASE("expressions print as people read them") {
    const auto term = [](const char* word) {
        Expression expression;
        expression.term = word;
        return expression;
    };
    CHECK(to_string(term("train")) == "train");
    CHECK(to_string(sequence_of({term("pre"), term("train")})) == "\"pre train\"");
    const Expression compound =
        any_of({sequence_of({term("pre"), term("train")}), term("pretrain")});
    CHECK(to_string(compound) == "\"pre train\" | pretrain");
    CHECK(to_string(sequence_of({term("languag"), compound})) ==
          "\"languag (pre train | pretrain)\"");
}
