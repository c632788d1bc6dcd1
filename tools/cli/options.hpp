// The command line of a tool, described by an array of rows.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace quire::cli {

/// A name and what it means.
struct TableRow {
    std::string name;
    std::string meaning;
};

/// A row of a tool's table of options.
struct Option {
    std::string_view name;      ///< Without the two dashes.
    char letter;                ///< The short form, or 0.
    std::string_view argument;  ///< What its value is, "FILE" for a file; empty for a flag.
    bool repeatable;
    std::string_view help;  ///< One sentence or two, with the default.
    /// The values that it accepts, for completion; null where they are no list.
    std::vector<TableRow> (*values)() = nullptr;
};

/// The option that takes the word after `word` as its value, or null.
const Option* awaiting_value(std::string_view word, std::span<const Option> options);

/// Where options may stand.
enum class Placement {
    before_operands,  ///< The first word that is no option and everything after it are operands.
    anywhere,
};

/// A command line that cannot be understood; `what()` says why.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a command line says.
class Arguments {
public:
    /// @throws UsageError: an unknown option, a value that is missing or too much.
    Arguments(int argc, const char* const* argv, std::span<const Option> options,
              Placement placement);

    bool has(std::string_view option) const;

    /// The value of an option that takes one, or `fallback`.
    std::string value(std::string_view option, std::string_view fallback = {}) const;

    /// All values of an option, in their order.
    std::vector<std::string> values(std::string_view option) const;

    /// An option as it was given; the value of a flag is empty.
    struct Given {
        std::string option;
        std::string value;
    };

    /// All options, in the order of the command line.
    const std::vector<Given>& given() const { return given_; }

    /// The value as a number. @throws UsageError if it is none, or less than 0.
    std::size_t whole_number(std::string_view option, std::size_t fallback) const;
    double number(std::string_view option, double fallback) const;

    /// The words that belong to no option.
    const std::vector<std::string>& operands() const { return operands_; }

private:
    std::vector<Given> given_;
    std::vector<std::string> operands_;
};

}  // namespace quire::cli
