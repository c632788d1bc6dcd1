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
    /// Parted from the atom before, with nothing visible between, because one of them is Greek or
    /// Hangul, or by a zero-width non-joiner.
    bool glued = false;
};

/// Appends the atoms of an ASCII run.
void append_ascii_atoms(std::string_view text, std::size_t begin, std::size_t end,
                        std::vector<Atom>& atoms);

/// Atoms of any text: ICU's words for the root locale, dictionaries for Thai, Chinese and the like
/// included, parted at everything that is neither letter nor mark nor number. Thread contract: one
/// thread at a time.
///
/// Hangul is parted from what it is glued to ("BERT의").
class IcuAtoms {
public:
    /// @param non_joiner_parts whether a zero-width non-joiner parts words, as in Persian
    explicit IcuAtoms(bool non_joiner_parts);
    IcuAtoms(IcuAtoms&&) noexcept;
    IcuAtoms& operator=(IcuAtoms&&) noexcept;
    ~IcuAtoms();

    /// Appends the atoms of a run of valid UTF-8.
    void append(std::string_view text, std::size_t begin, std::size_t end,
                std::vector<Atom>& atoms);

private:
    struct State;
    bool non_joiner_parts_;
    std::unique_ptr<State> state_;  // Made when it is first needed: most queries are ASCII.
};

}  // namespace quire::text
