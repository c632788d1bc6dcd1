#include "query/parser.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "query/characters.hpp"
#include "query/foreign.hpp"
#include "query/printer.hpp"
#include "query/word.hpp"

namespace quire::query {
namespace {

using Kind = Node::Kind;

/// The distance of a NEAR that names none: about a sentence.
constexpr unsigned default_distance = 10;

/// The largest distance and slop: about an abstract.
constexpr unsigned largest_distance = 255;

constexpr const char* nothing_in_bracket = "there is nothing after this bracket";

/// Overwrites each stretch of bytes that is not UTF-8 with blanks, so that offsets stay as they
/// are, and reports it.
std::vector<Diagnostic> blank_invalid_bytes(std::string& text) {
    std::vector<Diagnostic> diagnostics;
    std::size_t begin = 0;
    for (;;) {
        const std::size_t found = find_invalid_utf8(std::string_view(text).substr(begin));
        if (found == std::string_view::npos) return diagnostics;
        const std::size_t at = begin + found;
        if (found == 0 && !diagnostics.empty()) {
            ++diagnostics.back().length;
        } else {
            diagnostics.push_back({at, 1, "not UTF-8", {}});
        }
        text[at] = ' ';
        begin = at + 1;
    }
}

/// An operator that stands between words.
struct Operator {
    Kind kind = Kind::all;
    std::size_t length = 0;  ///< In bytes; 0: there is no operator.
    unsigned distance = 0;   ///< Of NEAR.
    bool too_far = false;    ///< Whether more was written than can be.
};

/// Walks through text that is valid UTF-8.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), operators_(!all_in_capitals()) {}

    Syntax parse() {
        syntax_.root.kind = Kind::list;
        syntax_.root.parts = parse_parts();
        syntax_.root.length = text_.size();
        return std::move(syntax_);
    }

private:
    bool at_end() const { return at_ == text_.size(); }
    bool at(char c) const { return !at_end() && text_[at_] == c; }
    std::string_view rest() const { return text_.substr(at_); }
    std::size_t space() const { return space_length(rest()); }
    bool at_space() const { return at_end() || space() > 0; }
    std::size_t quote() const { return tex_accent() ? 0 : quote_length(rest()); }
    /// Whether the quote here is part of an accent as TeX writes it: `Schr\"odinger`, `\"{o}`.
    bool tex_accent() const {
        return at('"') && at_ > 0 && text_[at_ - 1] == '\\' && at_ + 1 < text_.size() &&
               (is_letter(text_[at_ + 1]) || text_[at_ + 1] == '{');
    }
    /// Whether nothing can follow here: the end of the query or of what stands in brackets.
    bool finished() const { return at_end() || (brackets_ > 0 && at(')')); }

    void skip_space() {
        while (!at_end() && space() > 0) at_ += space();
    }
    void skip(char c) {
        while (at(c)) ++at_;
    }

    void report(std::size_t begin, std::size_t end, std::string message,
                std::string suggestion = {}) {
        syntax_.diagnostics.push_back(
            {begin, end - begin, std::move(message), std::move(suggestion)});
    }
    /// @param begin of the word
    void report(std::size_t begin, WordRemark remark) {
        syntax_.diagnostics.push_back({begin + remark.offset, remark.length,
                                       std::move(remark.message), std::move(remark.suggestion),
                                       remark.severity});
    }

    /// Whether it is the name of a field with its colon, and the signs that can stand around them.
    static bool is_field(std::string_view word) {
        word.remove_prefix(std::min(word.find_first_not_of("+-"), word.size()));
        if (word.ends_with('=')) word.remove_suffix(1);
        if (word.size() < 2 || !word.ends_with(':') || !is_letter(word.front())) return false;
        return std::all_of(word.begin(), std::prev(word.end()), is_name_character);
    }

    /// Titles in capitals have ANDs that are none. Their words stand side by side, without brackets
    /// or ranges of other systems, while those of a query of acronyms are all joined: "GAN OR VAE".
    bool all_in_capitals() {
        for (const std::string_view sign : {"(", ")", ":[", ":{"}) {
            if (text_.find(sign) != std::string_view::npos) return false;
        }
        bool neighbours = false;
        bool word_before = false;
        Diagnostic remark{0, 0, "taken for a word, since all is in capitals",
                          "write the words to look for in lower case"};
        for (skip_space(); !at_end(); skip_space()) {
            if (const std::size_t length = operator_word(); length > 0) {
                if (remark.length == 0) remark.offset = at_;
                if (remark.length == 0) remark.length = length;
                at_ += length;
                word_before = false;
                continue;
            }
            // Quotes make one word of what they hold.
            const std::size_t opening = quote();
            at_ += opening;
            std::string word;
            while (!at_end() && quote() == 0 && (opening > 0 || space() == 0)) {
                const std::size_t blank = space();
                if (blank == 0) word += text_[at_];
                at_ += std::max<std::size_t>(blank, 1);
            }
            if (opening > 0 && !at_end()) {
                at_ += quote();
                for (const char sign : {'~', '^'}) {
                    if (!word.empty() && at(sign)) at_ += suffix_length();
                }
                skip('-');
            }
            if (std::any_of(word.begin(), word.end(), is_lower_case)) {
                neighbours = false;
                break;
            }
            if (std::none_of(word.begin(), word.end(), is_word_character)) continue;
            // A field and its phrase are one.
            if (opening == 0 && quote() > 0 && is_field(word)) continue;
            neighbours = neighbours || word_before;
            word_before = true;
        }
        at_ = 0;
        if (!neighbours || remark.length == 0) return false;
        syntax_.diagnostics.push_back(std::move(remark));
        return true;
    }

    /// Bytes of the word AND, OR, NOT, NEAR or NEAR/n that stands here, or 0.
    std::size_t operator_word() const {
        const auto ends = [&](std::size_t length) {
            const std::string_view after = rest().substr(length);
            return after.empty() || after[0] == '(' || after[0] == ')' || space_length(after) > 0 ||
                   quote_length(after) > 0;
        };
        const std::size_t length = operator_length(rest());
        return length > 0 && ends(length) ? length : 0;
    }

    bool at_not() const { return operators_ && rest().starts_with("NOT") && operator_word() > 0; }

    /// The operator between words that stands here.
    Operator binary_operator() const {
        const std::size_t length = operators_ && !at_end() ? operator_word() : 0;
        if (length == 0 || text_[at_ + 2] == 'T') return {};
        if (text_[at_] == 'A') return {Kind::all, length};
        if (text_[at_] == 'O') return {Kind::any, length};
        constexpr std::size_t name = 5;  // NEAR/
        if (length <= name) return {Kind::near, length, default_distance};
        const std::string_view digits = rest().substr(name, length - name);
        return {Kind::near, length, bounded_number(digits), is_too_far(digits)};
    }

    static bool is_too_far(std::string_view digits) {
        return parse_number<unsigned>(digits).value_or(largest_distance + 1) > largest_distance;
    }

    /// A distance that is written as digits.
    static unsigned bounded_number(std::string_view digits) {
        return std::min(parse_number<unsigned>(digits).value_or(largest_distance),
                        largest_distance);
    }

    /// Parts that stand side by side, up to the end or the bracket that closes them.
    std::vector<Node> parse_parts() {
        std::vector<Node> parts;
        while (auto part = parse_joined(0)) parts.push_back(std::move(*part));
        return parts;
    }

    /// What operators join; the later ones of `levels` bind more closely.
    std::optional<Node> parse_joined(std::size_t level) {
        static constexpr std::array levels = {Kind::any, Kind::all, Kind::near};
        if (level == levels.size()) return parse_signed();
        std::optional<Node> left = parse_joined(level + 1);
        // How often `left` was begun anew here; its parts were typed here then, not in brackets.
        unsigned begun = 0;
        while (left) {
            const std::size_t end = at_;
            skip_space();
            const Operator op = binary_operator();
            if (op.length == 0 || op.kind != levels[level]) {
                at_ = end;
                break;
            }
            const std::size_t begin = at_;
            if (op.too_far) {
                report(begin, begin + op.length, "at most 255 words can stand between",
                       "write NEAR/255");
            }
            at_ += op.length;
            std::optional<Node> right = parse_joined(level + 1);
            if (!right) {
                report(begin, begin + op.length, "there is nothing to join after it");
                break;
            }
            if (begun == most_distances && left->distance != op.distance) {
                const std::string taken = "NEAR/" + std::to_string(left->distance);
                report(begin, begin + op.length, "too many distances; taken for " + taken);
            } else if (begun == 0 || left->distance != op.distance) {
                Node joint;
                joint.kind = op.kind;
                joint.distance = op.distance;
                joint.offset = left->offset;
                joint.parts.push_back(std::move(*left));
                left = std::move(joint);
                ++begun;
            }
            left->length = right->offset + right->length - left->offset;
            left->parts.push_back(std::move(*right));
        }
        return left;
    }

    /// One part with its sign. What stands before it and means nothing is reported.
    std::optional<Node> parse_signed() {
        for (;;) {
            skip_space();
            if (finished()) return std::nullopt;
            const std::size_t begin = at_;
            if (at(')')) {
                skip(')');
                report(begin, at_, "no bracket is open");
                continue;
            }
            if (skip_foreign_brackets()) {
                if (space_or_closing()) report(begin, at_, nothing_in_bracket);
                continue;
            }
            if (const Operator op = binary_operator(); op.length > 0) {
                at_ += op.length;
                report(begin, at_, "there is nothing to join before it");
                continue;
            }
            Demand demand = Demand::none;
            if (at_not()) {
                demand = Demand::excluded;
                at_ += 3;
                do skip_space();
                while (skip_foreign_brackets());
                if (at('-') || at('+') || at_not()) {
                    report(begin, begin + 3, "one sign is enough");
                    continue;
                }
            } else if (at('-') || at('+')) {
                demand = at('-') ? Demand::excluded : Demand::required;
                skip(text_[at_]);
                while (skip_foreign_brackets()) {
                    while (at('-') || at('+')) ++at_;
                }
                // Signs belong to what they touch, so nothing may stand between.
                if (space_or_closing()) {
                    report(begin, at_, "there is nothing after the sign");
                    continue;
                }
            }
            if (at_end() || at(')') ||
                (demand == Demand::excluded && binary_operator().length > 0)) {
                report(begin, at_, "there is nothing after the sign");
                continue;
            }
            std::optional<Node> node = parse_primary(begin, demand);
            if (node) return node;
        }
    }

    /// Passes over brackets in which other systems write ranges, but that hold none. With what
    /// follows they could look like a range when they are printed.
    bool skip_foreign_brackets() {
        const std::size_t begin = at_;
        while (ranges_allowed() && (at('[') || at('{')) && !foreign_range(rest(), field_)) ++at_;
        return at_ > begin;
    }

    bool ranges_allowed() const { return !field_.empty() && field_ != "id"; }

    bool space_or_closing() const { return at_space() || at(')'); }

    /// A word, phrase, range or what stands in brackets; nothing if it is empty or reported.
    /// @param begin where its sign stands, if it has one
    std::optional<Node> parse_primary(std::size_t begin, Demand demand) {
        Node node;
        node.offset = begin;
        node.demand = demand;
        node.field = parse_field();
        const std::string_view outer = field_;
        if (!node.field.empty())
            field_ = text_.substr(at_ - 1 - node.field.size(), node.field.size());
        std::optional<Node> read;
        bool passed = false;
        while (skip_foreign_brackets()) {
            passed = true;
            // Right behind the colon of a field these would make it none.
            while (!node.field.empty() && (at(':') || at('/'))) ++at_;
        }
        if (passed && space_or_closing()) {
            report(begin, at_, nothing_in_bracket);
        } else if (at('(')) {
            read = parse_brackets(std::move(node));
        } else {
            if (at('=') && exact_follows()) {
                node.exact = true;
                ++at_;
            }
            const std::size_t opening = quote();
            read =
                opening > 0 ? parse_phrase(std::move(node), opening) : parse_word(std::move(node));
        }
        field_ = outer;
        if (read) read->length = at_ - read->offset;
        return read;
    }

    /// Whether something to look for follows the equals sign here.
    bool exact_follows() const {
        const std::string_view after = rest().substr(1);
        return !after.empty() && space_length(after) == 0 && after[0] != '(' && after[0] != ')';
    }

    /// The name before a colon that something to look for follows; empty if there is none.
    std::string parse_field() {
        if (!is_letter(text_[at_])) return {};
        std::size_t end = at_;
        while (end < text_.size() && is_name_character(text_[end])) ++end;
        const std::string_view after = text_.substr(end);
        if (after.size() < 2 || after[0] != ':' || after[1] == '/' || after[1] == ':' ||
            space_length(after.substr(1)) > 0 || after[1] == ')') {
            return {};
        }
        const std::string_view name = text_.substr(at_, end - at_);
        at_ = end + 1;
        return std::string(name);
    }

    std::optional<Node> parse_brackets(Node node) {
        const std::size_t bracket = at_++;
        if (brackets_ == deepest_brackets) {
            skip('(');
            report(node.offset, at_,
                   "brackets more than " + std::to_string(deepest_brackets) + " deep; passed over");
            return std::nullopt;
        }
        ++brackets_;
        node.parts = parse_parts();
        --brackets_;
        const bool closed = at(')');
        if (closed) ++at_;
        if (node.parts.empty()) {
            report(node.offset, at_, closed ? "nothing between the brackets" : "unclosed bracket");
            return std::nullopt;
        }
        if (!closed) report(bracket, bracket + 1, "unclosed bracket", "close it with )");
        if (closed && at('~')) skip_suffix("only words and phrases can have ~ after them");
        if (closed) parse_boost(node);
        return node.parts.size() == 1 ? without_brackets(std::move(node)) : node;
    }

    /// Brackets around one thing: what holds for them can mostly hold for it.
    static Node without_brackets(Node node) {
        Node& only = node.parts.front();
        const bool can_be_heavy = !only.parts.empty() || only.kind == Kind::phrase;
        const bool can_have_field =
            only.field.empty() && !only.text.starts_with(':') && !only.text.starts_with('/');
        if ((!can_have_field && !node.field.empty()) || (only.boost != 1 && node.boost != 1) ||
            (node.boost != 1 && !can_be_heavy) ||
            (only.demand != Demand::none && node.demand != Demand::none)) {
            return node;
        }
        if (only.field.empty()) only.field = std::move(node.field);
        if (only.boost == 1) only.boost = node.boost;
        if (only.demand == Demand::none) only.demand = node.demand;
        only.offset = node.offset;
        Node inner = std::move(only);
        return inner;
    }

    std::optional<Node> parse_phrase(Node node, std::size_t opening) {
        const std::size_t quote_offset = at_;
        at_ += opening;
        node.kind = Kind::phrase;
        node.text_offset = at_;
        bool empty = true;
        while (!at_end() && quote() == 0) {
            const std::size_t blank = space();
            if (blank == 0) empty = false;
            at_ += std::max<std::size_t>(blank, 1);
        }
        node.text = text_.substr(node.text_offset, at_ - node.text_offset);

        const bool closed = !at_end();
        if (closed) at_ += quote();
        if (empty) {
            skip('-');
            report(node.offset, at_, closed ? "nothing between the quotes" : "unclosed quote");
            return std::nullopt;
        }
        parse_prefix(node);
        if (auto remark = wildcard_in_phrase(node.text))
            report(node.text_offset, std::move(*remark));
        if (closed) {
            parse_slop(node);
            parse_boost(node);
            // As in "pre"-training: they connect, and do not exclude what comes next.
            skip('-');
        } else {
            report(quote_offset, node.text_offset, "unclosed quote", "write " + to_string(node));
        }
        return node;
    }

    /// A star right after the last word of the phrase, which has two characters or more.
    static void parse_prefix(Node& node) {
        std::string& text = node.text;
        if (!text.ends_with('*')) return;
        const std::string_view before = std::string_view(text).substr(0, text.size() - 1);
        const std::size_t word = before.size() - last_word_length(before);
        if (character_count(before.substr(word)) < least_stem) return;
        node.prefix = true;
        text.pop_back();
    }

    void parse_slop(Node& node) {
        if (!at('~')) return;
        const std::string_view digits = rest().substr(1, suffix_length() - 1);
        if (digits.empty() || digits_length(digits) < digits.size()) {
            return skip_suffix("how many words may stand between is not said", "write \"...\"~3");
        }
        node.slop = bounded_number(digits);
        if (is_too_far(digits)) {
            report(at_, at_ + 1 + digits.size(), "at most 255 words can stand between",
                   "write ~255");
        }
        at_ += 1 + digits.size();
    }

    void parse_boost(Node& node) {
        if (!at('^')) return;
        const std::string_view number = rest().substr(1, suffix_length() - 1);
        const std::optional<double> boost = parse_boost_number(number);
        if (!boost) return skip_suffix("a weight is a number from 0 to 1000", "write ^2");
        node.boost = *boost;
        at_ += 1 + number.size();
    }

    /// Bytes of the sign here and what follows it: a number, or letters and digits.
    std::size_t suffix_length() const {
        const std::string_view after = rest().substr(1);
        std::size_t length = number_length(after);
        while (length < after.size() && is_name_character(after[length])) ++length;
        return 1 + length;
    }

    /// Reports the sign here and what follows it.
    void skip_suffix(std::string message, std::string suggestion = {}) {
        const std::size_t begin = at_;
        at_ += suffix_length();
        report(begin, at_, std::move(message), std::move(suggestion));
    }

    std::optional<Node> parse_word(Node node) {
        node.text_offset = at_;
        const auto range = ranges_allowed() ? foreign_range(rest(), field_) : std::nullopt;
        if (range && !node.exact) {
            at_ += range->length;
            report(node.offset, at_, "a range is written with dots; left out", range->suggestion);
            return std::nullopt;
        }
        // Brackets that open inside the word close inside it: "f(x)".
        std::size_t open = 0;
        while (!at_space() && quote() == 0) {
            if (at('(')) ++open;
            if (at(')') && open == 0) break;
            if (at(')') && open > 0) --open;
            const bool escape = at('\\') && at_ + 1 < text_.size();
            ++at_;
            if (escape && !at_space() && quote() == 0) ++at_;
        }
        const std::string_view raw = text_.substr(node.text_offset, at_ - node.text_offset);
        if (field_ == "id") {
            node.kind = Kind::word;
            node.text = raw;
            return node;
        }
        if (!node.exact) {
            if (const std::string_view meant = foreign_operator(raw); !meant.empty()) {
                report(node.offset, at_, "this is no operator here; passed over",
                       "write " + std::string(meant));
                return std::nullopt;
            }
            if (auto remark = foreign_sign(raw, text_.substr(node.text_offset))) {
                report(node.text_offset, std::move(*remark));
            }
        }
        for (WordRemark& remark : read_word(raw, !field_.empty(), node)) {
            report(node.text_offset, std::move(remark));
        }
        return node;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Syntax syntax_;
    bool operators_;          ///< Whether AND, OR, NOT and NEAR are operators.
    int brackets_ = 0;        ///< How many are open.
    std::string_view field_;  ///< The field in force; empty for none.
};

}  // namespace

Syntax parse(std::string_view text) {
    std::string valid(text);
    const std::vector<Diagnostic> invalid = blank_invalid_bytes(valid);
    Syntax syntax = Parser(valid).parse();
    std::vector<Diagnostic>& all = syntax.diagnostics;
    all.insert(all.end(), invalid.begin(), invalid.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.offset < b.offset; });
    return syntax;
}

}  // namespace quire::query
