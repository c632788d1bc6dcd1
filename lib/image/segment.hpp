// Documents gathered in memory, on their way into an image.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "image/document_terms.hpp"
#include "image/input.hpp"
#include "postings/source.hpp"

namespace quire::image {

class Segment {
public:
    explicit Segment(std::size_t text_fields) : text_fields_(text_fields) {}

    /// Adds a document, whose number is higher than those of all before.
    void add_document(postings::DocumentNumber document, std::span<const std::uint32_t> lengths,
                      std::string_view head);
    /// Adds terms of the last document, each once.
    void add_terms(const DocumentTerms& terms);

    bool empty() const { return documents_.empty(); }
    std::size_t document_count() const { return documents_.size(); }
    /// Bytes of memory, about.
    std::size_t bytes() const { return bytes_; }
    void clear();

private:
    friend class SegmentInput;

    /// The postings of a term, each as numbers of 7 bits a byte.
    struct List {
        Kind kind = Kind::text;
        postings::DocumentNumber last = 0;
        std::string bytes;
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    void add_term(const DocumentTerms::Term& term);

    std::size_t text_fields_;
    std::vector<postings::DocumentNumber> documents_;
    std::vector<std::uint32_t> lengths_;
    std::vector<std::size_t> head_ends_;
    std::string heads_;
    std::unordered_map<std::string, List, Hash, std::equal_to<>> lists_;
    std::size_t bytes_ = 0;
};

/// What it holds, in order. It must outlive the result and not change meanwhile.
std::unique_ptr<Input> input_of(const Segment& segment);

}  // namespace quire::image
