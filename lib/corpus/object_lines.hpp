// The lines of a file of JSON with an object on each.
#pragma once

#include <string>
#include <string_view>

#include "corpus/lines.hpp"

namespace quire::corpus {

/// Passes over blank lines, and over all behind the first of a file that is one list: what stands on
/// them is no record, even where it looks like one.
class ObjectLines {
public:
    /// As `LineSource::next`.
    Line next(LineSource& lines, std::string& line);

private:
    bool begun_ = false;
    bool is_list_ = false;
};

/// What to do about a line that is no object where it is of JSON as people bring it: a list, or an
/// object over many lines. Empty for any other.
std::string advice_on_json(std::string_view line);

}  // namespace quire::corpus
