#include "corpus/rows.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

/// More are no table of papers, and a name for each would have to be kept.
constexpr std::size_t most_columns = 10'000;

std::size_t count_lines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

/// Appends a line to the text; false where there is none, or the row would become too long.
bool Rows::fetch(LineSource& lines) {
    if (too_long_ || damage_ || text_.size() - begin_ > longest_record) return false;
    Line read = Line::end;
    try {
        read = lines.next(line_);
    } catch (...) {
        damage_ = std::current_exception();  // Rows before it may have to be read again.
    }
    too_long_ = read == Line::too_long;
    if (read != Line::read) return false;
    constexpr std::size_t most_readings = 8;
    may_repeat_ += most_readings * line_.size();
    text_ += line_;
    text_ += '\n';
    return true;
}

/// Goes to the next line that is not blank; false at the end.
bool Rows::begin_row(LineSource& lines) {
    do {
        if (at_ == text_.size()) {
            text_.clear();
            begin_ = at_ = 0;
            const bool fetched = fetch(lines);
            next_line_ = lines.number();
            if (too_long_) {
                too_long_ = false;
                row_line_ = next_line_;
                throw InputError(lines.name(), row_line_,
                                 "more than " + longest_record_name() + " in a line");
            }
            if (damage_) std::rethrow_exception(std::exchange(damage_, nullptr));
            if (!fetched) return false;
        } else if (at_ > text_.size() / 2) {
            text_.erase(0, at_);
            at_ = 0;
        }
        begin_ = at_;
        row_line_ = next_line_++;
        line_end_ = text_.find('\n', begin_);
        at_ = line_end_ + 1;
    } while (text_.find_first_not_of(" \t", begin_) == line_end_);
    at_ = begin_;
    return true;
}

/// Lets the next row start behind the line in which `place` is.
void Rows::end_row(std::size_t place) {
    at_ = text_.find('\n', place) + 1;
    next_line_ = row_line_ + count_lines(std::string_view(text_).substr(begin_, at_ - begin_));
}

void Rows::fail(const LineSource& lines, const std::string& reason) {
    const std::size_t first_end = text_.find('\n', begin_);
    const std::size_t repeated = at_ > first_end ? at_ - first_end : 0;
    if (repeated <= may_repeat_) {
        may_repeat_ -= repeated;
        end_row(begin_);
        throw InputError(lines.name(), row_line_, reason);
    }
    end_row(at_);
    throw InputError(lines.name(), row_line_,
                     reason + "; nothing is read up to line " + std::to_string(next_line_ - 1));
}

/// Reads the cell whose opening quote is at `at_`, and moves behind its closing quote; if it has
/// none that ends the cell, to the quote that does not, or the last character that was looked at.
Rows::Quoted Rows::read_quoted(LineSource& lines, std::string& cell) {
    std::size_t begin = at_ + 1;
    for (;;) {
        std::size_t quote = text_.find('"', begin);
        while (quote == std::string::npos) {
            const std::size_t searched = text_.size();
            if (!fetch(lines)) {
                at_ = searched - 1;
                return Quoted::open;
            }
            quote = text_.find('"', searched);
        }
        cell.append(text_, begin, quote - begin);
        at_ = quote + 1;
        if (text_[at_] != '"') break;
        cell += '"';
        begin = at_ + 1;
    }
    const bool ends = text_[at_] == separator_ || text_[at_] == '\n';
    return ends ? Quoted::closed : Quoted::followed_by_text;
}

void Rows::read_cell(LineSource& lines, std::size_t column, std::string& cell) {
    cell.clear();
    const std::size_t begin = at_;
    if (text_[begin] == '"') {
        const Quoted quoted = read_quoted(lines, cell);
        if (quoted == Quoted::closed) {
            // Once is enough for a row: to look again and again would take long.
            const bool is_first =
                cell.find('\n') != std::string::npos && !std::exchange(has_lines_, true);
            if (quotes_ == Quotes::if_paired && is_first && holds_rows()) {
                fail(lines, "column " + std::to_string(column) +
                                ": between a quote and the next one is what look like rows");
            }
            return;
        }
        if (quotes_ == Quotes::always) {
            const std::string where = "column " + std::to_string(column) + ": ";
            if (quoted == Quoted::followed_by_text) {
                fail(lines, where + "text after the closing quote");
            }
            const std::size_t line =
                row_line_ + count_lines(std::string_view(text_).substr(begin_, begin - begin_));
            fail(lines,
                 where + "the quote opened in line " + std::to_string(line) + " is not closed" +
                     (text_.size() - begin_ > longest_record ? " within " + longest_record_name()
                                                             : ""));
        }
    }
    if (line_end_ < begin) line_end_ = text_.find('\n', begin);
    const std::string_view rest = std::string_view(text_).substr(begin, line_end_ - begin);
    cell = rest.substr(0, rest.find(separator_));
    at_ = begin + cell.size();
}

/// Whether each line up to the place has as many cells as a row, were there no quotes, and there are
/// several: the quotes are then more likely two signs in different rows than a cell of many lines.
bool Rows::holds_rows() const {
    std::size_t count = 0;
    for (std::size_t begin = begin_; begin < at_; ++count) {
        const std::size_t end = text_.find('\n', begin);
        const auto separators =
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                       text_.begin() + static_cast<std::ptrdiff_t>(end), separator_);
        if (columns_ < 2 || static_cast<std::size_t>(separators) + 1 != columns_) return false;
        begin = end + 1;
    }
    return count > 1;
}

bool Rows::next(LineSource& lines, std::size_t columns, std::vector<std::string>& cells) {
    columns_ = columns;
    has_lines_ = false;
    if (!begin_row(lines)) return false;
    if (separator_ == '\0') {
        const auto occurs = [&](char c) { return text_.find(c) != std::string::npos; };
        const auto found = std::ranges::find_if(separators_, occurs);
        separator_ = found == separators_.end() ? separators_.front() : *found;
    }
    const std::size_t most = columns == 0 ? most_columns : columns;
    std::size_t count = 0;
    std::string surplus;
    do {
        if (count > 0) ++at_;
        if (++count > cells.size() && count <= most) cells.emplace_back();
        read_cell(lines, count, count <= most ? cells[count - 1] : surplus);
    } while (text_[at_] == separator_);

    if (columns == 0 && count > most) {
        fail(lines, "more than " + std::to_string(most) + " columns");
    }
    if (columns > 0 && count != columns) {
        fail(lines,
             "expected " + std::to_string(columns) + " columns, got " + std::to_string(count));
    }
    const std::string_view row = std::string_view(text_).substr(begin_, at_ - begin_);
    if (const std::size_t invalid = find_invalid_utf8(row); invalid != std::string_view::npos) {
        fail(lines, "invalid UTF-8 at byte " + std::to_string(invalid));
    }
    cells.resize(count);
    end_row(at_);
    return true;
}

}  // namespace quire::corpus
