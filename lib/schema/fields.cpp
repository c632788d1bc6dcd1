#include "schema/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace quire {
namespace {

/// In lower case: the names of fields are ASCII.
std::string lower(std::string_view name) {
    std::string result(name);
    for (char& c : result) {
        if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// What other systems call a field.
struct OtherName {
    std::string_view name;
    std::string_view field;
};
constexpr std::array<OtherName, 13> other_names = {{{"intitle", "title"},
                                                    {"allintitle", "title"},
                                                    {"inauthor", "authors"},
                                                    {"creator", "authors"},
                                                    {"by", "authors"},
                                                    {"summary", "abstract"},
                                                    {"journal", "venue"},
                                                    {"booktitle", "venue"},
                                                    {"source", "venue"},
                                                    {"so", "venue"},
                                                    {"date", "year"},
                                                    {"py", "year"},
                                                    {"keywords", "categories"}}};

}  // namespace

const Field* find_field(std::string_view name, const Schema& schema) {
    constexpr std::size_t shortest_beginning = 2;
    const std::string wanted = lower(name);
    if (const Field* field = schema.find(wanted)) return field;
    if (wanted.size() < shortest_beginning) return nullptr;
    const Field* found = nullptr;
    for (const Field& field : schema.fields()) {
        if (!field.name.starts_with(wanted)) continue;
        if (found != nullptr) return nullptr;
        found = &field;
    }
    return found;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
        }
    }
    return row.back();
}

std::string_view nearest_field(std::string_view name, const Schema& schema) {
    // A longer name than any field can have is no slip, and takes long to compare.
    constexpr std::size_t longest_name = 66;
    if (name.size() > longest_name) return {};
    for (const OtherName& other : other_names) {
        const Field* field = lower(name) == other.name ? schema.find(other.field) : nullptr;
        if (field != nullptr) return field->name;
    }
    // Names that are no field's own have to be nearer: others are like them by chance.
    const auto is_slip_of = [typed = lower(name)](std::string_view other) {
        constexpr std::size_t shortest = 5;
        if (other.size() < shortest) return false;
        const std::size_t distance = edit_distance(typed, other);
        return distance == 1 || (distance == 2 && std::is_permutation(typed.begin(), typed.end(),
                                                                      other.begin(), other.end()));
    };
    std::string_view nearest;
    std::size_t least = 3;
    for (const Field& field : schema.fields()) {
        const std::size_t distance = edit_distance(lower(name), field.name);
        if (distance < least && distance < field.name.size() / 2 + 1) {
            least = distance;
            nearest = field.name;
        }
    }
    if (!nearest.empty()) return nearest;
    for (const Field& field : schema.fields()) {
        const std::string_view plural = field.name;
        if (field.many && plural.ends_with('s') && is_slip_of(plural.substr(0, plural.size() - 1)))
            return plural;
    }
    for (const OtherName& other : other_names) {
        const Field* field = is_slip_of(other.name) ? schema.find(other.field) : nullptr;
        if (field != nullptr) return field->name;
    }
    return {};
}

std::string list_fields(const Schema& schema) {
    std::string list = "the fields are id";
    for (const Field& field : schema.fields()) list += ", " + field.name;
    return list;
}

std::size_t row_of(const Field& field, const Schema& schema) {
    return static_cast<std::size_t>(&field - schema.fields().data());
}

std::size_t text_field_of(const Field& field, const Schema& schema) {
    const auto fields = schema.fields().first(row_of(field, schema));
    return static_cast<std::size_t>(std::count_if(
        fields.begin(), fields.end(), [](const Field& f) { return f.kind == FieldKind::text; }));
}

}  // namespace quire
