// The formats "csv" (RFC 4180) and "tsv".
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "output/format.hpp"
#include "output/values.hpp"

namespace quire::output {

namespace {

/// How cells become lines.
struct Dialect {
    char separator;
    std::string_view line_end;
    /// Whether a cell has to stand in quotes, in which quotes are doubled.
    bool (*needs_quotes)(std::string_view cell);
};

constexpr Dialect comma{',', "\r\n", [](std::string_view cell) {
                            return cell.find_first_of("\",") != std::string_view::npos ||
                                   cell.starts_with(' ') || cell.ends_with(' ');
                        }};
// Tabs have become spaces. Only what would be taken for a quoted cell has to be one.
constexpr Dialect tab{'\t', "\n", [](std::string_view cell) { return cell.starts_with('"'); }};

/// The fields that have columns: those that name a paper, then those of a schema of one's own.
std::vector<std::string> columns(const Schema& schema) {
    static constexpr std::array<std::string_view, 5> known = {"title", "authors", "venue", "year",
                                                              "url"};
    static const Schema papers = Schema::papers();
    std::vector<std::string> names;
    const auto is_field = [&](std::string_view name) {
        const Field* field = schema.find(name);
        return field != nullptr && field->name == name && field->stored;
    };
    for (const std::string_view name : known) {
        if (is_field(name)) names.emplace_back(name);
    }
    for (const Field& field : schema.fields()) {
        const Field* paper_field = papers.find(field.name);
        const bool own = paper_field == nullptr || paper_field->name != field.name;
        if (own && field.stored) names.push_back(field.name);
    }
    return names;
}

class Table : public Writer {
public:
    Table(const Setting& setting, const Dialect& dialect)
        : Writer(setting), dialect_(dialect), columns_(columns(setting.schema)) {}

    std::string head() override {
        std::vector<std::string> names = {"rank", "id", "score"};
        if (setting().many) names.insert(names.begin(), "topic");
        names.insert(names.end(), columns_.begin(), columns_.end());
        return row(names);
    }

    std::string answer(const Answer& answer) override {
        std::string text;
        std::size_t rank = answer.options.offset;
        for (const Hit& hit : answer.results.hits) {
            std::vector<std::string> cells = {std::to_string(++rank), hit.document.id,
                                              cli::shortest(hit.score)};
            if (setting().many) cells.insert(cells.begin(), answer.question.topic);
            for (const std::string& field : columns_) {
                cells.push_back(text_of(hit.document, field));
            }
            text += row(cells);
        }
        return text;
    }

private:
    std::string row(const std::vector<std::string>& cells) const {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) line += dialect_.separator;
            line += cell(cli::printable(cells[i]));
        }
        return line.append(dialect_.line_end);
    }

    std::string cell(const std::string& text) const {
        if (!dialect_.needs_quotes(text)) return text;
        std::string quoted = "\"";
        for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
        return quoted + '"';
    }

    const Dialect& dialect_;
    std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<Writer> make_csv(const Setting& setting) {
    return std::make_unique<Table>(setting, comma);
}

std::unique_ptr<Writer> make_tsv(const Setting& setting) {
    return std::make_unique<Table>(setting, tab);
}

}  // namespace quire::output
