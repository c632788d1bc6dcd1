#include "quire/synonyms.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "text/analyzer.hpp"

namespace quire {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

/// The names between the commas. Nothing if one of them is empty.
std::vector<std::string> names(std::string_view side) {
    std::vector<std::string> result;
    for (std::size_t begin = 0; begin <= side.size();) {
        const std::size_t end = std::min(side.find(',', begin), side.size());
        const std::string_view name = trimmed(side.substr(begin, end - begin));
        if (name.empty()) return {};
        result.emplace_back(name);
        begin = end + 1;
    }
    return result;
}

/// The words of a name as the analyzer folds them.
std::string key_of(const std::string& name, text::Analyzer& analyzer) {
    std::string key;
    for (const text::Token& word : analyzer.words(name)) {
        if (!key.empty()) key += ' ';
        key += word.word;
    }
    return key;
}

}  // namespace

Synonyms Synonyms::parse(std::string_view text, std::string_view origin) {
    text::Analyzer analyzer({.language = "none"});
    Groups groups;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        const auto fail = [&](std::string reason) {
            throw InputError(std::string(origin), number, std::move(reason));
        };
        if (find_invalid_utf8(line) != std::string_view::npos) fail("not UTF-8");
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        constexpr std::string_view arrow = "=>";
        const std::size_t at = line.find(arrow);
        const bool one_way = at != std::string_view::npos;
        const std::vector<std::string> left = names(line.substr(0, at));
        const std::vector<std::string> right =
            one_way ? names(line.substr(at + arrow.size())) : left;
        if (one_way && line.find(arrow, at + 1) != std::string_view::npos) fail("two arrows");
        if (left.empty() || right.empty()) fail("a name is missing beside a comma or an arrow");
        if (!one_way && left.size() < 2) fail("one name alone; write others after commas");
        for (const std::string& name : left) {
            const std::string key = key_of(name, analyzer);
            if (key.empty()) fail("there is no word in \"" + name + "\"");
            std::vector<std::string>& others = groups[key];
            for (const std::string& other : right) {
                if (other != name &&
                    std::find(others.begin(), others.end(), other) == others.end()) {
                    others.push_back(other);
                }
            }
        }
    }
    Synonyms synonyms;
    if (!groups.empty()) synonyms.groups_ = std::make_shared<const Groups>(std::move(groups));
    return synonyms;
}

const std::vector<std::string>& Synonyms::of(std::string_view phrase) const {
    static const std::vector<std::string> none;
    if (groups_ == nullptr) return none;
    const auto found = groups_->find(phrase);
    return found == groups_->end() ? none : found->second;
}

}  // namespace quire
