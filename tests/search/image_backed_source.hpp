// A source whose postings of words and values come from an image, and all else from memory.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "image/cursor.hpp"
#include "image/image.hpp"
#include "image/segment.hpp"
#include "image/write.hpp"
#include "postings/memory_source.hpp"
#include "search/oracle.hpp"
#include "support.hpp"

namespace quire::test {

class ImageBackedSource : public postings::MemorySource {
public:
    /// @param parts of how many images it is put together
    ImageBackedSource(std::size_t text_fields, const std::vector<PlainDocument>& documents,
                      std::size_t parts)
        : MemorySource(text_fields) {
        std::vector<std::unique_ptr<image::Input>> inputs;
        std::size_t first = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t last = documents.size() * (part + 1) / parts;
            image::Segment segment(text_fields);
            for (; first < last; ++first) add(segment, documents[first], first + 1, text_fields);
            const auto path = directory_ / ("part" + std::to_string(part));
            std::vector<std::unique_ptr<image::Input>> input;
            input.push_back(image::input_of(segment));
            const auto begin = input.front()->first_document();
            image::write_image(path, text_fields, input, {}, begin, false);
            inputs.push_back(image::input_of(std::make_shared<image::Image>(path)));
        }
        image::write_image(directory_ / "whole", text_fields, inputs, {}, 0, false);
        image_ = std::make_unique<image::Image>(directory_ / "whole");
    }

    std::span<const std::uint32_t> length_rows() const override { return image_->length_rows(); }
    std::unique_ptr<postings::Cursor> term(std::string_view term) override {
        return image::text_cursor(*image_, image_->find('Z' + std::string(term)));
    }
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override {
        return image::text_cursor(*image_, image_->find('Z' + std::string(term)), text_field);
    }
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override {
        return image::value_cursor(*image_,
                                   image_->find(std::to_string(field) + std::string(term)));
    }

private:
    static void add(image::Segment& segment, const PlainDocument& document, std::size_t number,
                    std::size_t text_fields) {
        struct Occurrences {
            std::vector<std::uint32_t> frequencies;
            std::vector<std::uint32_t> positions;
        };
        std::vector<std::uint32_t> lengths;
        std::map<std::string, Occurrences> terms;
        for (std::size_t field = 0; field < text_fields; ++field) {
            const auto& words = document.text[field];
            lengths.push_back(static_cast<std::uint32_t>(words.size()));
            for (std::size_t at = 0; at < words.size(); ++at) {
                Occurrences& found = terms['Z' + words[at]];
                found.frequencies.resize(text_fields);
                ++found.frequencies[field];
                found.positions.push_back(
                    static_cast<std::uint32_t>((field << postings::position_bits) + at));
            }
        }
        image::DocumentTerms added;
        for (const auto& [term, found] : terms) {
            added.add(term, image::Kind::text, found.frequencies, found.positions);
        }
        for (std::size_t field = 0; field < document.values.size(); ++field) {
            const std::set<std::string> values(document.values[field].begin(),
                                               document.values[field].end());
            for (const std::string& value : values) {
                const std::uint32_t count = 1;
                const std::uint32_t position = 0;
                added.add(std::to_string(field) + value, image::Kind::value, {&count, 1},
                          {&position, 1});
            }
        }
        segment.add_document(static_cast<postings::DocumentNumber>(number), lengths, "head");
        segment.add_terms(added);
    }

    TemporaryDirectory directory_;
    std::unique_ptr<image::Image> image_;
};

}  // namespace quire::test
