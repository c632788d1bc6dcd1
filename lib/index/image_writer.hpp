// Makes the image of what a writer changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "image/document_terms.hpp"
#include "image/image.hpp"
#include "image/segment.hpp"
#include "index/layout.hpp"
#include "postings/source.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace quire::index {

/// The name of an image's file and the checksum that it has, as the database knows them: so the
/// image of a revision comes into use with it, by one commit.
struct ImageName {
    std::uint64_t number = 0;
    std::uint32_t checksum = 0;

    std::string file() const { return "image-" + std::to_string(number); }
};

/// Nothing where the database has no image, or says something else.
std::optional<ImageName> read_image_name(const Xapian::Database& database);
void write_image_name(Xapian::WritableDatabase& database, const std::optional<ImageName>& name);

/// Gathers documents as they are written; beyond some memory in files beside the image.
class ImageWriter {
public:
    /// @param directory where images lie
    /// @param base of the documents so far; null where there are none
    ImageWriter(std::filesystem::path directory, const Layout& layout,
                std::shared_ptr<const image::Image> base);
    ~ImageWriter();

    /// A document as the database has it now. @throws Error io.
    void put(postings::DocumentNumber number, image::DocumentTerms terms,
             std::span<const std::uint32_t> lengths, std::string head);
    void remove(postings::DocumentNumber number);

    bool changed() const { return changed_; }

    /// Writes all that was gathered, with what the base has of other documents, as one image, which
    /// is the base from now on. @throws Error io, corrupt_index.
    ImageName write(std::uint64_t number);

private:
    struct Pending {
        image::DocumentTerms terms;
        std::vector<std::uint32_t> lengths;
        std::string head;
    };

    /// Moves what is pending into the segment.
    void gather();
    /// Moves the segment into a file.
    void spill();
    void forget_parts();

    std::filesystem::path directory_;
    const Layout& layout_;
    std::shared_ptr<const image::Image> base_;
    bool changed_ = false;
    std::map<postings::DocumentNumber, Pending> pending_;
    std::set<postings::DocumentNumber> removed_;
    image::Segment segment_;
    postings::DocumentNumber last_in_segment_ = 0;
    std::vector<std::filesystem::path> parts_;
};

/// Removes the images in the directory but the one that is in use.
void remove_other_images(const std::filesystem::path& directory,
                         const std::optional<ImageName>& keep);

}  // namespace quire::index
