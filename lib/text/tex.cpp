#include "text/tex.hpp"

#include <algorithm>
#include <utility>

#include "base/tex_commands.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/greek.hpp"

namespace quire::text {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_space(char c) {
    return ascii_kind(c) == Ascii::space;
}

/// The next place of a sign, for places that only grow: all searches together pass over the text
/// once, also where a hostile one opens what it never closes.
class NextOne {
public:
    explicit NextOne(std::string_view sign) : sign_(sign) {}

    std::size_t find(std::string_view text, std::size_t from) {
        if (next_ < from || !searched_) next_ = text.find(sign_, from);
        searched_ = true;
        return next_;
    }

private:
    std::string_view sign_;
    std::size_t next_ = 0;
    bool searched_ = false;
};

class Decoder {
public:
    explicit Decoder(std::string_view text) : text_(text) {}

    std::optional<Decoded> decode() {
        // Braces, tildes and rows of hyphens mean something in TeX only.
        const bool has_backslash = text_.find('\\') != npos;
        if (!has_backslash && !has_math()) return std::nullopt;
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

private:
    /// The character `offset` bytes on; zero behind the end.
    char peek(std::size_t offset = 0) const { return at(at_ + offset); }
    char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

    void emit(std::string_view decoded, std::size_t begin, std::size_t end) {
        out_.text += decoded;
        out_.sources.insert(out_.sources.end(), decoded.size(), {begin, end});
    }

    void emit(char32_t code, std::size_t begin, std::size_t end) {
        std::string character;
        append_utf8(code, character);
        emit(character, begin, end);
    }

    /// Passes over `count` bytes, which stand for `decoded`.
    void replace(std::size_t count, std::string_view decoded) {
        emit(decoded, at_, at_ + count);
        at_ += count;
    }

    void copy(std::size_t count) {
        for (; count > 0; --count) replace(1, text_.substr(at_, 1));
    }

    void step() {
        switch (peek()) {
            case '\\':
                return is_letter(peek(1)) ? command() : escape();
            case '$':
                return dollar();
            case '{':
                groups_ += 'b';
                return replace(1, "");
            case '}':
                return close_group();
            case '~':
                return replace(1, " ");
            case '-':
                return hyphens();
            default:
                return copy(1);
        }
    }

    /// Where the math ends that starts behind the dollar sign (or two) at `open`: the place of the
    /// closing sign. Nothing where it is a sum of money.
    std::size_t math_end(std::size_t open, std::string_view sign) const {
        const std::size_t begin = open + sign.size();
        std::size_t end = text_.find(sign, begin);
        while (end != npos && text_[end - 1] == '\\') end = text_.find(sign, end + 1);
        if (end == npos || end == begin) return npos;
        const std::string_view inside = text_.substr(begin, end - begin);
        if (inside.find_first_of("\\^_=") != npos) return end;
        const bool tight = !is_space(inside.front()) && !is_space(inside.back());
        return tight && !is_digit(at(end + sign.size())) ? end : npos;
    }

    std::string_view sign_at(std::size_t place) const { return at(place + 1) == '$' ? "$$" : "$"; }

    bool has_math() const {
        for (std::size_t place = text_.find('$'); place != npos;
             place = text_.find('$', place + 1)) {
            if (math_end(place, sign_at(place)) != npos) return true;
        }
        return false;
    }

    void dollar() {
        if (at_ == math_end_) {
            replace(math_sign_.size(), "");
            return;
        }
        const std::string_view sign = sign_at(at_);
        const std::size_t end = math_end(at_, sign);
        if (end == npos) {
            copy(sign.size());
            return;
        }
        math_end_ = end;
        math_sign_ = sign;
        replace(sign.size(), "");
    }

    void close_group() {
        const bool argument = groups_.ends_with('a');
        if (!groups_.empty()) groups_.pop_back();
        replace(1, "");
        // The arguments of one command are words of their own: \frac{a}{b}.
        if (argument && peek() == '{') {
            emit(" ", at_, at_);
            open_argument();
        }
    }

    /// Enters the argument at a `{`, so that what follows it is known to be the next one.
    void open_argument() {
        groups_ += 'a';
        replace(1, "");
    }

    void hyphens() {
        const std::size_t end = std::min(text_.find_first_not_of('-', at_), text_.size());
        const std::size_t count = end - at_;
        if (count == 2) return replace(2, "–");
        if (count == 3) return replace(3, "—");
        copy(count);
    }

    /// A backslash and something that is no letter.
    void escape() {
        const char c = peek(1);
        switch (c) {
            case '%':
            case '&':
            case '_':
            case '$':
            case '#':
            case '{':
            case '}':
                return replace(2, std::string_view(text_).substr(at_ + 1, 1));
            case ' ':
            case '\t':
            case '\n':
            case '\\':
            case ',':
            case ';':
            case ':':
            case '>':
            case '[':
            case ']':
                return replace(2, " ");
            case '-':
            case '/':
            case '!':
            case '@':
                return replace(2, "");
            case '(':
                if (end_of_formula_.find(text_, at_) == npos) return copy(2);
                ++open_formulas_;
                return replace(2, "");
            case ')':
                if (open_formulas_ == 0) return copy(2);
                --open_formulas_;
                return replace(2, "");
            default:
                if (!accent(c, at_ + 2)) copy(1);
        }
    }

    /// Reads what bears an accent: a letter, `\i` or `\j`, in braces or not.
    /// @param place behind the command; moved behind the letter
    char accented_letter(std::size_t& place) const {
        std::size_t p = place;
        const bool braces = at(p) == '{';
        if (braces) ++p;
        if (at(p) == '\\' && (at(p + 1) == 'i' || at(p + 1) == 'j') && !is_letter(at(p + 2))) ++p;
        const char letter = at(p);
        if (!is_letter(letter) || (braces && at(p + 1) != '}')) return '\0';
        place = p + (braces ? 2 : 1);
        return letter;
    }

    /// @param name of the accent
    /// @param place behind it
    bool accent(char name, std::size_t place) {
        const char letter = accented_letter(place);
        if (letter == '\0') return false;
        const std::string composed = tex_accented({&letter, 1}, name);
        if (composed.empty()) return false;
        emit(composed, at_, place);
        at_ = place;
        return true;
    }

    void command() {
        std::size_t end = at_ + 1;
        while (is_letter(at(end))) ++end;
        const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
        if (letter_command(name) || known_command(name)) return;
        if (at(end) == '{') {
            replace(end - at_, "");
            open_argument();
            return;
        }
        // "\rightarrowEnglish" lost its blank. A capital shows it, or a command too long to begin
        // another word by chance.
        constexpr std::size_t unmistakable = 9;
        constexpr std::size_t longest = 20;  // No command has a longer name.
        for (std::size_t length = std::min(name.size() - 1, longest); length > 1; --length) {
            const bool capital = name[length] != to_lower(name[length]);
            if ((capital || length >= unmistakable) && known_command(name.substr(0, length)))
                return;
        }
        copy(end - at_);
    }

    bool letter_command(std::string_view name) {
        const std::size_t end = at_ + 1 + name.size();
        if (const std::string_view letters = tex_letters(name); !letters.empty()) {
            replace(end - at_, letters);
            // The blank behind such a command only ends its name.
            while (is_space(peek())) ++at_;
            return true;
        }
        if (name.size() > 1) return false;
        std::size_t place = end;
        if (at(place) == ' ') {
            ++place;
        } else if (at(place) != '{') {
            return false;
        }
        return accent(name.front(), place);
    }

    bool known_command(std::string_view name) {
        std::size_t end = at_ + 1 + name.size();
        if (const char32_t letter = greek_letter(name); letter != 0) {
            emit(letter, at_, end);
            at_ = end;
            return true;
        }
        const TexCommand kind = tex_command(name);
        if (kind == TexCommand::unknown) return false;
        if (kind == TexCommand::reference) {
            skip_arguments(end);
            replace(end - at_, " ");
            return true;
        }
        if (at(end) == '*') ++end;
        const bool argument = at(end) == '{';
        // A word may change its looks on the way: pre\textbf{train}.
        replace(end - at_, argument && kind == TexCommand::format ? "" : " ");
        if (argument) open_argument();
        return true;
    }

    /// Moves `end` behind a star and all arguments in brackets and braces.
    void skip_arguments(std::size_t& end) {
        if (at(end) == '*') ++end;
        for (;;) {
            if (at(end) != '[' && at(end) != '{') return;
            const std::size_t closing = (at(end) == '[' ? bracket_ : brace_).find(text_, end);
            if (closing == npos) return;
            end = closing + 1;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Decoded out_;
    std::string groups_;  // Of each open brace, whether it holds an argument ('a') or not ('b').
    std::size_t math_end_ = npos;
    std::string_view math_sign_;
    std::size_t open_formulas_ = 0;  // Of "\(".
    NextOne end_of_formula_{"\\)"}, bracket_{"]"}, brace_{"}"};
};

}  // namespace

std::optional<Decoded> decode_tex(std::string_view text) {
    if (text.find('\\') == npos && text.find('$') == npos) return std::nullopt;
    return Decoder(text).decode();
}

}  // namespace quire::text
