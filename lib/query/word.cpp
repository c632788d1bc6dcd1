#include "query/word.hpp"

#include <algorithm>
#include <utility>

#include "base/numbers.hpp"
#include "query/characters.hpp"

namespace quire::query {
namespace {

using Kind = Node::Kind;

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || !is_ascii(c); });
}

/// Whether the text can be an end of a range: a number or a date.
bool is_range_end(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return digits_length(text) > 0 && text.find("..") == std::string_view::npos &&
           text.back() != '.' && std::all_of(text.begin(), text.end(), [](char c) {
               return is_name_character(c) || c == '-' || c == '+' || c == '.' || c == ':';
           });
}

/// `2019..2021`, `2019..`, `..2021`, `>=2019`, `<2021`.
bool read_range(std::string_view word, Node& node) {
    struct Comparison {
        std::string_view sign;
        bool from;
        bool open;
    };
    for (const Comparison& c : {Comparison{">=", true, false}, Comparison{"<=", false, false},
                                Comparison{">", true, true}, Comparison{"<", false, true}}) {
        if (!word.starts_with(c.sign)) continue;
        const std::string_view end = word.substr(c.sign.size());
        if (!is_range_end(end)) return false;
        (c.from ? node.from : node.to) = end;
        (c.from ? node.from_open : node.to_open) = c.open;
        return true;
    }
    const std::size_t dots = word.find("..");
    if (dots == std::string_view::npos) return false;
    const std::string_view from = word.substr(0, dots);
    const std::string_view to = word.substr(dots + 2);
    if ((from.empty() && to.empty()) || (!from.empty() && !is_range_end(from)) ||
        (!to.empty() && !is_range_end(to))) {
        return false;
    }
    if (!from.empty()) node.from = from;
    if (!to.empty()) node.to = to;
    return true;
}

bool is_range(std::string_view word) {
    Node range;
    return read_range(word, range);
}

/// The weight that the word ends with.
std::optional<double> boost_of(std::string_view word) {
    const std::size_t sign = word.rfind('^');
    if (sign == std::string_view::npos) return std::nullopt;
    return parse_boost_number(word.substr(sign + 1));
}

/// Takes the weight at the end of the word: `^2`. Powers ("10^6", "n^2") have none, nor has what
/// would be something else without it: in a field a range, and, as a weight of 1 is not printed, an
/// operator or a word with another weight.
void take_boost(std::string_view& word, bool fielded, Node& node) {
    const std::optional<double> boost = boost_of(word);
    if (!boost) return;
    const std::string_view base = word.substr(0, word.rfind('^'));
    if (character_count(base) < 2 || !has_letter(base) || base.back() == '\\') return;
    const bool is_operator = !node.exact && operator_length(base) == base.size();
    if (*boost == 1 && (is_operator || boost_of(base))) return;
    if (fielded && !node.exact && is_range(base)) return;
    node.boost = *boost;
    word = base;
}

/// Takes the sign for other spellings at the end of the word: `~`, `~1` or `~2`.
void take_edits(std::string_view& word, Node& node, std::vector<WordRemark>& remarks) {
    constexpr std::size_t least_letters = 3;
    constexpr unsigned most_edits = 2;
    const std::size_t sign = word.rfind('~');
    if (sign == std::string_view::npos) return;
    const std::string_view base = word.substr(0, sign);
    const std::string_view digits = word.substr(sign + 1);
    if (character_count(base) < least_letters || !has_letter(base) || base.back() == '\\' ||
        base.find('~') != std::string_view::npos || number_length(digits) != digits.size()) {
        return;
    }
    if (digits_length(digits) != digits.size()) {
        remarks.push_back({sign, word.size() - sign,
                           "how many letters can differ is 1 or 2; taken for 1",
                           std::string(base) + "~"});
        node.edits = 1;
        word = base;
        return;
    }
    const unsigned edits =
        digits.empty() ? 1 : parse_number<unsigned>(digits).value_or(most_edits + 1);
    if (edits == 0) return;
    if (edits > most_edits) {
        remarks.push_back(
            {sign, word.size() - sign, "at most two letters can differ", std::string(base) + "~2"});
    }
    node.edits = std::min(edits, most_edits);
    word = base;
}

/// Whether the word has wildcards and is plain otherwise: no address, no formula. A question mark
/// at its end closes a question.
void find_wildcards(std::string_view& word, Node& node, std::vector<WordRemark>& remarks) {
    std::string_view body = word;
    while (body.ends_with('?')) body.remove_suffix(1);
    const std::size_t first = body.find_first_of("*?");
    if (first == std::string_view::npos) return;
    const bool plain = std::all_of(body.begin(), body.end(), [](char c) {
        return is_word_character(c) || c == '*' || c == '?' || c == '-' || c == '\'';
    });
    if (!plain) return;
    const std::size_t star = std::min(body.find('*'), body.size());
    const std::size_t before = character_count(body.substr(0, first));
    if (last_word_length(body.substr(0, first)) == 0 ||
        (star < body.size() && before < least_stem)) {
        const bool words = body.find_first_not_of("*?-'") != std::string_view::npos;
        if (star == body.size() || !words) return;
        remarks.push_back({star, 1, "a star needs two letters before it; passed over", {}});
        return;
    }
    node.pattern = true;
    word = body;
}

}  // namespace

std::vector<WordRemark> read_word(std::string_view word, bool fielded, Node& node) {
    std::vector<WordRemark> remarks;
    Node range;
    if (!node.exact && read_range(word, range)) {
        if (fielded) {
            node.kind = Kind::range;
            node.from = std::move(range.from);
            node.to = std::move(range.to);
            node.from_open = range.from_open;
            node.to_open = range.to_open;
            return remarks;
        }
        if (word[0] != '<' && word[0] != '>') {
            remarks.push_back({0, word.size(), "a range needs a field; taken for words",
                               "write FIELD:" + std::string(word)});
        }
    }
    node.kind = Kind::word;
    take_boost(word, fielded, node);
    if (!node.exact) {
        take_edits(word, node, remarks);
        if (node.edits == 0) find_wildcards(word, node, remarks);
    }
    node.text = word;
    return remarks;
}

std::size_t operator_length(std::string_view text) {
    for (const std::string_view word : {"AND", "OR", "NOT", "NEAR"}) {
        if (!text.starts_with(word)) continue;
        const std::string_view after = text.substr(word.size());
        if (word != "NEAR" || !after.starts_with('/')) return word.size();
        const std::size_t digits = digits_length(after.substr(1));
        return word.size() + (digits > 0 ? 1 + digits : 0);
    }
    return 0;
}

std::size_t digits_length(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

std::size_t number_length(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789."), text.size());
}

std::optional<double> parse_boost_number(std::string_view digits) {
    constexpr double largest = 1000;
    if (digits.empty() || digits_length(digits) == 0 || number_length(digits) != digits.size()) {
        return std::nullopt;
    }
    const std::optional<double> boost = parse_number<double>(digits);
    return boost && *boost <= largest ? boost : std::nullopt;
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::size_t last_word_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_word_character(text[text.size() - 1 - length])) ++length;
    return length;
}

}  // namespace quire::query
