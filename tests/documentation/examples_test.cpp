// What the documentation shows is what happens.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "documentation/roff.hpp"
#include "support.hpp"

using namespace quire;
using test::CodeBlock;
using test::Outcome;

namespace {

constexpr std::string_view page_text =
    "first line that is passed over\nsecond line that is passed over\nA title\nAn abstract.\n";

/// A directory with the files that examples name.
struct Place {
    test::TemporaryDirectory folder;

    Place() {
        const std::string corpus = test::source_file("corpus/papers.jsonl");
        std::filesystem::create_directory(folder / "corpus");
        std::filesystem::copy(corpus, folder / "corpus/papers.jsonl");
        for (const char* file : {"topics.tsv", "qrels.txt"}) {
            const std::string name = std::string("corpus/") + file;
            std::filesystem::copy(test::source_file(name), folder / name);
        }
        test::write_file(folder / "page.txt", page_text);
        test::write_file(folder / "list.csv", "Nr,Titel\n1,Of diffusion\n");
        const Outcome made = test::run_shell(
            "gzip -c '" + corpus + "' >papers.jsonl.gz && cp papers.jsonl.gz more.jsonl.gz",
            folder.path());
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }

    Outcome run(const std::string& line) const { return test::run_shell(line, folder.path()); }
};

bool is_command(const std::string& line) {
    return line.starts_with("quire ") || line.starts_with("quire-index ") ||
           line.starts_with("quire-eval ");
}

/// Whether `text` is what `pattern` says, in which a line of "..." stands for any lines.
bool matches(const std::string& pattern, const std::string& text) {
    const std::vector<std::string> expected = test::lines(pattern);
    const std::vector<std::string> found = test::lines(text);
    std::size_t at = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i] == "...") {
            if (i + 1 == expected.size()) return true;
            while (at < found.size() && found[at] != expected[i + 1]) ++at;
        } else if (at == found.size() || found[at++] != expected[i]) {
            return false;
        }
    }
    return at == found.size();
}

}  // namespace

TEST_CASE("the C++ programs of the documentation run, and print what stands below them") {
    struct Case {
        std::string file;
        std::string name;
    };
    for (const Case& c :
         {Case{"README.md", "readme"}, Case{"tools/docs/mainpage.md", "mainpage"}}) {
        CAPTURE(c.file);
        const std::vector<CodeBlock> blocks =
            test::code_blocks(test::read_file(test::source_file(c.file)));
        int number = 0;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].language != "cpp") continue;
            const Place place;
            const std::string program = c.name + "-" + std::to_string(++number);
            CAPTURE(program);
            const Outcome outcome = place.run("'" + test::tool("../snippets/" + program) + "'");
            CHECK(outcome.status == 0);
            CHECK(outcome.errors.empty());
            const bool has_output = i + 1 < blocks.size() && blocks[i + 1].language.empty() &&
                                    blocks[i + 1].before == "\nIt prints\n\n";
            if (has_output) CHECK(outcome.output == blocks[i + 1].text);
        }
        CHECK(number > 0);
    }
}

TEST_CASE("the CMake lines of the README find the library in a clone beside them") {
    const test::TemporaryDirectory folder;
    std::filesystem::create_directory_symlink(test::source_file(""), folder / "quire");
    std::size_t count = 0;
    for (const CodeBlock& block :
         test::code_blocks(test::read_file(test::source_file("README.md")))) {
        // An installed library is what the tests of installing look for.
        if (block.language != "cmake" || block.text.find("add_subdirectory") == std::string::npos) {
            continue;
        }
        ++count;
        test::write_file(folder / "main.cpp", "int main() {}\n");
        test::write_file(folder / "CMakeLists.txt",
                         "cmake_minimum_required(VERSION 3.25)\nproject(example LANGUAGES CXX)\n"
                         "add_executable(my_program main.cpp)\n" +
                             block.text);
        const Outcome outcome = test::run_shell("cmake -S . -B build", folder.path());
        CHECK_MESSAGE(outcome.status == 0, outcome.errors);
    }
    CHECK(count > 0);
}

TEST_CASE("the shell lines of the README run as they stand") {
    const Place place;
    std::size_t count = 0;
    for (const CodeBlock& block :
         test::code_blocks(test::read_file(test::source_file("README.md")))) {
        for (const std::string& line : test::lines(block.text)) {
            if (!is_command(line)) continue;
            ++count;
            CAPTURE(line);
            const Outcome outcome = place.run(line);
            CAPTURE(outcome.errors);
            // 1 says that a query finds nothing among the few papers of the corpus.
            CHECK((outcome.status == 0 || (outcome.status == 1 && line.starts_with("quire "))));
        }
    }
    CHECK(count > 0);
}

TEST_CASE("the quick start ends with the papers that the README shows") {
    const Place place;
    REQUIRE(place.run("quire-index -q papers.index corpus/papers.jsonl").status == 0);
    std::size_t count = 0;
    for (const CodeBlock& block :
         test::code_blocks(test::read_file(test::source_file("README.md")))) {
        if (block.before.find("of which the best three are") == std::string::npos) continue;
        ++count;
        const Outcome outcome = place.run("quire papers.index 'disentangled diffusion'");
        CHECK(outcome.output.starts_with(block.text));
    }
    CHECK(count == 1);
}

TEST_CASE("the examples of the man pages run, and print what stands there") {
    struct Case {
        std::string tool;
        std::string page;
        std::string help;
    };
    for (const Case& c :
         {Case{"quire", "man", "--help"}, Case{"quire", "man-query", "--help-query"},
          Case{"quire-index", "man", "--help"}, Case{"quire-eval", "man", "--help"}}) {
        const Place place;
        REQUIRE(place.run("quire-index -q papers.index corpus/papers.jsonl").status == 0);
        const std::string page = test::run({.words = {c.tool, "--generate", c.page}}).output;
        const std::vector<test::RoffExample> examples = test::roff_examples(page);
        CHECK(examples.size() >= 5);
        for (const test::RoffExample& example : examples) {
            CAPTURE(example.command);
            const Outcome outcome = place.run(example.command);
            CAPTURE(outcome.output);
            CAPTURE(outcome.errors);
            CHECK(outcome.status == 0);
            if (!example.output.empty()) CHECK(matches(example.output, outcome.output));
        }
        // Help shows the same commands.
        const std::string help = test::run({.words = {c.tool, c.help}}).output;
        for (const test::RoffExample& example : examples) {
            std::string shown = "\n";
            for (const std::string& line : test::lines(example.command)) {
                shown += "  " + line + "\n";
            }
            CHECK_MESSAGE(help.find(shown) != std::string::npos, example.command);
        }
    }
}

TEST_CASE("a line of dots stands for any lines, and for nothing else") {
    CHECK(matches("a\n...\nd\n", "a\nb\nc\nd\n"));
    CHECK(matches("a\n...\n", "a\nb\n"));
    CHECK(matches("...\nb\n", "a\nb\n"));
    CHECK_FALSE(matches("a\n...\nd\n", "a\nb\nc\n"));
    CHECK_FALSE(matches("a\n", "a\nb\n"));
    CHECK_FALSE(matches("a\nb\n", "a\n"));
}
