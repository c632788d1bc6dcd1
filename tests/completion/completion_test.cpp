// What the shells offer, asked as they ask.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;
using Lines = std::vector<std::string>;

namespace {

constexpr std::string_view papers =
    R"({"id": "1", "title": "One", "authors": ["Christopher D. Manning", "Ana Müller"], "venue": "ACL"})"
    "\n"
    R"({"id": "2", "title": "Two", "authors": ["Christopher D. Manning", "Chris O'Neil"], "venue": "ACL"})"
    "\n"
    R"({"id": "3", "title": "Three", "authors": ["Chris \"Tab\" Dyer"], "venue": "C$ & Co"})"
    "\n";

/// A directory with an index of the papers above, and the scripts for the shells.
struct Place {
    test::TemporaryDirectory folder;

    Place() {
        test::write_file(folder / "papers.jsonl", papers);
        const Outcome made = test::run_shell(
            "quire-index -q p.index papers.jsonl && quire --generate bash >quire.bash &&"
            "quire-index --generate bash >index.bash && quire-eval --generate bash >eval.bash &&"
            "mkdir zsh && quire --generate zsh >zsh/_quire &&"
            "quire-index --generate zsh >zsh/_quire-index &&"
            "quire-eval --generate zsh >zsh/_quire-eval",
            folder.path());
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }

    /// What bash's function answers at the end of `line`. Bash hands over the piece after the last
    /// character that it breaks words at.
    Lines bash(const std::string& line, const std::string& piece) const {
        const std::string tool = line.substr(0, line.find(' '));
        std::string function = "_" + tool;
        std::ranges::replace(function, '-', '_');
        test::write_file(folder / "line", line);
        test::write_file(folder / "piece", piece);
        test::write_file(folder / "ask.bash",
                         "source ./quire.bash; source ./index.bash; source ./eval.bash\n"
                         "compopt() { echo \"option $2\"; }\n"
                         "COMP_LINE=$(<line); COMP_POINT=${#COMP_LINE}; COMP_WORDS=(" +
                             tool + ")\n" + function + " " + tool +
                             " \"$(<piece)\"\n"
                             "for word in \"${COMPREPLY[@]}\"; do echo \"$word\"; done\n");
        const Outcome outcome = test::run_shell("bash ./ask.bash", folder.path());
        CHECK(outcome.errors == "");
        return test::lines(outcome.output);
    }
};

/// What a tool answers to zsh: a kind, and words with what they mean.
Lines answer(const std::string& tool, const Lines& words) {
    Lines command = {tool, "--complete", "zsh"};
    command.insert(command.end(), words.begin(), words.end());
    const Outcome outcome = test::run({.words = command});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors == "");
    return test::lines(outcome.output);
}

/// In one line, without what the words mean.
std::string plain(const Lines& lines) {
    std::string all;
    for (const std::string& line : lines) all += "[" + line.substr(0, line.find('\t')) + "]";
    return all;
}

}  // namespace

TEST_CASE("completion knows options, their values, and what stands where") {
    const Place place;
    const std::string index = place.folder / "p.index";
    struct Case {
        std::string tool;
        Lines words;
        Lines expected;
    };
    const std::vector<Case> cases = {
        {"quire", {}, {"words"}},
        {"quire", {""}, {"directories"}},
        {"quire", {"--fo"}, {"words", "--format", "--format-version"}},
        {"quire", {"--nothing"}, {"words"}},
        {"quire",
         {"--format", ""},
         {"words", "text", "json", "jsonl", "csv", "tsv", "bibtex", "ris", "trec", "ids"}},
        {"quire", {"--format", "j"}, {"words", "json", "jsonl"}},
        {"quire", {"--format=j"}, {"words", "--format=json", "--format=jsonl"}},
        {"quire", {"--limit", ""}, {"words"}},
        {"quire", {"--limit=1"}, {"words"}},
        {"quire", {"--strict="}, {"words"}},
        {"quire", {"-n", "5", "--col"}, {"words", "--collapse", "--color"}},
        {"quire", {"-n5", "--col"}, {"words", "--collapse", "--color"}},
        // Given once, and not again.
        {"quire", {"--color", "never", "--co"}, {"words", "--collapse", "--count"}},
        {"quire", {"--facet", "year", "--fac"}, {"words", "--facet"}},
        {"quire", {"-n", "5", "--li"}, {"words"}},
        {"quire-index", {"--delete", "1", "--del"}, {"words", "--delete"}},
        {"quire", {"--color=always", index, "ti"}, {"open", "title:"}},
        {"quire", {"--", index, "--ti"}, {"open", "--title:"}},
        // After the index there are no options.
        {"quire", {index, "--form"}, {"open"}},
        {"quire", {index, "-ve"}, {"open", "-venue:"}},
        {"quire", {index, "i"}, {"open", "id:"}},
        {"quire", {index, "id:"}, {"words"}},
        {"quire", {index, "year:"}, {"words"}},
        {"quire", {index, "nofield:"}, {"words"}},
        {"quire", {"missing.index", "ti"}, {"words"}},
        {"quire", {index, "author:CHRISTOPHER"}, {"words", "author:christopher"}},
        {"quire",
         {index, "author:\"christo"},
         {"words", "author:\"christopher\"", "author:\"christopher d. manning\""}},
        {"quire",
         {index, "venue:"},
         {"words", "venue:acl", "venue:c", "venue:co", "venue:\"c$ & co\""}},
        {"quire", {index, "authors:\"M\xC3\x9Cl"}, {"words", "authors:\"muller\""}},
        {"quire", {index, "low -author:mul"}, {"words", "low -author:muller"}},
        {"quire",
         {index, "\"a venue:b\" author:\"christopher d"},
         {"words", "\"a venue:b\" author:\"christopher d. manning\""}},
        // A value with quotes in it cannot be typed; its words can.
        {"quire", {index, "author:tab"}, {"words", "author:tab"}},
        {"quire", {index, "author:chris \\"}, {"open"}},
        {"quire-index", {"--info", ""}, {"directories"}},
        {"quire-index", {"p.index", ""}, {"files"}},
        {"quire-index", {"p.index", "--schema", ""}, {"files"}},
        {"quire-index", {"--schema=p"}, {"files"}},
        {"quire-index", {"--language", "gre"}, {"words", "greek"}},
        {"quire-index", {"--language", "germ"}, {"words", "german"}},
        {"quire-index", {"p.index", "a.jsonl", "--str"}, {"words", "--strip-prefix", "--strict"}},
        {"quire-index", {"--", "p.index", "--str"}, {"files"}},
        {"quire-eval", {""}, {"directories"}},
        {"quire-eval", {"--topics", ""}, {"files"}},
        {"quire-eval", {"--qrels=p"}, {"files"}},
        {"quire-eval", {"--model", "bm25"}, {"words", "bm25f", "bm25", "bm25+"}},
        {"quire-eval", {"--model", "pl2", "--mod"}, {"words", "--model"}},
        {"quire-eval", {"--format", "t"}, {"words", "text", "trec_eval"}},
        {"quire-eval", {"--topic-syntax", "p"}, {"words", "plain"}},
        {"quire-eval", {"--fuse", "rr"}, {"words", "rrf"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.tool);
        CAPTURE(plain(c.words));
        CHECK(plain(answer(c.tool, c.words)) == plain(c.expected));
    }
    CHECK(
        answer("quire", {"--format", "te"}) ==
        Lines{"words", "text\tfor people: title, authors, year, venue, id, address and a snippet"});
    CHECK(answer("quire", {index, "venue:a"}) == Lines{"words", "venue:acl\t2 papers"});
    CHECK(answer("quire", {"--vers"}) == Lines{"words", "--version\tPrint the version"});
}

TEST_CASE("completion has no message for anybody") {
    const Place place;
    const std::string index = place.folder / "p.index";
    test::write_file(place.folder / "p.index/CURRENT", "damage");
    struct Case {
        Lines words;
        std::string output;
    };
    const std::vector<Case> cases = {
        {{"--complete", "zsh", index, "author:c"}, ""},
        {{"--complete", "zsh", index, "\xFF:\xFF"}, ""},
        {{"--complete", "fish", ""}, ""},
        {{"--complete", "bash"}, "words\n"},
        {{"--complete", "bash", "quire --fo"}, "words\n"},
        {{"--complete", "zsh"}, "words\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(plain(c.words));
        Lines words = c.words;
        words.insert(words.begin(), "quire");
        const Outcome outcome = test::run({.words = words});
        CHECK(outcome.status == 0);
        CHECK(outcome.output == c.output);
        CHECK(outcome.errors == "");
    }
}

TEST_CASE("bash is answered in its own spelling, without what it keeps itself") {
    if (!test::has_program("bash")) return;
    const Place place;
    struct Case {
        std::string line;
        std::string piece;
        Lines expected;
    };
    const std::vector<Case> cases = {
        {"quire --fo", "--fo", {"--format", "--format-version"}},
        {"quire --format=j", "j", {"json", "jsonl"}},
        {"quire --format t", "t", {"text", "tsv", "trec"}},
        {"quire ", "", {"option dirnames"}},
        {"quire-index --schema=", "", {"option default"}},
        {"quire-index p.index ", "", {"option default"}},
        {"quire-eval --sc", "--sc", {}},
        {"quire-eval --fo", "--fo", {"--format", "--folds"}},
        {"quire-eval --qrels ", "", {"option default"}},
        {"quire p.index ti", "ti", {"option nospace", "title:"}},
        {"quire  p.index  author:mu", "mu", {"muller"}},
        {"quire p.index venue:", "", {"acl", "c", "co", "\\\"c\\$\\ \\&\\ co\\\""}},
        {"quire p.index author:christo", "christo", {"christopher"}},
        {"quire p.index author:\\\"christopher\\ d",
         "\\\"christopher\\ d",
         {"\\\"christopher\\ d.\\ manning\\\""}},
        {"quire p.index 'author:\"christopher d",
         "author:\"christopher d",
         {"author:\"christopher d. manning\""}},
        {"quire p.index 'x author:mu", "x author:mu", {"x author:muller"}},
        {"quire p.index \"author:\\\"christopher d",
         "author:\\\"christopher d",
         {"author:\\\"christopher d. manning\\\""}},
        // The shell will take these quotes away, and what stands there is two words.
        {"quire p.index author:\"christopher d", "christopher d", {"option nospace"}},
        {"quire p.index 'author:\"chris o", "author:\"chris o", {"author:\"chris o'\\''neil\""}},
        {"quire p.index author:\\\"chris\\ o", "\\\"chris\\ o", {"\\\"chris\\ o\\'neil\\\""}},
        {"quire p.index \"venue:c", "venue:c", {"venue:c", "venue:co"}},
        {"quire p.index \"venue:\\\"c",
         "venue:\\\"c",
         {"venue:\\\"c\\\"", "venue:\\\"c\\$ & co\\\"", "venue:\\\"co\\\""}},
        {"quire \"p.index\" venue:a", "a", {"acl"}},
        {"quire 'p.index' ven", "ven", {"option nospace", "venue:"}},
        {"quire missing.index ven", "ven", {}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        CHECK(plain(place.bash(c.line, c.piece)) == plain(c.expected));
    }
}

TEST_CASE("zsh completes the line that is typed") {
    if (!test::has_program("zsh") || !test::has_terminals()) return;
    const Place place;
    struct Case {
        std::string line;
        std::string expected;
    };
    const std::vector<Case> cases = {
        {"quire --lim", "quire --limit "},
        {"quire --format=b", "quire --format=bibtex "},
        {"quire p.in", "quire p.index/"},
        {"quire p.index ti", "quire p.index title:"},
        {"quire p.index author:MU", "quire p.index author:muller "},
        {"quire p.index -author:mu", "quire p.index -author:muller "},
        {"quire p.index author:\\\"christopher\\ d",
         "quire p.index author:\\\"christopher\\ d.\\ manning\\\" "},
        {"quire p.index 'author:\"christopher d",
         "quire p.index 'author:\"christopher d. manning\"' "},
        {"quire-index p.index pap", "quire-index p.index papers.jsonl "},
        {"quire-index --schema=pap", "quire-index --schema=papers.jsonl "},
        {"quire-eval --per", "quire-eval --per-topic "},
        {"quire-eval p.in", "quire-eval p.index/"},
        {"quire missing.index ti", "quire missing.index ti"},
    };
    std::string typed;
    std::string expected;
    for (const Case& c : cases) {
        typed += c.line + "\n";
        expected += c.expected + "\n";
    }
    test::write_file(place.folder / "lines", typed);
    const Outcome outcome = test::run_shell(
        "timeout 60 zsh -f '" + test::source_file("tests/completion/type.zsh").string() +
            "' zsh <lines",
        place.folder.path());
    CHECK(outcome.errors == "");
    CHECK(outcome.output == expected);
}

TEST_CASE("the scripts can be sourced as the man page says") {
    const Place place;
    struct Case {
        std::string shell;
        std::string line;
        std::string output;
    };
    const std::vector<Case> cases = {
        {"bash", "source <(quire-index --generate bash); complete -p quire-index",
         "complete -o nosort -F _quire_index quire-index\n"},
        {"zsh",
         "autoload -Uz compinit; compinit -u -D; source <(quire-index --generate zsh); "
         "echo $_comps[quire-index]",
         "_quire-index\n"},
    };
    for (const Case& c : cases) {
        if (!test::has_program(c.shell)) continue;
        test::write_file(place.folder / "line", c.line);
        const std::string bare = c.shell == "zsh" ? " -f" : "";
        const Outcome outcome = test::run_shell(c.shell + bare + " ./line", place.folder.path());
        CHECK(outcome.errors == "");
        CHECK(outcome.output == c.output);
    }
}
