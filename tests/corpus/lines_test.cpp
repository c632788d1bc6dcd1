#include "corpus/lines.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "corpus/compression.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using corpus::Line;
using corpus::LineSource;

namespace {

/// All lines of a source; a line that is too long is "<too long>".
std::vector<std::string> rest(LineSource& source) {
    std::vector<std::string> lines;
    std::string line;
    for (Line read = source.next(line); read != Line::end; read = source.next(line)) {
        lines.push_back(read == Line::too_long ? "<too long>" : line);
    }
    return lines;
}

std::vector<std::string> lines_of(const std::filesystem::path& path,
                                  corpus::LineOptions options = {}) {
    LineSource source(path, std::move(options));
    return rest(source);
}

/// Text that does not compress to nothing, some 300 kB of it.
std::string long_text() {
    std::mt19937 random(7);
    std::string text;
    while (text.size() < 300'000) {
        text += std::to_string(random());
        text += random() % 8 == 0 ? '\n' : ' ';
    }
    return text + "\n";
}

}  // namespace

TEST_CASE("lines end with LF or CRLF, the last one also without") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    struct Case {
        std::string bytes;
        std::vector<std::string> lines;
    };
    const std::vector<Case> cases = {
        {"", {}},
        {"\n", {""}},
        {"a", {"a"}},
        {"a\n", {"a"}},
        {"a\nb", {"a", "b"}},
        {"a\r\nb\r\n", {"a", "b"}},
        {"a\rb\n", {"a\rb"}},
        {"a\rb\r", {"a", "b"}},
        {"a\rb", {"a", "b"}},
        {"a\r", {"a"}},
        {"\r\ra\r", {"", "", "a"}},
        {"\n\na\n\n", {"", "", "a", ""}},
        {"\xEF\xBB\xBF"
         "a\n\xEF\xBB\xBF"
         "b\n",
         {"a",
          "\xEF\xBB\xBF"
          "b"}},
        {std::string("a\0b\n", 4), {std::string("a\0b", 3)}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        test::write_file(path, c.bytes);
        CHECK(lines_of(path) == c.lines);
    }
}

TEST_CASE("lines are found wherever a read from the disk ends") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    for (const std::size_t length : {131'070U, 131'071U, 131'072U, 131'073U, 262'144U}) {
        CAPTURE(length);
        const std::string line(length, 'x');
        for (const char* end : {"\r\n", "\n", "\r"}) {
            test::write_file(path, line + end + "next" + end);
            CHECK(lines_of(path) == std::vector<std::string>{line, "next"});
            test::write_file(path, "a\rb" + line.substr(0, 100'000) + end + line + end);
            const bool is_mac = end == std::string("\r");
            CHECK(lines_of(path).size() == (is_mac ? 3 : 2));
        }
    }
}

TEST_CASE("lines at the start are skipped and counted, and the first one read loses its prefix") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    test::write_file(path, "one\ntwo\nPrefixthree\nPrefixfour\n");
    LineSource source(path, {.skip = 2, .strip_prefix = "Prefix"});
    std::string line;
    CHECK(source.number() == 0);
    CHECK(source.next(line) == Line::read);
    CHECK(line == "three");
    CHECK(source.number() == 3);
    CHECK(rest(source) == std::vector<std::string>{"Prefixfour"});
    CHECK(source.number() == 4);

    CHECK(lines_of(path, {.strip_prefix = "Prefix"}).front() == "one");
    CHECK(lines_of(path, {.skip = 4}).empty());
    CHECK(lines_of(path, {.skip = 400}).empty());
}

TEST_CASE("the first lines can be looked at before they are read") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.gz";
    const std::string text = long_text();
    const std::string long_line(5'000, 'x');
    struct Case {
        std::string bytes;
        std::size_t lines;
        std::string peeked;
        corpus::LineOptions options = {};
    };
    const std::vector<Case> cases = {
        {"", 1, ""},
        {"a\nb", 0, ""},
        {"a\nb", 1, "a\n"},
        {"a\nb", 2, "a\nb"},
        {"a\nb", 3, "a\nb"},
        {"\xEF\xBB\xBF\na", 1, "\n"},
        {"a\nb\nc", 1, "b\n", {.skip = 1}},
        {"a\nxb\nxc", 2, "b\nxc", {.skip = 1, .strip_prefix = "x"}},
        {"a\n", 1, "", {.skip = 3}},
        {text, 1'000, text.substr(0, 4096)},
        {long_line + "\n", 1, long_line.substr(0, 4096)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        for (const auto& compression : test::compressions) {
            test::write_file(path, compression.compress(c.bytes));
            LineSource source(path, c.options);
            CHECK(source.peek(c.lines) == c.peeked);
            CHECK(rest(source) == lines_of(path, c.options));
        }
    }
}

TEST_CASE("who looks at the first line of a pipe does not wait for the second") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    REQUIRE(::write(ends[1], "first\n", 6) == 6);
    LineSource source("/dev/fd/" + std::to_string(ends[0]));
    CHECK(source.peek(1) == "first\n");
    CHECK(source.next_part() == "first\n");
    ::close(ends[1]);
    CHECK(source.next_part().empty());
    ::close(ends[0]);
}

TEST_CASE("parts are the whole file, each within a line") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.txt";
    const std::string endless(300'000, 'x');
    struct Case {
        std::string bytes;
        corpus::LineOptions options;
        std::string parts;
    };
    const std::string text = long_text();
    const std::vector<Case> cases = {
        {"", {}, ""},
        {"a", {}, "a"},
        {"a\r\n\nb\n", {}, "a\r\n\nb\n"},
        {"\xEF\xBB\xBF", {}, ""},
        {"\xEF\xBB\xBF"
         "a\n\xEF\xBB\xBF",
         {},
         "a\n\xEF\xBB\xBF"},
        {"a\nxb\nxc", {.skip = 1, .strip_prefix = "x"}, "b\nxc"},
        {text, {}, text},
        {endless + "\n" + endless, {}, endless + "\n" + endless},
    };
    for (const Case& c : cases) {
        test::write_file(path, c.bytes);
        LineSource source(path, c.options);
        std::string parts;
        std::size_t number = c.options.skip + 1;
        for (std::string_view part = source.next_part(); !part.empty(); part = source.next_part()) {
            CHECK(source.number() == number);
            if (part.find('\n') != std::string_view::npos) {
                CHECK(part.find('\n') == part.size() - 1);
                ++number;
            }
            parts += part;
        }
        CHECK(parts == c.parts);
        CHECK(source.next_part().empty());
    }
}

TEST_CASE("a line that is too long is passed over, and the ones around it are read") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    const corpus::LineOptions options{.longest = 5};
    test::write_file(path, "12345\r\n123456\n12345\n" + std::string(500'000, 'x') + "\n12345");
    CHECK(lines_of(path, options) ==
          std::vector<std::string>{"12345", "<too long>", "12345", "<too long>", "12345"});
}

TEST_CASE("compressed data is known by its first bytes, whatever the file is called") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    const std::string text = long_text();
    test::write_file(path, text);
    const std::vector<std::string> lines = lines_of(path);
    for (const test::Compression& compression : test::compressions) {
        CAPTURE(compression.name);
        const std::string packed = compression.compress(text);
        test::write_file(path, packed);
        LineSource source(path);
        CHECK(source.bytes_total() == packed.size());
        CHECK(rest(source) == lines);
        CHECK(source.bytes_read() == packed.size());

        test::write_file(path, compression.compress(""));
        CHECK(lines_of(path).empty());
        // Compressors let files be concatenated.
        test::write_file(path, compression.compress("a\nb") + compression.compress("c\nd\n"));
        CHECK(lines_of(path) == std::vector<std::string>{"a", "bc", "d"});
    }
}

TEST_CASE("compressed data that is cut short or damaged is an error that names the file") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    const std::string text = long_text();
    test::write_file(path, text);
    const std::vector<std::string> lines = lines_of(path);
    for (const test::Compression& compression : test::compressions) {
        CAPTURE(compression.name);
        const std::string packed = compression.compress(text);
        const std::string reason = "its " + std::string(compression.name) +
                                   " data is damaged or cut short; nothing is read from here on";
        std::vector<std::string> broken;
        for (const std::size_t cut : {1U, 2U, 5U, 10U, 100U, 50'000U}) {
            broken.push_back(packed.substr(0, packed.size() - cut));
        }
        for (const std::size_t kept : {5U, 12U, 70'000U}) broken.push_back(packed.substr(0, kept));
        // Boost writes zstd without checksums: a byte that is wrong inside a block is not noticed.
        const std::size_t wrong = compression.name == "zstd" ? 4 : packed.size() / 2;
        broken.push_back(packed);
        broken.back()[wrong] = static_cast<char>(~broken.back()[wrong]);
        broken.push_back(packed + "garbage");
        broken.push_back(packed + packed.substr(0, packed.size() / 2));
        for (const std::string& bytes : broken) {
            CAPTURE(bytes.size());
            test::write_file(path, bytes);
            std::string line;
            try {
                LineSource source(path);
                std::size_t count = 0;
                try {
                    while (source.next(line) != Line::end) {
                        if (bytes.size() < packed.size()) CHECK(line == lines[count]);
                        ++count;
                    }
                    FAIL_CHECK("the damage was not noticed");
                } catch (const InputError& error) {
                    CHECK(error.file() == path);
                    CHECK(error.line() == count + 1);
                    CHECK(error.reason() == reason);
                    CHECK(error.hint() == "Copy or download " + path.string() + " again.");
                }
                CHECK(source.next(line) == Line::end);
                // What comes behind whole data does not take more than the end of it along.
                if (bytes.size() > packed.size()) CHECK(count > lines.size() - 10);
            } catch (const Error& error) {
                FAIL_CHECK(error.what());
            }
        }
    }
}

TEST_CASE("a text that is UTF-16 is refused with advice") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    for (const std::string& bytes : {std::string("\xFF\xFE"
                                                 "a\0\n\0",
                                                 6),
                                     std::string("\xFE\xFF"
                                                 "\0a\0\n",
                                                 6)}) {
        for (const std::string& packed : {bytes, test::compressions[0].compress(bytes)}) {
            test::write_file(path, packed);
            LineSource source(path);
            std::string line;
            try {
                source.next(line);
                FAIL_CHECK("it was read");
            } catch (const InputError& error) {
                CHECK(error.what() == path.string() + ":1: the text is UTF-16");
                CHECK(error.hint() == "Convert it to UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
            }
            CHECK(source.next(line) == Line::end);
        }
    }
}

TEST_CASE("a file that cannot be read is an error that says why") {
    const test::TemporaryDirectory folder;
    const std::string missing = folder / "missing.txt";
    CHECK_THROWS_WITH_AS(LineSource{missing},
                         ("cannot read " + missing + ": No such file or directory").c_str(), Error);
    const std::string directory = folder.path();
    CHECK_THROWS_WITH_AS(LineSource{directory},
                         ("cannot read " + directory + ": Is a directory").c_str(), Error);
}

TEST_CASE("standard input is read under the name -") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "lines.txt";
    test::write_file(path, test::compressions[0].compress("a\nb\n"));
    const int before = ::dup(STDIN_FILENO);
    const int file = ::open(path.c_str(), O_RDONLY);
    REQUIRE(::dup2(file, STDIN_FILENO) == STDIN_FILENO);
    {
        LineSource source("-");
        CHECK(source.name() == "standard input");
        CHECK(rest(source) == std::vector<std::string>{"a", "b"});
    }
    CHECK(::fcntl(STDIN_FILENO, F_GETFD) != -1);  // It is not ours to close.
    ::dup2(before, STDIN_FILENO);
    ::close(before);
    ::close(file);
}
