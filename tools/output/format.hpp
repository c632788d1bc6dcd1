// How answers are written: one file a format, one array of them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "quire/searcher.hpp"

namespace quire::output {

/// A query that was asked.
struct Question {
    std::string topic;  ///< What it is called in a run, without white space.
    std::string text;   ///< As it was typed.
    Query query;
};

/// What was found.
struct Answer {
    const Question& question;
    const SearchOptions& options;
    const SearchResults& results;
};

/// Where a document stands in an answer.
struct Place {
    const Question& question;
    const Document& document;
    const Standing& standing;
};

/// What holds for all that is written.
struct Setting {
    const Schema& schema;  ///< The index's.
    cli::Terminal terminal;
    bool many = false;  ///< Whether there are many questions: each answer then says to which it is.
};

/// Writes answers, one after the other.
class Writer {
public:
    explicit Writer(const Setting& setting) : setting_(setting) {}
    virtual ~Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// What stands before the first answer.
    virtual std::string head() { return {}; }

    virtual std::string answer(const Answer& answer) = 0;

protected:
    const Setting& setting() const { return setting_; }

private:
    const Setting& setting_;
};

/// A row of the table of formats.
struct Format {
    std::string_view name;
    std::string_view description;
    std::unique_ptr<Writer> (*writer)(const Setting& setting);

    /// How a question was read, and where a document stands; null where the format cannot say that.
    std::string (*reading)(const Setting& setting, const Answer& answer);
    std::string (*standing)(const Setting& setting, const Place& place);

    bool explanations;  ///< Whether scores can be explained in it,
    bool facets;        ///< and counts of values written,
    bool totals;        ///< and how many papers there are.

    /// What it prints of a paper, so that no more is read.
    enum class Content { ids, fields, highlights };
    Content content;

    int version;  ///< Of its written schema; 0 where it has none.

    /// How much was found, for people who read the format; null where programs do.
    std::string (*summary)(const Answer& answer);
};

std::span<const Format> formats();

std::unique_ptr<Writer> make_text(const Setting& setting);
std::string text_reading(const Setting& setting, const Answer& answer);
std::string text_standing(const Setting& setting, const Place& place);
std::string text_summary(const Answer& answer);

std::unique_ptr<Writer> make_json(const Setting& setting);
std::string json_reading(const Setting& setting, const Answer& answer);
std::string json_standing(const Setting& setting, const Place& place);

std::unique_ptr<Writer> make_jsonl(const Setting& setting);
std::string jsonl_reading(const Setting& setting, const Answer& answer);

std::unique_ptr<Writer> make_csv(const Setting& setting);
std::unique_ptr<Writer> make_tsv(const Setting& setting);
std::unique_ptr<Writer> make_bibtex(const Setting& setting);
std::unique_ptr<Writer> make_ris(const Setting& setting);
std::unique_ptr<Writer> make_trec(const Setting& setting);
std::unique_ptr<Writer> make_ids(const Setting& setting);

/// The keys of a line of jsonl: for a hit, and for a part of the query. A dot leads into an object.
std::vector<cli::TableRow> jsonl_hit_keys();
std::vector<cli::TableRow> jsonl_concept_keys();

}  // namespace quire::output
