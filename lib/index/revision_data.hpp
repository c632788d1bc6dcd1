// What all readers of one revision share, so that it is loaded once and not by each of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "image/image.hpp"
#include "index/lengths.hpp"
#include "postings/source.hpp"
#include "quire/schema.hpp"

namespace quire::index {

/// Thread contract: any number of threads at once, each with a database of its own.
class RevisionData {
public:
    /// Opens the image that the database names, if it can be read.
    /// @param images the directory that it lies in
    RevisionData(const Xapian::Database& database, const std::filesystem::path& images,
                 std::size_t text_fields);

    /// The revision's image; null where there is none that can be used.
    std::shared_ptr<const image::Image> image() const;
    /// Why there is none: what is wrong with it; empty where there never was one.
    std::string image_problem() const;
    /// Says that the image is damaged: it is not used any more.
    void drop_image(std::string problem);

    /// Those of the database; loaded when they are first asked for, while others wait.
    /// @throws Error corrupt_index.
    std::shared_ptr<const Lengths> lengths(const Xapian::Database& database,
                                           std::size_t text_field_count);

    /// The column of a field, its row in the schema; loaded when it is first asked for, while
    /// others wait. It stays as long as the object.
    /// @param database of the revision
    const postings::Column& column(const Xapian::Database& database, const Field& field,
                                   std::size_t row);

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const image::Image> image_;
    std::string image_problem_;
    std::shared_ptr<const Lengths> lengths_;
    std::map<std::size_t, postings::Column> columns_;  ///< By row.
};

}  // namespace quire::index
