// Measuring rankings: topics, judgments, runs, metrics and significance, with trec_eval's
// definitions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"

/// Topics, judgments and runs, and what is computed from them. No index is seen here: a run is ids
/// and numbers, whoever made it. Nothing is kept between calls; any number of threads may call.
///
/// Ids are compared byte by byte. Files are UTF-8, lines end with LF or CRLF, blank ones are passed
/// over, and columns stand between spaces and tabs where nothing else is said.
namespace quire::evaluation {

/// What somebody wants to know.
struct Topic {
    std::string id;    ///< Not empty.
    std::string text;  ///< Not empty; white space is one space. Any characters, in no syntax.

    /// Whether id and text are the same.
    bool operator==(const Topic&) const = default;
};

/// Parts of a TREC topic that make its text.
enum class TopicPart {
    title,        ///< `<title>`: a few words.
    description,  ///< `<desc>`: a sentence.
    narrative,    ///< `<narr>`: what is relevant and what is not.
};

/// What was noticed in a file that is no error.
struct Remarks {
    std::uint64_t duplicates = 0;       ///< Lines that say again what another said.
    std::vector<std::string> examples;  ///< `FILE:LINE: REASON` of the first of them, at most 10.

    /// Whether the same was noticed.
    bool operator==(const Remarks&) const = default;
};

/// Reads topics: BEIR's `queries.jsonl` (an object a line with strings `_id` and `text`), lines of
/// `id<TAB>text`, or TREC's `<top>` with `<num>`, `<title>`, `<desc>` and `<narr>`, closed or not;
/// which of them is told by the first character, `{`, `<` or another. In the order of the file.
/// @param parts of TREC topics, in this order, the title if none is given; others have titles only
/// @throws Error not_found, io; InputError: a line or topic that cannot be read, an id that stands
///         there twice, a topic without a text, a file without a topic, parts that it does not have.
QUIRE_API std::vector<Topic> read_topics(const std::string& path,
                                         std::span<const TopicPart> parts = {});

/// Which documents are relevant to which topics.
struct Qrels {
    /// Grade by document, by topic. A grade of 1 or more is relevant, 0 is judged and not relevant;
    /// less is taken for not judged, as trec_eval does.
    std::map<std::string, std::map<std::string, int, std::less<>>, std::less<>> topics;
    Remarks remarks;  ///< A document judged twice keeps the first grade.
};

/// Reads judgments: TREC's `topic iteration document grade`, or BEIR's `query-id corpus-id score`
/// with a first line of these names; where tabs separate those, only tabs separate columns. A grade
/// is a whole number, also as 1.0.
/// @throws Error not_found, io; InputError: a line that cannot be read.
QUIRE_API Qrels read_qrels(const std::string& path);

/// A document and its score in a run.
struct ScoredDocument {
    std::string id;    ///< Of the document.
    double score = 0;  ///< The higher, the better; not NaN.

    /// Whether id and score are the same.
    bool operator==(const ScoredDocument&) const = default;
};

/// What a system returned for each topic.
struct Run {
    std::string name;  ///< The tag of its first line; of a file without one its name.
    /// Documents by topic, in any order and each once: metrics look at scores alone.
    std::map<std::string, std::vector<ScoredDocument>, std::less<>> topics;
    std::size_t other_tag = 0;  ///< The first line with another tag than `name`; 0 if none has.
    std::vector<std::string> comments;  ///< Lines that start with `#`, without it.
    Remarks remarks;  ///< A document that is twice in a topic counts once, at its first place.
};

/// Reads a run: TREC's `topic Q0 document rank score tag`. The second column and the ranks are not
/// looked at.
/// @throws Error not_found, io; InputError: a line that cannot be read.
QUIRE_API Run read_run(const std::string& path);

/// Writes a run as `read_run` reads it: its comments, then topics in byte order, documents in the
/// order of `in_trec_order` with ranks from 1, and scores in digits that give them back.
/// @param tag of every line
/// @throws Error invalid_argument: an id or the tag is empty or has white space in it, a topic's id
///         starts with `#`, a comment has more than one line.
QUIRE_API std::string to_trec(const Run& run, std::string_view tag);

/// Documents in the order that trec_eval gives them, whatever their ranks: by score as a 32-bit
/// number, highest first; equal ones by id in byte order, descending.
QUIRE_API std::vector<ScoredDocument> in_trec_order(std::vector<ScoredDocument> documents);

/// A row of the table of fusions.
struct FusionInfo {
    std::string_view name;         ///< e.g. "rrf"
    std::string_view description;  ///< One line, with the source of the formula.
};

/// Every method that `fuse` knows.
QUIRE_API std::span<const FusionInfo> fusions();

/// Makes one run of several, topic by topic: documents that any of them has, with new scores. The
/// run has no name.
/// @param method a name of `fusions()`
/// @throws Error invalid_argument: no such method; the message lists all.
QUIRE_API Run fuse(std::span<const Run> runs, std::string_view method);

/// Topics that only one of a run and its judgments has.
struct Unmatched {
    std::vector<std::string> unjudged;  ///< In the run, without judgments: they are not scored.
    std::vector<std::string> missing;   ///< Judged, and not in the run.

    /// Whether the same topics are meant.
    bool operator==(const Unmatched&) const = default;
};

/// Finds the topics that only one of them has, each in byte order.
QUIRE_API Unmatched unmatched(const Run& run, const Qrels& qrels);

/// How the values of topics become one.
enum class Aggregate {
    mean,            ///< Over the topics that count.
    sum,             ///< A count; printed as a whole number.
    geometric_mean,  ///< A topic's value below 0.00001 is taken for that.
};

/// A metric, with its parameter where it has one. Made by `parse_metric`.
struct Metric {
    std::string name;                       ///< As it is asked for, e.g. "ndcg@10".
    std::string trec_name;                  ///< As trec_eval prints it, e.g. "ndcg_cut_10".
    Aggregate aggregate = Aggregate::mean;  ///< How topics become `Values::all`.
    std::size_t row = 0;                    ///< In `metrics()`.
    double parameter =
        0;  ///< The k of a cutoff, the p of rbp, the r of iprec; of others no matter.
    std::size_t depth = 0;  ///< How many ranks it looks at; 0 for all that there are.
};

/// A row of the table of metrics.
struct MetricInfo {
    std::string_view name;         ///< e.g. "ndcg@k"
    std::string_view description;  ///< One line, with the source of the formula.
};

/// Every metric that `parse_metric` knows, in the order in which trec_eval prints them, then those
/// that it does not have.
QUIRE_API std::span<const MetricInfo> metrics();

/// Reads `map`, `ndcg@10`, `rbp@0.8`, or a name of trec_eval's, `ndcg_cut_10`.
/// @throws Error invalid_argument: no such metric, a parameter that cannot be; the hint lists all.
QUIRE_API Metric parse_metric(std::string_view text);

/// The values of one metric.
struct Values {
    /// By topic, in byte order as trec_eval prints them; empty for metrics that only all topics
    /// together have (num_q, gm_map).
    std::map<std::string, double, std::less<>> topics;
    double all = 0;  ///< Of all topics that count; 0 where none does.
};

/// Scores a run.
/// @param complete whether topics that are judged and not in the run count, as if nothing had been
///        found for them (trec_eval's -c, which counts them and prints no rows for them); otherwise
///        only topics count that have both judgments and a ranking
/// @return by metric, in the order given
/// @throws Error invalid_argument: a metric that `parse_metric` did not make.
QUIRE_API std::vector<Values> evaluate(const Run& run, const Qrels& qrels,
                                       std::span<const Metric> metrics, bool complete = false);

/// How trec_eval prints a value of the metric: "0.1234", or a whole number for sums.
QUIRE_API std::string to_string(const Metric& metric, double value);

/// Two runs on the same topics, topic by topic.
///
/// Student's t needs differences that differ from each other: of a single topic, and where all
/// topics differ by the same, `t_test`, `low` and `high` are NaN, and the randomisation test, which
/// needs no variance, is the one to go by. Where nothing differs, p is 1 and the interval is 0.
struct Comparison {
    std::size_t topics = 0;    ///< How many were compared.
    double difference = 0;     ///< Mean of the second less mean of the first.
    std::size_t wins = 0;      ///< Topics on which the second is better.
    std::size_t losses = 0;    ///< Topics on which the first is better.
    double t_test = 1;         ///< p of the paired t-test, two-sided; NaN where it has none.
    double randomization = 1;  ///< p of the paired randomisation test, two-sided.
    double low = 0;   ///< Where the 95% confidence interval of the difference begins (Student's t).
    double high = 0;  ///< Where it ends; both NaN where there is none.
};

/// Compares values of the same topics, of metrics that have values by topic.
/// @param seed of the randomisation test, which swaps signs 100,000 times, or in every way where
///        there are at most 16 topics
/// @throws Error invalid_argument: the topics differ.
QUIRE_API Comparison compare(const Values& first, const Values& second, std::uint64_t seed = 1);

/// p values after Holm's step-down correction (1979) for as many comparisons as there are, in the
/// order given.
QUIRE_API std::vector<double> holm(std::span<const double> p_values);

}  // namespace quire::evaluation
