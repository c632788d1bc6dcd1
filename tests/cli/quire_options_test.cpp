// What the options of the search tool do.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "documentation/roff.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;
using test::Stream;
using Lines = std::vector<std::string>;
using nlohmann::json;

namespace {

constexpr std::string_view papers =
    R"({"id": "a1", "title": "Neural machine translation", "abstract": "Attention helps neural machine translation of long sentences.", "authors": ["Ada Lovelace", "Grace Hopper"], "year": 2019, "venue": "ACL", "url": "https://example.org/a1"})"
    "\n"
    R"({"id": "a2", "title": "A survey of translation", "abstract": "Statistical and neural methods are compared.", "authors": ["Grace Hopper"], "year": 2021, "venue": "Journal of Surveys"})"
    "\n"
    R"({"id": "a3", "title": "Attention in vision", "abstract": "Neural attention for pictures.", "authors": ["Alan Turing"], "year": 2020, "venue": "ACL"})"
    "\n"
    R"({"id": "a4", "title": "Machine vision", "abstract": "A neural network sees.", "authors": ["Ada Lovelace"], "year": 2021, "venue": "CVPR"})"
    "\n"
    R"({"id": "a5", "title": "Notes", "abstract": "Neural notes without a year."})"
    "\n";

struct Place {
    test::TemporaryDirectory folder;
    std::string index = folder / "papers.index";

    Place() {
        std::string lines(papers);
        // Words that are common enough to be meant by others.
        for (int i = 0; i < 60; ++i) {
            lines += R"({"id": "n)" + std::to_string(i) + R"(", "title": "Noise", "abstract": )" +
                     R"("Diffusion of noise."})" + "\n";
        }
        const Outcome made =
            test::run({.words = {"quire-index", "-q", index, "-"}, .input = lines});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
        test::write_file(folder / "synonyms.txt",
                         "# ours\npicture => image, drawing\nnmt, neural "
                         "machine translation\n");
        test::write_file(folder / "bad-synonyms.txt", "a, b\na => \n");
        test::write_file(folder / "text.txt", "Attention and vision, in pictures.\n");
        test::write_file(folder / "queries.txt", "neural translation\n\n  \nt7\tvision\r\n");
        test::write_file(folder / "odd-queries.txt", "attention\nx\t\"vision - y\nsurvey\n");
        test::write_file(folder / "twice.txt", "x\tvision\nx\tattention\n");
        test::write_file(folder / "unnamed.txt", "vision\n\tattention\n");
    }

    /// The words of a command, with the index and files where they belong.
    Lines words(Lines words) const {
        words.insert(words.begin(), "quire");
        for (std::string& word : words) {
            if (word == "INDEX") word = index;
            if (word.ends_with(".txt")) word = folder / word;
        }
        return words;
    }

    Outcome run(const Lines& options) const { return test::run({.words = words(options)}); }

    Lines ids(Lines options) const {
        options.insert(options.begin(), {"--format", "ids"});
        return test::lines(run(options).output);
    }
};

/// Every key of the objects in it, as paths; what is called by the names of fields is left out.
void collect_keys(const json& value, const std::string& path, std::set<std::string>& keys) {
    if (value.is_array()) {
        for (const json& one : value) collect_keys(one, path, keys);
    } else if (value.is_object() && !path.ends_with("document") && !path.ends_with("highlights") &&
               !path.ends_with("fields")) {
        for (const auto& [key, content] : value.items()) {
            const std::string inside = path.empty() ? key : path + "." + key;
            keys.insert(inside);
            collect_keys(content, inside, keys);
        }
    }
}

}  // namespace

TEST_CASE("the options of quire print what people read") {
    const Place place;
    test::Transcript transcript("quire-options", place.folder.path());
    const std::vector<Lines> commands = {
        {"INDEX", "vision"},
        {"-n", "1", "INDEX", "neural"},
        {"--all", "INDEX", "neural", "translation"},
        {"--sort", "-year,venue", "-n", "3", "INDEX", "neural"},
        {"--collapse", "venue", "INDEX", "neural"},
        {"--facet", "venue", "--facet", "year:1", "-n", "1", "INDEX", "neural"},
        {"--facet", "author", "-n", "0", "INDEX", "neural"},
        {"--after", "start", "-n", "2", "--format", "ids", "INDEX", "neural"},
        {"--similar", "a1", "-n", "2", "INDEX"},
        {"--similar", "a1", "--similar", "a2", "--format", "ids", "INDEX", "vision"},
        {"--similar-to", "text.txt", "--format", "ids", "-n", "2", "INDEX"},
        {"--explain", "-n", "1", "INDEX", "neural", "translation^2"},
        {"--explain", "-n", "1", "INDEX", "year:2020"},
        {"--why-not", "a4", "INDEX", "neural", "attention"},
        {"--why-not", "a4", "INDEX", "neural", "-year:2021", "+attention"},
        {"--why-not", "a5", "INDEX", "zebra"},
        {"--synonyms", "synonyms.txt", "--parse", "INDEX", "picture", "nmt"},
        {"--spelling", "INDEX", "difusion", "noise"},
        {"--queries", "queries.txt", "INDEX"},
        {"--queries", "queries.txt", "--count", "INDEX"},
        {"--count", "--format", "json", "INDEX", "zebra"},
        {"--queries", "queries.txt", "--parse", "INDEX"},
        {"--queries", "queries.txt", "--format", "trec", "-n", "2", "INDEX"},
        {"--queries", "odd-queries.txt", "--format", "ids", "INDEX"},
        {"--queries", "odd-queries.txt", "--format", "ids", "--strict", "INDEX"},
        {"INDEX", "+vision", "+survey"},
        {"INDEX", "vision AND survey AND zebra"},
        {"INDEX", "zebra"},
        {"INDEX", "a3"},
        {"--facet", "venue", "-n", "0", "INDEX", "*"},
        {"INDEX", "vision", "-", "titel:x", "\"open"},
        {"--timeout", "1e6", "-n", "1", "INDEX", "neural"},
        {"--timeout", "0", "INDEX", "neural"},
        {"--timeout", "0", "--count", "INDEX", "neural"},
        {"--timeout", "0", "--count", "--queries", "queries.txt", "INDEX"},
        {"--timeout", "0", "--count", "--format", "json", "INDEX", "neural"},
        {"--timeout", "0", "--parse", "INDEX", "neural"},
        {"--timeout", "0", "--format", "json", "INDEX", "neural"},
        {"--timeout", "0", "--why-not", "a4", "INDEX", "neural"},
        {"--timeout", "0", "--queries", "queries.txt", "--format", "ids", "INDEX"},
    };
    for (const Lines& words : commands) transcript.run({.words = place.words(words)});
    transcript.check();
}

TEST_CASE("options that cannot be are explained") {
    const Place place;
    test::Transcript transcript("quire-options-usage", place.folder.path());
    const std::vector<Lines> commands = {
        {"--sort", "", "INDEX", "neural"},
        {"--sort", "year,,venue", "INDEX", "neural"},
        {"--sort", "nonsense", "INDEX", "neural"},
        {"--collapse", "title", "INDEX", "neural"},
        {"--facet", "venue:x", "INDEX", "neural"},
        {"--facet", "nonsense", "INDEX", "neural"},
        {"--facet", "venue", "--format", "csv", "INDEX", "neural"},
        {"--explain", "--format", "ris", "INDEX", "neural"},
        {"--parse", "--format", "ids", "INDEX", "neural"},
        {"--why-not", "a1", "--format", "trec", "INDEX", "neural"},
        {"--why-not", "missing", "INDEX", "neural"},
        {"--similar", "missing", "INDEX"},
        {"--similar-to", "missing.txt", "INDEX"},
        {"--synonyms", "bad-synonyms.txt", "INDEX", "neural"},
        {"--after", "nonsense", "INDEX", "neural"},
        {"--format-version", "2", "--format", "json", "INDEX", "neural"},
        {"--format-version", "1", "INDEX", "neural"},
        {"--count", "--facet", "venue", "INDEX", "neural"},
        {"--count", "--collapse", "venue", "INDEX", "neural"},
        {"--count", "--format", "ids", "INDEX", "neural"},
        {"--spelling", "--no-spelling", "INDEX", "neural"},
        {"--queries", "queries.txt", "INDEX", "neural"},
        {"--queries", "queries.txt", "--why-not", "a1", "INDEX"},
        {"--queries", "-", "--similar-to", "-", "INDEX"},
        {"--queries", "missing.txt", "INDEX"},
        {"--queries", "twice.txt", "--format", "ids", "INDEX"},
        {"--queries", "unnamed.txt", "--format", "ids", "INDEX"},
        {"--queries", "queries.txt", "--sort", "nonsense", "INDEX"},
        {"--timeout", "-1", "INDEX", "neural"},
        {"--timeout", "soon", "INDEX", "neural"},
    };
    for (const Lines& words : commands) transcript.run({.words = place.words(words)});
    transcript.check();
}

TEST_CASE("a file that is read whole is not read without end") {
    const Place place;
    const auto file = place.folder / "zeros.txt";
    test::write_file(file, "");
    std::filesystem::resize_file(file, std::uintmax_t{300} << 20);  // It takes no room.
    for (const Lines& words : std::vector<Lines>{{"--queries", file.string(), "INDEX"},
                                                 {"--similar-to", file.string(), "INDEX"},
                                                 {"--synonyms", file.string(), "INDEX", "x"}}) {
        const Outcome outcome = place.run(words);
        CHECK(outcome.status == 3);
        CHECK(outcome.errors == "quire: cannot read " + file.string() +
                                    ": it has more than 256 MiB\n  Cut it into several.\n");
    }
}

TEST_CASE("pages that follow each other by place hold every paper once, in order") {
    const Place place;
    for (const std::string sort : {"score", "-year,venue", "year", "title", "-title,year"}) {
        CAPTURE(sort);
        Lines all_options = {"-n", "100", "INDEX", "neural noise"};
        Lines page_options = {"--format", "json", "-n", "7", "INDEX", "neural noise"};
        if (sort != "score") {
            all_options.insert(all_options.begin(), {"--sort", sort});
            page_options.insert(page_options.begin(), {"--sort", sort});
        }
        Lines paged;
        std::string after = "start";
        for (std::size_t pages = 0; !after.empty() && pages < 20; ++pages) {
            Lines options = page_options;
            options.insert(options.begin(), {"--after", after});
            const json page = json::parse(place.run(options).output);
            for (const json& hit : page.at("hits")) paged.push_back(hit.at("id"));
            after = page.value("next", "");
        }
        CHECK(paged.size() == 65);
        CHECK(paged == place.ids(all_options));
    }
    // People are told the place as well.
    const Outcome first = place.run({"--after", "start", "-n", "2", "INDEX", "neural"});
    const std::size_t at = first.errors.find("next: --after ");
    REQUIRE(at != std::string::npos);
    const std::string next = first.errors.substr(at + 14, first.errors.size() - at - 15);
    const Outcome second =
        place.run({"--after", next, "--offset", "2", "-n", "2", "INDEX", "neural"});
    CHECK(second.output.starts_with("3  "));
    CHECK(place.ids({"--after", next, "INDEX", "neural"}) ==
          place.ids({"--offset", "2", "INDEX", "neural"}));
}

TEST_CASE("of many parts that are left out of a query that finds nothing some are named") {
    const Place place;
    std::string query = "+neural";
    for (int i = 0; i < 20; ++i) query += " +x" + std::to_string(i);
    const Outcome outcome = place.run({"INDEX", query});
    CHECK(outcome.errors.find("without +x0, +x1, +x2, +x3, +x4, +x5, +x6 and 13 more parts there "
                              "are 5 papers: +neural\n") != std::string::npos);
}

TEST_CASE("what an explanation lists adds up to the score") {
    const Place place;
    for (const std::string query : {"neural translation^2", "\"machine translation\" OR vision",
                                    "attent* +neural year:2019..", "nmt"}) {
        CAPTURE(query);
        const Outcome outcome = place.run(
            {"--synonyms", "synonyms.txt", "--explain", "--format", "jsonl", "INDEX", query});
        CHECK(outcome.status == 0);
        for (const std::string& line : test::lines(outcome.output)) {
            const json hit = json::parse(line);
            double sum = 0;
            for (const json& part : hit.at("explanation").at("concepts")) {
                sum += part.at("contribution").get<double>();
            }
            CHECK(std::abs(sum - hit.at("score").get<double>()) < 1e-9);
        }
    }
}

TEST_CASE("every key that JSON has is written down, and every key that is written down is used") {
    const Place place;
    const std::set<std::string> documented = [] {
        std::set<std::string> tags;
        bool is_tag = false;
        for (const std::string& line :
             test::lines(test::run({.words = {"quire", "--generate", "man"}}).output)) {
            if (is_tag) tags.insert(test::unescaped(line));
            is_tag = line.starts_with(".TP");
        }
        return tags;
    }();
    const std::vector<std::pair<Lines, Lines>> commands = {
        {{"--format", "json", "--facet", "year", "--explain", "--spelling", "-n", "1"},
         {"neural - difusion"}},
        {{"--format", "json", "--queries", "odd-queries.txt"}, {}},
        {{"--format", "json", "--timeout", "0"}, {"neural"}},
        {{"--format", "jsonl", "--explain"}, {"neural"}},
        {{"--format", "jsonl", "--queries", "odd-queries.txt"}, {}},
        {{"--format", "json", "--parse", "--spelling"}, {"neural - difusion"}},
        {{"--format", "jsonl", "--parse"}, {"neural"}},
        {{"--format", "json", "--why-not", "a4"}, {"neural", "-attention"}},
    };
    std::set<std::string> used;
    for (const auto& [options, query] : commands) {
        Lines words = options;
        words.push_back("INDEX");
        words.insert(words.end(), query.begin(), query.end());
        for (const std::string& line : test::lines(place.run(words).output)) {
            collect_keys(json::parse(line), "", used);
        }
    }
    // A hit, a part of the query and an explanation are described where they are first met.
    std::set<std::string> described;
    for (const std::string& key : used) {
        std::string plain = key;
        for (const std::string outer : {"hits.", "better.", "concepts."}) {
            if (plain.starts_with(outer)) plain.erase(0, outer.size());
        }
        described.insert(plain);
        CHECK_MESSAGE(documented.contains(plain), plain);
    }
    std::size_t keys = 0;
    bool in_keys = false;
    bool is_tag = false;
    for (const std::string& line :
         test::lines(test::run({.words = {"quire", "--generate", "man"}}).output)) {
        if (line.starts_with(".SH")) in_keys = line == ".SH \"KEYS\"";
        if (in_keys && is_tag) {
            ++keys;
            CHECK_MESSAGE(described.contains(test::unescaped(line)), line);
        }
        is_tag = line.starts_with(".TP");
    }
    CHECK(keys > 50);
}

TEST_CASE("corrections are offered on a terminal, unless they are not wanted") {
    if (!test::has_terminals()) return;
    const Place place;
    struct Case {
        Lines options;
        Stream errors;
        bool offered;
    };
    for (const Case& c : std::vector<Case>{{{}, Stream::terminal, true},
                                           {{"--no-spelling"}, Stream::terminal, false},
                                           {{}, Stream::pipe, false},
                                           {{"--spelling"}, Stream::pipe, true}}) {
        Lines words = c.options;
        words.insert(words.end(), {"INDEX", "difusion noise"});
        const Outcome outcome = test::run({.words = place.words(words), .errors = c.errors});
        const bool offered =
            outcome.errors.find("did you mean: diffusion noise") != std::string::npos;
        CHECK(offered == c.offered);
    }
}

TEST_CASE("a thousand queries are answered by one process, each as if it were alone") {
    const Place place;
    const Lines kinds = {"neural",         "neural translation", "\"machine translation\"",
                         "vision -survey", "author:ada neural",  "zebra",
                         "attent*",        "year:2020.. noise"};
    std::string input;
    for (std::size_t i = 0; i < 1'000; ++i) {
        input += std::to_string(i) + "\t" + kinds[i % kinds.size()] + "\n";
    }
    const Outcome outcome =
        test::run({.words = place.words({"--queries", "-", "--format", "trec", "-n", "3", "INDEX"}),
                   .input = input});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors == "");
    std::string expected;
    for (std::size_t i = 0; i < 1'000; ++i) {
        static std::map<std::string, Lines> alone;
        const std::string& query = kinds[i % kinds.size()];
        if (!alone.contains(query)) {
            alone[query] =
                test::lines(place.run({"--format", "trec", "-n", "3", "INDEX", query}).output);
        }
        for (const std::string& line : alone[query]) {
            expected += std::to_string(i) + line.substr(line.find(' ')) + "\n";
        }
    }
    CHECK(outcome.output == expected);
}
