// What quire-eval does for a person or a script.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;
using Lines = std::vector<std::string>;
using nlohmann::json;

namespace {

constexpr std::string_view papers =
    R"({"id": "a", "title": "Neural translation", "abstract": "Attention for long sentences."})"
    "\n"
    R"({"id": "b", "title": "Translation", "abstract": "A survey of neural methods and attention."})"
    "\n"
    R"({"id": "c d", "title": "Neural vision", "abstract": "Attention in pictures."})"
    "\n"
    R"({"id": "e", "title": "Vision", "abstract": "Seeing machines."})"
    "\n";

/// An index with files that go with it.
struct Place {
    test::TemporaryDirectory folder;

    Place() {
        const Outcome made = test::run({.words = {"quire-index", "-q", folder / "i.index", "-"},
                                        .input = std::string(papers)});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
        const std::pair<const char*, const char*> files[] = {
            {"topics.tsv", "1\tneural (translation\n2\tsurvey\n3\tzebra\n4\tmachines\n"},
            {"qrels.txt", "1 0 a 2\n1 0 b 1\n2 0 b 1\n3 0 a 1\n5 0 zz 1\n2 0 b 1\n"},
            {"one.run",
             "1 Q0 a 1 3.5 one\n1 Q0 b 2 2 one\n2 Q0 b 1 1 one\n9 Q0 b 1 1 one\n1 Q0 a 3 1 one\n"},
            {"two.run", "1 Q0 b 1 3 two\n1 Q0 a 2 2 two\n1 Q0 e 3 1 two\n2 Q0 e 1 1 two\n"},
            {"bad-topics.tsv", "1\tneural\n2 survey\n"},
            {"bad-topics.jsonl", "{\"_id\": \"1\", \"text\": \"x\"}\n{\"_id\": 2}\n"},
            {"twice.tsv", "1\tneural\n1\tsurvey\n"},
            {"bad-qrels.txt", "1 0 a 1\n1 0 b\n"},
            {"odd-qrels.txt", "1 0 a much\n"},
            {"bad.run", "1 Q0 a 1 2.5 tag\n1 Q0 b 2 high tag\n"},
            {"short.run", "1 Q0 a\n"},
            {"spaces.tsv", "7\tpictures\n"},
            {"spaces.jsonl", "{\"_id\": \"of two\", \"text\": \"neural\"}\n"},
            {"foreign.run", "1 Q0 D1 1 3 far\n1 Q0 D2 2 2 far\n2 Q0 D1 1 1 far\n"},
            {"partly.run", "1 Q0 e 1 3 far\n1 Q0 zz 2 2 far\n2 Q0 D1 1 1 far\n"},
            {"behind.run", "1 Q0 e 1 3 b\n1 Q0 a 2 2 b\n2 Q0 e 1 3 b\n2 Q0 b 2 2 b\n"},
            {"third.run", "3 Q0 a 1 1 third\n"},
            {"unjudged.run", "9 Q0 a 1 1 none\n"},
            {"old/one.run", "1 Q0 b 1 1 old\n2 Q0 e 1 1 old\n"},
            {"new/one.run", "1 Q0 a 1 1 new\n2 Q0 e 1 1 new\n"},
        };
        for (const char* name : {"old", "new"}) std::filesystem::create_directory(folder / name);
        for (const auto& [name, text] : files) test::write_file(folder / name, text);
    }

    /// The words of a command, with the folder before names of files.
    Lines words(Lines words) const {
        words.insert(words.begin(), "quire-eval");
        for (std::string& word : words) {
            const bool file = word.find('.') != std::string::npos && !word.starts_with("bm25");
            if (file) word = folder / word;
        }
        return words;
    }

    Outcome run(const Lines& options) const { return test::run({.words = words(options)}); }
};

/// The corpus of the project, indexed.
struct Corpus {
    test::TemporaryDirectory folder;
    std::string index = folder / "papers.index";

    Corpus() {
        const Outcome made = test::run(
            {.words = {"quire-index", "-q", index, test::source_file("corpus/papers.jsonl")}});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }

    Outcome run(Lines options) const {
        options.insert(options.begin(), {"--qrels", test::source_file("corpus/qrels.txt")});
        return run_without_qrels(options);
    }

    Outcome run_without_qrels(const Lines& options) const {
        Lines words = {"quire-eval", index, "--topics", test::source_file("corpus/topics.tsv")};
        words.insert(words.end(), options.begin(), options.end());
        return test::run({.words = words});
    }
};

/// A browser that runs without a screen; empty where there is none.
std::string browser() {
    for (const std::string name : {"chromium-headless-shell", "chromium"}) {
        if (test::run_shell("command -v " + name, "/").status == 0) return name;
    }
    MESSAGE("skipped: needs the program chromium or chromium-headless-shell");
    return "";
}

std::size_t occurrences(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++count;
    return count;
}

}  // namespace

TEST_CASE("the help of quire-eval is a page to learn from") {
    test::Transcript transcript("quire-eval-help", "/no/folder");
    transcript.run({.words = {"quire-eval", "--help"}});
    transcript.check();
}

TEST_CASE("quire-eval scores, compares, fuses and says what it passed over") {
    const Place place;
    test::Transcript transcript("quire-eval", place.folder.path());
    const std::vector<Lines> commands = {
        {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt", "-q", "-c", "--metrics",
         "recip_rank,num_q", "--model", "bm25"},
        {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt", "--metrics", "map",
         "--topic-syntax", "query", "--format", "json"},
        {"--run", "one.run", "--qrels", "qrels.txt"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--complete"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--format", "trec_eval", "-q", "--metrics",
         "P_5,ndcg_cut_10,num_q"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--metrics",
         "recip_rank,map", "-q"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--fuse", "rrf",
         "--metrics", "recip_rank"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--metrics", "map", "-q",
         "--format", "json"},
        // The baseline is what stands first, whatever it is.
        {"i.index", "--topics", "topics.tsv", "--run", "two.run", "--model", "default", "--qrels",
         "qrels.txt", "--metrics", "recip_rank,num_q"},
        {"--run", "new/one.run", "--run", "old/one.run", "--qrels", "qrels.txt", "--metrics",
         "map"},
        // Documents that nothing knows.
        {"--run", "foreign.run", "--qrels", "qrels.txt", "--metrics", "map"},
        {"i.index", "--run", "foreign.run", "--qrels", "qrels.txt", "--metrics", "map"},
        {"i.index", "--run", "partly.run", "--qrels", "qrels.txt", "--metrics", "map"},
        {"--run", "partly.run", "--qrels", "qrels.txt", "--metrics", "map"},
        // Topics that nothing is found for are left out of a sweep as they are elsewhere.
        {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt", "--metrics", "num_rel_ret",
         "--sweep", "bm25:b=0..1/1", "--folds", "2"},
        {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt", "--metrics", "recip_rank",
         "--sweep", "bm25:b=0..1/1", "--folds", "2", "--complete"},
        // The same difference of all topics has no t-test.
        {"--run", "one.run", "--run", "behind.run", "--qrels", "qrels.txt", "--metrics",
         "recip_rank"},
        {"--run", "one.run", "--run", "behind.run", "--qrels", "qrels.txt", "--metrics",
         "recip_rank", "--format", "json"},
        // Only metrics without values by topic, and a fusion of what cannot be compared.
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--metrics", "gm_map"},
        {"--run", "one.run", "--run", "third.run", "--qrels", "qrels.txt", "--metrics", "map",
         "--fuse", "rrf", "--format", "trec_eval"},
    };
    for (const Lines& words : commands) transcript.run({.words = place.words(words)});
    transcript.check();
}

TEST_CASE("an option that says nothing to a task is wrong usage that names both") {
    const Place place;
    // By the page: which options there are, and which go with a task.
    const std::string help = place.run({"--help"}).output;
    const auto section = [&](const std::string& title) {
        const std::size_t begin = help.find("\n" + title + "\n");
        REQUIRE(begin != std::string::npos);
        return help.substr(begin, help.find("\n\n", begin) - begin);
    };
    const auto names = [](const std::string& text) {
        static const std::regex name("--[a-z-]+");
        std::set<std::string> found;
        for (auto it = std::sregex_iterator(text.begin(), text.end(), name);
             it != std::sregex_iterator(); ++it) {
            found.insert(it->str());
        }
        return found;
    };
    std::map<std::string, std::set<std::string>> tasks;
    const std::string rows = section("Tasks");
    const Lines titles = {"\n  search and score  ", "\n  score runs  ", "\n  sweep  ",
                          "\n  verify a run  "};
    for (const std::string& title : titles) {
        const std::size_t begin = rows.find(title);
        REQUIRE(begin != std::string::npos);
        std::size_t end = rows.size();
        for (const std::string& other : titles) {
            const std::size_t next = rows.find(other);
            if (next > begin) end = std::min(end, next);
        }
        tasks[title] = names(rows.substr(begin, end - begin));
    }
    std::set<std::string> of_tasks;
    for (const auto& [title, options] : tasks) of_tasks.insert(options.begin(), options.end());
    std::set<std::string> all = names(section("Options"));
    all.erase("--version");
    all.erase("--help");
    CHECK(all == of_tasks);

    const std::map<std::string, std::string> values = {
        {"--topics", "topics.tsv"}, {"--qrels", "qrels.txt"},  {"--model", "bm25"},
        {"--engine", "auto"},       {"--run", "one.run"},      {"--fuse", "rrf"},
        {"--metrics", "map"},       {"--format", "json"},      {"--report", "r.html"},
        {"--run-out", "x.run"},     {"--sweep", "bm25"},       {"--folds", "2"},
        {"--depth", "10"},          {"--verify-run", "v.run"}, {"--topic-syntax", "plain"},
        {"--topic-parts", "title"}};
    struct Case {
        std::string task;
        Lines words;
        std::string refusal;  ///< Of options that do not go with it.
    };
    const std::vector<Case> cases = {
        {titles[0], {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt"}, ""},
        {titles[1], {"--run", "one.run", "--qrels", "qrels.txt"}, " needs an INDEX to search"},
        {titles[1],
         {"i.index", "--run", "one.run", "--qrels", "qrels.txt"},
         " needs a --model beside --run, to search with"},
        {titles[2],
         {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt", "--sweep", "bm25"},
         " has no meaning beside --sweep"},
        {titles[3],
         {"i.index", "--topics", "topics.tsv", "--verify-run", "v.run"},
         " has no meaning beside --verify-run"},
    };
    for (const Case& c : cases) {
        for (const std::string& option : all) {
            CAPTURE(c.task);
            CAPTURE(option);
            // These make another task of it.
            if (option == "--model" || option == "--sweep" || option == "--verify-run") continue;
            if (std::ranges::find(c.words, option) != c.words.end()) continue;
            Lines words = c.words;
            words.push_back(option);
            if (values.contains(option)) words.push_back(values.at(option));
            const Outcome outcome = place.run(words);
            if (tasks.at(c.task).contains(option)) {
                CHECK(outcome.errors.find("no meaning") == std::string::npos);
                CHECK(outcome.errors.find(option + " needs an INDEX") == std::string::npos);
                continue;
            }
            const bool folds = option == "--folds" && c.task != titles[3];
            CHECK(outcome.status == 2);
            CHECK(outcome.output.empty());
            CHECK(test::lines(outcome.errors).front() ==
                  "quire-eval: " + option + (folds ? " needs --sweep" : c.refusal));
        }
    }
}

TEST_CASE("what quire-eval cannot do is explained") {
    const Place place;
    test::Transcript transcript("quire-eval-usage", place.folder.path());
    const Lines search = {"i.index", "--topics", "topics.tsv", "--qrels", "qrels.txt"};
    const auto with = [&](Lines more) {
        more.insert(more.begin(), search.begin(), search.end());
        return more;
    };
    const std::vector<Lines> commands = {
        {},
        {"i.index"},
        {"i.index", "--topics", "topics.tsv"},
        {"i.index", "more.index", "--topics", "topics.tsv", "--qrels", "qrels.txt"},
        {"--qrels", "qrels.txt"},
        {"--run", "one.run"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--model", "bm25"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--topics", "topics.tsv"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--fuse", "rrf"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--fuse", "best"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--format", "trec_eval"},
        {"--run", "one.run", "--run", "two.run", "--qrels", "qrels.txt", "--run-out", "x.run"},
        with({"--metrics", "ndcg@0"}),
        with({"--metrics", "map,"}),
        with({"--model", "bm26"}),
        with({"--model", "bm25f+rm4"}),
        with({"--model", "bm25f+rm3:weight=1"}),
        with({"--format", "xml"}),
        with({"--topic-syntax", "odd"}),
        with({"--topic-parts", "title,body"}),
        with({"--depth", "0"}),
        with({"--folds", "3"}),
        with({"--folds", "1", "--sweep", "bm25"}),
        with({"--sweep", "bm25:k1=1..2"}),
        with({"--sweep", "bm25:k1=1..20/10"}),
        with({"--sweep", "bm25"}),
        with({"--sweep", "bm25", "--folds", "2", "--metrics", "gm_map"}),
        with({"--sweep", "bm25", "--folds", "3"}),
        with({"--sweep", "bm25", "--metrics", "map,ndcg@10"}),
        with({"--sweep", "bm25", "--verify-run", "one.run"}),
        {"--sweep", "bm25", "--qrels", "qrels.txt"},
        {"--run", "one.run", "--qrels", "qrels.txt", "--verify-run", "one.run"},
        {"--verify-run", "one.run"},
        {"--run", "one.run", "--run", "third.run", "--qrels", "qrels.txt"},
        {"--run", "unjudged.run", "--qrels", "qrels.txt", "--format", "trec_eval"},
        {"none.index", "--topics", "topics.tsv", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "none.tsv", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "bad-topics.tsv", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "bad-topics.jsonl", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "twice.tsv", "--qrels", "qrels.txt"},
        {"i.index", "--topics", "topics.tsv", "--qrels", "bad-qrels.txt"},
        {"i.index", "--topics", "topics.tsv", "--qrels", "odd-qrels.txt"},
        {"--run", "bad.run", "--qrels", "qrels.txt"},
        {"--run", "short.run", "--qrels", "qrels.txt"},
        // A run cannot hold an id with a space in it.
        {"i.index", "--topics", "spaces.tsv", "--qrels", "qrels.txt", "--run-out", "x.run"},
        {"i.index", "--topics", "spaces.jsonl", "--qrels", "qrels.txt", "--run-out", "x.run"},
        {"i.index", "--topics", "topics.tsv", "--verify-run", "one.run"},
    };
    for (const Lines& words : commands) transcript.run({.words = place.words(words)});
    transcript.check();
    CHECK_FALSE(std::filesystem::exists(place.folder / "x.run"));
}

TEST_CASE("two models are compared on the corpus in every format, with the same numbers") {
    const Corpus corpus;
    const Lines models = {"--model",           "bm25f",     "--model",
                          "bm25:k1=0.9,b=0.4", "--metrics", "ndcg@10,map"};
    const Outcome text = corpus.run(models);
    REQUIRE_MESSAGE(text.status == 0, text.errors);
    CHECK(text.errors == "");
    Lines with_json = models;
    with_json.insert(with_json.end(), {"--format", "json", "--per-topic"});
    const json all = json::parse(corpus.run(with_json).output);
    REQUIRE(all["systems"].size() == 2);
    for (const std::size_t i : {0U, 1U}) {
        const json& system = all["systems"][i];
        const std::string name = system["name"];
        CHECK(name == models[2 * i + 1]);
        CHECK(system["tag"].get<std::string>().find(";model=" + name + ";") != std::string::npos);
        CHECK(system["topics"] == 25);
        const json& metric = system["metrics"]["ndcg@10"];
        CHECK(metric["topics"].size() == 25);
        double sum = 0;
        for (const auto& [topic, value] : metric["topics"].items()) sum += value.get<double>();
        CHECK(sum / 25 == doctest::Approx(metric["all"].get<double>()));
        CHECK(metric.contains("against_first") == (i == 1));
        // The other formats print the same.
        const std::string shown =
            evaluation::to_string(evaluation::parse_metric("ndcg@10"), metric["all"].get<double>());
        CHECK(text.output.find(shown) != std::string::npos);
        const Outcome trec =
            corpus.run({"--model", name, "--format", "trec_eval", "--metrics", "ndcg@10"});
        CHECK(trec.output == "ndcg_cut_10\tall\t" + shown + "\n");
    }
    const json& against = all["systems"][1]["metrics"]["ndcg@10"]["against_first"];
    CHECK(against["difference"].get<double>() ==
          doctest::Approx(all["systems"][1]["metrics"]["ndcg@10"]["all"].get<double>() -
                          all["systems"][0]["metrics"]["ndcg@10"]["all"].get<double>()));
    CHECK(against["topics"] == 25);
    CHECK(against["holm"] == against["randomization"]);  // One comparison needs no correction.
}

TEST_CASE("a run that is written scores the same when it is read, and can be made again") {
    const Corpus corpus;
    const std::string file = corpus.folder / "my.run";
    // A plus in a name or a number is no stage, also in the tag.
    for (const std::string model : {"default", "bm25+", "dirichlet:mu=100000", "best"}) {
        CAPTURE(model);
        Lines options = {"--format", "trec_eval", "-q", "--run-out", file};
        if (model != "default") options.insert(options.end(), {"--model", model});
        const Outcome written = corpus.run(options);
        REQUIRE_MESSAGE(written.status == 0, written.errors);
        const Outcome read = test::run(
            {.words = {"quire-eval", "--run", file, "--qrels",
                       test::source_file("corpus/qrels.txt"), "--format", "trec_eval", "-q"}});
        CHECK(read.output == written.output);
        CHECK(read.errors == "");
        const Outcome again = corpus.run_without_qrels({"--verify-run", file});
        CHECK(again.output == "the same run: 25 topics\n");
        CHECK(again.errors == "");
        CHECK(again.status == 0);
    }
    // Another document of the same words changes statistics.
    const std::string first =
        test::lines(test::read_file(test::source_file("corpus/papers.jsonl"))).front();
    json paper = json::parse(first);
    paper["id"] = "another";
    const Outcome changed = test::run(
        {.words = {"quire-index", "-q", corpus.index, "-"}, .input = paper.dump() + "\n"});
    REQUIRE_MESSAGE(changed.status == 0, changed.errors);
    const Outcome differs = corpus.run_without_qrels({"--verify-run", file});
    CHECK(differs.status == 1);
    CHECK(differs.output.find("documents: 198 then, 199 now\n") != std::string::npos);
    CHECK(differs.output.find("made: ") == std::string::npos);
    CHECK(differs.output.find("topic t01, rank ") != std::string::npos);
    CHECK(differs.output.ends_with(" of 25 differ\n"));
}

TEST_CASE("a run that is not as it was written is not verified") {
    const Corpus corpus;
    const std::string file = corpus.folder / "my.run";
    REQUIRE(corpus.run({"--run-out", file, "--depth", "3"}).status == 0);
    const std::string text = test::read_file(file);
    const Lines lines = test::lines(text);
    // The tag is short, as it stands in each line.
    const std::string tag = lines[0].substr(lines[0].rfind(' ') + 1);
    CHECK(tag.starts_with("quire="));
    CHECK(tag.find(";model=bm25f;documents=198;made=") != std::string::npos);
    CHECK(tag.ends_with(";depth=3"));
    CHECK(tag.size() < 70);
    std::string other = text;
    other.replace(other.find(tag, lines[0].size()), tag.size(), "other");
    std::string made = text;
    for (std::size_t at = 0; (at = made.find(";made=", at)) != std::string::npos; ++at) {
        made.replace(at + 6, 8, "00000000");
    }
    struct Case {
        std::string text;
        int status;
        std::string said;
    };
    const std::vector<Case> cases = {
        {text, 0, "the same run: 25 topics\n"},
        {text + lines[0] + '\n', 3,
         ":76: document \"p134\" is twice in topic \"t01\"; the first counts\n"
         "  Verify a run as it was written: each document once a topic.\n"},
        {other, 3,
         ":2: the tag is not that of the first line\n"
         "  Verify a run as it was written: of one system, and whole.\n"},
        {text.substr(0, text.size() - lines.back().size() - 1), 1, "1 topic of 25 differ\n"},
        {made, 0, " now: other versions, another language, other fields, or other defaults"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.said);
        test::write_file(file, c.text);
        const Outcome outcome = corpus.run_without_qrels({"--verify-run", file});
        CHECK(outcome.status == c.status);
        const std::string all = outcome.output + outcome.errors;
        CHECK_MESSAGE(all.find(c.said) != std::string::npos, all);
    }
}

TEST_CASE("a run is made again of the parts of topics that it was made of") {
    const Corpus corpus;
    const std::string file = corpus.folder / "my.run";
    const std::string topics = corpus.folder / "topics.trec";
    test::write_file(topics,
                     "<top>\n<num> Number: t01\n<title> diffusion\n<desc> Description:\n"
                     "disentangled faces\n</top>\n");
    const Outcome written =
        test::run({.words = {"quire-eval", corpus.index, "--topics", topics, "--topic-parts",
                             "description", "--qrels", test::source_file("corpus/qrels.txt"),
                             "--model", "bm25", "--run-out", file}});
    REQUIRE_MESSAGE(written.status == 0, written.errors);
    const Outcome again = test::run(
        {.words = {"quire-eval", corpus.index, "--topics", topics, "--verify-run", file}});
    CHECK(again.output == "the same run: 1 topic\n");
    CHECK(again.status == 0);
}

TEST_CASE("a sweep chooses by other topics than it scores on, the same each time") {
    const Corpus corpus;
    const Lines options = {"--sweep", "bm25:k1=0.6..1.4/0.4,b=0.3..0.7/0.4", "--folds", "3"};
    const Outcome outcome = corpus.run(options);
    REQUIRE_MESSAGE(outcome.status == 0, outcome.errors);
    const Lines lines = test::lines(outcome.output);
    REQUIRE(lines.size() == 6);
    CHECK(lines[0] == "6 settings of bm25:k1=0.6..1.4/0.4,b=0.3..0.7/0.4 on 25 topics, ndcg@10");
    double mean = 0;
    for (std::size_t fold = 1; fold <= 3; ++fold) {
        CHECK(lines[fold].starts_with("fold " + std::to_string(fold) + "  0."));
        CHECK(lines[fold].find("  bm25:k1=") != std::string::npos);
        const std::string score = lines[fold].substr(lines[fold].find("held out ") + 9, 6);
        mean += std::stod(score) * (fold == 1 ? 9 : 8) / 25;
    }
    CHECK(lines[4].starts_with("held out, all folds  "));
    CHECK(std::stod(lines[4].substr(21)) == doctest::Approx(mean).epsilon(0.001));
    // The best on all topics has the score that it has alone.
    const std::string best = lines[5].substr(lines[5].rfind(' ') + 1);
    const Outcome alone =
        corpus.run({"--model", best, "--format", "trec_eval", "--metrics", "ndcg@10"});
    CHECK(alone.output == "ndcg_cut_10\tall\t" + lines[5].substr(21, 6) + "\n");
    CHECK(corpus.run(options).output == outcome.output);
}

TEST_CASE("quire-eval prints what trec_eval prints") {
    for (const std::string collection : {"cisi", "cranfield"}) {
        const auto qrels = test::data_file("collections/" + collection + "/qrels.trec");
        if (!qrels) return;
        for (const std::string kind : {"bm25", "ties"}) {
            const auto run = test::data_file("golden/" + collection + "." + kind + ".run");
            REQUIRE(run);
            for (const bool complete : {false, true}) {
                CAPTURE(collection);
                CAPTURE(kind);
                CAPTURE(complete);
                const Lines golden = test::lines(test::read_file(
                    *test::data_file("golden/" + collection + "." + kind +
                                     (complete ? ".complete" : "") + ".trec_eval.tsv")));
                // trec_eval fills names up with spaces.
                const auto normal = [](const std::string& line) {
                    std::istringstream words(line);
                    std::string measure;
                    std::string topic;
                    std::string value;
                    words >> measure >> topic >> value;
                    return std::array{measure, topic, value};
                };
                std::set<std::string> known;
                std::string metrics;
                std::set<std::array<std::string, 3>> expected;
                for (const std::string& line : golden) {
                    const auto row = normal(line);
                    if (!known.contains(row[0])) {
                        try {
                            evaluation::parse_metric(row[0]);
                        } catch (const Error&) {
                            continue;
                        }
                        known.insert(row[0]);
                        metrics += (metrics.empty() ? "" : ",") + row[0];
                    }
                    expected.insert(row);
                }
                REQUIRE(known.size() > 30);
                Lines words = {"quire-eval", "--run",     *run, "--qrels",   *qrels,
                               "--format",   "trec_eval", "-q", "--metrics", metrics};
                if (complete) words.emplace_back("--complete");
                const Outcome outcome = test::run({.words = words});
                CHECK(outcome.status == 0);
                std::set<std::array<std::string, 3>> found;
                for (const std::string& line : test::lines(outcome.output)) {
                    CHECK(occurrences(line, "\t") == 2);
                    found.insert(normal(line));
                }
                for (const auto& row : expected) {
                    if (!found.contains(row)) {
                        FAIL_CHECK(row[0] << " of " << row[1] << " is " << row[2]
                                          << " in trec_eval only");
                    }
                }
                for (const auto& row : found) {
                    if (!expected.contains(row)) {
                        FAIL_CHECK(row[0] << " of " << row[1] << " is " << row[2] << " here only");
                    }
                }
            }
        }
    }
}

TEST_CASE("the report is one page that needs nothing else, and names are text in it") {
    const Place place;
    test::write_file(place.folder / "<script>&\"'.run",
                     "1 Q0 a 1 3 <img>\n1 Q0 b 2 2 <img>\n2 Q0 b 1 1 <img>\n");
    const Outcome outcome =
        place.run({"--run", "one.run", "--run", "<script>&\"'.run", "--run", "two.run", "--qrels",
                   "qrels.txt", "--metrics", "recip_rank,num_q", "--report", "r.html"});
    REQUIRE_MESSAGE(outcome.status == 0, outcome.errors);
    const std::string page = test::read_file(place.folder / "r.html");
    for (const char* part : {"<!DOCTYPE html>\n<html lang=\"en\">", "<meta charset=\"utf-8\">",
                             "<title>Evaluation of ", "prefers-color-scheme: dark", "@media print",
                             "&lt;script&gt;&amp;&quot;&#39;.run", "&lt;img&gt;",
                             "<caption>Metrics by system</caption>", "after Holm", "</html>\n"}) {
        CHECK_MESSAGE(page.find(part) != std::string::npos, part);
    }
    for (const char* part :
         {"<script", "<img", "<link", "@import", "url(", "http", "src=", "href"}) {
        CHECK_MESSAGE(page.find(part) == std::string::npos, part);
    }
    // Two metrics, the curves, and two systems against the first.
    CHECK(occurrences(page, "<svg ") == 5);
    CHECK(occurrences(page, " role=\"img\" ") == 5);
    CHECK(occurrences(page, "<svg class=\"bars\"") == 2);
    CHECK(occurrences(page, "<svg class=\"curves\"") == 1);
    CHECK(occurrences(page, "<polyline ") == 3);
    CHECK(occurrences(page, "<svg class=\"differences\"") == 2);
}

TEST_CASE("a browser draws every plot of the report, without an error or a request") {
    const std::string program = browser();
    if (program.empty()) return;
    const Corpus corpus;
    const std::string report = corpus.folder / "report.html";
    const Outcome made = corpus.run({"--model", "bm25f", "--model", "bm25", "--model", "pl2",
                                     "--metrics", "ndcg@10,map", "--report", report});
    REQUIRE_MESSAGE(made.status == 0, made.errors);
    // A copy of the page looks at itself: its plots, the marks in them that can be seen, and what
    // was asked for besides the page.
    test::write_file(corpus.folder / "looking.html", test::read_file(report) + R"(<script>
window.addEventListener("load", () => {
  const seen = mark => {
    const box = mark.getBoundingClientRect();
    const style = getComputedStyle(mark);
    return box.width > 0 && (style.fill.startsWith("rgb") || style.stroke.startsWith("rgb"));
  };
  const lines = [...document.querySelectorAll("svg")].map(svg => {
    const box = svg.getBoundingClientRect();
    const marks = [...svg.querySelectorAll("rect, polyline")].filter(seen).length;
    return `${svg.getAttribute("class")} ${box.width > 200 && box.height > 40} ${marks}`;
  });
  const requests = performance.getEntriesByType("resource").map(one => one.name);
  document.documentElement.innerHTML =
      "<pre>" + lines.join("\n") + "\nrequests: " + requests.join(" ") + "\n</pre>";
});
</script>
)");
    for (const std::string name : {"report.html", "looking.html"}) {
        CAPTURE(name);
        const Outcome outcome = test::run_shell(
            "timeout 120 " + program +
                " --headless --no-sandbox --disable-gpu --disable-background-networking"
                " --enable-logging=stderr --user-data-dir=./profile --dump-dom \"file://$PWD/" +
                name + "\"",
            corpus.folder.path());
        REQUIRE_MESSAGE(outcome.status == 0, outcome.errors);
        // Errors of scripts, and what the browser has to say against a page.
        CHECK_MESSAGE(outcome.errors.find("CONSOLE") == std::string::npos, outcome.errors);
        if (name == "looking.html") {
            CHECK_MESSAGE(outcome.output.find("<pre>bars true 3\nbars true 3\ncurves true 3\n"
                                              "differences true 25\ndifferences true 25\n"
                                              "requests: \n</pre>") != std::string::npos,
                          outcome.output);
        } else {
            CHECK(occurrences(outcome.output, "<svg ") == 5);
        }
    }
}
