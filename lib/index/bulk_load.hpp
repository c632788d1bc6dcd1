// Many documents into a new generation: analysed and written by all cores, in pieces that are
// merged at the end.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "image/image.hpp"
#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::index {

/// Takes documents in order and numbers them from 1 on. Runs of documents become pieces: a small
/// database and a small image each, written by whichever thread is free. The pieces are cut by
/// documents alone, and merged in order: so the index is the same whatever the number of threads.
///
/// Thread contract: one thread at a time.
class BulkLoad {
public:
    struct Limits {
        /// Documents of a piece, and about how many bytes at most: small pieces are faster
        /// to write than large ones, as Xapian keeps what is not flushed in trees.
        std::size_t piece_documents = 1000;
        std::size_t piece_bytes = std::size_t{4} << 20;
        /// So many pieces are merged at once: each holds files open.
        std::size_t pieces_at_once = 64;
    };

    /// @param directory of the generation; pieces lie there until the end
    /// @param threads that analyse and write, at least 1; 1 is the caller's own
    BulkLoad(std::filesystem::path directory, const Schema& schema, std::string_view language,
             unsigned threads, const Limits& limits);
    ~BulkLoad();

    /// @param document that was checked, see DocumentBuilder::check
    /// @throws Error io: a piece could not be written, of this document or of any before.
    void put(Document document);

    struct Loaded {
        std::vector<std::string> languages;  ///< Of the documents, in order.
        std::shared_ptr<const image::Image> image;
    };
    /// Makes database and image of all that was put. Of documents with the same id the last is kept.
    /// @param database where there is none yet
    /// @param image where there is no file yet
    /// @throws Error io.
    Loaded finish(const std::filesystem::path& database, const std::filesystem::path& image);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace quire::index
