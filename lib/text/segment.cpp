#include "text/segment.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/deadline.hpp"
#include "text/characters.hpp"

namespace quire::text {
namespace {

struct Symbol {
    char ascii;  // What it stands for; zero where it is none.
    std::size_t end;
};

/// The character at `at`.
Symbol symbol_at(std::string_view text, std::size_t at) {
    const char32_t code = next_code_point(text, at);
    return {ascii_symbol(code), at};
}

/// The one visible character between two places, as ASCII; zero where there is none, several or one
/// that stands for no ASCII character.
char only_symbol(std::string_view text, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return text[begin];
    char symbol = '\0';
    while (begin < end) {
        const char32_t code = next_code_point(text, begin);
        if (is_invisible(code)) continue;
        if (symbol != '\0') return '\0';
        symbol = ascii_symbol(code);
        if (symbol == '\0') return '\0';
    }
    return symbol;
}

constexpr std::array<bool, 256> is_connector = [] {
    std::array<bool, 256> connectors{};
    for (const char c : std::string_view("./&_:@+=~'*|^\\#")) {
        connectors[static_cast<unsigned char>(c)] = true;
    }
    return connectors;
}();

Joint joint_of(char symbol) {
    if (symbol == '-') return Joint::hyphen;
    return is_connector[static_cast<unsigned char>(symbol)] ? Joint::other : Joint::none;
}

/// Puts the words of one run together.
class Assembler {
public:
    Assembler(std::string_view text, std::size_t begin, std::size_t end,
              const std::vector<Atom>& atoms, std::span<const std::string_view> elided,
              Segments& segments)
        : text_(text), begin_(begin), end_(end), atoms_(atoms), elided_(elided), out_(segments) {}

    void run() {
        for (std::size_t i = 0; i < atoms_.size();) {
            if (is_elided(i)) {
                ++i;
                continue;
            }
            Word word;
            word.begin = atoms_[i].begin;
            word.first_piece = out_.pieces.size();
            const std::size_t first = i;
            const std::size_t letters = acronym_letters(i);
            if (letters > 1) {
                for (; i < first + letters; ++i) add_piece(atoms_[i], '\0');
                word.end = atoms_[i - 1].end;
                if (starts_with('.', word.end) && !atom_begins(i, word.end + 1)) ++word.end;
            } else {
                i = add_pieces(i);
                word.end = atoms_[i - 1].end;
                take_prefix(atoms_[first], word);
                take_suffix(i, i - first == 1, word);
            }
            word.piece_count = out_.pieces.size() - word.first_piece;
            word.joint = joint(first, word);
            previous_ = word.end;
            has_previous_ = true;
            out_.words.push_back(word);
        }
    }

private:
    bool starts_with(char symbol, std::size_t at) const { return at < end_ && text_[at] == symbol; }

    bool atom_begins(std::size_t index, std::size_t at) const {
        return index < atoms_.size() && atoms_[index].begin == at;
    }

    /// What stands between an atom and the one before it.
    char symbol_before(std::size_t index) const {
        return only_symbol(text_, atoms_[index - 1].end, atoms_[index].begin);
    }

    /// Whether the atom is the "l" of "l'analyse".
    bool is_elided(std::size_t index) const {
        if (elided_.empty() || index + 1 == atoms_.size() || symbol_before(index + 1) != '\'') {
            return false;
        }
        const Atom& atom = atoms_[index];
        std::string small;
        for (std::size_t at = atom.begin; at < atom.end; ++at) small += to_lower(text_[at]);
        return std::ranges::find(elided_, small) != elided_.end();
    }

    void add_piece(const Atom& atom, char joiner) {
        out_.pieces.push_back({atom.begin, atom.end, joiner});
    }

    /// How many single letters with dots between them start here: "U.S.A".
    std::size_t acronym_letters(std::size_t first) const {
        std::size_t end = first;
        while (end < atoms_.size() && atoms_[end].single_letter &&
               (end == first || symbol_before(end) == '.')) {
            ++end;
        }
        return end - first;
    }

    /// Adds an atom and those that go on with its word; returns the index behind them.
    std::size_t add_pieces(std::size_t index) {
        const std::size_t first = index;
        add_piece(atoms_[index++], '\0');
        // Whether all up to here is "1", "22", "333" or "1,000".
        bool thousands = digits_of(atoms_[first]) >= 1 && digits_of(atoms_[first]) <= 3;
        for (; index < atoms_.size() && !atoms_[index].glued; ++index) {
            const Atom& left = atoms_[index - 1];
            const Atom& right = atoms_[index];
            const char symbol = symbol_before(index);
            if (symbol == '.' && left.last == Edge::digit && right.first == Edge::digit) {
                add_piece(right, '.');
                thousands = false;
            } else if (symbol == ',' && thousands && leading_digits(right) == 3) {
                add_piece(right, '\0');
                thousands = digits_of(right) == 3;
            } else if (symbol == '\'' && is_letter(left.last) && is_letter(right.first) &&
                       !left.greek_letter && !right.greek_letter) {
                add_piece(right, '\'');
                thousands = false;
            } else if (symbol == '"' && left.last == Edge::hebrew && right.first == Edge::hebrew) {
                add_piece(right, '"');
                thousands = false;
            } else {
                break;
            }
        }
        return index;
    }

    std::size_t leading_digits(const Atom& atom) const {
        std::size_t at = atom.begin;
        while (at < atom.end && is_digit(text_[at])) ++at;
        return at - atom.begin;
    }

    /// The number of ASCII digits where the atom is nothing else; zero otherwise.
    std::size_t digits_of(const Atom& atom) const {
        const std::size_t digits = leading_digits(atom);
        return digits == atom.end - atom.begin ? digits : 0;
    }

    /// The dot of ".NET".
    void take_prefix(const Atom& first, Word& word) const {
        if (word.begin == begin_ || text_[word.begin - 1] != '.' || !is_letter(first.first)) return;
        std::size_t dot = word.begin - 1;
        if (dot > begin_) {
            std::size_t at = code_point_before(text_, dot);
            if (!is_opening(next_code_point(text_, at))) return;
        }
        word.begin = dot;
        word.prefix = ".";
    }

    /// The symbols of "C++", "A+", "W_+" and "C#".
    /// @param next index of the atom behind the word
    void take_suffix(std::size_t next, bool one_atom, Word& word) const {
        const std::size_t limit = next < atoms_.size() ? atoms_[next].begin : end_;
        const Atom& last = atoms_[next - 1];
        if (word.end == limit || last.last == Edge::other || last.last == Edge::sign) return;

        Symbol symbol = symbol_at(text_, word.end);
        if (symbol.ascii == '#') {
            if (!one_atom || !last.single_letter || atom_begins(next, symbol.end)) return;
            word.suffix = "#";
            word.end = symbol.end;
            return;
        }
        const bool underscore = symbol.ascii == '_' && symbol.end < limit;
        if (underscore) symbol = symbol_at(text_, symbol.end);
        if (symbol.ascii != '+') return;

        std::string_view symbols = "_+";
        std::size_t end = symbol.end;
        const std::optional<Symbol> second =
            end < limit ? std::optional(symbol_at(text_, end)) : std::nullopt;
        if (second && second->ascii == '+') {
            symbols = "_++";
            end = second->end;
        } else if (atom_begins(next, end)) {
            return;  // "a+b"
        }
        word.suffix = symbols.substr(underscore ? 0 : 1);
        word.end = end;
    }

    Joint joint(std::size_t first_atom, const Word& word) const {
        if (!has_previous_) return Joint::none;
        if (atoms_[first_atom].glued) return Joint::hyphen;
        return joint_of(only_symbol(text_, previous_, word.begin));
    }

    std::string_view text_;
    std::size_t begin_, end_;  // Of the run.
    const std::vector<Atom>& atoms_;
    std::span<const std::string_view> elided_;
    Segments& out_;
    std::size_t previous_ = 0;  // End of the word before.
    bool has_previous_ = false;
};

/// Where the word ends that starts at `begin` where it is plain to see that it is all of its run:
/// ASCII letters and digits, at most one sign of punctuation, white space. Most words are.
std::size_t lone_word_end(std::string_view text, std::size_t begin) {
    const char* at = text.data() + begin;
    const char* const stop = text.data() + text.size();
    while (at != stop && in_ascii_word(*at)) ++at;
    const auto end = static_cast<std::size_t>(at - text.data());
    if (end == text.size() || ascii_kind(text[end]) == Ascii::space) return end;
    constexpr std::string_view punctuation = ",.;:)?!";
    const bool lone = punctuation.find(text[end]) != std::string_view::npos &&
                      (end + 1 == text.size() || ascii_kind(text[end + 1]) == Ascii::space);
    return lone ? end : begin;
}

}  // namespace

void Segmenter::segment(std::string_view text, Segments& segments) {
    segments.words.clear();
    segments.pieces.clear();
    Pace pace;
    for (std::size_t at = 0; at < text.size();) {
        if (ascii_kind(text[at]) == Ascii::space) {
            ++at;
            continue;
        }
        pace.step();
        const std::size_t begin = at;
        if (options_.ascii_fast_path) {
            if (const std::size_t end = lone_word_end(text, begin); end > begin) {
                Word& word = segments.words.emplace_back();
                word.begin = begin;
                word.end = end;
                at = end;
                // What is left of the run is punctuation at most.
                while (at < text.size() && ascii_kind(text[at]) == Ascii::other) ++at;
                continue;
            }
        }
        bool beyond = false;
        for (; at < text.size() && ascii_kind(text[at]) != Ascii::space; ++at) {
            beyond |= ascii_kind(text[at]) == Ascii::beyond;
        }
        atoms_.clear();
        if (beyond || !options_.ascii_fast_path) {
            icu_atoms_.append(text, begin, at, atoms_);
        } else {
            append_ascii_atoms(text, begin, at, atoms_);
        }
        Assembler(text, begin, at, atoms_, options_.elided, segments).run();
    }
}

}  // namespace quire::text
