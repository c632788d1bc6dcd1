// The lengths of text fields, which ranking needs for every document that it scores: in blocks
// under keys of the database's metadata, since reading them one by one would cost more than the
// search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "postings/source.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace quire::index {

/// Those of all documents of one revision; shared by its readers.
class Lengths {
public:
    /// Linear in the number of documents. @throws Error corrupt_index.
    static std::shared_ptr<const Lengths> load(const Xapian::Database& database,
                                               std::size_t text_field_count);

    /// Words of the document, by text field.
    /// @throws Error corrupt_index: there is no such document, whatever a posting says.
    std::span<const std::uint32_t> of(postings::DocumentNumber document) const {
        const std::size_t first = document * totals_.size();
        if (first >= by_document_.size()) fail(document);
        return std::span(by_document_).subspan(first, totals_.size());
    }
    /// The same of all documents, a row for each, from document 0 on.
    std::span<const std::uint32_t> rows() const { return by_document_; }
    /// Words of all documents, by text field.
    std::span<const std::uint64_t> totals() const { return totals_; }

private:
    [[noreturn]] static void fail(postings::DocumentNumber document);

    std::vector<std::uint32_t> by_document_;  ///< A number for each text field, from document 0 on.
    std::vector<std::uint64_t> totals_;
};

/// The same block of several databases as one; no document has lengths in more than one of them.
std::string merge_lengths(std::span<const std::string> blocks);

/// Gathers changes and stores the blocks that they lie in. Takes 4 bytes for each text field of
/// each document of such a block.
class LengthsWriter {
public:
    explicit LengthsWriter(std::size_t text_field_count) : text_field_count_(text_field_count) {}

    /// @param lengths by text field; all 0 for a document that is removed
    void set(const Xapian::Database& database, postings::DocumentNumber document,
             std::span<const std::uint32_t> lengths);

    /// Stores what was set since the last call.
    void store(Xapian::WritableDatabase& database);

private:
    std::size_t text_field_count_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> blocks_;  ///< Those that have changed.
};

}  // namespace quire::index
