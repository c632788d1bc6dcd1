#include "search/expansion.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace quire::search {
namespace {

/// Bytes of the character that UTF-8 text starts with; 0 at its end.
std::size_t character_length(std::string_view text) {
    std::size_t length = text.empty() ? 0 : 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
        ++length;
    }
    return length;
}

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        result.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return result;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view word) {
    // After the last star, and where in the word it was tried first.
    std::optional<std::string_view> after_star;
    std::string_view retry;
    for (;;) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            after_star = pattern;
            retry = word;
        } else if (word.empty()) {
            return pattern.empty();
        } else if (pattern.starts_with('?')) {
            pattern.remove_prefix(1);
            word.remove_prefix(character_length(word));
        } else if (!pattern.empty() && pattern[0] == word[0]) {
            pattern.remove_prefix(1);
            word.remove_prefix(1);
        } else if (after_star && !retry.empty()) {
            // The star takes one character more.
            retry.remove_prefix(character_length(retry));
            pattern = *after_star;
            word = retry;
        } else {
            return false;
        }
    }
}

bool within_edits(std::string_view a, std::string_view b, unsigned edits) {
    const std::vector<std::string_view> left = characters(a);
    const std::vector<std::string_view> right = characters(b);
    const std::size_t difference =
        left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (difference > edits) return false;
    // Rows of the table of distances between beginnings: this one and the two before.
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.resize(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::vector<std::size_t>& row = rows[i % 3];
        const std::vector<std::size_t>& before = rows[(i + 2) % 3];
        const std::vector<std::size_t>& before_that = rows[(i + 1) % 3];
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            row[j] = std::min({before[j] + 1, row[j - 1] + 1,
                               before[j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = std::min(row[j], before_that[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > edits) return false;
    }
    return rows[left.size() % 3][right.size()] <= edits;
}

Expansion expand_words(postings::Source& source, const AcceptWord& accept,
                       std::optional<std::size_t> field, std::size_t most) {
    using Word = postings::Source::Word;
    std::vector<Word> taken;
    source.words("", [&](const Word& word) {
        if (accept(word.word)) taken.push_back(word);
        return true;
    });
    std::stable_sort(taken.begin(), taken.end(),
                     [](const Word& a, const Word& b) { return a.documents > b.documents; });
    Expansion expansion;
    if (taken.size() > most) {
        expansion.left_out = taken.size() - most;
        taken.resize(most);
    }
    expansion.words = taken.size();

    // The words taken of each stem; a stem with other words as well cannot be taken whole.
    std::map<std::string, std::set<std::string>> by_term;
    for (Word& word : taken) by_term[std::move(word.term)].insert(std::move(word.word));
    std::set<std::string> mixed;
    source.words("", [&](const Word& word) {
        const auto found = by_term.find(word.term);
        if (found != by_term.end() && found->second.count(word.word) == 0) mixed.insert(word.term);
        return true;
    });
    std::vector<Expression> whole;
    Expression forms;
    forms.kind = Expression::Kind::forms;
    std::vector<Expression> terms_of_forms;
    for (const auto& [term, words] : by_term) {
        Expression expression;
        expression.term = term;
        expression.field = field;
        const bool is_mixed = mixed.count(term) > 0;
        (is_mixed ? terms_of_forms : whole).push_back(std::move(expression));
        if (is_mixed) forms.words.insert(forms.words.end(), words.begin(), words.end());
    }
    if (!terms_of_forms.empty()) {
        std::sort(forms.words.begin(), forms.words.end());
        forms.words.erase(std::unique(forms.words.begin(), forms.words.end()), forms.words.end());
        forms.parts.push_back(any_of(std::move(terms_of_forms)));
        whole.push_back(std::move(forms));
    }
    expansion.expression = any_of(std::move(whole));
    return expansion;
}

}  // namespace quire::search
