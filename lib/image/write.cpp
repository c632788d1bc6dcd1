#include "image/write.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "image/bits.hpp"
#include "image/format.hpp"
#include "image/list_writer.hpp"
#include "image/output.hpp"
#include "quire/error.hpp"

namespace quire::image {
namespace {

using postings::DocumentNumber;

class Merge {
public:
    Merge(Output& out, std::size_t text_fields, const std::vector<std::unique_ptr<Input>>& inputs,
          const std::set<DocumentNumber>& removed, DocumentNumber first_document)
        : out_(out),
          text_fields_(text_fields),
          inputs_(inputs),
          lost_(inputs.size()),
          list_(text_fields) {
        std::memcpy(footer_.magic, magic.data(), sizeof footer_.magic);
        footer_.version = version;
        footer_.text_fields = static_cast<std::uint32_t>(text_fields);
        footer_.first_document = first_document;
        footer_.last_document = first_document > 0 ? first_document - 1 : 0;
        for (const auto& input : inputs_) {
            footer_.last_document = std::max(footer_.last_document, input->last_document());
        }
        owner_.resize(std::size_t{footer_.last_document} - first_document + 1);
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            for (std::uint64_t d = inputs_[i]->first_document(); d <= inputs_[i]->last_document();
                 ++d) {
                const auto document = static_cast<DocumentNumber>(d);
                if (!inputs_[i]->head(document).empty()) take(document, i + 1);
            }
        }
        for (const DocumentNumber document : removed) {
            if (document <= footer_.last_document) take(document, 0);
        }
        for (auto& documents : lost_) std::sort(documents.begin(), documents.end());
    }

    void run() {
        out_.append(magic);
        add_lists();
        add_documents();
        add_terms();
        add_end();
    }

private:
    /// Makes an input the one that has the document.
    void take(DocumentNumber document, std::size_t input) {
        const std::size_t before = std::exchange(owner(document), input);
        if (before > 0) lost_[before - 1].push_back(document);
    }

    /// The input that has the document, counted from 1; 0 for none.
    std::size_t& owner(DocumentNumber document) {
        return owner_[document - footer_.first_document];
    }

    void add_lists() {
        const auto later = [&](std::size_t a, std::size_t b) {
            const int order = inputs_[a]->term().compare(inputs_[b]->term());
            return order != 0 ? order > 0 : a > b;
        };
        std::vector<std::size_t> heap;
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            if (inputs_[i]->next_term()) heap.push_back(i);
        }
        std::make_heap(heap.begin(), heap.end(), later);
        std::vector<std::size_t> same;
        std::string term;
        while (!heap.empty()) {
            term = inputs_[heap.front()]->term();
            same.clear();
            while (!heap.empty() && inputs_[heap.front()]->term() == term) {
                std::pop_heap(heap.begin(), heap.end(), later);
                same.push_back(heap.back());
                heap.pop_back();
            }
            add_list(term, same);
            for (const std::size_t i : same) {
                if (!inputs_[i]->next_term()) continue;
                heap.push_back(i);
                std::push_heap(heap.begin(), heap.end(), later);
            }
        }
    }

    /// @param from the inputs that have the term
    void add_list(const std::string& term, const std::vector<std::size_t>& from) {
        const Kind kind = inputs_[from.front()]->kind();
        if (from.size() == 1) {
            // Mostly nothing has changed in it.
            const auto stored = inputs_[from.front()]->list_without(lost_[from.front()]);
            if (stored) {
                add_list(term, kind, *stored);
                return;
            }
        }
        list_.begin(kind);
        const auto document = [&](std::size_t i) { return inputs_[i]->posting().document; };
        const auto earlier = [&](std::size_t a, std::size_t b) {
            return document(a) < document(b);
        };
        // The input with the next document in front. Mostly it stays there for many.
        ready_.clear();
        for (const std::size_t i : from) {
            if (inputs_[i]->kind() != kind) {
                throw Error(ErrorCode::corrupt_index,
                            "an image is damaged: a term is of another kind than in the next",
                            "Make the index again (quire-index --rebuild).");
            }
            if (inputs_[i]->next_posting()) ready_.push_back(i);
        }
        std::sort(ready_.begin(), ready_.end(), earlier);
        for (std::size_t front = 0; front < ready_.size();) {
            const std::size_t i = ready_[front];
            const DocumentNumber next =
                front + 1 < ready_.size() ? document(ready_[front + 1]) : postings::no_document;
            const std::optional<StoredBlock> block =
                list_.is_between_blocks() ? inputs_[i]->block() : std::nullopt;
            bool more = false;
            if (block && list_.last() == block->before && block->documents.back() < next &&
                has_all(i, *block)) {
                list_.copy(*block);
                more = inputs_[i]->next_block();
            } else {
                const Posting& posting = inputs_[i]->posting();
                if (owner(posting.document) == i + 1) {
                    list_.add(posting, inputs_[i]->lengths(posting.document));
                }
                more = inputs_[i]->next_posting();
            }
            if (!more) {
                ++front;
                continue;
            }
            for (std::size_t at = front;
                 at + 1 < ready_.size() && document(ready_[at + 1]) < document(ready_[at]); ++at) {
                std::swap(ready_[at], ready_[at + 1]);
            }
        }
        list_.end();
        if (list_.list().statistics.document_frequency > 0) add_list(term, kind, list_.list());
    }

    /// Whether all documents of a block are taken from the input that it lies in.
    bool has_all(std::size_t input, const StoredBlock& block) const {
        const auto& lost = lost_[input];
        auto next = lost.begin();
        for (auto at = block.documents.begin(); at != block.documents.end();) {
            next = std::lower_bound(next, lost.end(), *at);
            if (next == lost.end()) return true;
            at = std::lower_bound(at, block.documents.end(), *next);
            if (at != block.documents.end() && *at == *next) return false;
        }
        return true;
    }

    void add_list(const std::string& term, Kind kind, const StoredList& list) {
        add_term(term, kind, list);
        out_.append(list.list);
        out_.append(list.positions);
    }

    void add_term(const std::string& term, Kind kind, const StoredList& list) {
        if (footer_.term_count % group_terms == 0) {
            append(groups_, Group{terms_.size(), out_.size()});
            last_term_.clear();
        }
        ++footer_.term_count;
        const auto shared = static_cast<std::size_t>(
            std::mismatch(term.begin(), term.end(), last_term_.begin(), last_term_.end()).first -
            term.begin());
        ByteWriter out(terms_);
        out.number(shared);
        out.string(std::string_view(term).substr(shared));
        out.number(static_cast<std::uint64_t>(kind));
        out.number(list.statistics.document_frequency);
        out.number(list.statistics.collection_frequency);
        out.number(list.statistics.highest_frequency);
        if (kind == Kind::text) {
            for (const Statistics& field : list.by_field) {
                out.number(field.document_frequency);
                out.number(field.collection_frequency);
            }
        }
        out.number(list.list.size());
        out.number(list.positions.size());
        last_term_ = term;
    }

    void add_documents() {
        out_.align();
        footer_.lengths = out_.size();
        std::vector<std::uint64_t> totals(text_fields_);
        const std::vector<std::uint32_t> none(text_fields_);
        std::string row;
        for_each_document([&](DocumentNumber document, const Input* input) {
            const auto lengths = input != nullptr ? input->lengths(document) : std::span(none);
            row.clear();
            for (std::size_t field = 0; field < text_fields_; ++field) {
                append(row, lengths[field]);
                totals[field] += lengths[field];
            }
            out_.append(row);
            if (input != nullptr) ++footer_.document_count;
        });
        out_.align();
        footer_.totals = out_.size();
        for (const std::uint64_t total : totals) append_number(total);
        footer_.head_offsets = out_.size();
        std::uint64_t offset = 0;
        for_each_document([&](DocumentNumber document, const Input* input) {
            append_number(offset);
            if (input != nullptr) offset += input->head(document).size();
        });
        append_number(offset);
        footer_.heads = out_.size();
        for_each_document([&](DocumentNumber document, const Input* input) {
            if (input != nullptr) out_.append(input->head(document));
        });
    }

    template <typename Take>
    void for_each_document(Take&& take) {
        for (std::size_t i = 0; i < owner_.size(); ++i) {
            const auto document = static_cast<DocumentNumber>(footer_.first_document + i);
            take(document, owner_[i] > 0 ? inputs_[owner_[i] - 1].get() : nullptr);
        }
    }

    void add_terms() {
        footer_.terms = out_.size();
        out_.append(terms_);
        out_.align();
        footer_.groups = out_.size();
        for (std::size_t at = 0; at < groups_.size(); at += sizeof(Group)) {
            auto group = load<Group>(groups_.data() + at);
            group.terms += footer_.terms;
            std::string bytes;
            append(bytes, group);
            out_.append(bytes);
        }
    }

    void add_end() {
        footer_.checksums = out_.size();
        const std::string checksums = out_.checksums();
        footer_.checksums_checksum = crc32(checksums);
        out_.append(checksums);
        std::string last;
        append(last, footer_);
        footer_.checksum =
            crc32(std::string_view(last).substr(0, last.size() - sizeof footer_.checksum));
        last.clear();
        append(last, footer_);
        out_.finish(last);
    }

    void append_number(std::uint64_t number) {
        std::string bytes;
        append(bytes, number);
        out_.append(bytes);
    }

    Output& out_;
    std::size_t text_fields_;
    const std::vector<std::unique_ptr<Input>>& inputs_;
    std::vector<std::size_t> owner_;
    std::vector<std::vector<DocumentNumber>> lost_;  ///< Of each input: what is not taken from it.
    Footer footer_{};
    ListWriter list_;
    std::vector<std::size_t> ready_;
    std::string terms_;
    std::string groups_;
    std::string last_term_;
};

}  // namespace

void write_image(const std::filesystem::path& path, std::size_t text_fields,
                 const std::vector<std::unique_ptr<Input>>& inputs,
                 const std::set<DocumentNumber>& removed, DocumentNumber first_document,
                 bool durable) {
    Output out(path, durable);
    Merge(out, text_fields, inputs, removed, first_document).run();
}

}  // namespace quire::image
