// Compressed bytes, made where a test needs them.
#pragma once

#include <array>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/lzma.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>
#include <string>
#include <string_view>

namespace quire::test {

template <typename Compressor>
std::string compressed_with(std::string_view bytes) {
    namespace io = boost::iostreams;
    std::string result;
    io::filtering_streambuf<io::output> out;
    out.push(Compressor());
    out.push(io::back_inserter(result));
    io::copy(io::array_source(bytes.data(), bytes.size()), out);
    return result;
}

struct Compression {
    std::string_view name;
    std::string_view extension;
    std::string (*compress)(std::string_view bytes);
};

inline constexpr std::array<Compression, 4> compressions = {{
    {"gzip", ".gz", compressed_with<boost::iostreams::gzip_compressor>},
    {"bzip2", ".bz2", compressed_with<boost::iostreams::bzip2_compressor>},
    {"zstd", ".zst", compressed_with<boost::iostreams::zstd_compressor>},
    {"xz", ".xz", compressed_with<boost::iostreams::lzma_compressor>},
}};

}  // namespace quire::test
