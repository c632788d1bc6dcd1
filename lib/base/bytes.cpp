#include "base/bytes.hpp"

#include "base/damage.hpp"

#include <bit>
#include <cstddef>

namespace quire {
namespace {

[[noreturn]] void fail() {
    throw damage("stored bytes end too soon or make no sense");
}

}  // namespace

void ByteWriter::number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<char>(value | 0x80));
    out_.push_back(static_cast<char>(value));
}

void ByteWriter::signed_number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::real(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    fixed32(static_cast<std::uint32_t>(bits));
    fixed32(static_cast<std::uint32_t>(bits >> 32));
}

void ByteWriter::fixed32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out_.push_back(static_cast<char>(value >> shift));
}

void ByteWriter::string(std::string_view value) {
    number(value.size());
    out_.append(value);
}

std::string_view ByteReader::take(std::size_t length) {
    if (length > bytes_.size()) fail();
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
}

std::uint64_t ByteReader::long_number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(take(1).front());
        value |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return value;
    }
    fail();
}

std::int64_t ByteReader::signed_number() {
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
}

double ByteReader::real() {
    const std::uint64_t low = fixed32();
    const std::uint64_t high = fixed32();
    return std::bit_cast<double>(high << 32 | low);
}

std::uint32_t ByteReader::fixed32() {
    const std::string_view bytes = take(4);
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

std::string_view ByteReader::string() {
    return take(static_cast<std::size_t>(number()));
}

}  // namespace quire
