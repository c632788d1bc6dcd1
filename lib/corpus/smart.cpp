// The format "smart": `.I 1`, `.T`, `.A`, `.W` and so on, as in Cranfield, CISI, MED and CACM.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "corpus/white_space.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

constexpr std::array<KeyName, 6> names{{{"id", "I"},
                                        {"title", "T"},
                                        {"authors", "A"},
                                        {"venue", "B"},
                                        {"abstract", "W"},
                                        {"categories", "K"}}};

/// The id in `.I 17`; empty in `.I`, nothing if the line is something else. One of several words
/// begins with a digit: `.I think so` is text.
std::optional<std::string_view> id_in(std::string_view line) {
    if (!line.starts_with(".I") || (line.size() > 2 && !is_white_space(line[2]))) return {};
    const std::string_view id = trimmed(line.substr(2));
    const bool is_word = std::ranges::none_of(id, is_white_space);
    return is_word || is_digit(id.front()) ? std::optional(id) : std::nullopt;
}

/// The letter of `.T`; NUL if the line is something else: many a text line begins with a full stop.
char section_in(std::string_view line) {
    if (!line.starts_with('.')) return '\0';
    const std::string_view name = trimmed(line.substr(1));
    const bool is_section = line.size() > 1 && !is_white_space(line[1]) && name.size() == 1 &&
                            'A' <= name[0] && name[0] <= 'Z';
    return is_section ? name[0] : '\0';
}

/// The names in a line of `.A`: "Smith, J.; Jones, K." or "Smith, J. and Jones, K.".
void add_authors(RawRecord& raw, std::string_view line) {
    for_each_name(line, ';', [&](std::string_view name) { raw.add("A", name); });
}

class Smart : public Format {
public:
    explicit Smart(const ReaderOptions& options) : mapping_(options, {.names = names}) {}

    std::optional<Record> next(LineSource& lines) override {
        if (!find_record(lines)) return std::nullopt;
        RawRecord raw{number_, {}};
        raw.add("I", *std::exchange(id_, std::nullopt));
        std::string reason = std::exchange(id_defect_, {});
        std::size_t bytes = 0;
        std::string text;
        char section = '\0';
        const auto end_section = [&] {
            // X has the numbers of records that cite each other.
            if (section != '\0' && section != 'X') raw.add(std::string(1, section), text);
            text.clear();
        };
        Line read = Line::read;
        while ((read = lines.next(line_)) != Line::end) {
            if (begins_record(lines)) break;
            if (reason.empty()) reason = why_unusable(read, lines, bytes);
            if (!reason.empty()) continue;
            if (const char letter = section_in(line_); letter != '\0') {
                end_section();
                section = letter;
            } else if (section == '\0' && !is_blank(line_)) {
                reason = "text before any section, in line " + std::to_string(lines.number());
            } else if (section == 'A') {
                add_authors(raw, line_);
            } else if (section != 'X') {
                const std::string_view more = trimmed(line_);
                text.append(text.empty() || more.empty() ? "" : " ").append(more);
            }
        }
        end_section();
        if (!reason.empty()) throw InputError(lines.name(), raw.line, reason);
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    /// Takes the id off a line that begins a record.
    bool begins_record(const LineSource& lines) {
        id_ = id_in(line_);
        number_ = lines.number();
        if (id_) id_defect_ = defect(Line::read, line_);
        return id_.has_value();
    }

    /// Goes to the next record; false at the end. @throws InputError for text before the first
    bool find_record(LineSource& lines) {
        std::size_t stray = 0;
        Line read = Line::read;
        while (!id_ && (read = lines.next(line_)) != Line::end) {
            if (begins_record(lines)) break;
            if (stray == 0 && (read == Line::too_long || !is_blank(line_))) stray = lines.number();
        }
        if (stray == 0) return id_.has_value();
        throw InputError(lines.name(), stray, "expected a line \".I ID\" before any text");
    }

    /// Why the record cannot be used that the line stands in; empty if it can be so far.
    std::string why_unusable(Line read, const LineSource& lines, std::size_t& bytes) const {
        bytes += line_.size();
        if (bytes > longest_record) return "more than " + longest_record_name() + " in a record";
        const std::string reason = defect(read, line_);
        if (reason.empty() || read == Line::too_long) return reason;
        return reason + " of line " + std::to_string(lines.number());
    }

    Mapping mapping_;
    std::string line_;
    std::optional<std::string> id_;  ///< Of the next record, if its first line has been read.
    std::size_t number_ = 0;         ///< Of that line.
    std::string id_defect_;          ///< Why it cannot be used.
};

}  // namespace

std::unique_ptr<Format> make_smart(const ReaderOptions& options) {
    return std::make_unique<Smart>(options);
}

bool recognises_smart(std::string_view first_bytes) {
    return !id_in(first_bytes.substr(0, first_bytes.find('\n'))).value_or("").empty();
}

}  // namespace quire::corpus
