#include "corpus/object_lines.hpp"

#include <string_view>
#include <utility>

#include "base/ascii.hpp"
#include "corpus/format.hpp"

namespace quire::corpus {
namespace {

bool begins_list(std::string_view line) {
    return trimmed(line).starts_with('[');
}

}  // namespace

Line ObjectLines::next(LineSource& lines, std::string& line) {
    if (is_list_) return Line::end;
    Line read = Line::read;
    do {
        read = lines.next(line);
        if (read == Line::end) return read;
    } while (read == Line::read && is_blank(line));
    is_list_ = !std::exchange(begun_, true) && begins_list(line);
    return read;
}

std::string advice_on_json(std::string_view line) {
    if (!begins_list(line) && trimmed(line) != "{") return {};
    return "Each object must stand on one line: jq -c '.[]' FILE if the file is a list, else jq -c "
           ". FILE";
}

}  // namespace quire::corpus
