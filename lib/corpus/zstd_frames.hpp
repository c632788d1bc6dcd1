// Tells whether zstd data is complete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::corpus {

/// Follows the frames of zstd data (RFC 8878, section 3.1) without decompressing them. The
/// decompressor of Boost.Iostreams takes data that ends inside a frame for complete; this is how a
/// file that was cut short is noticed all the same.
class ZstdFrames {
public:
    /// Takes the next bytes of the file.
    void follow(std::string_view bytes);

    /// Whether what was taken so far ends between two frames.
    bool complete() const { return state_ == State::magic && pending_ == 0 && skip_ == 0; }

private:
    enum class State { magic, skippable_size, descriptor, block_header };

    /// Bytes of the number that the state waits for.
    std::size_t wanted() const;
    void take(std::uint32_t number);

    State state_ = State::magic;
    bool checksum_ = false;     ///< Whether the frame ends with one.
    std::uint64_t skip_ = 0;    ///< Bytes to pass over before the next number.
    std::uint32_t number_ = 0;  ///< Little-endian, as far as it has come.
    std::size_t pending_ = 0;   ///< Bytes of it that have come.
};

}  // namespace quire::corpus
