// What every ranking model promises.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "base/numbers.hpp"
#include "quire/ranking.hpp"
#include "ranking/model.hpp"

using quire::ModelInfo;
using quire::RankingModel;
using quire::ranking::CollectionStatistics;
using quire::ranking::ConceptStatistics;
using quire::ranking::Scorer;

namespace {

/// The model as its defaults have it, and with each parameter at either end of its range.
std::vector<std::string> specs(const ModelInfo& model) {
    const std::string name(model.name);
    std::vector<std::string> all = {name};
    std::string lowest;
    std::string highest;
    for (const quire::ParameterInfo& parameter : model.parameters) {
        const std::string setting = std::string(parameter.name) + "=";
        const std::string low = setting + quire::shortest(parameter.minimum);
        const std::string high = setting + quire::shortest(parameter.maximum);
        all.push_back(name + ":" + low);
        all.push_back(name + ":" + high);
        lowest += (lowest.empty() ? ":" : ",") + low;
        highest += (highest.empty() ? ":" : ",") + high;
    }
    all.push_back(name + lowest);
    all.push_back(name + highest);
    return all;
}

/// A number of any size up to 2^bits - 1, small ones as likely as large ones.
std::uint64_t any_size(std::mt19937_64& random, unsigned bits) {
    const auto kept = random() % (bits + 1);
    return kept == 0 ? 0 : random() >> (64 - kept);
}

/// A made-up collection, a concept and a document, sensible or not.
struct Situation {
    std::vector<std::uint64_t> total_lengths;
    std::vector<double> weights;
    CollectionStatistics collection;
    ConceptStatistics concept_statistics;
    std::vector<std::uint32_t> frequencies;
    std::vector<std::uint32_t> lengths;

    explicit Situation(std::mt19937_64& random) {
        const std::size_t fields = 1 + random() % 4;
        for (std::size_t i = 0; i < fields; ++i) {
            static const std::vector<double> some_weights = {0,      1,    2,   0.3,
                                                             1e-308, 1e-9, 1e9, 1e308};
            total_lengths.push_back(any_size(random, 50));
            weights.push_back(some_weights[random() % some_weights.size()]);
            // Four fields of that many occurrences still fit into 32 bits.
            frequencies.push_back(static_cast<std::uint32_t>(any_size(random, 29)));
            lengths.push_back(static_cast<std::uint32_t>(any_size(random, 32)));
        }
        collection = {any_size(random, 40), total_lengths, weights};
        concept_statistics.document_frequency = any_size(random, 40);
        concept_statistics.collection_frequency = any_size(random, 50);
        concept_statistics.field = static_cast<int>(random() % (fields + 1)) - 1;
    }
    Situation(const Situation&) = delete;
    Situation& operator=(const Situation&) = delete;

    std::uint32_t occurrences() const {
        return std::accumulate(frequencies.begin(), frequencies.end(), std::uint32_t{0});
    }
};

}  // namespace

TEST_CASE("every model is read by its name, and its printed form is read as the same model") {
    CHECK(quire::models().size() >= 2);
    for (const ModelInfo& model : quire::models()) {
        CHECK_FALSE(model.description.empty());
        for (const std::string& spec : specs(model)) {
            CAPTURE(spec);
            const std::string printed = RankingModel::parse(spec).to_string();
            CHECK(printed.substr(0, printed.find(':')) == model.name);
            CHECK(RankingModel::parse(printed).to_string() == printed);
        }
    }
}

TEST_CASE("every parameter has a meaning, and a default in its range") {
    for (const ModelInfo& model : quire::models()) {
        for (const quire::ParameterInfo& parameter : model.parameters) {
            CAPTURE(parameter.name);
            CHECK_FALSE(parameter.meaning.empty());
            CHECK(parameter.minimum <= parameter.default_value);
            CHECK(parameter.default_value <= parameter.maximum);
        }
    }
}

TEST_CASE("every model's scores are finite, not negative and not above their bound") {
    std::mt19937_64 random(4);
    for (const ModelInfo& model : quire::models()) {
        for (const std::string& spec : specs(model)) {
            const RankingModel ranking = RankingModel::parse(spec);
            for (int round = 0; round < 2000; ++round) {
                const Situation s(random);
                const auto scorer = ranking.model().scorer(s.collection, s.concept_statistics);
                const double score = scorer->score(s.frequencies, s.lengths);
                const double bound = scorer->bound(s.occurrences());
                if (!std::isfinite(score) || score < 0 || score > bound || !std::isfinite(bound)) {
                    FAIL(spec << ", round " << round << ": " << score << ", bound " << bound);
                }
            }
        }
    }
}

TEST_CASE("no model's score falls when a concept occurs once more, and no bound either") {
    std::mt19937_64 random(5);
    for (const ModelInfo& model : quire::models()) {
        for (const std::string& spec : specs(model)) {
            const RankingModel ranking = RankingModel::parse(spec);
            for (int round = 0; round < 2000; ++round) {
                Situation s(random);
                const auto scorer = ranking.model().scorer(s.collection, s.concept_statistics);
                // Half of the texts have words enough for the occurrences, as real ones have.
                if (round % 2 == 0) {
                    for (std::size_t i = 0; i < s.lengths.size(); ++i) {
                        s.lengths[i] = std::max(s.lengths[i], s.frequencies[i] + 1);
                    }
                }
                const std::uint32_t occurrences = s.occurrences();
                const double score = scorer->score(s.frequencies, s.lengths);
                s.frequencies[random() % s.frequencies.size()] += 1;
                const double more = scorer->score(s.frequencies, s.lengths);
                // Where the length is overruled by the occurrences, rounding has its say.
                if (more < (round % 2 == 0 ? score : score * (1 - 1e-12))) {
                    FAIL(spec << ", round " << round << ": " << score << " to " << more);
                }
                if (scorer->bound(occurrences + 1) < scorer->bound(occurrences) * (1 - 1e-12)) {
                    FAIL(spec << ", round " << round << ": a bound falls");
                }
            }
        }
    }
}

TEST_CASE("every model ranks a rarer concept higher, and a shorter text not lower") {
    const std::vector<std::uint64_t> total_lengths = {1000, 20000};
    const std::vector<double> weights = {2, 1};
    const CollectionStatistics collection = {100, total_lengths, weights};
    const std::vector<std::uint32_t> frequencies = {1, 2};
    const std::vector<std::uint32_t> lengths = {10, 150};
    const std::vector<std::uint32_t> longer = {20, 300};
    for (const ModelInfo& model : quire::models()) {
        CAPTURE(model.name);
        const RankingModel ranking = RankingModel::parse(model.name);
        const auto rare = ranking.model().scorer(collection, {3, 10, -1});
        const auto frequent = ranking.model().scorer(collection, {60, 90, -1});
        CHECK(rare->score(frequencies, lengths) > frequent->score(frequencies, lengths));
        CHECK(rare->score(frequencies, lengths) > rare->score(frequencies, longer));
    }
}
