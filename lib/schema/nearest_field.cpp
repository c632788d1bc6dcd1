#include "schema/nearest_field.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace quire {
namespace {

/// Changes of one character that turn `a` into `b`.
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

}  // namespace

std::string_view nearest_field(std::string_view name, const Schema& schema) {
    std::string_view nearest;
    std::size_t least = 3;
    for (const Field& field : schema.fields()) {
        const std::size_t distance = edit_distance(name, field.name);
        if (distance < least && distance < field.name.size() / 2 + 1) {
            least = distance;
            nearest = field.name;
        }
    }
    return nearest;
}

}  // namespace quire
