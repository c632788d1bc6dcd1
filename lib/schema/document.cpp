#include "quire/document.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "quire/error.hpp"
#include "schema/members.hpp"
#include "schema/values.hpp"

namespace quire {
namespace {

struct NamedMember {
    std::string_view name;
    Member member;
};

const std::array<NamedMember, 8> members = {{
    {"title", &Document::title},
    {"abstract", &Document::abstract},
    {"authors", &Document::authors},
    {"categories", &Document::categories},
    {"venue", &Document::venue},
    {"year", &Document::year},
    {"url", &Document::url},
    {"language", &Document::language},
}};

}  // namespace

const Member* find_member(std::string_view name) {
    const auto* row = std::find_if(members.begin(), members.end(),
                                   [name](const NamedMember& m) { return m.name == name; });
    return row == members.end() ? nullptr : &row->member;
}

std::vector<std::string_view> fields_of(const Document& document) {
    std::vector<std::string_view> names;
    for (const NamedMember& row : members) {
        if (document.value(row.name)) names.push_back(row.name);
    }
    for (const auto& [name, value] : document.extra) {
        if (!is_empty(value)) names.push_back(name);
    }
    return names;
}

std::string_view expectation(const Member& member) {
    constexpr std::array<std::string_view, 3> by_type = {"a string", "a list of strings",
                                                         "an integer"};
    return by_type[member.index()];
}

std::optional<Value> Document::value(std::string_view field) const {
    std::optional<Value> found;
    if (const Member* member = find_member(field)) {
        std::visit(
            [&](auto pointer) {
                const auto& content = this->*pointer;
                if constexpr (std::is_same_v<decltype(content),
                                             const std::optional<std::int64_t>&>) {
                    if (content) found = *content;
                } else {
                    if (!content.empty()) found = content;
                }
            },
            *member);
    } else if (const auto entry = extra.find(field);
               entry != extra.end() && !is_empty(entry->second)) {
        found = entry->second;
    }
    return found;
}

void Document::set(std::string_view field, Value value) {
    if (field == "id") {
        throw Error(ErrorCode::invalid_argument, "\"id\" is not a field of a document",
                    "Assign to Document::id.");
    }
    const Member* member = find_member(field);
    if (member == nullptr) {
        extra.insert_or_assign(std::string(field), std::move(value));
        return;
    }
    std::visit(
        [&](auto pointer) {
            using Content = std::remove_reference_t<decltype(this->*pointer)>;
            using Type = std::conditional_t<std::is_same_v<Content, std::optional<std::int64_t>>,
                                            std::int64_t, Content>;
            auto* content = std::get_if<Type>(&value);
            if (content == nullptr) {
                throw Error(ErrorCode::invalid_argument,
                            "field \"" + std::string(field) + "\": expected " +
                                std::string(expectation(*member)) + ", got " + describe(value));
            }
            this->*pointer = std::move(*content);
        },
        *member);
}

}  // namespace quire
