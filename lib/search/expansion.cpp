#include "search/expansion.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/deadline.hpp"

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

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
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

/// Words by the terms that they have.
using WordsByTerm = std::map<std::string, std::set<std::string>>;

/// The terms that the index has for other words as well.
std::set<std::string> mixed_terms(postings::Source& source, const WordsByTerm& words) {
    std::set<std::string> mixed;
    source.words("", [&](const postings::Source::Word& word) {
        const auto found = words.find(word.term);
        if (found != words.end() && !found->second.contains(word.word)) mixed.insert(word.term);
        return true;
    });
    return mixed;
}

/// Mixed terms where they are written as one of the words, others everywhere.
Expression occurrences(const WordsByTerm& words, const std::set<std::string>& mixed,
                       std::optional<std::size_t> field) {
    std::vector<Expression> whole;
    Expression forms;
    forms.kind = Expression::Kind::forms;
    std::vector<Expression> terms_of_forms;
    std::set<std::string> written;
    for (const auto& [term, words_of_term] : words) {
        Expression expression;
        expression.term = term;
        expression.field = field;
        const bool is_mixed = mixed.count(term) > 0;
        (is_mixed ? terms_of_forms : whole).push_back(std::move(expression));
        if (is_mixed) written.insert(words_of_term.begin(), words_of_term.end());
    }
    if (!terms_of_forms.empty()) {
        forms.words.assign(written.begin(), written.end());
        forms.parts.push_back(any_of(std::move(terms_of_forms)));
        whole.push_back(std::move(forms));
    }
    return any_of(std::move(whole));
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
    // Words that are far too long need not be counted: a character has at most four bytes. Those
    // that are too long or too short, as most are, need not be taken apart.
    constexpr std::size_t most_bytes = 4;
    if (a.size() > most_bytes * (b.size() + edits) || b.size() > most_bytes * (a.size() + edits)) {
        return false;
    }
    const std::size_t a_length = character_count(a);
    const std::size_t b_length = character_count(b);
    if (std::max(a_length, b_length) - std::min(a_length, b_length) > edits) return false;
    const std::vector<std::string_view> left = characters(a);
    const std::vector<std::string_view> right = characters(b);
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
        if (!word.bare && accept(word.word)) taken.push_back(word);
        return true;
    });
    Pace pace;
    std::stable_sort(taken.begin(), taken.end(), [&](const Word& a, const Word& b) {
        pace.step();
        return a.documents > b.documents;
    });
    Expansion expansion;
    if (taken.size() > most) {
        expansion.left_out = taken.size() - most;
        taken.resize(most);
    }
    expansion.words = taken.size();

    WordsByTerm by_term;
    for (Word& word : taken) by_term[std::move(word.term)].insert(std::move(word.word));
    expansion.expression = occurrences(by_term, mixed_terms(source, by_term), field);
    return expansion;
}

ExactForms::ExactForms(postings::Source& source, const std::set<std::string>& words) {
    WordsByTerm by_term;
    for (const std::string& word : words) {
        source.words(word, [&](const postings::Source::Word& found) {
            // What only starts with it comes behind it.
            if (found.word != word) return false;
            if (found.bare) return true;
            terms_[word].insert(found.term);
            // One is enough: with any other the term is mixed.
            by_term.try_emplace(found.term, std::set{word});
            return true;
        });
    }
    mixed_ = mixed_terms(source, by_term);
}

Expression ExactForms::of(const std::string& word, std::optional<std::size_t> field) const {
    WordsByTerm by_term;
    if (const auto found = terms_.find(word); found != terms_.end()) {
        for (const std::string& term : found->second) by_term[term].insert(word);
    }
    return occurrences(by_term, mixed_, field);
}

}  // namespace quire::search
