// A file of queries, answered one after the other.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <string>

#include "output/format.hpp"

namespace quire::ask {

/// Lines of the form `QUERY` or `TOPIC<TAB>QUERY`. A query without a topic has the number of its
/// line as one. Blank lines are passed over.
class QuestionFile {
public:
    /// @param path "-" for standard input
    /// @throws Error not_found, io
    explicit QuestionFile(const std::string& path);

    /// The next question, or nothing at the end.
    /// @throws InputError: a topic that is empty, or that an earlier line has.
    std::optional<output::Question> next();

    /// Where the last question stands, as FILE:LINE.
    std::string place() const;

private:
    std::string name_;
    std::istringstream lines_;
    std::size_t line_ = 0;
    std::map<std::string, std::size_t, std::less<>> lines_by_topic_;
};

}  // namespace quire::ask
