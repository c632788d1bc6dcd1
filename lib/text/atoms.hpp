// Atoms: the stretches of letters and digits that words are put together from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace quire::text {

/// The first or last character of an atom, as far as symbols beside it are concerned.
enum class Edge : std::uint8_t {
    letter,
    hebrew,  ///< A letter too; with a `"` between two, they are an abbreviation.
    digit,
    sign,   ///< A number that is not a decimal digit and yet stands for one: "₂", "①".
    other,  ///< Belongs to no symbol beside it: ideographs, kana, "½".
};

constexpr bool is_letter(Edge edge) {
    return edge == Edge::letter || edge == Edge::hebrew;
}

struct Atom {
    std::size_t begin = 0;  ///< In the text.
    std::size_t end = 0;
    Edge first = Edge::other;
    Edge last = Edge::other;
    bool single_letter = false;  ///< One letter and nothing else but its marks.
    bool greek_letter = false;   ///< One Greek letter, and its marks.
    bool glued = false;          ///< Parted from the atom before only because one of them is Greek.
};

/// Appends the atoms of an ASCII run.
void append_ascii_atoms(std::string_view text, std::size_t begin, std::size_t end,
                        std::vector<Atom>& atoms);

/// Atoms of any text: ICU's words for the root locale, dictionaries for Thai, Chinese and the like
/// included, parted at everything that is neither letter nor mark nor number. Thread contract: one
/// thread at a time.
class IcuAtoms {
public:
    IcuAtoms();
    IcuAtoms(IcuAtoms&&) noexcept;
    IcuAtoms& operator=(IcuAtoms&&) noexcept;
    ~IcuAtoms();

    /// Appends the atoms of a run of valid UTF-8.
    void append(std::string_view text, std::size_t begin, std::size_t end,
                std::vector<Atom>& atoms);

private:
    struct State;
    std::unique_ptr<State> state_;  // Made when it is first needed: most queries are ASCII.
};

}  // namespace quire::text
