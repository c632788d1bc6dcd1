#include "index/image_writer.hpp"

#include <xapian.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "base/numbers.hpp"
#include "image/write.hpp"
#include "index/checked_metadata.hpp"

namespace quire::index {
namespace {

constexpr const char* image_key = "quire.image";
constexpr std::string_view file_prefix = "image-";

/// Documents that wait for being put in order, and the memory of a segment.
constexpr std::size_t most_pending = 256;
constexpr std::size_t most_segment_bytes = std::size_t{48} << 20;

}  // namespace

std::optional<ImageName> read_image_name(const Xapian::Database& database) {
    const std::string stored = read_checked(database, image_key);
    const std::size_t space = stored.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto number = parse_number<std::uint64_t>(std::string_view(stored).substr(0, space));
    const auto checksum = parse_number<std::uint32_t>(std::string_view(stored).substr(space + 1));
    if (!number || !checksum) return std::nullopt;
    return ImageName{*number, *checksum};
}

void write_image_name(Xapian::WritableDatabase& database, const std::optional<ImageName>& name) {
    write_checked(
        database, image_key,
        name ? std::to_string(name->number) + ' ' + std::to_string(name->checksum) : std::string());
}

void remove_other_images(const std::filesystem::path& directory,
                         const std::optional<ImageName>& keep) {
    std::error_code ignored;
    std::filesystem::directory_iterator entry(directory, ignored);
    for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(file_prefix) || (keep && name == keep->file())) continue;
        std::error_code gone;
        std::filesystem::remove(entry->path(), gone);
    }
}

ImageWriter::ImageWriter(std::filesystem::path directory, const Layout& layout,
                         std::shared_ptr<const image::Image> base)
    : directory_(std::move(directory)),
      layout_(layout),
      base_(std::move(base)),
      segment_(layout.text_field_count()) {}

ImageWriter::~ImageWriter() {
    forget_parts();
}

void ImageWriter::put(postings::DocumentNumber number, image::DocumentTerms terms,
                      std::span<const std::uint32_t> lengths, std::string head) {
    changed_ = true;
    pending_.insert_or_assign(
        number, Pending{std::move(terms), {lengths.begin(), lengths.end()}, std::move(head)});
    if (pending_.size() >= most_pending) gather();
}

void ImageWriter::remove(postings::DocumentNumber number) {
    changed_ = true;
    pending_.erase(number);
    removed_.insert(number);
}

void ImageWriter::gather() {
    for (const auto& [number, pending] : pending_) {
        if (number <= last_in_segment_ || segment_.bytes() >= most_segment_bytes) spill();
        segment_.add_document(number, pending.lengths, pending.head);
        segment_.add_terms(pending.terms);
        last_in_segment_ = number;
    }
    pending_.clear();
}

void ImageWriter::spill() {
    last_in_segment_ = 0;
    if (segment_.empty()) return;
    const std::filesystem::path path =
        directory_ / (std::string(file_prefix) + "part-" + std::to_string(parts_.size()));
    std::vector<std::unique_ptr<image::Input>> inputs;
    inputs.push_back(image::input_of(segment_));
    const postings::DocumentNumber first = inputs.front()->first_document();
    parts_.push_back(path);
    image::write_image(path, layout_.text_field_count(), inputs, {}, first, false);
    inputs.clear();
    segment_.clear();
}

ImageName ImageWriter::write(std::uint64_t number) {
    gather();
    std::vector<std::unique_ptr<image::Input>> inputs;
    if (base_) inputs.push_back(image::input_of(base_));
    for (const std::filesystem::path& part : parts_) {
        inputs.push_back(image::input_of(std::make_shared<image::Image>(part)));
    }
    if (!segment_.empty()) inputs.push_back(image::input_of(segment_));
    ImageName name{number, 0};
    const std::filesystem::path path = directory_ / name.file();
    image::write_image(path, layout_.text_field_count(), inputs, removed_, 0, true);
    inputs.clear();
    segment_.clear();
    last_in_segment_ = 0;
    removed_.clear();
    forget_parts();
    changed_ = false;
    base_ = std::make_shared<image::Image>(path);
    name.checksum = base_->checksum();
    return name;
}

void ImageWriter::forget_parts() {
    for (const std::filesystem::path& part : parts_) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
    }
    parts_.clear();
}

}  // namespace quire::index
