#include <array>

#include "output/format.hpp"
#include "output/json_objects.hpp"

namespace quire::output {

std::span<const Format> formats() {
    constexpr auto none = nullptr;
    using Content = Format::Content;
    static constexpr std::array<Format, 9> rows = {{
        {"text", "for people: title, authors, year, venue, id, address and a snippet", make_text,
         text_reading, text_standing, true, true, true, Content::highlights, 0, text_summary},
        {"json", "for programs: a JSON object with all there is to say, on one line", make_json,
         json_reading, json_standing, true, true, true, Content::highlights, json_version, none},
        {"jsonl", "for programs: a JSON object a paper, with all fields and highlights", make_jsonl,
         jsonl_reading, json_standing, true, false, false, Content::highlights, json_version, none},
        {"csv", "for spreadsheets: a row a paper under a row of names, as RFC 4180 has it",
         make_csv, none, none, false, false, false, Content::fields, 0, none},
        {"tsv", "for cut and awk: the same with tabs, a line a paper", make_tsv, none, none, false,
         false, false, Content::fields, 0, none},
        {"bibtex", "for LaTeX: an entry a paper, its key made from the id", make_bibtex, none, none,
         false, false, false, Content::fields, 0, none},
        {"ris", "for reference managers: a record a paper", make_ris, none, none, false, false,
         false, Content::fields, 0, none},
        {"trec", "for evaluation: a run, of topic, Q0, id, rank, score and quire", make_trec, none,
         none, false, false, false, Content::ids, 0, none},
        {"ids", "for other commands: an id a line", make_ids, none, none, false, false, false,
         Content::ids, 0, none},
    }};
    return rows;
}

}  // namespace quire::output
