#include <algorithm>
#include <optional>
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
        last_term_ = term();
        list_.reset();
        begun_ = false;
        if (!terms_.next()) return false;
        give_back_lists();
        if (std::exchange(in_terms_, true) && term() <= last_term_) image_->mapping().fail();
        return true;
    }
    std::string_view term() const override { return terms_.term().key; }
    Kind kind() const override { return terms_.term().kind; }

    std::optional<StoredList> list_without(
        std::span<const postings::DocumentNumber> documents) override {
        const bool has_any = holds_any(documents);
        list_.reset();
        if (has_any) return std::nullopt;
        const Term& term = terms_.term();
        return StoredList{term.statistics, term.by_field, image_->list(term),
                          image_->positions(term)};
    }

    bool next_posting() override {
        if (!list_) list_.emplace(*image_, terms_.term());
        if (std::exchange(begun_, true)) list_->next();
        return read_posting();
    }
    const Posting& posting() const override { return posting_; }

    std::optional<StoredBlock> block() override { return list_->whole_block(); }
    bool next_block() override {
        list_->pass(block_documents);
        return read_posting();
    }

private:
    /// The lists follow each other as the terms do: those behind are not wanted again.
    void give_back_lists() {
        constexpr std::uint64_t many_bytes = 1 << 16;
        const std::uint64_t here = terms_.term().list;
        if (here < given_back_ + many_bytes) return;
        image_->mapping().give_back(given_back_, here);
        given_back_ = here;
    }

    /// Whether the list of the term has any of these.
    bool holds_any(std::span<const postings::DocumentNumber> documents) {
        if (documents.empty()) return false;
        list_.emplace(*image_, terms_.term());
        for (auto next = documents.begin();;) {
            next = std::lower_bound(next, documents.end(), list_->document());
            if (next == documents.end()) return false;
            list_->seek(*next);
            if (list_->document() == *next) return true;
        }
    }

    bool read_posting() {
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

    std::shared_ptr<const Image> image_;
    std::span<const std::uint32_t> length_rows_;
    TermReader terms_;
    std::string last_term_;
    bool in_terms_ = false;
    std::uint64_t given_back_ = 0;  ///< The bytes of the image before.
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
