// The walk over the documents that hold an expression.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "postings/source.hpp"
#include "search/expression.hpp"

namespace quire::search {

/// A stretch of positions, [begin, end).
struct Extent {
    std::uint32_t begin;
    std::uint32_t end;
};

/// By begin, then by end.
inline bool in_order(const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
}

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

    /// Of these documents, puts 0 for those that do not hold it, as far as that can be said without
    /// looking for them. It stays where it is.
    /// @param may 1 or 0 for each
    virtual void rule_out(std::span<const postings::DocumentNumber> /*documents*/,
                          std::span<std::uint8_t> /*may*/) const {}

    /// A posting list in blocks that has every document which holds it, with no fewer occurrences in
    /// any field; of an exact matcher, the list that it is. Or null. It is also moved by the matcher.
    virtual postings::Cursor* lead() { return nullptr; }
    /// Whether it may hold this document, which is not before those asked for or sought earlier. If
    /// not, it need not stand on a document that may hold it until `reach` says yes or it is sought.
    virtual bool reach(postings::DocumentNumber target) {
        seek(target);
        return document() == target;
    }
};

/// The matcher keeps cursors of the source, which must outlive it.
std::unique_ptr<Matcher> make_matcher(const Expression& expression, postings::Source& source);

}  // namespace quire::search
