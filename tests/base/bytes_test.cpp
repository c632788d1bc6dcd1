#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "quire/error.hpp"

using namespace quire;

TEST_CASE("numbers, reals and strings come back as they were written") {
    std::string bytes;
    ByteWriter out(bytes);
    const std::uint64_t numbers[] = {
        0, 1, 127, 128, 300, 1U << 31, std::numeric_limits<std::uint64_t>::max()};
    const std::int64_t integers[] = {0,
                                     -1,
                                     1,
                                     -64,
                                     64,
                                     std::numeric_limits<std::int64_t>::min(),
                                     std::numeric_limits<std::int64_t>::max()};
    const double reals[] = {0.0, -2.5, 1e300, std::numeric_limits<double>::denorm_min()};
    const std::string strings[] = {"", "a", std::string(300, 'x'), std::string("\0\xFF", 2)};
    for (const auto number : numbers) out.number(number);
    for (const auto integer : integers) out.signed_number(integer);
    for (const auto real : reals) out.real(real);
    for (const auto& text : strings) out.string(text);
    out.fixed32(0xDEADBEEF);

    ByteReader in(bytes);
    for (const auto number : numbers) CHECK(in.number() == number);
    for (const auto integer : integers) CHECK(in.signed_number() == integer);
    for (const auto real : reals) CHECK(in.real() == real);
    for (const auto& text : strings) CHECK(in.string() == text);
    CHECK(in.fixed32() == 0xDEADBEEF);
    CHECK(in.at_end());
}

TEST_CASE("small numbers of either sign take one byte") {
    for (const std::int64_t value : {-64, -1, 0, 1, 63}) {
        std::string bytes;
        ByteWriter(bytes).signed_number(value);
        CHECK(bytes.size() == 1);
    }
}

TEST_CASE("bytes that end too soon are an error, not a read past the end") {
    const std::string cases[] = {"", "\x80",
                                 "\x05"
                                 "abc",
                                 std::string(11, '\xFF')};
    for (const std::string& bytes : cases) {
        ByteReader in(bytes);
        try {
            in.string();
            FAIL("no error for " << bytes.size() << " bytes");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::corrupt_index);
        }
    }
}
