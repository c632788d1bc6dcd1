// The parsed form of a query. It knows no schema and no analyzer: fields are names, words are text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quire/query.hpp"

namespace quire::query {

/// How a node counts among its neighbours.
enum class Demand : std::uint8_t {
    none,      ///< It ranks; a document need not have it.
    required,  ///< `+`
    excluded,  ///< `-` or NOT
};

/// A node of the tree.
struct Node {
    enum class Kind : std::uint8_t {
        word,    ///< `text`; with `pattern`, `edits` or `exact` not just that word
        phrase,  ///< `"text"`; with `slop`, `prefix` or `exact`
        range,   ///< `from..to`, in a field
        list,    ///< parts that stand beside each other, e.g. in brackets
        all,     ///< parts joined by AND
        any,     ///< parts joined by OR
        near,    ///< parts joined by NEAR
    };

    Kind kind = Kind::list;
    Demand demand = Demand::none;
    std::string field = {};  ///< As typed; empty: that of the node above, if it has one.
    double boost = 1;        ///< What it counts in ranking; 0 to 1,000.

    // Words and phrases
    std::string text = {};  ///< As typed, without quotes, field and what follows.
    bool exact = false;     ///< Only in this form: `=learning`.
    bool pattern = false;   ///< `*` stands for any letters, `?` for one: `w?rd`, `disentangl*`.
    unsigned edits = 0;     ///< Words that differ in so many letters are meant as well: `word~2`.
    bool prefix = false;    ///< The last word of the phrase is the start of one: `"image gen*"`.
    unsigned slop = 0;      ///< So many other words may stand between: `"image models"~3`.

    // Ranges: both ends belong to it unless they are said to be open.
    std::optional<std::string> from = {};
    std::optional<std::string> to = {};
    bool from_open = false;
    bool to_open = false;

    unsigned distance = 0;         ///< NEAR: at most so many words between neighbours.
    std::vector<Node> parts = {};  ///< Of lists and what operators join.

    std::size_t offset = 0;  ///< Of the whole node, in bytes of the query.
    std::size_t length = 0;
    std::size_t text_offset = 0;  ///< Of `text`: bytes of it stand as they were typed.
};

/// Whether both mean the same, wherever they stand.
bool same(const Node& a, const Node& b);

/// What `Query` holds.
struct Syntax {
    Node root;  ///< A list.
    std::vector<Diagnostic> diagnostics;
};

}  // namespace quire::query
