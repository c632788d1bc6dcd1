#include "completion/candidates.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "cli/help.hpp"

namespace quire::completion {

namespace {

using Kind = Candidates::Kind;

/// @param before what stands before the value in the same word
Candidates values_of(const cli::Option& option, std::string_view before, std::string_view value) {
    if (option.values == nullptr) {
        return {option.argument == "FILE" ? Kind::files : Kind::words};
    }
    Candidates found;
    for (const cli::TableRow& row : option.values()) {
        if (row.name.starts_with(value)) {
            found.rows.push_back({std::string(before) + row.name, row.meaning});
        }
    }
    return found;
}

/// The name of the option that a word is, without its value; empty if it is none.
std::string_view option_name(std::string_view word, std::span<const cli::Option> options) {
    const std::string_view spelled = word.substr(0, word.find('='));
    for (const cli::Option& option : options) {
        const bool is_long = spelled.starts_with("--") && spelled.substr(2) == option.name;
        const bool is_short =
            option.letter != 0 && word.size() > 1 && word[0] == '-' && word[1] == option.letter;
        if (is_long || is_short) return option.name;
    }
    return {};
}

Candidates option_candidates(const Grammar& grammar, const std::set<std::string_view>& given,
                             std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals != std::string_view::npos) {
        const cli::Option* option = cli::awaiting_value(word.substr(0, equals), grammar.options);
        if (option == nullptr) return {};
        return values_of(*option, word.substr(0, equals + 1), word.substr(equals + 1));
    }
    Candidates found;
    for (const cli::Option& option : grammar.options) {
        const std::string name = "--" + std::string(option.name);
        if (!name.starts_with(word)) continue;
        if (!option.repeatable && given.contains(option.name)) continue;
        const std::string_view help = option.help;
        found.rows.push_back({name, std::string(help.substr(0, help.find_first_of(".:")))});
    }
    return found;
}

}  // namespace

Candidates candidates(const Grammar& grammar, const std::vector<std::string>& words) {
    if (words.empty()) return {};
    const std::string& word = words.back();
    std::set<std::string_view> given;
    std::vector<std::string> operands;
    bool options_end = false;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string& one = words[i];
        if (options_end || one.size() < 2 || one.front() != '-') {
            operands.push_back(one);
            if (grammar.placement == cli::Placement::before_operands) options_end = true;
            continue;
        }
        if (one == "--") {
            options_end = true;
            continue;
        }
        given.insert(option_name(one, grammar.options));
        const cli::Option* option = cli::awaiting_value(one, grammar.options);
        if (option == nullptr) continue;
        if (i + 2 == words.size()) return values_of(*option, "", word);
        ++i;
    }
    if (!options_end && word.starts_with('-')) return option_candidates(grammar, given, word);
    return grammar.operands(operands, word);
}

}  // namespace quire::completion
