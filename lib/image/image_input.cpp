#include <string>
#include <utility>
#include <vector>

#include "image/cursor.hpp"
#include "image/image.hpp"

namespace quire::image {
namespace {

class ImageInput final : public Input {
public:
    explicit ImageInput(std::shared_ptr<const Image> image)
        : image_(std::move(image)),
          length_rows_(image_->length_rows()),
          terms_(image_->terms()),
          frequencies_(image_->text_fields()) {}

    postings::DocumentNumber first_document() const override { return image_->first_document(); }
    postings::DocumentNumber last_document() const override { return image_->last_document(); }
    std::string_view head(postings::DocumentNumber document) const override {
        return image_->head(document);
    }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override {
        return length_rows_.subspan((document - first_document()) * image_->text_fields(),
                                    image_->text_fields());
    }

    bool next_term() override {
        const std::string last = list_ ? list_->term().key : std::string();
        if (!terms_.next()) return false;
        if (list_ && terms_.term().key <= last) image_->mapping().fail();
        list_.emplace(*image_, terms_.term());
        begun_ = false;
        return true;
    }
    std::string_view term() const override { return list_->term().key; }
    Kind kind() const override { return list_->term().kind; }

    bool next_posting() override {
        if (std::exchange(begun_, true)) list_->next();
        if (list_->document() == postings::no_document) return false;
        posting_.document = list_->document();
        for (std::size_t stream = 0; stream < list_->streams(); ++stream) {
            frequencies_[stream] = list_->frequency(stream);
        }
        posting_.frequencies = std::span(frequencies_).first(list_->streams());
        posting_.positions = {};
        if (kind() != Kind::counted) posting_.positions = list_->all_positions();
        return true;
    }
    const Posting& posting() const override { return posting_; }

private:
    std::shared_ptr<const Image> image_;
    std::span<const std::uint32_t> length_rows_;
    TermReader terms_;
    std::optional<ListReader> list_;
    bool begun_ = false;
    std::vector<std::uint32_t> frequencies_;
    Posting posting_;
};

}  // namespace

std::unique_ptr<Input> input_of(std::shared_ptr<const Image> image) {
    return std::make_unique<ImageInput>(std::move(image));
}

}  // namespace quire::image
