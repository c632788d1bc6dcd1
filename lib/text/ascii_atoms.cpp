#include "text/atoms.hpp"
#include "text/characters.hpp"

namespace quire::text {
namespace {

Edge edge(char c) {
    return is_digit(c) ? Edge::digit : Edge::letter;
}

}  // namespace

void append_ascii_atoms(std::string_view text, std::size_t begin, std::size_t end,
                        std::vector<Atom>& atoms) {
    for (std::size_t at = begin; at < end; ++at) {
        if (!in_ascii_word(text[at])) continue;
        Atom atom;
        atom.begin = at;
        atom.first = edge(text[at]);
        while (at < end && in_ascii_word(text[at])) ++at;
        atom.end = at;
        atom.last = edge(text[at - 1]);
        atom.single_letter = at - atom.begin == 1 && atom.first == Edge::letter;
        atoms.push_back(atom);
    }
}

}  // namespace quire::text
