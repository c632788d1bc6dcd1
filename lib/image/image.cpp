#include "image/image.hpp"

#include <cstring>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "image/bits.hpp"
#include "quire/error.hpp"

namespace quire::image {
namespace {

Footer read_footer(const Mapping& mapping) {
    const std::string_view bytes = mapping.bytes();
    if (bytes.size() < magic.size() + sizeof(Footer) || !bytes.starts_with(magic)) mapping.fail();
    const std::string_view last = bytes.substr(bytes.size() - sizeof(Footer));
    const auto footer = load<Footer>(last.data());
    if (std::string_view(footer.magic, sizeof footer.magic) != magic) mapping.fail();
    if (footer.version != version) mapping.fail("is of another version of quire");
    if (crc32(last.substr(0, sizeof(Footer) - sizeof footer.checksum)) != footer.checksum) {
        mapping.fail();
    }
    return footer;
}

}  // namespace

Image::Image(const std::filesystem::path& path) : mapping_(path), footer_(read_footer(mapping_)) {
    const std::string_view bytes = mapping_.bytes();
    const std::uint64_t end = bytes.size() - sizeof(Footer);
    const std::uint64_t documents =
        std::uint64_t{footer_.last_document} - footer_.first_document + 1;
    const std::uint64_t head_entries = (documents + 1) * sizeof(std::uint64_t);
    const std::uint64_t row = footer_.text_fields * sizeof(std::uint32_t);
    // In this order, and large enough: nothing that is read later lies outside.
    const bool whole =
        footer_.text_fields > 0 && footer_.text_fields <= 4096 &&
        footer_.last_document < postings::no_document &&
        footer_.first_document <= footer_.last_document + 1 && footer_.lengths <= footer_.totals &&
        footer_.totals <= footer_.head_offsets && footer_.head_offsets <= footer_.heads &&
        footer_.heads <= footer_.terms && footer_.terms <= footer_.groups &&
        footer_.groups <= footer_.checksums && footer_.checksums <= end &&
        footer_.lengths % 8 == 0 && footer_.totals - footer_.lengths >= documents * row &&
        footer_.head_offsets - footer_.totals >= footer_.text_fields * sizeof(std::uint64_t) &&
        footer_.heads - footer_.head_offsets >= head_entries;
    if (!whole) mapping_.fail();
    const std::string_view checksums = bytes.substr(footer_.checksums, end - footer_.checksums);
    if (crc32(checksums) != footer_.checksums_checksum) mapping_.fail();
    mapping_.set_checksums(checksums, footer_.checksums);
    const std::string_view totals =
        mapping_.checked(footer_.totals, footer_.text_fields * sizeof(std::uint64_t));
    for (std::size_t field = 0; field < footer_.text_fields; ++field) {
        totals_.push_back(load<std::uint64_t>(totals.data() + field * sizeof(std::uint64_t)));
    }
}

std::span<const std::uint32_t> Image::length_rows() const {
    const std::uint64_t numbers =
        (std::uint64_t{last_document()} - first_document() + 1) * text_fields();
    const std::string_view bytes =
        mapping_.checked(footer_.lengths, numbers * sizeof(std::uint32_t));
    return {reinterpret_cast<const std::uint32_t*>(bytes.data()), numbers};
}

std::string_view Image::head(postings::DocumentNumber document) const {
    if (document < first_document() || document > last_document()) return {};
    const std::string_view entry = mapping_.checked(
        footer_.head_offsets + std::uint64_t{document - first_document()} * sizeof(std::uint64_t),
        2 * sizeof(std::uint64_t));
    const auto begin = load<std::uint64_t>(entry.data());
    const auto end = load<std::uint64_t>(entry.data() + sizeof(std::uint64_t));
    if (begin > end || end > footer_.terms - footer_.heads) mapping_.fail();
    return mapping_.checked(footer_.heads + begin, end - begin);
}

void TermReader::begin_group() {
    const Image& image = *image_;
    const std::uint64_t end =
        group_ + 1 < image.group_count() ? image.group(group_ + 1).terms : image.footer_.groups;
    const Group here = image.group(group_);
    if (here.terms > end || end > image.footer_.groups) image.mapping_.fail();
    in_ = ByteReader(image.mapping_.checked(here.terms, end - here.terms));
    next_list_ = here.lists;
    left_in_group_ =
        std::min<std::uint64_t>(group_terms, image.term_count() - group_ * group_terms);
    term_.key.clear();
    ++group_;
}

bool TermReader::next() {
    const Image& image = *image_;
    if (left_in_group_ == 0) {
        if (group_ >= image.group_count()) return false;
        begin_group();
    }
    --left_in_group_;
    const std::uint64_t shared = in_.number();
    if (shared > term_.key.size()) image.mapping_.fail();
    term_.key.resize(shared);
    term_.key += in_.string();
    const std::uint64_t kind = in_.number();
    if (kind > static_cast<std::uint64_t>(Kind::counted)) image.mapping_.fail();
    term_.kind = static_cast<Kind>(kind);
    term_.statistics = read_statistics(true);
    if (term_.statistics.document_frequency == 0) image.mapping_.fail();
    term_.by_field.clear();
    if (term_.kind == Kind::text) {
        for (std::size_t field = 0; field + 1 < image.text_fields(); ++field) {
            term_.by_field.push_back(read_statistics(false));
        }
    }
    term_.list = next_list_;
    term_.list_bytes = in_.number();
    term_.position_bytes = in_.number();
    next_list_ += term_.list_bytes + term_.position_bytes;
    return true;
}

Statistics TermReader::read_statistics(bool with_highest) {
    Statistics statistics;
    statistics.document_frequency = static_cast<std::uint32_t>(in_.number());
    statistics.collection_frequency = in_.number();
    if (with_highest) statistics.highest_frequency = static_cast<std::uint32_t>(in_.number());
    return statistics;
}

TermReader Image::terms() const {
    return {*this, 0};
}

std::uint64_t Image::group_count() const {
    return (std::uint64_t{term_count()} + group_terms - 1) / group_terms;
}

Group Image::group(std::uint64_t number) const {
    return load<Group>(
        mapping_.checked(footer_.groups + number * sizeof(Group), sizeof(Group)).data());
}

std::uint64_t Image::group_of(std::string_view key) const {
    std::uint64_t low = 0;
    std::uint64_t high = group_count();
    while (low + 1 < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        const std::uint64_t begin = group(middle).terms;
        if (begin > footer_.groups) mapping_.fail();
        ByteReader in(
            mapping_.checked(begin, std::min<std::uint64_t>(512, footer_.groups - begin)));
        in.number();  // The first of a group shares nothing.
        if (in.string() <= key) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

std::optional<Term> Image::find(std::string_view key) const {
    if (term_count() == 0) return std::nullopt;
    TermReader reader(*this, group_of(key));
    while (reader.next()) {
        if (reader.term().key == key) return reader.term();
        if (reader.term().key > key) break;
    }
    return std::nullopt;
}

void Image::walk(std::string_view prefix, const std::function<bool(const Term&)>& take) const {
    if (term_count() == 0) return;
    TermReader reader(*this, group_of(prefix));
    while (reader.next()) {
        const Term& term = reader.term();
        if (term.key.starts_with(prefix)) {
            if (!take(term)) return;
        } else if (term.key > prefix) {
            return;
        }
    }
}

}  // namespace quire::image
