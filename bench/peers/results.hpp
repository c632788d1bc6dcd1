// What was measured, read again and summed up.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

/// An engine and what tables and plots call it.
struct Label {
    std::string_view engine;
    std::string_view label;
};

/// In the order of the tables; quire's come first.
extern const std::vector<Label> labels;

/// The kinds of queries, in the order of the tables.
extern const std::vector<std::string> kinds;
/// All kinds but phrases.
std::vector<std::string> not_phrases();

/// Microseconds of queries.
struct Spread {
    double mean = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
};

double median(std::vector<double> values);

class Results {
public:
    /// Reads the lines of JSON that the drivers have printed and run.sh has added.
    explicit Results(const std::string& path);

    /// The sizes of corpora, as multiples of the papers, in ascending order.
    std::vector<int> scales() const;

    /// The values of `key` in the lines about `what`, one for each round.
    std::vector<double> values(int scale, std::string_view what, std::string_view engine,
                               const char* key) const;
    /// Their median.
    std::optional<double> middle(int scale, std::string_view what, std::string_view engine,
                                 const char* key) const;

    /// Queries of these kinds together, each by the median of its rounds: what another process took
    /// from one of them does not count.
    std::optional<Spread> queries(int scale, std::string_view engine,
                                  const std::vector<std::string>& kinds) const;
    /// How many queries of these kinds were timed in a round.
    std::size_t count(int scale, std::string_view engine,
                      const std::vector<std::string>& kinds) const;

    /// Indexing from the file to the durable index, in 10^6 bytes of title and abstract a second.
    std::optional<double> indexing_speed(int scale, std::string_view engine) const;

private:
    std::vector<nlohmann::json> of(int scale, std::string_view what, std::string_view engine) const;

    /// By scale and what they are about.
    std::map<std::pair<int, std::string>, std::vector<nlohmann::json>> lines_;
};

/// Lines of figures over the size of the corpus, both axes logarithmic, as SVG.
struct Series {
    std::string label;
    std::vector<std::pair<double, double>> points;
};
std::string plot(const std::string& title, const std::string& unit,
                 const std::vector<Series>& series);

}  // namespace peers
