// What holds for every format of input files.
#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
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

TEST_CASE("every format has a name, a line of description, and says what it reads and skips") {
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

namespace {

/// A file that only its own format can make the document "x" of.
struct Sample {
    std::string_view format;
    std::string_view bytes;
};

/// Of the formats that are known by their first bytes.
constexpr std::array<Sample, 7> samples{{
    {"jsonl", "\n{\"id\": \"x\"}\n"},
    {"bibtex", "@book{x, title = {T}}\n"},
    {"arxiv", "{\"id\": \"x\", \"authors_parsed\": [[\"Ek\", \"Ada\", \"\"]]}\n"},
    {"acl",
     "<?xml version='1.0'?>\n<collection id='2020.a'>\n<volume id='b'><paper id='x'/>\n"
     "</volume></collection>"},
    {"pubmed",
     "<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet><PubmedArticle><MedlineCitation>"
     "<PMID>x</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"},
    {"trec", "\n<doc>\n<docno>x</docno></doc>\n"},
    {"smart", ".I 1\n.T\nx\n"},
}};

const Sample* find_sample(std::string_view format) {
    const auto found = std::ranges::find(samples, format, &Sample::format);
    return found == samples.end() ? nullptr : &*found;
}

/// What a reader makes of a file.
std::string outcome(DocumentReader reader) {
    std::string text;
    try {
        while (const auto document = reader.next()) text += document->id + "|" + document->title;
    } catch (const InputError& error) {
        text += error.reason();
    }
    return text;
}

}  // namespace

TEST_CASE("every format is found by its extension, or by its first bytes if others have it too") {
    const test::TemporaryDirectory folder;
    for (const FormatInfo& format : formats()) {
        for (const std::string& extension : extensions(format)) {
            CAPTURE(format.name);
            CAPTURE(extension);
            const auto having_it = std::ranges::count_if(formats(), [&](const FormatInfo& other) {
                const auto others = extensions(other);
                return std::ranges::find(others, extension) != others.end();
            });
            // Where the name decides, the bytes may be those of another format.
            std::string_view bytes = "{\"id\": \"1\"}\n{\"id\": \"2\"}\n{\"id\": \"3\"}\n";
            if (having_it > 1) {
                const Sample* sample = find_sample(format.name);
                REQUIRE(sample != nullptr);
                bytes = sample->bytes;
            }
            const auto path = folder / ("a" + extension);
            test::write_file(path, bytes);
            CHECK(outcome(DocumentReader(path)) ==
                  outcome(DocumentReader(path, {.format = std::string(format.name)})));
        }
    }
}

TEST_CASE("formats that are known by their first bytes are found whatever the file is called") {
    const test::TemporaryDirectory folder;
    for (const Sample& sample : samples) {
        CAPTURE(sample.format);
        const auto path = folder / (std::string(sample.format) + ".1400");
        test::write_file(path, sample.bytes);
        const std::string named =
            outcome(DocumentReader(path, {.format = std::string(sample.format)}));
        CHECK(outcome(DocumentReader(path)) == named);
        CHECK(named.find('x') != std::string::npos);
    }
}

TEST_CASE("every format comes to the end of any bytes, with documents and input errors only") {
    const test::TemporaryDirectory folder;
    std::mt19937 random(20'240'517);
    // What formats give a meaning to, and a start that lets some of them go further.
    const std::vector<std::string> likely = {
        "{",    "}",     "[",      "]",    "\"",    ",",        ":",     "\\",   "\n",
        "\n",   "\n",    "\r",     " ",    "\t",    "id",       "title", "u0d8", "0",
        "=",    "#",     "(",      ")",    "$",     "<",        ">",     "/",    "</paper>",
        "<!--", "&amp;", "</DOC>", ".W\n", "@a{b,", "@string{", "\n@",   ";",    "\"\""};
    const std::vector<std::string> starts = {
        "",           ".I 1\n.T\n",  "<DOC><DOCNO>1</DOCNO>", "<paper><title>", "<PubmedArticle>",
        "id,title\n", "id\ttitle\n", "@a{b, title = ",        "{\"id\":"};
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
