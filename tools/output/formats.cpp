#include <array>

#include "output/format.hpp"

namespace quire::output {

std::span<const Format> formats() {
    static constexpr std::array<Format, 2> rows = {{
        {"text", "for people: title, authors, year, venue, id and a snippet", text_hits,
         text_concepts, true},
        {"jsonl", "for programs: a JSON object a line, with all fields and highlights", jsonl_hits,
         jsonl_concepts, false},
    }};
    return rows;
}

}  // namespace quire::output
