#include "evaluation/lines.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"

namespace quire::evaluation {
namespace {

constexpr std::size_t longest_line = std::size_t{16} << 20;
constexpr std::size_t most_examples = 10;

}  // namespace

Lines::Lines(std::string path) : path_(std::move(path)) {
    if (std::filesystem::is_directory(path_)) {
        throw Error(ErrorCode::io, "cannot read " + path_ + ": Is a directory");
    }
    in_.open(path_, std::ios::binary);
    if (in_) return;
    const int number = errno;
    throw Error(number == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                "cannot read " + path_ + ": " + std::generic_category().message(number));
}

bool Lines::next(std::string& line) {
    line.clear();
    bool any = false;
    for (int c = in_.get(); c != std::ifstream::traits_type::eof(); c = in_.get()) {
        any = true;
        if (c == '\n') break;
        if (line.size() == longest_line) {
            ++number_;
            fail("more than 16 MiB in a line");
        }
        line += static_cast<char>(c);
    }
    if (in_.bad()) throw Error(ErrorCode::io, "cannot read " + path_);
    if (!any) return false;
    if (line.ends_with('\r')) line.pop_back();
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (++number_ == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
    const std::size_t invalid = find_invalid_utf8(line);
    if (invalid != std::string::npos) fail("invalid UTF-8 at byte " + std::to_string(invalid));
    return true;
}

void Lines::fail(std::string reason) const {
    throw InputError(path_, std::max(number_, std::size_t{1}), std::move(reason));
}

std::vector<std::string_view> columns(std::string_view line, std::string_view separators) {
    std::vector<std::string_view> result;
    for (std::size_t begin = line.find_first_not_of(separators); begin != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(separators, begin), line.size());
        result.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(separators, end);
    }
    return result;
}

void note_duplicate(Remarks& remarks, const Lines& lines, const std::string& reason) {
    ++remarks.duplicates;
    if (remarks.examples.size() == most_examples) return;
    remarks.examples.push_back(lines.path() + ":" + std::to_string(lines.number()) + ": " + reason);
}

}  // namespace quire::evaluation
