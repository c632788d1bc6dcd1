#include "index/revision_data.hpp"

#include <optional>
#include <utility>

#include "index/columns.hpp"
#include "index/image_writer.hpp"
#include "quire/error.hpp"

namespace quire::index {

RevisionData::RevisionData(const Xapian::Database& database, const std::filesystem::path& images,
                           std::size_t text_fields) {
    const std::optional<ImageName> name = read_image_name(database);
    if (!name) return;
    try {
        auto opened = std::make_shared<const image::Image>(images / name->file());
        if (opened->checksum() == name->checksum && opened->is_of(text_fields)) {
            image_ = std::move(opened);
        } else {
            image_problem_ = (images / name->file()).string() + ": it is of another revision";
        }
    } catch (const Error& error) {
        image_problem_ = error.what();
    }
}

std::shared_ptr<const image::Image> RevisionData::image() const {
    const std::lock_guard lock(mutex_);
    return image_;
}

std::string RevisionData::image_problem() const {
    const std::lock_guard lock(mutex_);
    return image_problem_;
}

void RevisionData::drop_image(std::string problem) {
    const std::lock_guard lock(mutex_);
    image_.reset();
    image_problem_ = std::move(problem);
}

std::shared_ptr<const Lengths> RevisionData::lengths(const Xapian::Database& database,
                                                     std::size_t text_field_count) {
    const std::lock_guard lock(mutex_);
    if (!lengths_) lengths_ = Lengths::load(database, text_field_count);
    return lengths_;
}

const postings::Column& RevisionData::column(const Xapian::Database& database, const Field& field,
                                             std::size_t row) {
    const std::lock_guard lock(mutex_);
    const auto known = columns_.find(row);
    if (known != columns_.end()) return known->second;
    return columns_.emplace(row, load_column(database, field, row)).first->second;
}

}  // namespace quire::index
