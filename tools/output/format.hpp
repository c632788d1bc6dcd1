// How results are written: one file a format, one array of them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "quire/searcher.hpp"

namespace quire::output {

/// What there is to write.
struct Page {
    const SearchResults& results;
    std::string_view query;  ///< As it was typed.
    /// The text field that heads a hit.
    std::string_view heading = "title";
    std::size_t offset = 0;  ///< Hits that were passed over.
    cli::Terminal terminal;
};

/// A row of the table of formats.
struct Format {
    std::string_view name;
    std::string_view description;
    std::string (*hits)(const Page& page);
    std::string (*concepts)(const Page& page);  ///< How the query was read.
    bool summary;  ///< Whether people read it, who like to know how many papers there are.
};

std::span<const Format> formats();

std::string text_hits(const Page& page);
std::string text_concepts(const Page& page);
std::string jsonl_hits(const Page& page);
std::string jsonl_concepts(const Page& page);

/// The keys of a line of jsonl: for a hit, and for a part of the query. A dot leads into an object.
std::vector<cli::TableRow> jsonl_hit_keys();
std::vector<cli::TableRow> jsonl_concept_keys();

}  // namespace quire::output
