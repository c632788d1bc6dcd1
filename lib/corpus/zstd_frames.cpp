#include "corpus/zstd_frames.hpp"

#include <algorithm>
#include <array>

namespace quire::corpus {

std::size_t ZstdFrames::wanted() const {
    switch (state_) {
        case State::magic:
        case State::skippable_size:
            return 4;
        case State::block_header:
            return 3;
        case State::descriptor:
            break;
    }
    return 1;
}

void ZstdFrames::take(std::uint32_t number) {
    switch (state_) {
        case State::magic: {
            // What is neither kind of frame is for the decompressor to refuse.
            const bool skippable = (number & 0xFFFFFFF0U) == 0x184D2A50U;
            state_ = skippable ? State::skippable_size : State::descriptor;
            break;
        }
        case State::skippable_size:
            skip_ = number;
            state_ = State::magic;
            break;
        case State::descriptor: {
            constexpr std::array<std::uint64_t, 4> dictionary_id{0, 1, 2, 4};
            const bool single_segment = (number & 0x20U) != 0;
            const std::array<std::uint64_t, 4> content_size{single_segment ? 1U : 0U, 2, 4, 8};
            checksum_ = (number & 0x04U) != 0;
            skip_ = (single_segment ? 0U : 1U) + dictionary_id[number & 3U] +
                    content_size[(number >> 6U) & 3U];
            state_ = State::block_header;
            break;
        }
        case State::block_header: {
            const bool last = (number & 1U) != 0;
            const bool repeats_one_byte = ((number >> 1U) & 3U) == 1;
            skip_ = repeats_one_byte ? 1 : number >> 3U;
            if (last) {
                if (checksum_) skip_ += 4;
                state_ = State::magic;
            }
            break;
        }
    }
}

void ZstdFrames::follow(std::string_view bytes) {
    while (!bytes.empty()) {
        if (skip_ > 0) {
            const auto step = std::min<std::uint64_t>(skip_, bytes.size());
            skip_ -= step;
            bytes.remove_prefix(static_cast<std::size_t>(step));
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number_ |= std::uint32_t{byte} << (8 * pending_);
        if (++pending_ < wanted()) continue;
        const std::uint32_t number = number_;
        number_ = 0;
        pending_ = 0;
        take(number);
    }
}

}  // namespace quire::corpus
