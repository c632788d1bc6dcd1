#include "corpus/bibtex_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/tex_commands.hpp"
#include "corpus/mapping.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Commands that stand for signs.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> signs = {{
    {"LaTeX", "LaTeX"},
    {"P", "¶"},
    {"S", "§"},
    {"TeX", "TeX"},
    {"copyright", "©"},
    {"dots", "…"},
    {"guillemotleft", "«"},
    {"guillemotright", "»"},
    {"ldots", "…"},
    {"pounds", "£"},
    {"slash", "/"},
    {"textasciicircum", "^"},
    {"textasciitilde", "~"},
    {"textbackslash", "\\"},
    {"textbar", "|"},
    {"textemdash", "—"},
    {"textendash", "–"},
    {"textgreater", ">"},
    {"textless", "<"},
    {"textquotedblleft", "“"},
    {"textquotedblright", "”"},
    {"textquoteleft", "‘"},
    {"textquoteright", "’"},
    {"textregistered", "®"},
    {"textunderscore", "_"},
}};

bool is_letter(char c) {
    const char lower = lower_case(c);
    return 'a' <= lower && lower <= 'z';
}

bool is_space(char c) {
    return spaces.find(c) != npos;
}

/// Where the brace is that closes the one at `open`; npos if that is not before `limit`.
std::size_t closing_brace(std::string_view text, std::size_t open, std::size_t limit) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < std::min(limit, text.size()); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return i;
    }
    return npos;
}

/// Bytes of the UTF-8 character that begins with `lead`.
std::size_t character_length(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

class Reader {
public:
    Reader(std::string_view text, bool prose) : text_(text), prose_(prose) {}

    std::string read() {
        while (at_ < text_.size()) step();
        while (out_.ends_with(' ')) out_.pop_back();
        return std::move(out_);
    }

private:
    char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

    /// Passes over `count` bytes, which stand for `decoded`.
    void replace(std::size_t count, std::string_view decoded) {
        out_ += decoded;
        at_ += count;
    }
    void copy(std::size_t count) { replace(count, text_.substr(at_, count)); }
    void blank(std::size_t count) {
        replace(count, out_.empty() || out_.ends_with(' ') ? "" : " ");
    }
    void skip_spaces() {
        while (is_space(at(at_))) ++at_;
    }

    void step() {
        const char c = text_[at_];
        if (c == '\\') return is_letter(at(at_ + 1)) ? command() : escape();
        if (c == '{' || c == '}') return replace(1, "");
        if (is_space(c)) return blank(1);
        if (!prose_) return copy(1);
        if (c == '$') return formula("$", "$", dollars_closed_);
        if (c == '~') return blank(1);
        if (text_.substr(at_, 3) == "---") return replace(3, "—");
        if (text_.substr(at_, 2) == "--") return replace(2, "–");
        if (text_.substr(at_, 2) == "``") return replace(2, "“");
        if (text_.substr(at_, 2) == "''") return replace(2, "”");
        copy(1);
    }

    /// Copies the formula that begins here; if it has no end, and so none after it has, only what
    /// would open it.
    void formula(std::string_view open, std::string_view close, bool& closed) {
        std::size_t end = closed ? text_.find(close, at_ + open.size()) : npos;
        while (end != npos && close == "$" && text_[end - 1] == '\\')
            end = text_.find(close, end + 1);
        closed = end != npos;
        copy(closed ? end + close.size() - at_ : open.size());
    }

    /// A backslash and something that is no letter.
    void escape() {
        const char c = at(at_ + 1);
        if (c == '\0') return copy(1);
        constexpr std::string_view themselves = "%&_$#{}";
        constexpr std::string_view blanks = " \t\n\\,;:";
        constexpr std::string_view nothing = "-/!@";
        if (themselves.find(c) != npos) return replace(2, text_.substr(at_ + 1, 1));
        if (blanks.find(c) != npos) return blank(2);
        if (nothing.find(c) != npos) return replace(2, "");
        if (c == '(') return formula("\\(", "\\)", brackets_closed_);
        if (!accent(c, at_ + 2)) copy(1);
    }

    /// What bears an accent: a character, in braces or not, which may bear one already.
    /// @param place behind the accent; moved behind the character
    std::string accented(std::size_t& place) const {
        constexpr std::size_t longest = 32;
        while (is_space(at(place))) ++place;
        const std::size_t begin = std::min(place, text_.size());
        std::string letter;
        if (at(begin) == '{') {
            const std::size_t closing = closing_brace(text_, begin, begin + longest);
            if (closing == npos) return {};
            place = closing + 1;
            letter = Reader(text_.substr(begin + 1, closing - begin - 1), prose_).read();
        } else if (at(begin) == '\\') {
            ++place;
            while (is_letter(at(place))) ++place;
            letter = tex_letters(text_.substr(begin + 1, place - begin - 1));
        } else {
            place = begin + character_length(at(begin));
            letter = text_.substr(begin, place - begin);
        }
        return letter == "ı" ? "i" : letter == "ȷ" ? "j" : letter;
    }

    /// @param place behind the accent
    bool accent(char name, std::size_t place) {
        const std::string character = tex_accented(accented(place), name);
        if (character.empty()) return false;
        replace(place - at_, character);
        return true;
    }

    void command() {
        std::size_t end = at_ + 1;
        while (is_letter(at(end))) ++end;
        const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
        std::string_view sign = tex_letters(name);
        const auto* row =
            std::ranges::find(signs, name, [](const auto& pair) { return pair.first; });
        if (row != signs.end()) sign = row->second;
        if (!sign.empty() || tex_command(name) == TexCommand::format) {
            replace(end - at_, sign);
            return skip_spaces();  // They only end the name.
        }
        if (name.size() == 1 && accent(name.front(), end)) return;
        // Whatever else it is, its arguments belong to it.
        while (at(end) == '{') {
            const std::size_t closing = closing_brace(text_, end, text_.size());
            if (closing == npos) break;
            end = closing + 1;
        }
        copy(end - at_);
    }

    std::string_view text_;
    bool prose_;
    std::size_t at_ = 0;
    std::string out_;
    bool dollars_closed_ = true;   ///< Whether a formula may begin with a dollar sign,
    bool brackets_closed_ = true;  ///< and with `\(`.
};

/// The parts of `value` between separators outside of braces.
/// @param separator how many bytes at the start of a text are one; 0 for none
template <typename Separator>
std::vector<std::string_view> split(std::string_view value, Separator separator) {
    std::vector<std::string_view> parts;
    std::size_t depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '{') ++depth;
        if (value[i] == '}' && depth > 0) --depth;
        const std::size_t length = depth == 0 ? separator(value.substr(i)) : 0;
        if (length == 0) continue;
        parts.push_back(value.substr(begin, i - begin));
        if (parts.size() >= most_values) {
            throw Error(ErrorCode::malformed_input, too_many_values());
        }
        begin = i + length;
        i = begin - 1;
    }
    parts.push_back(value.substr(begin));
    return parts;
}

/// Length of the word "and" with one blank on each side, if the text begins so.
std::size_t and_length(std::string_view text) {
    constexpr std::size_t length = 5;
    const bool found = text.size() >= length && is_space(text[0]) && is_space(text[length - 1]) &&
                       same_but_case(text.substr(1, 3), "and");
    return found ? length : 0;
}

std::size_t comma_length(std::string_view text) {
    return text.starts_with(',') ? 1 : 0;
}

/// Whether what stands behind a comma is no first name: "Ken Griffey, Jr.".
bool is_suffix(std::string_view part) {
    constexpr std::array<std::string_view, 7> suffixes = {"Jr", "Jr.", "Sr", "Sr.",
                                                          "II", "III", "IV"};
    return std::ranges::find(suffixes, part) != suffixes.end();
}

/// "Last, First" and "Last, Jr, First" in the order of speech.
std::string name(std::string_view written) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(written, comma_length)) {
        if (std::string text = bibtex_text(part); !text.empty()) parts.push_back(std::move(text));
    }
    if (parts.size() > 1 && !is_suffix(parts.back())) {
        std::rotate(parts.begin(), parts.end() - 1, parts.end());
    }
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : " ") + part;
    return all;
}

}  // namespace

std::string bibtex_text(std::string_view value) {
    return Reader(value, true).read();
}

std::string bibtex_address(std::string_view value) {
    return Reader(value, false).read();
}

std::vector<std::string> bibtex_names(std::string_view value) {
    std::vector<std::string> names;
    for (const std::string_view written : split(value, and_length)) {
        std::string text = name(written);
        if (!text.empty() && text != "others") names.push_back(std::move(text));
    }
    return names;
}

std::vector<std::string> bibtex_keywords(std::string_view value) {
    const auto separator_length = [](std::string_view text) -> std::size_t {
        return text.starts_with(',') || text.starts_with(';') ? 1 : 0;
    };
    std::vector<std::string> keywords;
    for (const std::string_view part : split(value, separator_length)) {
        if (std::string text = bibtex_text(part); !text.empty())
            keywords.push_back(std::move(text));
    }
    return keywords;
}

}  // namespace quire::corpus
