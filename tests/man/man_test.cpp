// The man pages that the tools write.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "documentation/roff.hpp"
#include "quire/corpus.hpp"
#include "quire/evaluation.hpp"
#include "quire/index.hpp"
#include "quire/ranking.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;

namespace {

constexpr std::array<const char*, 3> tools = {"quire", "quire-index", "quire-eval"};

/// Every page, and how it is made.
const std::map<std::string, std::vector<std::string>> pages = {
    {"quire.1", {"quire", "--generate", "man"}},
    {"quire-query.7", {"quire", "--generate", "man-query"}},
    {"quire-index.1", {"quire-index", "--generate", "man"}},
    {"quire-eval.1", {"quire-eval", "--generate", "man"}},
};

std::string page(const std::string& tool) {
    const Outcome outcome = test::run({.words = {tool, "--generate", "man"}});
    REQUIRE(outcome.status == 0);
    return outcome.output;
}

/// The words that are tags of the page: what stands in the line after .TP.
std::set<std::string> tags(const std::string& page) {
    std::set<std::string> found;
    bool is_tag = false;
    for (const std::string& line : test::lines(page)) {
        if (is_tag) {
            std::string word;
            for (const char c : test::unescaped(line) + " ") {
                if (c != ' ' && c != ',') {
                    word += c;
                } else if (!word.empty()) {
                    found.insert(word);
                    word.clear();
                }
            }
        }
        is_tag = line.starts_with(".TP");
    }
    return found;
}

/// Columns of a line in UTF-8, without characters that are wider than one.
std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

TEST_CASE("man pages have the sections that readers look for, each once and in their order") {
    for (const std::string tool : tools) {
        std::vector<std::string> sections;
        for (const std::string& line : test::lines(page(tool))) {
            if (line.starts_with(".SH ")) sections.push_back(line.substr(4));
        }
        CAPTURE(tool);
        const std::vector<std::string> beginning(sections.begin(), sections.begin() + 3);
        const std::vector<std::string> end(sections.end() - 2, sections.end());
        CHECK(beginning == std::vector<std::string>{"\"NAME\"", "\"SYNOPSIS\"", "\"DESCRIPTION\""});
        CHECK(end == std::vector<std::string>{"\"EXAMPLES\"", "\"SEE ALSO\""});
        for (const char* title : {"\"OPTIONS\"", "\"FORMATS\"", "\"EXIT STATUS\""}) {
            CHECK(std::count(sections.begin(), sections.end(), title) == 1);
        }
    }
}

TEST_CASE("every option, format, model and language stands in the man pages") {
    for (const std::string tool : tools) {
        CAPTURE(tool);
        const std::set<std::string> found = tags(page(tool));
        // What completion offers comes from the arrays.
        const std::string all = test::run({.words = {tool, "--complete", "zsh", "--"}}).output;
        std::size_t options = 0;
        for (const std::string& line : test::lines(all)) {
            if (!line.starts_with("--")) continue;
            ++options;
            CHECK_MESSAGE(found.contains(line.substr(0, line.find('\t'))), line);
        }
        CHECK(options >= 10);
        for (const char* status : {"0", "1", "2", "3"}) CHECK(found.contains(status));
    }
    const std::set<std::string> search = tags(page("quire"));
    for (const ModelInfo& model : models()) {
        CHECK(search.contains(std::string(model.name)));
        for (const auto& parameter : model.parameters) {
            CHECK(search.contains(std::string(parameter.name)));
        }
    }
    const std::set<std::string> scoring = tags(page("quire-eval"));
    for (const ModelInfo& stage : stages()) {
        CHECK(scoring.contains(std::string(stage.name)));
        for (const auto& parameter : stage.parameters) {
            CHECK(scoring.contains(std::string(parameter.name)));
        }
    }
    for (const auto& metric : evaluation::metrics()) {
        CHECK_MESSAGE(scoring.contains(std::string(metric.name)), metric.name);
    }
    for (const auto& fusion : evaluation::fusions()) {
        CHECK(scoring.contains(std::string(fusion.name)));
    }
    const std::string indexing = page("quire-index");
    const std::set<std::string> index = tags(indexing);
    for (const FormatInfo& format : formats()) CHECK(index.contains(std::string(format.name)));
    for (const LanguageInfo& language : languages()) {
        CHECK_MESSAGE(indexing.find(language.name) != std::string::npos, language.name);
    }
}

TEST_CASE("man prints the pages without a warning, in 80 columns") {
    if (!test::has_program("man") || !test::has_program("groff")) return;
    const test::TemporaryDirectory folder;
    for (const auto& one : pages) {
        const auto& name = one.first;
        const auto& command = one.second;
        CAPTURE(name);
        test::write_file(folder / name, test::run({.words = command}).output);
        const Outcome outcome = test::run_shell(
            "MANWIDTH=80 MAN_KEEP_FORMATTING= man --warnings=w -P cat -l ./" + name, folder.path());
        CHECK(outcome.status == 0);
        CHECK(outcome.errors == "");
        CHECK(outcome.output.find("SEE ALSO") != std::string::npos);
        for (const std::string& line : test::lines(outcome.output)) {
            CHECK_MESSAGE(columns(line) <= 80, line);
        }
        // What is typed can be copied from the page.
        if (name.ends_with(".1")) {
            CHECK(outcome.output.find("--format FORMAT") != std::string::npos);
        }
    }
}

TEST_CASE("mandoc has nothing to say against the pages") {
    if (!test::has_program("mandoc")) return;
    const test::TemporaryDirectory folder;
    for (const auto& one : pages) {
        const auto& name = one.first;
        const auto& command = one.second;
        CAPTURE(name);
        test::write_file(folder / name, test::run({.words = command}).output);
        const Outcome lint = test::run_shell("mandoc -T lint ./" + name, folder.path());
        CHECK(lint.output == "");
        const Outcome printed =
            test::run_shell("mandoc -T utf8 -O width=78 ./" + name, folder.path());
        CHECK(printed.status == 0);
    }
}

TEST_CASE("only what there is can be generated") {
    const Outcome outcome = test::run({.words = {"quire", "--generate", "html"}});
    CHECK(outcome.status == 2);
    CHECK(outcome.errors ==
          "quire: --generate: expected one of man, man-query, bash, zsh, got \"html\"\n"
          "  `quire --help` explains the usage.\n");
}
