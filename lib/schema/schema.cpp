#include "quire/schema.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "quire/error.hpp"
#include "schema/members.hpp"

namespace quire {
namespace {

constexpr std::array<std::string_view, 5> kind_names = {"text", "keyword", "integer", "real",
                                                        "date"};
constexpr std::size_t most_text_fields = 16;

std::optional<FieldKind> kind_called(std::string_view wanted) {
    const auto* found = std::find(kind_names.begin(), kind_names.end(), wanted);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<FieldKind>(found - kind_names.begin());
}

std::string list_of_kinds() {
    std::string all;
    for (std::string_view kind : kind_names) (all += all.empty() ? "" : ", ") += kind;
    return all;
}

std::string quoted(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

bool is_name(std::string_view name) {
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
               std::string_view::npos;
}

/// Whether a member of `Document` can hold what the field holds.
bool fits(const Member& member, const Field& field) {
    if (std::holds_alternative<std::optional<std::int64_t> Document::*>(member)) {
        return field.kind == FieldKind::integer;
    }
    if (std::holds_alternative<std::vector<std::string> Document::*>(member)) return field.many;
    return !field.many && field.kind != FieldKind::integer && field.kind != FieldKind::real;
}

void check(const Field& field) {
    const auto fail = [&field](const std::string& what) {
        throw Error(ErrorCode::invalid_argument, "field " + quoted(field.name) + ": " + what);
    };
    if (!is_name(field.name)) {
        fail("a name is made of lower-case ASCII letters, digits and _, a letter first");
    }
    if (field.name.size() > 64) fail("a name has at most 64 characters");
    if (field.name == "id") fail("every document has an id; it is not a field");
    if (field.many && field.kind != FieldKind::keyword) {
        fail("only a keyword field can hold many values");
    }
    if (field.weight != 1 && field.kind != FieldKind::text) fail("only a text field has a weight");
    if (!std::isfinite(field.weight) || field.weight <= 0) {
        fail("the weight must be a number greater than 0");
    }
    const Member* member = find_member(field.name);
    if (member != nullptr && !fits(*member, field)) {
        fail("Document::" + field.name + " holds " + std::string(expectation(*member)) +
             ", not what a " + std::string(name(field.kind)) +
             (field.many ? " field with many" : " field") + " holds");
    }
}

/// Whether `plural` is an English plural of `singular`.
bool is_plural(std::string_view plural, std::string_view singular) {
    const auto consists_of = [plural](std::string_view stem, std::string_view ending) {
        return plural.size() == stem.size() + ending.size() && plural.starts_with(stem) &&
               plural.ends_with(ending);
    };
    if (consists_of(singular, "s") || consists_of(singular, "es")) return true;
    return singular.ends_with('y') && consists_of(singular.substr(0, singular.size() - 1), "ies");
}

std::vector<std::string_view> words(std::string_view line) {
    constexpr std::string_view space = " \t\r\v\f";
    std::vector<std::string_view> found;
    for (;;) {
        const std::size_t begin = line.find_first_not_of(space);
        if (begin == std::string_view::npos) return found;
        line.remove_prefix(begin);
        found.push_back(line.substr(0, line.find_first_of(space)));
        line.remove_prefix(found.back().size());
    }
}

/// Reads the words of a line of the text form, the `number`th of `origin`.
Field parse_field(std::span<const std::string_view> line, std::string_view origin,
                  std::size_t number) {
    const auto error = [&](const std::string& reason) {
        return InputError(std::string(origin), number, reason);
    };
    Field field;
    field.name = line.front();
    if (line.size() < 2)
        throw error("field " + quoted(field.name) + " has no kind: " + list_of_kinds());
    const std::optional<FieldKind> kind = kind_called(line[1]);
    if (!kind)
        throw error("no kind of field is called " + quoted(line[1]) + ": " + list_of_kinds());
    field.kind = *kind;
    for (std::string_view option : line.subspan(2)) {
        constexpr std::string_view weight = "weight=";
        if (option == "many") {
            field.many = true;
        } else if (option == "unstored") {
            field.stored = false;
        } else if (option.starts_with(weight)) {
            const auto value = parse_number<double>(option.substr(weight.size()));
            if (!value) throw error("not a number: " + quoted(option.substr(weight.size())));
            field.weight = *value;
        } else {
            throw error("unknown option " + quoted(option) + ": many, unstored, weight=NUMBER");
        }
    }
    return field;
}

}  // namespace

std::string_view name(FieldKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

Schema::Schema(std::vector<Field> fields) : fields_(std::move(fields)) {
    std::size_t text_fields = 0;
    for (auto field = fields_.begin(); field != fields_.end(); ++field) {
        check(*field);
        if (std::any_of(fields_.begin(), field,
                        [&](const Field& other) { return other.name == field->name; })) {
            throw Error(ErrorCode::invalid_argument,
                        "field " + quoted(field->name) + " is there twice");
        }
        if (field->kind == FieldKind::text) ++text_fields;
    }
    if (text_fields == 0) {
        throw Error(ErrorCode::invalid_argument, "a schema needs a text field");
    }
    if (text_fields > most_text_fields) {
        throw Error(ErrorCode::invalid_argument,
                    "a schema can have " + std::to_string(most_text_fields) + " text fields, not " +
                        std::to_string(text_fields));
    }
}

Schema Schema::papers() {
    // name, kind, many, stored, weight
    return Schema({{"title", FieldKind::text, false, true, 2},
                   {"abstract", FieldKind::text, false, true, 1},
                   {"authors", FieldKind::keyword, true, true, 1},
                   {"categories", FieldKind::keyword, true, true, 1},
                   {"venue", FieldKind::keyword, false, true, 1},
                   {"url", FieldKind::keyword, false, true, 1},
                   {"year", FieldKind::integer, false, true, 1},
                   {"language", FieldKind::keyword, false, true, 1}});
}

Schema Schema::parse(std::string_view text, std::string_view origin) {
    std::vector<Field> fields;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::vector<std::string_view> parts = words(line.substr(0, line.find('#')));
        if (!parts.empty()) fields.push_back(parse_field(parts, origin, number));
    }
    return Schema(std::move(fields));
}

std::string Schema::to_string() const {
    std::size_t width = 0;
    for (const Field& field : fields_) width = std::max(width, field.name.size());
    std::string text;
    for (const Field& field : fields_) {
        text += field.name + std::string(width + 2 - field.name.size(), ' ');
        text += name(field.kind);
        if (field.many) text += " many";
        if (field.weight != 1) text += " weight=" + shortest(field.weight);
        if (!field.stored) text += " unstored";
        text += '\n';
    }
    return text;
}

std::string Schema::unstored() const {
    std::string names;
    for (const Field& field : fields_) {
        if (!field.stored) names += (names.empty() ? "" : ", ") + field.name;
    }
    return names;
}

const Field* Schema::find(std::string_view name) const {
    const auto first = [this](auto&& wanted) -> const Field* {
        const auto found = std::find_if(fields_.begin(), fields_.end(), wanted);
        return found == fields_.end() ? nullptr : &*found;
    };
    if (const Field* field = first([&](const Field& f) { return f.name == name; })) return field;
    return first([&](const Field& f) { return f.many && is_plural(f.name, name); });
}

}  // namespace quire
