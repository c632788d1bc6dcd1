// Whether a difference between two runs could be chance (Smucker, Allan and Carterette, 2007).
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"

namespace quire::evaluation {
namespace {

constexpr std::uint64_t samples = 100'000;

/// What sums and differences of values around 1 are off by at most.
constexpr double rounding = 1e-12;

/// p of the mean under all ways, or a sample of them, to swap the two runs in some topics.
double randomization_test(const std::vector<double>& differences, std::uint64_t seed) {
    const double observed = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0));
    // Sums of the same numbers in another order differ in the last digits.
    const double threshold = observed - rounding * std::max(1.0, observed);
    const std::size_t topics = differences.size();
    constexpr std::size_t most_bits = 16;
    std::uint64_t extreme = 0;
    if (topics <= most_bits) {
        const std::uint64_t ways = std::uint64_t{1} << topics;
        for (std::uint64_t way = 0; way < ways; ++way) {
            double sum = 0;
            for (std::size_t i = 0; i < topics; ++i) {
                sum += (way >> i & 1U) != 0 ? -differences[i] : differences[i];
            }
            extreme += std::abs(sum) >= threshold;
        }
        return static_cast<double>(extreme) / static_cast<double>(ways);
    }
    std::mt19937_64 random(seed);
    for (std::uint64_t sample = 0; sample < samples; ++sample) {
        double sum = 0;
        std::uint64_t signs = 0;
        for (std::size_t i = 0; i < topics; ++i) {
            if (i % 64 == 0) signs = random();
            sum += (signs >> (i % 64) & 1U) != 0 ? -differences[i] : differences[i];
        }
        extreme += std::abs(sum) >= threshold;
    }
    // The observed way is one of them: p is never 0 (Phipson and Smyth, 2010).
    return static_cast<double>(extreme + 1) / static_cast<double>(samples + 1);
}

}  // namespace

Comparison compare(const Values& first, const Values& second, std::uint64_t seed) {
    std::vector<double> differences;
    Comparison comparison;
    auto other = second.topics.begin();
    for (const auto& [topic, value] : first.topics) {
        if (other == second.topics.end() || other->first != topic) {
            throw Error(ErrorCode::invalid_argument,
                        "only one of the runs has the topic \"" + topic + "\"",
                        "Compare runs on the same topics, or count missing ones as 0.");
        }
        const double difference = (other++)->second - value;
        differences.push_back(difference);
        comparison.wins += difference > 0;
        comparison.losses += difference < 0;
    }
    if (other != second.topics.end()) {
        throw Error(ErrorCode::invalid_argument,
                    "only one of the runs has the topic \"" + other->first + "\"",
                    "Compare runs on the same topics, or count missing ones as 0.");
    }
    comparison.topics = differences.size();
    if (differences.empty()) return comparison;
    const auto n = static_cast<double>(differences.size());
    const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
    comparison.difference = mean;
    comparison.randomization = randomization_test(differences, seed);
    double squares = 0;
    for (const double difference : differences)
        squares += (difference - mean) * (difference - mean);
    const double deviation = std::sqrt(squares / n);
    if (deviation <= rounding * std::max(1.0, std::abs(mean))) {
        // No variance: t would be infinite, which is not what so few or so equal topics show.
        if (std::abs(mean) > rounding) {
            comparison.t_test = comparison.low = comparison.high =
                std::numeric_limits<double>::quiet_NaN();
        }
        return comparison;
    }
    const double error = deviation / std::sqrt(n - 1);
    const boost::math::students_t_distribution<double> student(n - 1);
    comparison.t_test =
        2 * boost::math::cdf(boost::math::complement(student, std::abs(mean / error)));
    constexpr double tail = 0.025;
    const double reach = boost::math::quantile(boost::math::complement(student, tail)) * error;
    comparison.low = mean - reach;
    comparison.high = mean + reach;
    return comparison;
}

std::vector<double> holm(std::span<const double> p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<double> corrected(p_values.size());
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double factor = static_cast<double>(order.size() - i);
        highest = std::max(highest, std::min(1.0, factor * p_values[order[i]]));
        corrected[order[i]] = highest;
    }
    return corrected;
}

}  // namespace quire::evaluation
