// The formats "csv" and "tsv": a row with the names of columns, then a paper a row.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "corpus/rows.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

class Table : public Format {
public:
    Table(const ReaderOptions& options, Rows rows)
        : mapping_(options, {.key_case = KeyCase::ignored, .separators = ";"}),
          mapped_(options.keys),
          rows_(std::move(rows)) {}

    std::optional<Record> next(LineSource& lines) override {
        if (!std::exchange(begun_, true)) columns_ = read_header(lines);
        if (columns_.empty()) return std::nullopt;
        while (rows_.next(lines, columns_.size(), cells_)) {
            RawRecord raw{rows_.line(), {}};
            for (std::size_t i = 0; i < cells_.size(); ++i) {
                if (!cells_[i].empty()) raw.add(columns_[i], cells_[i]);
            }
            // Spreadsheets like to end with rows of empty cells.
            if (!raw.entries.empty()) return mapping_.record(raw, lines);
        }
        return std::nullopt;
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

private:
    /// The names of the columns; none in an empty file.
    /// @throws InputError: they are of no use, and so is all that follows.
    std::vector<std::string> read_header(LineSource& lines) {
        std::vector<std::string> names;
        if (!rows_.next(lines, 0, names)) return names;
        const auto error = [&](const std::string& reason, const std::string& hint) {
            return InputError(lines.name(), rows_.line(), reason, hint);
        };
        std::map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < names.size(); ++i) {
            names[i] = trimmed(names[i]);
            if (names[i].empty()) names[i] = "column " + std::to_string(i + 1);
            const auto [earlier, first] = places.emplace(lower_case(names[i]), i);
            if (first || !mapping_.wants(names[i])) continue;
            throw error("columns " + std::to_string(earlier->second + 1) + " and " +
                            std::to_string(i + 1) + " are both called \"" + names[i] + "\"",
                        "Give every column a name of its own.");
        }
        check_filled(names, "id", error);
        for (const auto& mapped : mapped_) check_filled(names, mapped.first, error);
        return names;
    }

    template <typename MakeError>
    void check_filled(const std::vector<std::string>& names, const std::string& field,
                      MakeError error) const {
        const auto fills = [&](const std::string& name) { return mapping_.fills(field, name); };
        if (std::ranges::any_of(names, fills)) return;
        constexpr std::size_t most_names = 20;
        std::string list;
        for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i) {
            list += (i == 0 ? "" : ", ") + names[i];
        }
        if (names.size() > most_names) list += ", ...";
        throw error("no column is called \"" + mapping_.keys(field).front() +
                        "\"; the columns are: " + list,
                    "The first line must name the columns. Say which of them holds the " +
                        (field == "id" ? std::string("ids") : "field " + field) +
                        " (with quire-index: --map " + field + "=COLUMN).");
    }

    Mapping mapping_;
    std::map<std::string, std::string, std::less<>> mapped_;
    Rows rows_;
    bool begun_ = false;
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
};

}  // namespace

std::unique_ptr<Format> make_csv(const ReaderOptions& options) {
    return std::make_unique<Table>(options, Rows(",;", Quotes::always));
}

std::unique_ptr<Format> make_tsv(const ReaderOptions& options) {
    return std::make_unique<Table>(options, Rows("\t", Quotes::if_paired));
}

}  // namespace quire::corpus
