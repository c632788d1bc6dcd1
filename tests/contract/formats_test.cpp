// What holds for every format of input files.
#include <algorithm>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;

namespace {

std::vector<std::string> extensions(const FormatInfo& format) {
    std::istringstream words{std::string(format.extensions)};
    return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace

TEST_CASE("every format has a name, a line of description and an extension of its own") {
    CHECK(formats().size() >= 2);
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        CHECK_FALSE(format.name.empty());
        CHECK_FALSE(format.description.empty());
        CHECK(format.description.find('\n') == std::string_view::npos);
        CHECK_FALSE(format.reads.empty());
        CHECK_FALSE(format.skips.empty());
        for (const std::string& extension : extensions(format)) CHECK(extension.starts_with('.'));
        for (const FormatInfo& other : formats()) {
            if (&other == &format) continue;
            CHECK(other.name != format.name);
            for (const std::string& extension : extensions(format)) {
                const auto others = extensions(other);
                CHECK(std::ranges::find(others, extension) == others.end());
            }
        }
    }
}

TEST_CASE("every format reads an empty file as no documents") {
    const test::TemporaryDirectory folder;
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        const auto path = folder / "empty";
        for (const char* bytes : {"", "\n\r\n  \n", "\xEF\xBB\xBF"}) {
            test::write_file(path, bytes);
            DocumentReader reader(path, {.format = std::string(format.name)});
            CHECK_FALSE(reader.next());
            CHECK_FALSE(reader.next());
        }
    }
}

TEST_CASE("every format names a file that is missing") {
    const test::TemporaryDirectory folder;
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        const std::string path = folder / "missing";
        try {
            DocumentReader reader(path, {.format = std::string(format.name)});
            FAIL_CHECK("the file was opened");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::not_found);
            CHECK(std::string(error.what()) ==
                  "cannot read " + path + ": No such file or directory");
        }
    }
}

TEST_CASE("every format is found by its extension") {
    const test::TemporaryDirectory folder;
    for (const FormatInfo& format : formats()) {
        for (const std::string& extension : extensions(format)) {
            CAPTURE(extension);
            const auto by_name = folder / ("a" + extension);
            // Bytes that only one of the formats can make documents of.
            test::write_file(by_name, "{\"id\": \"1\"}\n{\"id\": \"2\"}\n{\"id\": \"3\"}\n");
            DocumentReader found(by_name);
            DocumentReader named(by_name, {.format = std::string(format.name)});
            const auto outcome = [](DocumentReader& reader) {
                std::string ids;
                try {
                    while (const auto document = reader.next())
                        ids += document->id + document->title;
                } catch (const InputError& error) {
                    ids += error.reason();
                }
                return ids;
            };
            CHECK(outcome(found) == outcome(named));
        }
    }
}

TEST_CASE("every format comes to the end of any bytes, with documents and input errors only") {
    const test::TemporaryDirectory folder;
    std::mt19937 random(20'240'517);
    // What formats give a meaning to, and a start that lets some of them go further.
    const std::vector<std::string> likely = {
        "{",  "}",  "[", "]",     "\"",       ",",     ":",    "\\",  "\n", "\n",
        "\n", "\r", " ", "\t",    "id",       "title", "u0d8", "0",   "=",  "#",
        "(",  ")",  "$", "@a{b,", "@string{", "\n@",   ";",    "\"\""};
    const std::vector<std::string> starts = {"", "id,title\n", "id\ttitle\n",
                                             "@a{b, title = ", "{\"id\":"};
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        std::size_t errors = 0;
        for (int file = 0; file < 600; ++file) {
            std::string bytes = starts[random() % starts.size()];
            for (std::size_t i = random() % 200; i > 0; --i) {
                bytes += file % 2 == 0 ? std::string(1, static_cast<char>(random() & 0xFFU))
                                       : likely[random() % likely.size()];
            }
            // A file of its own: to overwrite one again and again is slow on some file systems.
            const auto path = folder / (std::string(format.name) + std::to_string(file));
            test::write_file(path, bytes);
            DocumentReader reader(path, {.format = std::string(format.name)});
            std::size_t records = 0;
            bool more = true;
            while (more) {
                try {
                    more = reader.next().has_value();
                } catch (const InputError& error) {
                    CHECK(error.line() == reader.line());
                    ++errors;
                }
                REQUIRE(++records <= bytes.size() + 1);
            }
        }
        CHECK(errors > 100);
    }
}
