// Any bytes are what an index has stored: a document or a bucket of the lexicon, as the first line
// says. The checksum of a document is made right, so that what stands behind it is read.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "fuzz/expect.hpp"
#include "fuzz/input.hpp"
#include "index/blob.hpp"
#include "index/lexicon.hpp"
#include "quire/error.hpp"

using namespace quire;
using test::expect;

namespace {

void read_document(std::string_view bytes) {
    static const Schema schema = Schema::parse(
        "title text\nabstract text\nauthors keyword many\nyear integer\nrating real\n"
        "published date\n");
    std::string stored;
    ByteWriter out(stored);
    out.number(1);
    out.fixed32(crc32(bytes));
    stored += bytes;
    const std::string written = index::encode(index::decode(stored, schema), schema);
    expect(index::encode(index::decode(written, schema), schema) == written,
           "stored again it is another document");
}

void read_lexicon(std::string_view bytes) {
    const std::string bucket(bytes);
    const std::string merged = index::merge_lexicon(std::array{bucket});
    expect(index::merge_lexicon(std::array{merged}) == merged, "merged again it is another bucket");
    index::merge_lexicon(std::array{bucket, merged});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [name, bytes] = test::first_line(test::bytes_of(data, size));
    try {
        if (name == "document") read_document(bytes);
        if (name == "lexicon") read_lexicon(bytes);
    } catch (const Error& error) {
        expect(error.code() == ErrorCode::corrupt_index, error.what());
    }
    return 0;
}
