// What a concept, filter or exclusion looks for, and the walk over the documents that hold it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "postings/source.hpp"

namespace quire::search {

/// A tree over terms. Sequences and groups may hold each other to any depth.
struct Expression {
    enum class Kind {
        term,      ///< A stem in the text fields.
        value,     ///< A value, or a word of one, in another field.
        values,    ///< One of `words`, as values of `field`.
        any,       ///< One of the parts.
        sequence,  ///< The parts in this order, with at most `gap` words in between.
        near,      ///< The parts in any order, with at most `gap` words between neighbours.
        forms,     ///< Occurrences of the one part that are written as one of `words`.
        all,       ///< All of the parts, anywhere. A condition: it occurs nowhere.
        none,      ///< None of the parts. A condition.
    };

    Kind kind = Kind::term;
    std::string term;  ///< For terms and values.
    /// Terms: the text field that it is limited to, if any. Values: the row of the schema; none for
    /// the id.
    std::optional<std::size_t> field;
    std::vector<Expression> parts;   ///< Of all but terms and values.
    unsigned gap = 0;                ///< For sequences and nears: words that may stand between.
    std::vector<std::string> words;  ///< For forms (folded) and values; sorted.

    bool operator==(const Expression&) const = default;
};

/// One part alone is itself.
Expression any_of(std::vector<Expression> parts);
Expression sequence_of(std::vector<Expression> parts, unsigned gap = 0);
Expression all_of(std::vector<Expression> parts);
Expression none_of(std::vector<Expression> parts);

/// What NEAR can join at once.
inline constexpr std::size_t most_near_parts = 8;

/// As a person reads it: `train`, `"pre train" | pretrain`.
std::string to_string(const Expression& expression);

/// A stretch of positions, [begin, end).
struct Extent {
    std::uint32_t begin;
    std::uint32_t end;
};

/// Walks the documents that may hold an expression, in ascending order. Whether one does is asked
/// only where it matters: for sequences it takes reading positions, for forms the text itself.
/// Conditions (`all`, `none`, and what holds them) have no frequencies and no extents.
class Matcher {
public:
    virtual ~Matcher() = default;

    /// As of posting lists: exact for a term; for a sequence the smallest of its parts; for a group
    /// their sum, document frequency at most the number of documents.
    std::uint64_t document_frequency = 0;
    std::uint64_t collection_frequency = 0;
    std::uint32_t highest_frequency = 0;  ///< No document holds it more often.

    /// Whether every document that it stands on holds it, and `limits` are its frequencies.
    bool exact = true;

    /// The document that it stands on; a new one stands on the first.
    virtual postings::DocumentNumber document() const = 0;
    /// Goes to the first document >= `target` that may hold it.
    virtual void seek(postings::DocumentNumber target) = 0;

    /// Whether the current document holds it.
    virtual bool matches() = 0;
    /// Occurrences in the current document by text field: at most these.
    virtual void limits(std::span<std::uint32_t> by_field) = 0;
    /// Exactly these; all 0 where `matches()` says no. Of a sequence those are counted that do not
    /// overlap, so that it never occurs more often than one of its parts; of a group all.
    virtual void frequencies(std::span<std::uint32_t> by_field) = 0;
    /// Where it occurs in the current document, ascending by begin; `out` is cleared first. Of
    /// sequences and nears, stretches that hold a shorter one are left out.
    virtual void extents(std::vector<Extent>& out) = 0;

    /// The posting list that it is, if it is just one, which is in blocks; or null.
    virtual postings::Cursor* blocks() { return nullptr; }
};

/// The matcher keeps cursors of the source, which must outlive it.
std::unique_ptr<Matcher> make_matcher(const Expression& expression, postings::Source& source);

}  // namespace quire::search
