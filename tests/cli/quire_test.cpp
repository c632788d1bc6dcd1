// The search tool, run as it is built.
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "support.hpp"

using namespace quire;
using test::Command;
using test::Outcome;
using test::Stream;

namespace {

constexpr std::string_view papers =
    R"({"id": "p1", "title": "Disentangled Diffusion", "abstract": "We train a diffusion model whose latent space is disentangled, so that one factor of variation can be edited while all the others stay as they are. Experiments on faces, chairs and street scenes show that edits keep identity, and that the model needs no labels at all.", "authors": ["Ada L.", "Grace H."], "year": 2023, "venue": "ICLR"})"
    "\n"
    R"({"id": "p2", "title": "A Survey of GAN Training", "abstract": "Adversarial training and diffusion are compared.", "authors": ["A. One", "B. Two", "C. Three", "D. Four", "E. Five"], "year": 2021})"
    "\n"
    R"({"id": "p3", "title": "Pre-training of Language Models", "abstract": "Pretraining on text.", "year": 2020})"
    "\n"
    R"({"id": "p4", "title": "Évaluation for 機械翻訳", "abstract": "Machine translation of 機械翻訳 is evaluated."})"
    "\n";

/// An index of the papers above, in a directory of its own.
struct Fixture {
    test::TemporaryDirectory folder;
    std::string index = folder / "papers.index";

    explicit Fixture(std::string_view input = papers) {
        const Outcome made = test::run({.words = {"quire-index", "--format", "jsonl", index, "-"},
                                        .input = std::string(input)});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }
};

/// `quire OPTIONS... INDEX QUERY...`
std::vector<std::string> search(const Fixture& fixture, std::vector<std::string> options,
                                const std::vector<std::string>& query) {
    options.insert(options.begin(), "quire");
    options.push_back(fixture.index);
    options.insert(options.end(), query.begin(), query.end());
    return options;
}

std::vector<nlohmann::json> json_lines(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

std::vector<std::string> ids(const Fixture& fixture, std::vector<std::string> options,
                             const std::vector<std::string>& query) {
    options.insert(options.begin(), {"--format", "jsonl"});
    std::vector<std::string> found;
    for (const auto& line : json_lines(test::run({search(fixture, options, query)}).output)) {
        found.push_back(line.at("id"));
    }
    return found;
}

}  // namespace

TEST_CASE("searches print what people read, plain where it is no terminal") {
    const Fixture fixture;
    test::Transcript transcript("quire", fixture.folder.path());
    const std::vector<std::vector<std::string>> commands = {
        search(fixture, {}, {"disentangled", "diffusion"}),
        search(fixture, {"-n", "1"}, {"diffusion"}),
        search(fixture, {"-n1", "--offset=1"}, {"diffusion"}),
        search(fixture, {"--offset", "7"}, {"diffusion"}),
        search(fixture, {"--offset", "7"}, {"nothingofthekind"}),
        search(fixture, {"-n", "0"}, {"diffusion"}),
        search(fixture, {"-n", "5"}, {"diffusion", "-gan"}),
        search(fixture, {}, {"diffusion -gan"}),
        search(fixture, {}, {"nothingofthekind"}),
        search(fixture, {}, {"year:2020"}),
        search(fixture, {"--color", "always"}, {"disentangled", "diffusion"}),
        search(fixture, {"--no-compounds"}, {"pretraining"}),
        search(fixture, {"--model", "bm25:k1=0.9,b=0.4"}, {"title:diffusion"}),
        search(fixture, {"--parse"}, {"diffusion", "-gan", "year:2020", "pre-training"}),
        search(fixture, {"--parse"}, {"+diffusion", "editing^2.5", "gan", "gan", "year:2020.."}),
        search(fixture, {"--parse", "--format=jsonl"}, {"-title:gan", "+diffusion^0.5"}),
        search(fixture, {}, {"\"diffusion model"}),
        search(fixture, {"--strict"}, {"\"diffusion model"}),
        search(fixture, {}, {"\xE6\xA9\x9F\xE6\xA2\xB0 \"translation"}),
        search(fixture, {}, {""}),
        search(fixture, {"--count"}, {"diffusion"}),
        search(fixture, {"--count"}, {"nothingofthekind"}),
        search(fixture, {}, {"-n", "1", "diffusion"}),
        search(fixture, {}, {"--format=jsonl", "translation"}),
    };
    for (const std::vector<std::string>& words : commands) transcript.run({.words = words});
    transcript.check();
}

TEST_CASE("wrong command lines of quire are explained") {
    const Fixture fixture;
    test::Transcript transcript("quire-usage", fixture.folder.path());
    const std::string missing = fixture.folder / "missing.index";
    const std::vector<std::vector<std::string>> commands = {
        {"quire"},
        {"quire", fixture.index},
        {"quire", "--nonsense", fixture.index, "diffusion"},
        {"quire", "--form", "text", fixture.index, "diffusion"},
        {"quire", "-x", fixture.index, "diffusion"},
        {"quire", "--limt", "3", fixture.index, "diffusion"},
        {"quire", "--json", fixture.index, "diffusion"},
        {"quire", "-n", fixture.index, "diffusion"},
        {"quire", "--sort", fixture.index},
        {"quire", "-n"},
        {"quire", "-n", "many", fixture.index, "diffusion"},
        {"quire", "-n", "-1", fixture.index, "diffusion"},
        {"quire", "-n", "1", "-n", "2", fixture.index, "diffusion"},
        {"quire", "--strict=yes", fixture.index, "diffusion"},
        {"quire", "--format", "xml", fixture.index, "diffusion"},
        {"quire", "--color", "blue", fixture.index, "diffusion"},
        {"quire", "--parse", "--count", fixture.index, "diffusion"},
        {"quire", "--engine", "nonsense", fixture.index, "diffusion"},
        {"quire", "--model", "nonsense", fixture.index, "diffusion"},
        {"quire", "--model", "bm25:k1=-1", fixture.index, "diffusion"},
        {"quire", missing, "diffusion"},
        {"quire", "--version"},
    };
    for (const std::vector<std::string>& words : commands) transcript.run({.words = words});
    transcript.check();
}

TEST_CASE("quire --help is the page that it was") {
    test::Transcript transcript("quire-help", "/nowhere");
    const Outcome outcome = transcript.run({.words = {"quire", "--help"}});
    transcript.check();
    std::istringstream lines(outcome.output);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK(line.size() <= 80);
    }
    CHECK(test::run({.words = {"quire", "-h"}}).output == outcome.output);
}

TEST_CASE("everything after the index is the query, options included") {
    const Fixture fixture;
    using Ids = std::vector<std::string>;
    CHECK(ids(fixture, {"-n", "5"}, {"diffusion", "-gan"}) == Ids{"p1"});
    CHECK(ids(fixture, {}, {"-gan", "diffusion"}) == Ids{"p1"});
    CHECK(ids(fixture, {"--"}, {"diffusion", "-gan"}) == Ids{"p1"});
    // No options: words that nobody wrote, and a word to leave out.
    CHECK(ids(fixture, {}, {"--limit", "1", "translation"}) == Ids{"p4"});
    CHECK(ids(fixture, {}, {"diffusion", "-n"}).size() == 2);
}

TEST_CASE("only what is an option is taken for one that stands in the wrong place") {
    const Fixture fixture;
    for (const std::string word : {"-n", "-n5", "-h", "--limit", "--limit=5", "--strict"}) {
        CAPTURE(word);
        CHECK(test::run({search(fixture, {}, {word, "diffusion"})})
                  .errors.starts_with("quire: \"" + word +
                                      "\" stands after INDEX and is read as "
                                      "part of the query; options stand before INDEX\n"));
    }
    for (const std::string word : {"-gan", "-nothing", "--limits", "-5", "-", "format", "-h5"}) {
        CAPTURE(word);
        CHECK(test::run({search(fixture, {}, {word, "diffusion"})}).errors.find("stands after") ==
              std::string::npos);
    }
    CHECK(test::run({search(fixture, {}, {"diffusion", "-n", "1"})})
              .errors.starts_with("quire: \"-n\" stands after INDEX and is read as part of the "
                                  "query; options stand before INDEX\n"));
    CHECK(test::run({search(fixture, {}, {"diffusion", "--format", "json", "--none"})})
              .errors.starts_with("quire: \"--format\" stands after INDEX and is read as part of "
                                  "the query; options stand before INDEX\n2 papers"));
}

TEST_CASE("--count is exact, however many papers match") {
    std::string lines;
    for (int i = 0; i < 3'000; ++i) {
        lines += "{\"id\": \"" + std::to_string(i) + "\", \"title\": \"diffusion " +
                 (i % 3 == 0 ? "models" : "theory of many words") + "\"}\n";
    }
    const Fixture fixture(lines);
    struct Case {
        std::string query;
        std::string count;
    };
    const std::vector<Case> cases = {
        {"diffusion models", "3000\n"}, {"models", "1000\n"}, {"diffusion -models", "2000\n"}};
    for (const Case& c : cases) {
        CAPTURE(c.query);
        const Outcome outcome = test::run({search(fixture, {"--count", "-n", "1"}, {c.query})});
        CHECK(outcome.output == c.count);
        CHECK(outcome.errors.empty());
        CHECK(outcome.status == 0);
    }
    CHECK(test::run({search(fixture, {"--offset", "5000"}, {"diffusion models"})}).errors ==
          "no papers from 5,001 on; 3,000 match\n");
}

TEST_CASE("a long query is shown around the place that a remark is about") {
    if (!test::has_terminals()) return;
    const Fixture fixture;
    const std::string words = "0123456789 ";
    std::string before;
    for (int i = 0; i < 20; ++i) before += words;
    const std::string wide = "\xE6\xA9\x9F\xE6\xA2\xB0 ";  // Two columns each.
    std::string wides;
    for (int i = 0; i < 60; ++i) wides += wide;
    struct Case {
        std::string query;
        Stream errors;
        bool cut_before;
        bool cut_after;
    };
    const std::vector<Case> cases = {
        {"- " + before, Stream::pipe, false, true},
        {before + "- " + before, Stream::pipe, true, true},
        {before + "- " + before, Stream::terminal, true, true},
        {before + "-", Stream::pipe, true, false},
        {wides + "- " + wides, Stream::pipe, true, true},
        {"x" + wides + "- " + wides, Stream::terminal, true, true},
        {words + "- " + words, Stream::pipe, false, false},
    };
    const auto columns = [](const std::string& text) {
        std::size_t sum = 0;
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            sum += byte < 0x80 || byte == 0xE2 ? 1 : byte >= 0xC0 ? 2 : 0;
        }
        return sum;
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        const Outcome outcome =
            test::run({.words = search(fixture, {}, {c.query}), .errors = c.errors});
        CAPTURE(outcome.errors);
        std::istringstream in(outcome.errors);
        std::string remark;
        std::string line;
        std::string caret;
        REQUIRE((std::getline(in, remark) && std::getline(in, line) && std::getline(in, caret)));
        CHECK(remark.starts_with("quire: a remark on the query"));
        caret.erase(caret.find('^') + 1);  // The remark itself, where there is room for it.
        if (line.ends_with('\r')) line.pop_back();  // A terminal's lines.
        CHECK(columns(line) <= (c.errors == Stream::terminal ? 60 : 80));
        CHECK(line.starts_with("  …") == c.cut_before);
        CHECK(line.ends_with("…") == c.cut_after);
        // What stands above the caret is the hyphen.
        REQUIRE(caret.ends_with('^'));
        const std::size_t hyphen = line.find('-');
        REQUIRE(hyphen != std::string::npos);
        CHECK(columns(line.substr(0, hyphen)) == caret.size() - 1);
    }
}

TEST_CASE("--strict refuses what was not understood, and nothing else") {
    const Fixture fixture;
    struct Case {
        std::string query;
        int status;
        std::string remark;
    };
    for (const Case& c :
         std::vector<Case>{{"diffusion", 0, ""},
                           {"diffusion nothinglikethis*", 0, "no word of the index is like this"},
                           {"nothinglikethis*", 1, "no word of the index is like this"},
                           {"diffusion !gan", 0, "this sign means nothing here"},
                           {"diffusion && gan", 2, "this is no operator here; passed over"},
                           {"diffusion titel:gan", 2, "no field is called"},
                           {"diffusion year:recent", 2, "is no whole number"},
                           {"\"diffusion", 2, "unclosed quote"}}) {
        CAPTURE(c.query);
        const Outcome outcome = test::run({search(fixture, {"--strict"}, {c.query})});
        CHECK(outcome.status == c.status);
        CHECK((outcome.output.empty() || c.status == 0));
        CHECK(outcome.errors.find(c.remark) != std::string::npos);
    }
}

TEST_CASE("of many remarks the first ten are printed") {
    const Fixture fixture;
    const auto remarks = [&](std::size_t count) {
        std::string query;
        for (std::size_t i = 0; i < count; ++i) query += "- ";
        return test::run({search(fixture, {"--count"}, {query})}).errors;
    };
    CHECK(remarks(10).find("...") == std::string::npos);
    CHECK(remarks(11).ends_with("\n  ... and 1 more remark\n"));
    const std::string many = remarks(50'000);
    CHECK(many.ends_with("\n  ... and 49,990 more remarks\n"));
    CHECK(many.size() < 4'000);
}

TEST_CASE("remarks stand together below a query, in its order, each under its part") {
    const Fixture fixture;
    struct Case {
        std::string query;
        std::string expected;
    };
    const std::vector<Case> cases = {
        {"bert - titel:x \"open",
         "quire: 3 remarks on the query\n"
         "  bert - titel:x \"open\n"
         "       ^ there is nothing after the sign\n"
         "         ^~~~~~~\n"
         "    no field is called \"titel\"; searched for as words; did you mean title:?\n"
         "                 ^ unclosed quote; write \"open\"\n"},
        // Characters that take two columns are underlined by two.
        {"\xE6\xA9\x9F\xE6\xA2\xB0 titel:\xE6\xA9\x9F",
         "quire: a remark on the query\n"
         "  \xE6\xA9\x9F\xE6\xA2\xB0 titel:\xE6\xA9\x9F\n"
         "       ^~~~~~~~\n"
         "    no field is called \"titel\"; searched for as words; did you mean title:?\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        const std::string errors = test::run({search(fixture, {}, {c.query})}).errors;
        CHECK(errors.substr(0, c.expected.size()) == c.expected);
    }
}

TEST_CASE("jsonl has the keys that are written down, and offsets that are right") {
    const Fixture fixture;
    const Outcome outcome = test::run({search(fixture, {"--format", "jsonl"}, {"diffusion"})});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    const std::vector<nlohmann::json> lines = json_lines(outcome.output);
    REQUIRE(lines.size() == 2);
    std::size_t rank = 0;
    for (const nlohmann::json& line : lines) {
        CHECK(line.at("version") == 1);
        CHECK(line.at("rank") == ++rank);
        CHECK(line.at("score").get<double>() > 0);
        CHECK(line.at("document").at("id") == line.at("id"));
        std::size_t marked = 0;
        for (const auto& [field, spans] : line.at("highlights").items()) {
            const std::string text = line.at("document").at(field);
            for (const nlohmann::json& span : spans) {
                const std::string word = text.substr(span.at(0), span.at(1));
                CHECK((word == "diffusion" || word == "Diffusion"));
                ++marked;
            }
        }
        CHECK(marked > 0);
        const nlohmann::json& snippet = line.at("snippet");
        const std::string abstract = line.at("document").at(snippet.at("field"));
        const std::string text = snippet.at("text");
        CHECK(abstract.substr(snippet.at("offset"), text.size()) == text);
        for (const nlohmann::json& span : snippet.at("spans")) {
            CHECK(text.substr(span.at(0), span.at(1)) == "diffusion");
        }
    }
    CHECK(lines[0].at("score") >= lines[1].at("score"));
    CHECK(lines[0].at("document").at("authors") == nlohmann::json{"Ada L.", "Grace H."});
    CHECK(lines[0].at("document").at("year") == 2023);
    CHECK_FALSE(lines[1].at("document").contains("venue"));

    const Outcome second =
        test::run({search(fixture, {"--format", "jsonl", "--offset", "1"}, {"diffusion"})});
    CHECK(json_lines(second.output).at(0) == lines[1]);
}

TEST_CASE("a closed pipe is no error, and a full device is one") {
    const Fixture fixture;
    const std::vector<std::string> words = search(fixture, {}, {"diffusion"});
    Outcome outcome = test::run({.words = words, .output = Stream::closed_pipe});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());

    outcome = test::run({.words = words, .output = Stream::full_device});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == "quire: cannot write to standard output: No space left on device\n");
    outcome = test::run({.words = {"quire", "--help"}, .output = Stream::full_device});
    CHECK(outcome.status == 3);

    outcome = test::run({.words = words, .output = Stream::closed});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == "quire: cannot write to standard output: Bad file descriptor\n");

    // What goes to standard error changes nothing.
    for (const Stream errors : {Stream::closed, Stream::closed_pipe, Stream::full_device}) {
        outcome = test::run({.words = words, .errors = errors});
        CHECK(outcome.status == 0);
        CHECK(outcome.output == test::run({words}).output);
    }
}

TEST_CASE("colors are for terminals whose owner wants them") {
    if (!test::has_terminals()) return;
    const Fixture fixture;
    struct Case {
        std::vector<std::string> options;
        std::map<std::string, std::string> environment;
        Stream output;
        bool colors;
    };
    const std::vector<Case> cases = {
        {{}, {}, Stream::terminal, true},
        {{}, {}, Stream::pipe, false},
        {{}, {{"NO_COLOR", "1"}}, Stream::terminal, false},
        {{}, {{"NO_COLOR", ""}}, Stream::terminal, true},
        {{}, {{"TERM", "dumb"}}, Stream::terminal, false},
        {{"--color=never"}, {}, Stream::terminal, false},
        {{"--color=always"}, {{"NO_COLOR", "1"}}, Stream::pipe, true},
        {{"--color=auto"}, {}, Stream::terminal, true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.options);
        const Outcome outcome = test::run({.words = search(fixture, c.options, {"diffusion"}),
                                           .environment = c.environment,
                                           .output = c.output});
        CHECK(outcome.status == 0);
        CHECK((outcome.output.find('\x1b') != std::string::npos) == c.colors);
        CHECK(outcome.output.find("iffusion") != std::string::npos);
    }
}

TEST_CASE("lines are as wide as the terminal") {
    if (!test::has_terminals()) return;
    const Fixture fixture;
    const Outcome outcome =
        test::run({.words = search(fixture, {"--color=never"}, {"disentangled", "factor"}),
                   .output = Stream::terminal});
    std::istringstream lines(outcome.output);
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);) widest = std::max(widest, line.size());
    CHECK(widest <= 64);  // 60 columns, and a few characters of more than one byte.
    CHECK(widest >= 50);
}

TEST_CASE("nothing in a document reaches the terminal as a command") {
    const Fixture fixture(
        R"({"id": "x", "authors": ["Ada\u001b[2J\u0007"], "title": "Diffusion \u001b]0;owned\u0007 \u009b31m \u202Eback)"
        R"( \u2066x\nline", "abstract": "diffusion \u007f\b\r\ttext \u0085 end"})"
        "\n");
    for (const std::string format : {"text", "jsonl"}) {
        CAPTURE(format);
        const Outcome outcome =
            test::run({search(fixture, {"--format", format}, {"diffusion \x1b[1m"})});
        CHECK(outcome.status == 0);
        for (const std::string& text : {outcome.output, outcome.errors}) {
            CAPTURE(text);
            for (const std::string bad : {"\x1b", "\x07", "\x7f", "\b", "\r", "\t"}) {
                CHECK(text.find(bad) == std::string::npos);
            }
        }
        if (format != "text") continue;
        for (const std::string bad : {"\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xC2\x85"}) {
            CHECK(outcome.output.find(bad) == std::string::npos);
        }
    }
}

TEST_CASE("a schema without titles is headed by its first text field") {
    const test::TemporaryDirectory folder;
    const std::string schema = folder / "schema.txt";
    const std::string index = folder / "notes.index";
    test::write_file(schema, "tags keyword many\nname text\nbody text\nscore real\n");
    REQUIRE(test::run({.words = {"quire-index", "--schema", schema, index, "-"},
                       .input = R"({"id": "n1", "name": "First note", "body": "About diffusion.", )"
                                R"("score": 0.1, "tags": ["b", "a"]})"})
                .status == 0);
    const Outcome text = test::run({.words = {"quire", index, "diffusion"}});
    CHECK(text.output.starts_with("1  First note\n   n1\n   About diffusion.\n"));
    const Outcome json = test::run({.words = {"quire", "--format", "jsonl", index, "diffusion"}});
    const nlohmann::json document = json_lines(json.output).at(0).at("document");
    CHECK(document.at("score") == 0.1);
    CHECK(document.at("tags") == nlohmann::json{"b", "a"});
}

TEST_CASE("the corpus answers the query of the README") {
    const test::TemporaryDirectory folder;
    const std::string index = folder / "papers.index";
    const std::string corpus = test::source_file("corpus/papers.jsonl");
    const Outcome made = test::run({.words = {"quire-index", index, corpus}});
    CHECK(made.status == 0);
    CHECK(made.output.starts_with("read 198 papers, "));
    const Outcome found =
        test::run({.words = {"quire", "--format", "jsonl", index, "disentangled", "diffusion"}});
    const std::vector<nlohmann::json> hits = json_lines(found.output);
    REQUIRE(hits.size() == 10);
    std::string title = hits.front().at("document").at("title");
    CAPTURE(title);
    CHECK(hits.front().at("highlights").contains("title"));
}
