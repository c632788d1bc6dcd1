// Files that somebody made to hurt: what is too much of anything is an error with a name, or passed
// over, in bounded memory.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/compression.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;

namespace {

constexpr std::size_t mib = std::size_t{1} << 20;

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (; times > 0; --times) all += text;
    return all;
}

/// The most memory that the process had at once since `forget_peak`, in MiB; 0 where nobody knows.
std::size_t peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) / 1024;
    }
    return 0;
}

void forget_peak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

struct Outcome {
    std::vector<std::string> ids;
    std::vector<std::string> reasons;
    std::size_t memory = 0;  ///< More than before, in MiB.
};

Outcome read(const std::filesystem::path& path, std::string_view format) {
    forget_peak();
    const std::size_t before = peak();
    Outcome outcome;
    DocumentReader reader(path, {.format = std::string(format)});
    for (bool more = true; more;) {
        try {
            const auto document = reader.next();
            more = document.has_value();
            if (more) outcome.ids.push_back(document->id);
        } catch (const InputError& error) {
            outcome.reasons.push_back(error.reason());
        }
    }
    outcome.memory = peak() - before;
    return outcome;
}

/// Whether a record, with what is made of it, was all that was in memory. Sanitizers need much more.
bool is_bounded([[maybe_unused]] const Outcome& outcome) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    return outcome.memory < 160;
#endif
}

/// A file of a format.
struct Sample {
    std::string_view format;
    std::string_view head;     ///< Of the file.
    std::string_view begin;    ///< Of a record, with an author.
    std::string_view author;   ///< Another one.
    std::string_view between;  ///< Authors and text.
    std::string_view line;     ///< A piece of the text.
    std::string_view end;      ///< Of the record.
    std::string_view tail;     ///< Of the file.
};

constexpr std::array<Sample, 10> samples{{
    {"jsonl", "", R"({"id": "x", "authors": ["a")", R"(, "a")", R"(], "abstract": ")", "text ",
     "\"}\n", ""},
    {"beir", "", R"({"_id": "x", "authors": ["a")", R"(, "a")", R"(], "text": ")", "text ", "\"}\n",
     ""},
    {"arxiv", "", R"({"id": "x", "authors_parsed": [["a", "b", ""])", R"(, ["a", "b", ""])",
     R"(], "abstract": ")", "text ", "\"}\n", ""},
    {"csv", "id,authors,abstract\n", "x,\"a", "; a", "\",\"", "text ", "\"\n", ""},
    {"tsv", "id\tauthors\tabstract\n", "x\t\"a", "; a", "\"\t\"", "text ", "\"\n", ""},
    {"bibtex", "", "@book{x, author = {A", " and A", "}, abstract = {", "text\n", "}}\n", ""},
    {"acl", "<collection id='2020.c'>\n<volume id='v'>\n",
     "<paper id='x'><author><last>A</last></author>", "<author><last>A</last></author>\n",
     "<abstract>", "text\n", "</abstract></paper>\n", "</volume></collection>\n"},
    {"pubmed", "<PubmedArticleSet>\n",
     "<PubmedArticle><MedlineCitation><PMID>x</PMID><Article><AuthorList>",
     "<Author><LastName>A</LastName></Author>\n", "</AuthorList><Abstract><AbstractText>", "text\n",
     "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n",
     "</PubmedArticleSet>\n"},
    {"trec", "", "<DOC>\n<DOCNO>x</DOCNO>\n<AUTHOR>A", "; A", "</AUTHOR>\n<TEXT>", "text\n",
     "</TEXT>\n</DOC>\n", ""},
    {"smart", "", ".I x\n.A\nA", "\nA", "\n.W\n", "text\n", "\n", ""},
}};

std::string record(const Sample& sample, std::size_t authors, std::size_t lines) {
    std::string text(sample.begin);
    text += repeated(sample.author, authors);
    text += sample.between;
    text += repeated(sample.line, lines);
    text += sample.end;
    return text;
}

}  // namespace

TEST_CASE("a document of 100 MB is refused in every format, and the one behind it is read") {
    const test::TemporaryDirectory folder;
    for (const Sample& sample : samples) {
        CAPTURE(sample.format);
        std::string bytes(sample.head);
        bytes += record(sample, 1, 100'000'000 / sample.line.size()) + record(sample, 1, 1);
        bytes += sample.tail;
        test::write_file(folder / "file", bytes);
        bytes = {};
        const Outcome outcome = read(folder / "file", sample.format);
        CHECK(std::ranges::any_of(outcome.reasons, [](const std::string& reason) {
            return reason.find("more than 16 MiB in ") != std::string::npos;
        }));
        CHECK(outcome.ids.size() == 1);
        CHECK_MESSAGE(is_bounded(outcome), outcome.memory);
    }
}

TEST_CASE(
    "a paper of a million authors is refused in every format, and the one behind it is read") {
    const test::TemporaryDirectory folder;
    for (const Sample& sample : samples) {
        CAPTURE(sample.format);
        // Those of long names come to more than a record may have.
        const std::size_t authors =
            std::min(std::size_t{1'000'000}, 15 * mib / sample.author.size());
        std::string bytes(sample.head);
        bytes += record(sample, authors, 1) + record(sample, 1, 1);
        bytes += sample.tail;
        test::write_file(folder / "file", bytes);
        bytes = {};
        const Outcome outcome = read(folder / "file", sample.format);
        CHECK(std::ranges::any_of(outcome.reasons, [](const std::string& reason) {
            return reason == "more than 50000 values in a record" ||
                   reason.starts_with("more than 1000000 tags and attributes in <");
        }));
        CHECK(outcome.ids.size() == 1);
        CHECK_MESSAGE(is_bounded(outcome), outcome.memory);
    }
}

TEST_CASE("a line of a gigabyte, of a few kilobytes compressed, costs itself alone") {
    const test::TemporaryDirectory folder;
    const std::string part = repeated("aaaaaaaaaaaaaaaa", 4 * mib);
    for (const test::Compression& compression : test::compressions) {
        // Only zstd is quick enough for all of it in a test.
        const std::size_t times = compression.name == "zstd" ? 16 : 1;
        const std::string piece = compression.compress(part);
        CHECK(piece.size() < mib);
        test::write_file(folder / "file", compression.compress("{\"id\": \"x\"}\n") +
                                              repeated(piece, times) +
                                              compression.compress("\n{\"id\": \"y\"}\n"));
        CAPTURE(compression.name);
        const Outcome outcome = read(folder / "file", "jsonl");
        CHECK(outcome.ids == std::vector<std::string>{"x", "y"});
        CHECK(outcome.reasons == std::vector<std::string>{"more than 16 MiB in a line"});
        CHECK_MESSAGE(is_bounded(outcome), outcome.memory);
    }
}

TEST_CASE("whatever the format, a file that is one line of 64 MiB comes to an end") {
    const test::TemporaryDirectory folder;
    test::write_file(folder / "file", repeated("aaaaaaaaaaaaaaaa", 4 * mib));
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        try {
            const Outcome outcome = read(folder / "file", format.name);
            CHECK(outcome.ids.empty());
            CHECK_MESSAGE(is_bounded(outcome), outcome.memory);
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::malformed_input);
        }
    }
}

TEST_CASE("a byte that is no UTF-8 costs its record, in every format") {
    const test::TemporaryDirectory folder;
    for (const Sample& sample : samples) {
        CAPTURE(sample.format);
        for (const int byte : {0x00, 0x1b, 0x80, 0xBF, 0xC0, 0xE2, 0xFF}) {
            const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
            std::string bytes(sample.head);
            bytes += std::string(sample.begin) + text + std::string(sample.between) + text +
                     std::string(sample.end) + record(sample, 1, 1) + std::string(sample.tail);
            test::write_file(folder / "file", bytes);
            const Outcome outcome = read(folder / "file", sample.format);
            // What is no UTF-8 costs its record; all else may be syntax.
            if (byte >= 0x80) CHECK(outcome.ids.size() == 1);
            CHECK(outcome.ids.size() + outcome.reasons.size() >= 1);
        }
    }
}
