// Rows of cells: files of separated values.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/lines.hpp"

namespace quire::corpus {

/// What a quote at the start of a cell means.
enum class Quotes {
    always,     ///< It opens a quoted cell, and must be closed.
    if_paired,  ///< So it does if one that ends a cell closes it; else it is a character like any.
                ///< A row is refused if the cell holds what look like rows.
};

/// Reads rows as RFC 4180 has them: a quoted cell may hold separators, line ends and, doubled,
/// quotes. Lines of white space only are passed over.
///
/// After a row that cannot be read, reading goes on at the line after its first, so that a quote
/// too many costs one row. Where that would make the whole reading many times as long, it goes on
/// behind all lines of the row, and the error says so.
class Rows {
public:
    /// @param separators one of them stands between cells: the first that the first line holds
    Rows(std::string_view separators, Quotes quotes) : separators_(separators), quotes_(quotes) {}

    /// Reads the next row; false at the end.
    /// @param columns how many cells it must have; 0 for any number
    /// @throws InputError for a row that cannot be read; Error io
    bool next(LineSource& lines, std::size_t columns, std::vector<std::string>& cells);

    /// On which the last row starts, counted from 1.
    std::size_t line() const { return row_line_; }

private:
    enum class Quoted { closed, followed_by_text, open };

    bool fetch(LineSource& lines);
    bool begin_row(LineSource& lines);
    void end_row(std::size_t place);
    bool holds_rows() const;
    void read_cell(LineSource& lines, std::size_t column, std::string& cell);
    Quoted read_quoted(LineSource& lines, std::string& cell);
    [[noreturn]] void fail(const LineSource& lines, const std::string& reason);

    std::string separators_;
    Quotes quotes_;
    char separator_ = '\0';
    bool has_lines_ = false;     ///< Whether a cell of the row has several lines.
    std::size_t columns_ = 0;    ///< How many cells a row must have; 0 for any number.
    std::string text_;           ///< Lines that are being read, each with a newline.
    std::string line_;           ///< The last one of them.
    std::size_t begin_ = 0;      ///< Where in `text_` the row starts,
    std::size_t at_ = 0;         ///< where its next cell does,
    std::size_t line_end_ = 0;   ///< and the newline after that.
    std::size_t row_line_ = 0;   ///< Number of the line at `begin_`.
    std::size_t next_line_ = 0;  ///< Number of the line that the next row starts on.
    std::size_t may_repeat_ = longest_record;  ///< Bytes that may still be read once more.
    bool too_long_ = false;      ///< Whether a line that is too long comes after `text_`.
    std::exception_ptr damage_;  ///< What came instead of a line after `text_`.
};

}  // namespace quire::corpus
