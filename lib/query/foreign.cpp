#include "query/foreign.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "query/characters.hpp"

namespace quire::query {
namespace {

using Severity = Diagnostic::Severity;

bool is_plain(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_word_character(c) || c == '-' || c == '\'';
    });
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || !is_ascii(c); });
}

/// `w/3`, `pre/3`, `near/3`, `NEAR3`, `ADJ3`.
std::optional<WordRemark> distance(std::string_view word) {
    struct Name {
        std::string_view name;
        bool in_order;
        bool capitals;  ///< Whether it is a word or a part of speech in small letters.
    };
    static constexpr std::array<Name, 9> names = {{{"near/", false, false},
                                                   {"within/", false, false},
                                                   {"pre/", true, false},
                                                   {"adj/", true, false},
                                                   {"w/", false, false},
                                                   {"n/", false, false},
                                                   {"NEAR:", false, true},
                                                   {"NEAR", false, true},
                                                   {"ADJ", true, true}}};
    for (const Name& row : names) {
        const std::string_view begin = word.substr(0, row.name.size());
        const std::string_view digits = word.substr(begin.size());
        if (!(row.capitals ? begin == row.name : same_but_case(begin, row.name)) ||
            digits.empty() || digits_length(digits) != digits.size()) {
            continue;
        }
        return WordRemark{0, word.size(), "this is no operator here; taken for words",
                          row.in_order ? "write \"... ...\"~" + std::string(digits)
                                       : "write NEAR/" + std::string(digits)};
    }
    if (word != "ANDNOT") return std::nullopt;
    return WordRemark{0, word.size(), "this is no operator here; taken for a word",
                      "write AND NOT"};
}

/// `smith[au]`, as PubMed writes fields; also alone, behind a phrase.
std::optional<WordRemark> tag(std::string_view word, std::string_view rest) {
    static constexpr std::array<std::string_view, 27> tags = {"ti",
                                                              "tiab",
                                                              "title",
                                                              "title/abstract",
                                                              "au",
                                                              "author",
                                                              "1au",
                                                              "lastau",
                                                              "ab",
                                                              "abstract",
                                                              "mh",
                                                              "mesh",
                                                              "majr",
                                                              "mesh terms",
                                                              "dp",
                                                              "pdat",
                                                              "pt",
                                                              "ta",
                                                              "jour",
                                                              "journal",
                                                              "la",
                                                              "sh",
                                                              "tw",
                                                              "text word",
                                                              "all",
                                                              "all fields",
                                                              "mesh major topic"};
    const std::size_t open = word.find('[');
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = rest.find(']', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string name = lower_case(rest.substr(open + 1, close - open - 1));
    if (std::find(tags.begin(), tags.end(), name) == tags.end()) return std::nullopt;
    const std::string_view before = word.substr(0, open);
    return WordRemark{open, close + 1 - open,
                      "a field stands before what it holds for; taken for words",
                      "write FIELD:" + (before.empty() ? "\"...\"" : std::string(before))};
}

/// `TI=bert`, `TITLE-ABS-KEY(bert)`.
std::optional<WordRemark> field(std::string_view word) {
    static constexpr std::array<std::string_view, 16> names = {
        "TI=",      "AB=",  "TS=",  "AU=",        "SO=",
        "PY=",      "AK=",  "ALL=", "TITLE(",     "ABS(",
        "AUTH(",    "KEY(", "ALL(", "TITLE-ABS(", "TITLE-ABS-KEY(",
        "SRCTITLE("};
    for (const std::string_view name : names) {
        if (!word.starts_with(name) || word.size() == name.size()) continue;
        const std::string_view value = word.substr(name.size());
        return WordRemark{0, name.size(), "a field is written with a colon; taken for words",
                          "write FIELD:" + (name.ends_with('(') ? "(...)" : std::string(value))};
    }
    return std::nullopt;
}

/// `/dis.*ment/`. What linguists write between strokes has no such signs.
std::optional<WordRemark> expression(std::string_view word) {
    constexpr std::string_view signs = ".*+?[]|^$\\{}";
    if (word.size() < 4 || !word.starts_with('/') || !word.ends_with('/') ||
        word.find('/', 1) != word.size() - 1 ||
        word.find_first_of(signs) == std::string_view::npos) {
        return std::nullopt;
    }
    return WordRemark{0, word.size(), "there are no regular expressions; taken for words",
                      "write * for any letters or ? for one"};
}

/// `sarcasm^`, `sarcasm^high`. Powers are short: `x^n`, `QK^T`, `cm^-1`.
std::optional<WordRemark> weight(std::string_view word) {
    constexpr std::size_t longest_power = 3;
    const std::size_t sign = word.rfind('^');
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view base = word.substr(0, sign);
    const std::string_view number = word.substr(sign + 1);
    if (const std::size_t first = base.find('^'); first != std::string_view::npos) {
        const std::string_view weighted = base.substr(0, first);
        if (!is_plain(weighted) || !has_letter(weighted) || weighted.size() < 2 ||
            !parse_boost_number(base.substr(first + 1)) || !parse_boost_number(number)) {
            return std::nullopt;
        }
        return WordRemark{first, sign - first, "a word has one weight; taken for words",
                          "write " + std::string(weighted) + std::string(word.substr(sign))};
    }
    if (!is_plain(base) || !has_letter(base) || base.size() < 2 || parse_boost_number(number)) {
        return std::nullopt;
    }
    const bool may_be = std::all_of(number.begin(), number.end(), [](char c) {
        return is_name_character(c) || c == '.' || c == '-';
    });
    if (!number.empty() &&
        (character_count(base) <= longest_power || number.size() < 2 || !may_be)) {
        return std::nullopt;
    }
    return WordRemark{sign, word.size() - sign,
                      "a weight is a number from 0 to 1000; taken for words",
                      "write " + std::string(base) + "^2"};
}

/// `summari[sz]ation`. In names of compounds other letters stand in brackets: `benzo[a]pyrene`.
std::optional<WordRemark> one_of_letters(std::string_view word) {
    const std::size_t open = word.find('[');
    const std::size_t close = word.find(']', std::min(open, word.size()));
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view before = word.substr(0, open);
    const std::string_view letters = word.substr(open + 1, close - open - 1);
    const std::string_view after = word.substr(close + 1);
    const bool two = letters.size() == 2 && is_lower_case(letters[0]) && is_lower_case(letters[1]);
    const bool range = letters.size() == 3 && letters[1] == '-';
    if (!(two || range) || before.size() < 2 || !is_plain(before) || !is_plain(after)) {
        return std::nullopt;
    }
    return WordRemark{open, close + 1 - open, "these brackets mean nothing here; taken for words",
                      "write " + std::string(before) + "?" + std::string(after)};
}

/// `!word`, `~word`, `cat|dog`, `cat&&dog`: words, but perhaps more was meant.
std::optional<WordRemark> note(std::string_view word) {
    if ((word[0] == '!' || word[0] == '~') && word.size() > 2 && is_letter(word[1]) &&
        is_plain(word.substr(1))) {
        const std::string rest(word.substr(1));
        return WordRemark{0, 1, "this sign means nothing here",
                          word[0] == '!' ? "write -" + rest + " to leave it out"
                                         : "write " + rest + "~ for other spellings",
                          Severity::note};
    }
    constexpr std::size_t shortest = 3;  // x|y is a condition.
    const std::size_t sign = std::min(word.find('|'), word.find("&&"));
    if (sign == std::string_view::npos) return std::nullopt;
    const std::size_t end = std::min(word.find_first_not_of(word[sign], sign), word.size());
    const std::string_view left = word.substr(0, sign);
    const std::string_view right = word.substr(end);
    if (end - sign > 2 || left.size() < shortest || right.size() < shortest || !is_plain(left) ||
        !is_plain(right)) {
        return std::nullopt;
    }
    return WordRemark{
        sign, end - sign, "this sign means nothing here",
        "write " + std::string(left) + (word[sign] == '|' ? " OR " : " AND ") + std::string(right),
        Severity::note};
}

}  // namespace

std::optional<WordRemark> foreign_sign(std::string_view word, std::string_view rest) {
    if (word.empty()) return std::nullopt;
    if (auto remark = distance(word)) return remark;
    if (auto remark = tag(word, rest)) return remark;
    if (auto remark = field(word)) return remark;
    if (auto remark = expression(word)) return remark;
    if (auto remark = weight(word)) return remark;
    if (auto remark = one_of_letters(word)) return remark;
    return note(word);
}

std::string_view foreign_operator(std::string_view word) {
    return word == "&&" ? "AND" : word == "||" ? "OR" : "";
}

std::optional<ForeignRange> foreign_range(std::string_view text, std::string_view field) {
    if (!text.starts_with('[') && !text.starts_with('{')) return std::nullopt;
    std::size_t at = 1;
    const auto skip_space = [&] {
        const std::size_t begin = at;
        while (at < text.size()) {
            const std::size_t space = space_length(text.substr(at));
            if (space == 0) break;
            at += space;
        }
        return at > begin;
    };
    const auto end_of_range = [&]() -> std::string_view {
        const std::size_t begin = at;
        while (at < text.size() && (is_name_character(text[at]) || text[at] == '-' ||
                                    text[at] == '.' || text[at] == '*')) {
            ++at;
        }
        const std::string_view end = text.substr(begin, at - begin);
        return end == "*" ? text.substr(begin, 0) : end;
    };
    skip_space();
    const std::string_view from = end_of_range();
    if (!skip_space() || !text.substr(at).starts_with("TO")) return std::nullopt;
    at += 2;
    if (!skip_space()) return std::nullopt;
    const std::string_view to = end_of_range();
    skip_space();
    if (at == text.size() || (text[at] != ']' && text[at] != '}')) return std::nullopt;
    const std::string name = std::string(field) + ':';
    std::string suggestion;
    if (text[0] == '[' && text[at] == ']') {
        suggestion = name + std::string(from) + ".." + std::string(to);
    } else {
        if (!from.empty()) suggestion = name + (text[0] == '{' ? ">" : ">=") + std::string(from);
        if (!from.empty() && !to.empty()) suggestion += " AND ";
        if (!to.empty()) suggestion += name + (text[at] == '}' ? "<" : "<=") + std::string(to);
    }
    return ForeignRange{at + 1, "write " + suggestion};
}

std::optional<WordRemark> wildcard_in_phrase(std::string_view text) {
    const auto word_at = [&](std::size_t i) {
        return i < text.size() && is_word_character(text[i]);
    };
    const auto space_at = [&](std::size_t i) {
        return i >= text.size() || space_length(text.substr(i)) > 0;
    };
    for (std::size_t i = text.find_first_of("*?"); i < text.size();
         i = text.find_first_of("*?", i + 1)) {
        const std::string_view before = text.substr(0, i);
        const bool after_word = last_word_length(before) > 0;
        if (text[i] == '?') {
            if (!after_word || !word_at(i + 1)) continue;
        } else {
            const std::size_t stem =
                character_count(before.substr(before.size() - last_word_length(before)));
            const bool at_start = before.empty() || before.back() == ' ';
            const bool alone = at_start && space_at(i + 1);
            const bool marks = before.ends_with('*') || text.substr(i + 1).starts_with('*');
            if (marks || !(alone || stem >= least_stem || (at_start && word_at(i + 1)))) continue;
            if (alone) {
                return WordRemark{i, 1, "a star stands for no word; passed over",
                                  "write \"... ...\"~1"};
            }
        }
        return WordRemark{
            i, 1, "in a phrase only a star at its end means something; passed over", {}};
    }
    return std::nullopt;
}

}  // namespace quire::query
