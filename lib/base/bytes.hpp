// Numbers and strings as bytes, for what the index stores.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quire {

/// Appends to a string of bytes. Integers take 7 bits a byte, low ones first; the highest bit says
/// that more follow.
class ByteWriter {
public:
    explicit ByteWriter(std::string& out) : out_(out) {}

    void number(std::uint64_t value);
    /// Small for small absolute values.
    void signed_number(std::int64_t value);
    void real(double value);
    void fixed32(std::uint32_t value);
    /// Its length, then itself.
    void string(std::string_view value);

private:
    std::string& out_;
};

/// Reads what ByteWriter wrote. Every call throws Error corrupt_index where the bytes do not hold
/// what is asked for.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    bool at_end() const { return bytes_.empty(); }
    std::string_view rest() const { return bytes_; }

    std::uint64_t number() {
        // Nearly all are small.
        if (bytes_.empty() || static_cast<unsigned char>(bytes_.front()) >= 0x80) {
            return long_number();
        }
        const auto value = static_cast<std::uint64_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return value;
    }
    std::int64_t signed_number();
    double real();
    std::uint32_t fixed32();
    std::string_view string();

private:
    std::uint64_t long_number();
    std::string_view take(std::size_t length);

    std::string_view bytes_;
};

}  // namespace quire
