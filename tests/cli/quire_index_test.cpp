// The indexing tool, run as it is built.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "support.hpp"

using namespace quire;
using test::Command;
using test::Outcome;
using test::Stream;

namespace {

const std::string one = "{\"id\": \"a\", \"title\": \"Alpha\"}\n";
const std::string two = one + "{\"id\": \"b\", \"title\": \"Beta\"}\n";

/// Runs quire-index.
Outcome index(std::vector<std::string> words, std::string input = {}) {
    words.insert(words.begin(), "quire-index");
    return test::run({.words = std::move(words), .input = std::move(input)});
}

/// Documents in an index; -1 if there is none.
int documents(const std::string& path) {
    const Outcome outcome = index({"--info", "--json", path});
    if (outcome.status != 0) return -1;
    return nlohmann::json::parse(outcome.output).at("documents");
}

}  // namespace

TEST_CASE("an index is made, added to and deleted from") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Outcome outcome = index({path, "-"}, two);
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    CHECK(outcome.output.starts_with("read 2 papers, 0.0 MB in "));
    CHECK(outcome.output.ends_with("\nthe index holds 2 papers (generation 1, revision 2)\n"));

    outcome =
        index({path, "-", "--json"}, "{\"id\": \"c\"}\n{\"id\": \"a\", \"title\": \"New\"}\n");
    CHECK(outcome.status == 0);
    nlohmann::json summary = nlohmann::json::parse(outcome.output);
    CHECK(summary.at("version") == 1);
    CHECK(summary.at("read") == 2);
    CHECK(summary.at("skipped") == 0);
    CHECK(summary.at("deleted") == 0);
    CHECK(summary.at("documents") == 3);
    CHECK(summary.at("bytes").is_number_unsigned());
    CHECK(summary.at("seconds").get<double>() > 0);
    CHECK(summary.at("generation") == 1);
    CHECK(summary.at("revision").get<int>() > 1);

    outcome = index({"--delete", "a", path, "--delete=zz", "--delete", "b", "--json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors == "quire-index: there is no document with the id \"zz\"\n");
    summary = nlohmann::json::parse(outcome.output);
    CHECK(summary.at("read") == 0);
    CHECK(summary.at("deleted") == 2);
    CHECK(summary.at("documents") == 1);

    outcome = index({"-q", path, "-"}, two);
    CHECK(outcome.status == 0);
    CHECK(outcome.output.empty());
    CHECK(documents(path) == 3);

    // Deletions come first, whatever the order of the words.
    outcome = index({path, "-", "--delete", "a", "-q"}, one);
    CHECK(outcome.status == 0);
    CHECK(documents(path) == 3);
}

TEST_CASE("a rebuild starts from nothing") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    CHECK(index({path, "-", "--rebuild"}, two).status == 0);  // Also where there is none.
    const Outcome outcome = index({"--rebuild", "--json", path, "-"}, one);
    CHECK(outcome.status == 0);
    const nlohmann::json summary = nlohmann::json::parse(outcome.output);
    CHECK(summary.at("documents") == 1);
    CHECK(summary.at("generation") == 2);
    CHECK(documents(path) == 1);
}

TEST_CASE("records that cannot be read are reported, counted and passed over") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string file = folder / "papers.jsonl";
    test::write_file(file, one + "nonsense\n{\"id\": \"b\", \"year\": \"abc\"}\n\n" +
                               "{\"id\": \"c\\u0001\"}\n{\"id\": \"d\", \"title\": \"D\"}\n");
    Outcome outcome = index({path, file});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors.starts_with(
        file + ":2: not JSON at column 2, near no\n" + file +
        ":3: document \"b\": field \"year\": expected an integer, got \"abc\"\n" + file + ":5: "));
    CHECK(outcome.output.starts_with("read 2 papers, skipped 3 records, "));
    CHECK(documents(path) == 2);

    std::string many = one;
    for (int i = 0; i < 1'030; ++i) many += "no\n";
    test::write_file(file, many);
    outcome = index({"--json", path, file});
    CHECK(outcome.status == 1);
    CHECK(nlohmann::json::parse(outcome.output).at("skipped") == 1'030);
    CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == 21);
    CHECK(outcome.errors.ends_with(file +
                                   ":21: not JSON at column 2, near no\n... and 1,010 more\n"));

    outcome = index({"--format", "jsonl", path, "-"}, "no\n" + one);
    CHECK(outcome.errors == "standard input:1: not JSON at column 2, near no\n");
    CHECK(outcome.status == 1);
}

TEST_CASE("--strict stops at the first of them and leaves the index as it was") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Outcome outcome = index({"--strict", path, "-"}, two + "no\n");
    CHECK(outcome.status == 3);
    CHECK(outcome.output.empty());
    CHECK(outcome.errors ==
          "quire-index: standard input:3: not JSON at column 2, near no; nothing changed\n");
    CHECK(documents(path) == -1);

    REQUIRE(index({path, "-"}, one).status == 0);
    CHECK(index({"--strict", path, "-"}, two + "no\n").status == 3);
    CHECK(index({"--strict", path, "-"}, two + "{\"id\": \"\\n\"}\n").status == 3);
    CHECK(documents(path) == 1);
    CHECK(index({"--strict", path, "-"}, two).status == 0);
    CHECK(documents(path) == 2);
}

TEST_CASE("an input from which nothing can be read makes no index and empties none") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Outcome outcome = index({"--format", "jsonl", path, "-"}, "no\nno\n");
    CHECK(outcome.status == 3);
    CHECK(outcome.errors.ends_with(
        "quire-index: no record could be read, nothing changed\n  Is --format right?\n"));
    CHECK(documents(path) == -1);
    REQUIRE(index({path, "-"}, two).status == 0);
    CHECK(index({"--rebuild", "--format", "jsonl", path, "-"}, "no\n").status == 3);
    CHECK(documents(path) == 2);
    CHECK(index({"--rebuild", path, "-"}, "").status == 3);
    CHECK(documents(path) == 2);
}

TEST_CASE("a missing input is an error before anything is done") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string file = folder / "papers.jsonl";
    const std::string missing = folder / "missing.jsonl";
    test::write_file(file, two);
    const Outcome outcome = index({path, file, missing});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors ==
          "quire-index: cannot read " + missing + ": No such file or directory\n");
    CHECK(documents(path) == -1);
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("lines are skipped and a prefix is taken off") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const Outcome outcome =
        index({"--format", "pairs", "--skip-lines", "2", "--strip-prefix", "Subscribe", path, "-"},
              "menu\nmore\nSubscribeFirst paper\nIts abstract.\nSecond paper\nAbstract of it.\n");
    CHECK(outcome.status == 0);
    const Outcome found = test::run({.words = {"quire", "--format=jsonl", path, "title:first"}});
    const nlohmann::json hit = nlohmann::json::parse(found.output);
    CHECK(hit.at("id") == "3");
    CHECK(hit.at("document").at("title") == "First paper");
}

TEST_CASE("schema and language are fixed when an index is made") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string own = folder / "own.schema";
    const std::string other = folder / "other.schema";
    test::write_file(own, "name text\nbody text\n");
    test::write_file(other, "name text\nbody text weight=3\n");
    REQUIRE(index({"--schema", own, "--language", "german", path, "-"}, "{\"id\": \"a\"}").status ==
            0);

    CHECK(index({"--schema", own, path, "-"}, "{\"id\": \"b\"}").status == 0);
    for (const char* name : {"german", "German", "de", "de-AT"}) {
        CHECK(index({"--language", name, path, "-"}, "{\"id\": \"c\"}").status == 0);
    }
    const std::string advice = "  Leave the option out, or make the index again with --rebuild.\n";
    Outcome outcome = index({"--schema", other, path, "-"}, "{\"id\": \"d\"}");
    CHECK(outcome.status == 2);
    CHECK(outcome.errors == "quire-index: the index " + path + " has another schema\n" + advice);
    outcome = index({"--language", "english", path, "-"}, "{\"id\": \"d\"}");
    CHECK(outcome.status == 2);
    CHECK(outcome.errors ==
          "quire-index: the index " + path + " has another language, german\n" + advice);
    CHECK(documents(path) == 3);
    CHECK(index({"--schema", other, "--rebuild", path, "-"}, "{\"id\": \"d\"}").status == 0);
    CHECK(documents(path) == 1);

    test::write_file(own, "name text\nbody nonsense\n");
    outcome = index({"--schema", own, "--rebuild", path, "-"}, "{\"id\": \"a\"}");
    CHECK(outcome.status == 3);
    CHECK(outcome.errors.starts_with("quire-index: " + own + ":2: "));
    CHECK(documents(path) == 1);
}

TEST_CASE("a rebuild keeps the schema and the language that it is not given") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string own = folder / "own.schema";
    test::write_file(own, "name text\nbody text\n");
    const auto is = [&](const std::string& first_field, const std::string& language) {
        const nlohmann::json info = nlohmann::json::parse(index({"--info", "--json", path}).output);
        CHECK(info.at("schema").at(0).at("name") == first_field);
        CHECK(info.at("fingerprint").at("language") == language);
    };
    const std::string paper = "{\"id\": \"a\"}";
    // The case of the language does not matter.
    REQUIRE(index({"--schema", own, "--language", "French", path, "-"}, paper).status == 0);
    CHECK(index({"--language", "FRENCH", path, "-"}, paper).status == 0);
    const Outcome outcome = index({"--rebuild", path, "-"}, paper);
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    is("name", "french");
    CHECK(index({"--rebuild", "--language", "german", path, "-"}, paper).status == 0);
    is("name", "german");
    test::write_file(own, "heading text\nbody text\n");
    CHECK(index({"--rebuild", "--schema", own, path, "-"}, paper).status == 0);
    is("heading", "german");
}

TEST_CASE("a rebuild of an index that cannot be read uses the defaults and says so") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    REQUIRE(index({"--language", "french", path, "-"}, one).status == 0);
    for (const auto& file : std::filesystem::recursive_directory_iterator(path)) {
        if (file.path().string().ends_with("glass")) test::write_file(file.path(), "nonsense");
    }
    const Outcome outcome = index({"--rebuild", path, "-"}, one);
    CHECK(outcome.status == 0);
    CHECK(
        outcome.errors.starts_with("quire-index: the default schema and language will be used, "
                                   "as those of the index cannot be read: "));
    CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == 1);
    CHECK(documents(path) == 1);
}

TEST_CASE("keys that are no field are counted over all inputs") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string file = folder / "papers.jsonl";
    test::write_file(file, R"({"id": "a", "Title": "T", "summary": "S"})");
    const std::string more = R"({"id": "b", "summary": "S"})";
    Outcome outcome = index({path, file, "-"}, more);
    CHECK(outcome.status == 0);
    CHECK(outcome.output.ends_with(
        ")\npassed over keys that are no field: summary (2), Title (1)\n"));
    outcome = index({"--json", path, file, "-"}, more);
    CHECK(nlohmann::json::parse(outcome.output).at("unknown_keys") ==
          nlohmann::json{{"Title", 1}, {"summary", 2}});
    CHECK(index({"--quiet", path, file}).output.empty());
    outcome = index({"--json", path, "-"}, one);
    CHECK(nlohmann::json::parse(outcome.output).at("unknown_keys") == nlohmann::json::object());

    std::string many = "{\"id\": \"a\"";
    for (int i = 10; i < 22; ++i) many += ", \"" + std::to_string(i) + "\": 1";
    outcome = index({path, "-"}, many + "}");
    CHECK(outcome.output.ends_with(", 18 (1), 19 (1) and 2 more\n"));
}

TEST_CASE("languages that are not known are counted") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string papers =
        "{\"id\": \"a\", \"language\": \"american\"}\n{\"id\": \"b\", \"language\": \"Enlgish\"}\n"
        "{\"id\": \"c\", \"language\": \"de-AT\"}\n{\"id\": \"d\", \"language\": \"Enlgish\"}\n";
    Outcome outcome = index({path, "-"}, papers);
    CHECK(outcome.status == 0);
    CHECK(outcome.output.ends_with(
        ")\nwords left as they are, in languages that are not known: Enlgish (2)\n"));
    outcome = index({"--json", path, "-"}, papers);
    CHECK(nlohmann::json::parse(outcome.output).at("unknown_languages") ==
          nlohmann::json{{"Enlgish", 2}});
}

TEST_CASE("--map fills fields of the index from other keys") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string own = folder / "own.schema";
    const std::string file = folder / "list.csv";
    test::write_file(own, "name text\nbody text\n");
    test::write_file(file, "Nr,Name,Text\n1,N,\"B\nC\"\n2,M\n,x,y\n,z,y\n3,O,D\n");
    const std::vector<std::string> mapped = {"--map", "id=nr", "--map=body=text", path, file};

    Outcome outcome = index({"--schema", own, path, file});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == file +
                                ":1: no column is called \"id\"; the columns are: Nr, Name, Text\n"
                                "  The first line must name the columns. Say which of them holds "
                                "the ids (with quire-index: --map id=COLUMN).\n"
                                "quire-index: no record could be read, nothing changed\n"
                                "  Is --format right?\n");

    std::vector<std::string> words = mapped;
    words.insert(words.begin(), {"--schema", own});
    outcome = index(words);
    CHECK(outcome.status == 1);
    // The same advice is given once.
    CHECK(outcome.errors ==
          file + ":4: expected 3 columns, got 2\n" + file + ":5: no id\n" +
              "  Say which key holds the ids (with quire-index: --map id=KEY).\n" + file +
              ":6: no id\n");
    CHECK(outcome.output.starts_with("read 2 papers, skipped 3 records, "));
    CHECK(documents(path) == 2);
    CHECK(test::run({.words = {"quire", "--count", path, "body:c"}}).output == "1\n");

    // The fields are those of the index that is there.
    CHECK(index(mapped).status == 1);
    outcome = index({"--map", "title=Name", path, file});
    CHECK(outcome.status == 2);
    CHECK(outcome.errors ==
          "quire-index: no field is called \"title\", which the key \"Name\" is mapped to\n"
          "  The fields are: id, name, body.\n");
}

TEST_CASE("of an input that is damaged the papers before the damage are read") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string file = folder / "papers.jsonl";
    const std::string more = folder / "more.jsonl";
    test::write_file(more, one);
    test::write_file(file, std::string("\x1f\x8b\x08", 3) + "nonsense");
    const std::string damage =
        file + ":1: its gzip data is damaged or cut short; nothing is read from here on";
    const std::string advice = "  Copy or download " + file + " again.\n";
    Outcome outcome = index({path, file});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == damage + "\n" + advice +
                                "quire-index: no record could be read, nothing changed\n"
                                "  Is --format right?\n");
    CHECK(documents(path) == -1);

    outcome = index({path, file, more});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors == damage + "\n" + advice);
    CHECK(outcome.output.starts_with("read 1 paper, skipped 1 record, "));
    CHECK(documents(path) == 1);

    outcome = index({"--strict", path, more, file});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == "quire-index: " + damage + "; nothing changed\n" + advice);
}

TEST_CASE("papers that others of the same id replace are counted") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    CHECK(index({path, "-"}, two + one)
              .output.starts_with("read 3 papers, replaced 1 paper of the same id, "));
    const Outcome outcome = index({path, "-", "--json", "--delete", "b"}, two + one);
    CHECK(nlohmann::json::parse(outcome.output).at("replaced") == 2);
    CHECK(index({path, "-", "--rebuild"}, two).output.starts_with("read 2 papers, 0.0 MB in "));
}

TEST_CASE("damage is reported also after many other errors") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string bad = folder / "bad.jsonl";
    const std::string damaged = folder / "damaged.jsonl";
    std::string lines = one;
    for (int i = 0; i < 30; ++i) lines += "bad\n";
    test::write_file(bad, lines);
    test::write_file(damaged, std::string("\x1f\x8b\x08", 3) + "nonsense");
    const Outcome outcome = index({path, bad, damaged});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors.find(damaged + ":1: its gzip data") != std::string::npos);
    CHECK(outcome.errors.ends_with("\n... and 10 more\n"));
}

TEST_CASE("inputs without a record are named, and all of them without one are a failure") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string empty = folder / "empty.csv";
    const std::string header = folder / "header.csv";
    test::write_file(empty, "");
    test::write_file(header, "id,title\n");
    const std::string names = "quire-index: there is no record in " + empty +
                              "\nquire-index: there is no record in " + header + "\n";
    Outcome outcome = index({path, empty, header});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors == names +
                                "quire-index: no record could be read, nothing changed\n"
                                "  Is --format right?\n");
    CHECK(documents(path) == -1);
    CHECK(index({path, "-"}).status == 3);

    outcome = index({path, empty, "-", header, "--format", "csv"}, "id\na\n");
    CHECK(outcome.status == 1);
    CHECK(outcome.errors == names);
    CHECK(documents(path) == 1);
}

TEST_CASE("a key that --map names and no record has changes nothing, and those like it are told") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Outcome outcome = index({"-q", "--map", "title=Titel", path, "-"}, two);
    CHECK(outcome.status == 2);
    CHECK(outcome.errors ==
          "quire-index: no record has the key \"Titel\", which --map gives to title; nothing "
          "changed\n  Like it are: title.\n");
    CHECK(documents(path) == -1);
    outcome = index({"-q", "--map", "venue=Zeitschrift", path, "-"},
                    "{\"id\": \"a\", \"x\": 1, \"y\": 2}\n");
    CHECK(outcome.errors ==
          "quire-index: no record has the key \"Zeitschrift\", which --map gives to venue; nothing "
          "changed\n  Keys that fill no field: x, y.\n");

    // One input that has it is enough.
    const std::string other = folder / "other.jsonl";
    test::write_file(other, "{\"id\": \"c\", \"Titel\": \"T\"}\n");
    outcome = index({"-q", "--map", "title=Titel", path, "-", other}, two);
    CHECK(outcome.errors.empty());
}

TEST_CASE("--info says what an index is") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    REQUIRE(index({path, "-"}, two).status == 0);
    const Outcome json = index({"--info", path, "--json"});
    CHECK(json.status == 0);
    const nlohmann::json info = nlohmann::json::parse(json.output);
    std::vector<std::string> keys;
    for (const auto& [key, value] : info.items()) keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"bytes", "documents", "fingerprint", "generation",
                                           "image", "image_problem", "languages", "revision",
                                           "schema", "terms", "version"});
    CHECK(info.at("documents") == 2);
    CHECK(info.at("languages") == std::vector<std::string>{"english"});
    CHECK(info.at("terms").get<int>() > 2);
    CHECK(info.at("bytes").get<int>() > 1'000);
    CHECK(info.at("fingerprint").at("language") == "english");
    CHECK(info.at("schema").at(0) == nlohmann::json{{"name", "title"},
                                                    {"kind", "text"},
                                                    {"many", false},
                                                    {"stored", true},
                                                    {"weight", 2.0}});
    CHECK(info.at("schema").at(2) == nlohmann::json{{"name", "authors"},
                                                    {"kind", "keyword"},
                                                    {"many", true},
                                                    {"stored", true},
                                                    {"weight", 1.0}});

    const Outcome text = index({path, "--info"});
    CHECK(text.status == 0);
    for (const std::string part : {"  documents   2\n", "  generation  1\n", "schema\n  title",
                                   "fingerprint\n", "  language  english\n"}) {
        CAPTURE(text.output);
        CHECK(text.output.find(part) != std::string::npos);
    }
    const Outcome none = index({"--info", folder / "none"});
    CHECK(none.status == 3);
    CHECK(none.errors.starts_with("quire-index: "));
}

TEST_CASE("wrong command lines of quire-index are explained") {
    const test::TemporaryDirectory folder;
    test::Transcript transcript("quire-index-usage", folder.path());
    const std::string path = folder / "x.index";
    const std::string file = folder / "papers.jsonl";
    const std::string unknown = folder / "papers.odt";
    test::write_file(file, one);
    test::write_file(unknown, "PK");
    const std::vector<std::vector<std::string>> commands = {
        {"quire-index"},
        {"quire-index", path},
        {"quire-index", "--nonsense", path, file},
        {"quire-index", "--re", path, file},
        {"quire-index", path, file, "--schema"},
        {"quire-index", "--skip-lines=-1", path, file},
        {"quire-index", "--wait", "soon", path, file},
        {"quire-index", "--json=yes", path, file},
        {"quire-index", "--format", "xml", path, file},
        {"quire-index", path, unknown},
        {"quire-index", "--map", "title", path, file},
        {"quire-index", "--map", "=x", path, file},
        {"quire-index", "--map", "title=x", "--map", "title=y", path, file},
        {"quire-index", "--map", "titel=x", path, file},
        {"quire-index", "--language", "klingon", path, file},
        {"quire-index", "--schema", folder / "none", path, file},
        {"quire-index", "--schema", folder.path(), path, file},
        {"quire-index", "--delete", "a", path},
        {"quire-index", "--info", path},
        {"quire-index", "--info", path, file},
        {"quire-index", "--version"},
    };
    for (const std::vector<std::string>& words : commands) transcript.run({.words = words});
    transcript.check();
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("quire-index --help is the page that it was") {
    test::Transcript transcript("quire-index-help", "/nowhere");
    const Outcome outcome = transcript.run({.words = {"quire-index", "--help"}});
    transcript.check();
    std::size_t begin = 0;
    while (begin < outcome.output.size()) {
        const std::size_t end = outcome.output.find('\n', begin);
        CHECK(end - begin <= 80);
        begin = end + 1;
    }
}

TEST_CASE("a directory that holds other things is left alone") {
    const test::TemporaryDirectory folder;
    test::write_file(folder / "precious.txt", "text");
    for (const bool rebuild : {false, true}) {
        CAPTURE(rebuild);
        std::vector<std::string> words = {folder.path(), "-"};
        if (rebuild) words.push_back("--rebuild");
        const Outcome outcome = index(words, one);
        CHECK(outcome.status == 3);
        CHECK(outcome.errors.find(folder.path()) != std::string::npos);
        CHECK(test::read_file(folder / "precious.txt") == "text");
    }
}

TEST_CASE("a full device is an error, a closed pipe is none, and the papers are in either way") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Outcome outcome = test::run(
        {.words = {"quire-index", path, "-"}, .input = one, .output = Stream::full_device});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors ==
          "quire-index: cannot write to standard output: No space left on device\n");
    CHECK(documents(path) == 1);
    outcome = test::run(
        {.words = {"quire-index", path, "-"}, .input = two, .output = Stream::closed_pipe});
    CHECK(outcome.status == 0);
    CHECK(documents(path) == 2);
    // Without standard streams nothing is written into the index in their place.
    outcome = test::run({.words = {"quire-index", path, "-"},
                         .input = "no\n" + one,
                         .output = Stream::closed,
                         .errors = Stream::closed});
    CHECK(outcome.status == 3);
    CHECK(documents(path) == 2);
    CHECK(test::run({.words = {"quire", path, "alpha"}}).status == 0);
}

TEST_CASE("a signal stops the tool, and nothing has changed") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    for (const int signal : {SIGINT, SIGTERM}) {
        CAPTURE(signal);
        // It reports the bad line, then waits for more input, and the signal comes.
        const Outcome outcome = test::run(
            {.words = {"quire-index", path, "-"}, .input = two + "no\n", .signal = signal});
        CHECK(outcome.status == 3);
        CHECK(outcome.errors.ends_with("quire-index: interrupted, nothing changed\n"));
        CHECK(documents(path) == -1);
    }
}

TEST_CASE("a terminal has a progress line, which is gone at the end") {
    if (!test::has_terminals()) return;
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    Command command{.words = {"quire-index", path, "-"}, .input = two, .errors = Stream::terminal};
    const Outcome outcome = test::run(command);
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.starts_with("\r\x1b[K1 document, "));
    CHECK(outcome.errors.find(" MB/s") != std::string::npos);
    CHECK(outcome.errors.ends_with("\r\x1b[K"));

    command.errors = Stream::pipe;
    CHECK(test::run(command).errors.empty());
    command.words.push_back("--quiet");
    command.errors = Stream::terminal;
    CHECK(test::run(command).errors.empty());
}

TEST_CASE("the first bytes of standard input tell its format, and a folder is one of BEIR") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    CHECK(index({path, "-"}, "<DOC><DOCNO>1</DOCNO><TITLE>T</TITLE></DOC>").status == 0);
    CHECK(index({path, "-"}, ".I 2\n.T\nT\n").status == 0);
    std::filesystem::create_directory(folder / "beir");
    const std::string corpus = folder / "beir/corpus.jsonl";
    test::write_file(corpus, "{\"_id\": \"3\"}\n{\"_id\": \"\\u0001\"}\n");
    Outcome outcome = index({path, folder / "beir"});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors.starts_with(corpus + ":2: "));
    CHECK(documents(path) == 3);

    outcome = index({path, "-"}, "T\nA\n");
    CHECK(outcome.status == 2);
    CHECK(outcome.errors.starts_with(
        "quire-index: neither the name nor the first bytes of standard input tell its format"));
}

TEST_CASE("--verify says whether an index is sound, --repair keeps what can be read") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    CHECK(index({"--quiet", path, test::source_file("corpus/papers.jsonl")}).status == 0);
    Outcome outcome = index({"--verify", path});
    CHECK(outcome.status == 0);
    CHECK(outcome.output.starts_with("sound: 198 papers, "));
    CHECK(outcome.output.ends_with("\nevery byte is as it was written when the index was built\n"));

    CHECK(index({"--quiet", path, "--delete", "p007"}).status == 0);
    outcome = index({"--verify", path});
    CHECK(outcome.status == 0);
    CHECK(outcome.output.starts_with("sound: 197 papers, "));
    CHECK(outcome.output.ends_with(
        "\npapers, postings and image agree with each other and their checksums\n"));
    outcome = index({"--repair", path});
    CHECK(outcome.status == 0);
    CHECK(outcome.output.starts_with("sound: 197 papers, "));

    // All stored texts from the middle on.
    const std::string file = path + "/gen-1/xapian/docdata.glass";
    std::string bytes = test::read_file(file);
    for (std::size_t i = bytes.size() / 2; i < bytes.size(); i += 100) bytes[i] ^= 1;
    test::write_file(file, bytes);
    outcome = index({"--verify", path});
    CHECK(outcome.status == 1);
    CHECK(outcome.output.starts_with("damaged: 197 papers, "));
    CHECK(outcome.output.find("\n  document number ") != std::string::npos);
    CHECK(outcome.errors == "`quire-index --repair` keeps what can be read.\n");
    const auto found = nlohmann::json::parse(index({"--verify", "--json", path}).output);
    CHECK(found.at("sound") == false);
    CHECK(found.at("sealed") == false);
    CHECK(!found.at("damage").empty());

    outcome = index({"--repair", "--json", path});
    CHECK(outcome.status == 1);
    const auto done = nlohmann::json::parse(outcome.output);
    CHECK(done.at("before").at("sound") == false);
    const std::size_t left = done.at("documents");
    const std::size_t lost = done.at("lost").size();
    CHECK(left > 0);
    CHECK(lost > 0);
    CHECK(left + lost == 197);
    CHECK(documents(path) == static_cast<int>(left));
    CHECK(index({"--verify", path}).status == 0);
}

TEST_CASE("what --dump writes makes an index that gives the same answers, and --backup a copy") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "x.index";
    const std::string schema = folder / "schema";
    test::write_file(schema,
                     "title text weight=3\nauthors keyword many\nrating real\n"
                     "published date\nyear integer\nabstract text\n");
    CHECK(index({path, "-", "--format", "jsonl", "--schema", schema},
                "{\"id\": \"a\", \"title\": \"One \\u001b[31m\", \"rating\": 0.1, \"authors\": "
                "[\"Ada L.\", \"Bo\"], \"published\": \"2020-05\", \"year\": 2020}\n"
                "{\"id\": \"b \\\"q\\\"\", \"abstract\": \"Zwei \\u00fc \\ud83d\\ude00\\n\"}\n")
              .status == 0);
    Outcome outcome = index({"--dump", path});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    const std::string dump = outcome.output;
    CHECK(std::count(dump.begin(), dump.end(), '\n') == 2);
    CHECK(dump.find('\x1b') == std::string::npos);

    const std::string again = folder / "again.index";
    CHECK(index({again, "-", "--schema", path}, dump).status == 0);
    CHECK(index({"--dump", again}).output == dump);

    const std::string copy = folder / "copy.index";
    outcome = index({"--backup", copy, path});
    CHECK(outcome.status == 0);
    CHECK(outcome.output.starts_with("copied 2 papers, "));
    CHECK(index({"--dump", copy}).output == dump);
    CHECK(index({"--verify", copy}).status == 0);
    outcome = index({"--backup", copy, path});
    CHECK(outcome.status == 3);
    CHECK(outcome.errors ==
          "quire-index: there is something at " + copy + " already\n  Choose another path.\n");

    test::write_file(schema, "title text\nabstract text unstored\n");
    CHECK(index({"--rebuild", path, "-", "--schema", schema}, one).status == 0);
    outcome = index({"--dump", path});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors ==
          "quire-index: " + path + ": not stored, and so not written: abstract\n");
}
