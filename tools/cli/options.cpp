#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cmath>
#include <numeric>
#include <system_error>
#include <utility>

namespace quire::cli {

namespace {

namespace po = boost::program_options;

po::options_description description(std::span<const Option> options) {
    po::options_description all;
    for (const Option& option : options) {
        std::string names(option.name);
        if (option.letter != 0) names += std::string(",") + option.letter;
        if (option.argument.empty()) {
            all.add_options()(names.c_str(), "");
        } else {
            all.add_options()(names.c_str(), po::value<std::string>(), "");
        }
    }
    return all;
}

/// How many words at the start are options and their values.
std::size_t option_words(const std::vector<std::string>& words, std::span<const Option> options) {
    std::size_t count = 0;
    while (count < words.size() && words[count].size() > 1 && words[count].front() == '-' &&
           words[count] != "--") {
        count += awaiting_value(words[count], options) != nullptr ? 2 : 1;
    }
    return std::min(count, words.size());
}

/// Changes of one byte that turn `a` into `b`. The library has the same for names of fields, but
/// tools see its public headers alone.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t before = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = before + (a[i] == b[j] ? 0 : 1);
            before = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, before + 1, replaced});
        }
    }
    return row.back();
}

/// "; did you mean --limit?" for "--limt", "--format json" for "--json"; empty where nothing is
/// like it.
std::string meant(std::string_view typed, std::span<const Option> options) {
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 40;
    typed.remove_prefix(std::min(typed.find_first_not_of('-'), typed.size()));
    if (typed.size() < shortest || typed.size() > longest) return {};
    const auto did_you_mean = [](const std::string& option) {
        return "; did you mean --" + option + "?";
    };
    for (const Option& option : options) {
        if (option.values == nullptr) continue;
        for (const TableRow& row : option.values()) {
            if (row.name == typed) return did_you_mean(std::string(option.name) + " " + row.name);
        }
    }
    std::string_view nearest;
    std::size_t least = shortest;
    for (const Option& option : options) {
        const std::size_t changes =
            option.name.starts_with(typed) ? 0 : distance(typed, option.name);
        if (changes >= std::min(least, typed.size() / 2 + 1)) continue;
        least = changes;
        nearest = option.name;
    }
    return nearest.empty() ? "" : did_you_mean(std::string(nearest));
}

template <typename Number>
Number parsed(std::string_view option, const std::string& text, std::string_view expected) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end || !(number >= 0)) {
        throw UsageError("--" + std::string(option) + ": expected " + std::string(expected) +
                         ", got \"" + text + "\"");
    }
    return number;
}

}  // namespace

const Option* awaiting_value(std::string_view word, std::span<const Option> options) {
    const bool is_long = word.starts_with("--");
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) {
        if (option.argument.empty()) return false;
        return is_long ? word.substr(2) == option.name
                       : word.size() == 2 && word[0] == '-' && word[1] == option.letter;
    });
    return found == options.end() ? nullptr : &*found;
}

Arguments::Arguments(int argc, const char* const* argv, std::span<const Option> options,
                     Placement placement) {
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (placement == Placement::before_operands) {
        const auto split =
            words.begin() + static_cast<std::ptrdiff_t>(option_words(words, options));
        const bool marked = split != words.end() && *split == "--";
        operands_.assign(split + (marked ? 1 : 0), words.end());
        words.erase(split, words.end());
    }

    namespace style = po::command_line_style;
    constexpr int styles = style::allow_long | style::allow_short | style::allow_dash_for_short |
                           style::long_allow_adjacent | style::long_allow_next |
                           style::short_allow_adjacent | style::short_allow_next |
                           style::allow_sticky;
    const po::options_description known = description(options);
    try {
        const po::parsed_options parsed =
            po::command_line_parser(words).options(known).style(styles).run();
        for (const po::option& option : parsed.options) {
            if (option.string_key.empty()) {
                operands_.insert(operands_.end(), option.value.begin(), option.value.end());
            } else {
                given_.push_back(
                    {option.string_key, option.value.empty() ? "" : option.value.front()});
            }
        }
    } catch (const po::unknown_option& error) {
        throw UsageError(error.what() + meant(error.get_option_name(), options));
    } catch (const po::error& error) {
        throw UsageError(error.what());
    }
    for (const Option& option : options) {
        const bool flag = option.argument.empty();
        if (!flag && !option.repeatable && values(option.name).size() > 1) {
            throw UsageError("--" + std::string(option.name) + " stands there twice");
        }
    }
}

bool Arguments::has(std::string_view option) const {
    return std::any_of(given_.begin(), given_.end(),
                       [&](const Given& one) { return one.option == option; });
}

std::string Arguments::value(std::string_view option, std::string_view fallback) const {
    const auto found = std::find_if(given_.begin(), given_.end(),
                                    [&](const Given& one) { return one.option == option; });
    return found == given_.end() ? std::string(fallback) : found->value;
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    std::vector<std::string> values;
    for (const Given& one : given_) {
        if (one.option == option) values.push_back(one.value);
    }
    return values;
}

std::size_t Arguments::whole_number(std::string_view option, std::size_t fallback) const {
    if (!has(option)) return fallback;
    return parsed<std::size_t>(option, value(option), "a whole number");
}

double Arguments::number(std::string_view option, double fallback) const {
    if (!has(option)) return fallback;
    const auto number = parsed<double>(option, value(option), "a number");
    if (!std::isfinite(number)) {
        throw UsageError("--" + std::string(option) + ": expected a number, got \"" +
                         value(option) + "\"");
    }
    return number;
}

}  // namespace quire::cli
