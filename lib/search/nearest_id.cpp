#include "search/nearest_id.hpp"

#include <algorithm>
#include <cstddef>

#include "base/ascii.hpp"

namespace quire::search {
namespace {

/// Parts of an address that are looked at, from its end.
constexpr int most_parts = 4;

std::string upper_case(std::string_view text) {
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return upper;
}

}  // namespace

std::optional<std::string> nearest_id(std::string_view typed, index::Reader& reader) {
    const auto in_some_case = [&](std::string_view id) -> std::optional<std::string> {
        for (std::string one : {std::string(id), upper_case(id), lower_case(id)}) {
            if (reader.find(one)) return one;
        }
        return std::nullopt;
    };
    if (auto id = in_some_case(typed)) return id;
    while (typed.ends_with('/')) typed.remove_suffix(1);
    constexpr std::string_view file = ".pdf";
    std::size_t slash = typed.size();
    for (int part = 0; part < most_parts; ++part) {
        if (slash == 0) break;
        slash = typed.rfind('/', slash - 1);
        if (slash == std::string_view::npos) break;
        std::string_view end = typed.substr(slash + 1);
        if (auto id = in_some_case(end)) return id;
        if (!end.ends_with(file)) continue;
        end.remove_suffix(file.size());
        if (auto id = in_some_case(end)) return id;
    }
    return std::nullopt;
}

}  // namespace quire::search
