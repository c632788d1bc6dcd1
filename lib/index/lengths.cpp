#include "index/lengths.hpp"

#include <xapian.h>

#include <algorithm>
#include <string>

#include "base/bytes.hpp"
#include "base/damage.hpp"
#include "index/checked_metadata.hpp"

namespace quire::index {
namespace {

constexpr std::uint32_t documents_per_block = 4096;

std::string key(std::uint32_t block) {
    return "quire.lengths." + std::to_string(block);
}

/// A block without the zeros at its end.
std::string packed(std::span<const std::uint32_t> block) {
    const auto last =
        std::find_if(block.rbegin(), block.rend(), [](std::uint32_t length) { return length > 0; });
    std::string bytes;
    ByteWriter out(bytes);
    std::for_each(block.begin(), last.base(), [&](std::uint32_t length) { out.number(length); });
    return bytes;
}

/// Reads a block into its place in `numbers`; documents after the last that it holds have 0.
void read_block(const Xapian::Database& database, std::uint32_t block,
                std::span<std::uint32_t> numbers) {
    const std::string packed = read_checked(database, key(block));
    ByteReader in(packed);
    for (std::uint32_t& number : numbers) {
        if (in.at_end()) return;
        number = static_cast<std::uint32_t>(in.number());
    }
}

}  // namespace

std::shared_ptr<const Lengths> Lengths::load(const Xapian::Database& database,
                                             std::size_t text_field_count) {
    auto lengths = std::make_shared<Lengths>();
    const std::uint32_t blocks = database.get_lastdocid() / documents_per_block + 1;
    const std::size_t block_size = documents_per_block * text_field_count;
    lengths->by_document_.resize(blocks * block_size);
    for (std::uint32_t block = 0; block < blocks; ++block) {
        read_block(database, block,
                   std::span(lengths->by_document_).subspan(block * block_size, block_size));
    }
    lengths->totals_.resize(text_field_count);
    for (std::size_t i = 0; i < lengths->by_document_.size(); ++i) {
        lengths->totals_[i % text_field_count] += lengths->by_document_[i];
    }
    return lengths;
}

void Lengths::fail(postings::DocumentNumber document) {
    throw damage("a posting names document " + std::to_string(document) + ", which there is not");
}

std::string merge_lengths(std::span<const std::string> blocks) {
    std::vector<std::uint32_t> sums;
    for (const std::string& block : blocks) {
        ByteReader in(block);
        for (std::size_t i = 0; !in.at_end(); ++i) {
            if (i == sums.size()) sums.push_back(0);
            sums[i] += static_cast<std::uint32_t>(in.number());
        }
    }
    return packed(sums);
}

void LengthsWriter::set(const Xapian::Database& database, postings::DocumentNumber document,
                        std::span<const std::uint32_t> lengths) {
    const std::uint32_t number = document / documents_per_block;
    const auto [block, fresh] = blocks_.try_emplace(number);
    if (fresh) {
        block->second.resize(documents_per_block * text_field_count_);
        read_block(database, number, block->second);
    }
    const std::size_t first = document % documents_per_block * text_field_count_;
    std::copy(lengths.begin(), lengths.end(),
              block->second.begin() + static_cast<std::ptrdiff_t>(first));
}

void LengthsWriter::store(Xapian::WritableDatabase& database) {
    for (auto& [number, block] : blocks_) {
        write_checked(database, key(number), packed(block));
    }
    blocks_.clear();
}

}  // namespace quire::index
