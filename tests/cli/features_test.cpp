// Each feature of the language and of the results once, from the command line to the answer, on real
// papers: the ones of corpus/, and those of the ACL Anthology where $QUIRE_DATA has them. What a
// query finds is held against a scan of the papers.
#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "documentation/markdown.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;
using Lines = std::vector<std::string>;
using nlohmann::json;

namespace {

/// The words of a text in small letters, cut wherever there is no letter or digit. Letters beyond
/// ASCII count as such, other characters do not.
Lines words_of(const std::string& text) {
    Lines words(1);
    const std::string punctuation = "\xE2\x80";  // U+2000 to U+203F: quotes, dashes, spaces.
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool letter = ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
        const bool capital = 'A' <= c && c <= 'Z';
        const bool mark = text.compare(i, punctuation.size(), punctuation) == 0;
        if (letter || capital || (static_cast<unsigned char>(c) >= 0x80 && !mark)) {
            words.back() += capital ? static_cast<char>(c - 'A' + 'a') : c;
        } else {
            if (mark) i += punctuation.size();
            if (!words.back().empty()) words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

struct Paper {
    std::string id;
    Lines title;
    Lines abstract;
    Lines categories;
    std::vector<Lines> authors;
    Lines venue;
    int year = 0;

    explicit Paper(const json& record)
        : id(record.at("id")),
          title(words_of(record.at("title"))),
          abstract(words_of(record.at("abstract"))),
          categories(record.value("categories", Lines())),
          venue(words_of(record.value("venue", ""))) {
        for (const std::string& author : record.value("authors", Lines())) {
            authors.push_back(words_of(author));
        }
        if (record.contains("year")) year = std::stoi(record.at("year").get<std::string>());
    }

    bool is(const std::string& category) const {
        return std::find(categories.begin(), categories.end(), category) != categories.end();
    }
};

bool starts(const Lines& words, const std::string& beginning) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word.starts_with(beginning); });
}

bool has(const Lines& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that start so, in this order, with at most `gap` others in between.
bool follows(const Lines& words, const Lines& beginnings, std::size_t gap = 0) {
    const std::function<bool(std::size_t, std::size_t, std::size_t)> from =
        [&](std::size_t at, std::size_t part, std::size_t left) {
            if (part == beginnings.size()) return true;
            for (std::size_t passed = 0; passed <= left && at + passed < words.size(); ++passed) {
                if (words[at + passed].starts_with(beginnings[part]) &&
                    from(at + passed + 1, part + 1, left - passed)) {
                    return true;
                }
            }
            return false;
        };
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at].starts_with(beginnings[0]) && from(at + 1, 1, gap)) return true;
    }
    return false;
}

using Holds = std::function<bool(const Paper&)>;

/// In the title or the abstract.
Holds word(const std::string& beginning) {
    return [=](const Paper& paper) {
        return starts(paper.title, beginning) || starts(paper.abstract, beginning);
    };
}

Holds exactly(const std::string& one) {
    return [=](const Paper& paper) { return has(paper.title, one) || has(paper.abstract, one); };
}

Holds phrase(const Lines& beginnings, std::size_t gap = 0) {
    return [=](const Paper& paper) {
        return follows(paper.title, beginnings, gap) || follows(paper.abstract, beginnings, gap);
    };
}

Holds near(const std::string& a, const std::string& b, std::size_t gap) {
    const Holds forward = phrase({a, b}, gap);
    const Holds backward = phrase({b, a}, gap);
    return [=](const Paper& paper) { return forward(paper) || backward(paper); };
}

Holds in_title(const std::string& beginning) {
    return [=](const Paper& paper) { return starts(paper.title, beginning); };
}

Holds category(const std::string& name) {
    return [=](const Paper& paper) { return paper.is(name); };
}

Holds author(const Lines& names, std::size_t gap = 0) {
    return [=](const Paper& paper) {
        return std::any_of(paper.authors.begin(), paper.authors.end(),
                           [&](const Lines& name) { return follows(name, names, gap); });
    };
}

Holds year(int from, int to) {
    return [=](const Paper& paper) { return from <= paper.year && paper.year <= to; };
}

Holds both(const Holds& a, const Holds& b) {
    return [=](const Paper& paper) { return a(paper) && b(paper); };
}

Holds either(const Holds& a, const Holds& b) {
    return [=](const Paper& paper) { return a(paper) || b(paper); };
}

Holds no(const Holds& a) {
    return [=](const Paper& paper) { return !a(paper); };
}

const Holds any = [](const Paper&) { return true; };

struct Feature {
    std::string query;
    Holds holds;
};

struct Place {
    test::TemporaryDirectory folder;
    std::string index = folder / "papers.index";
    std::vector<Paper> papers;

    explicit Place(const std::string& lines) {
        for (const std::string& line : test::lines(lines)) papers.emplace_back(json::parse(line));
        const Outcome made =
            test::run({.words = {"quire-index", "-q", index, "-"}, .input = lines});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }

    Outcome run(Lines options, const std::string& query) const {
        options.insert(options.begin(), "quire");
        options.push_back(index);
        if (!query.empty()) options.push_back(query);
        return test::run({.words = options});
    }

    void check(const std::vector<Feature>& features) const {
        for (const Feature& feature : features) {
            Lines expected;
            for (const Paper& paper : papers) {
                if (feature.holds(paper)) expected.push_back(paper.id);
            }
            Lines found =
                test::lines(run({"--format", "ids", "-n", "100000"}, feature.query).output);
            std::sort(expected.begin(), expected.end());
            std::sort(found.begin(), found.end());
            Lines differing;
            std::set_symmetric_difference(expected.begin(), expected.end(), found.begin(),
                                          found.end(), std::back_inserter(differing));
            CAPTURE(feature.query);
            CAPTURE(expected.size());
            CAPTURE(found.size());
            CAPTURE(json(differing).dump());
            CHECK(differing.empty());
            CHECK(!expected.empty());  // What nothing fits says little.
        }
    }
};

}  // namespace

TEST_CASE("each feature of the language finds what a scan of the corpus finds") {
    const Place place(test::read_file(test::source_file("corpus/papers.jsonl")));
    place.check({
        {"diffusion", word("diffus")},
        {"gan vae",
         either(either(exactly("gan"), exactly("gans")), either(exactly("vae"), exactly("vaes")))},
        {"+diffusion transformer", word("diffus")},
        {"diffusion -transformer", both(word("diffus"), no(word("transformer")))},
        {"diffusion NOT transformer", both(word("diffus"), no(word("transformer")))},
        {"diffusion AND text", both(word("diffus"), either(exactly("text"), exactly("texts")))},
        {"diffusion OR speech", either(word("diffus"), exactly("speech"))},
        {"(diffusion OR speech) AND latent",
         both(either(word("diffus"), exactly("speech")), word("latent"))},
        {"\"latent space\"", phrase({"latent", "space"})},
        {"\"latent space\"~3", phrase({"latent", "space"}, 3)},
        {"\"latent spac*\"", phrase({"latent", "spac"})},
        {"style NEAR/3 content", near("style", "content", 3)},
        {"disentangl*", word("disentangl")},
        {"spee?h", exactly("speech")},
        {"difusion~", word("diffus")},
        {"=disentangling", exactly("disentangling")},
        {"=\"latent space\"",
         [](const Paper& paper) {
             const auto side_by_side = [](const Lines& words) {
                 for (std::size_t i = 0; i + 1 < words.size(); ++i) {
                     if (words[i] == "latent" && words[i + 1] == "space") return true;
                 }
                 return false;
             };
             return side_by_side(paper.title) || side_by_side(paper.abstract);
         }},
        {"title:diffusion", in_title("diffus")},
        {"title:(diffusion OR speech)", either(in_title("diffus"), in_title("speech"))},
        {"categories:gan", category("gan")},
        {"cat:gan", category("gan")},
        {"cat:(gan vae)", either(category("gan"), category("vae"))},
        {"cat:(gan AND vae)", both(category("gan"), category("vae"))},
        {"-cat:gan", no(category("gan"))},
        {"cat:* -cat:gan", no(category("gan"))},
        {"diffusion^3 cat:speech", both(word("diffus"), category("speech"))},
        {"id:p041", [](const Paper& paper) { return paper.id == "p041"; }},
        {"*", any},
    });
}

TEST_CASE("each feature of the language finds what a scan of the ACL Anthology finds") {
    const auto file = test::data_file("papers/acl-abstracts.jsonl.gz");
    if (!file) {
        MESSAGE("skipped: needs papers/acl-abstracts.jsonl.gz in $QUIRE_DATA");
        return;
    }
    // Some of each year.
    const Outcome some =
        test::run_shell("gzip -dc '" + file->string() + "' | awk 'NR % 8 == 0'", "/");
    REQUIRE(some.status == 0);
    const Place place(some.output);
    REQUIRE(place.papers.size() > 4000);
    place.check({
        {"sarcasm", word("sarcasm")},
        {"+hindi urdu", exactly("hindi")},
        {"hindi AND NOT urdu", both(exactly("hindi"), no(exactly("urdu")))},
        {"(hindi OR urdu) AND corpus",
         both(either(exactly("hindi"), exactly("urdu")), word("corpus"))},
        {"\"question answering\"", phrase({"question", "answer"})},
        {"\"speech translation\"~2", phrase({"speech", "translat"}, 2)},
        {"\"dependency pars*\"", phrase({"dependenc", "pars"})},
        {"hindi NEAR/5 english", near("hindi", "english", 5)},
        {"morpholog*", word("morpholog")},
        {"sarcazm~", word("sarcasm")},
        {"=treebanks", exactly("treebanks")},
        {"title:sarcasm", in_title("sarcasm")},
        {"year:2019", year(2019, 2019)},
        {"year:2018..2020", year(2018, 2020)},
        {"year:..2000", year(0, 2000)},
        {"year:>2020", year(2021, 9999)},
        {"year:(1999 2019..2020)", either(year(1999, 1999), year(2019, 2020))},
        {"title:sarcasm year:>=2018", both(in_title("sarcasm"), year(2018, 9999))},
        {"-year:2000..", no(year(2000, 9999))},
        {"author:manning",
         [](const Paper& paper) {
             return std::any_of(paper.authors.begin(), paper.authors.end(),
                                [](const Lines& name) { return has(name, "manning"); });
         }},
        {"author:\"christopher manning\"~1", author({"christopher", "manning"}, 1)},
        {"author:(\"mirella lapata\" \"ivan titov\")",
         either(author({"mirella", "lapata"}), author({"ivan", "titov"}))},
        {"author:(\"mirella lapata\" AND NOT \"ivan titov\")",
         both(author({"mirella", "lapata"}), no(author({"ivan", "titov"})))},
        {"author:lapat*", author({"lapat"})},
        {"-author:*", [](const Paper& paper) { return paper.authors.empty(); }},
        {"venue:emnlp", [](const Paper& paper) { return has(paper.venue, "emnlp"); }},
    });
}

TEST_CASE("each feature of the results says what it should") {
    const Place place(test::read_file(test::source_file("corpus/papers.jsonl")));
    test::write_file(place.folder / "text", "Voice conversion between speakers.\n");
    test::write_file(place.folder / "names", "voice conversion, speaker swap\n");
    test::write_file(place.folder / "queries", "a\tgan\nb\tvae\n");
    struct Feature {
        Lines options;
        std::string query;
        int status;
        Lines said;  ///< In this order.
    };
    const std::vector<Feature> features = {
        {{"-n", "1"}, "disentangled diffusion", 0, {"1  ", "p134"}},
        {{"--offset", "2", "-n", "1"}, "disentangled diffusion", 0, {"3  ", "p005"}},
        {{"--all", "--count"}, "disentangled diffusion", 0, {"14"}},
        {{"-n", "0", "--facet", "categories:2"}, "gan", 0, {"categories\n", "gan", "more values"}},
        {{"--sort", "title", "-n", "2", "--format", "tsv"},
         "title:adversar*",
         0,
         {"rank\t", "\tA", "\tA"}},
        {{"--sort", "-title", "-n", "1", "--format", "ids"}, "*", 0, {"p"}},
        {{"--collapse", "categories", "-n", "1"}, "gan", 0, {"more"}},
        {{"--after", "start", "-n", "1"}, "gan", 0, {"1  ", "next: --after"}},
        {{"--similar", "p041", "-n", "1", "--format", "ids"}, "", 0, {"p150"}},
        {{"--similar-to", place.folder / "text", "-n", "1"}, "", 0, {"Voice"}},
        {{"--synonyms", place.folder / "names", "--parse"},
         "\"speaker swap\"",
         0,
         {"speaker swap", "voic convers"}},
        {{"--explain", "-n", "1"}, "gan vae", 0, {"score ", "vae", "in 8 papers"}},
        {{"--why-not", "p041"}, "gan -style", 1, {"p041", "-style"}},
        {{"--parse"}, "pre-training^2", 0, {"read as: pre-training^2", "pretrain"}},
        {{"--count"}, "diffusion", 0, {"25"}},
        {{"--spelling", "-n", "0"}, "difusion representations", 0, {"did you mean"}},
        {{}, "gan nothinglikethis +neitherthis", 1, {"each part alone finds", "gan", "without"}},
        {{}, "titel:gan", 0, {"^", "did you mean title:?"}},
        {{"--strict"}, "titel:gan", 2, {"did you mean title:?"}},
        {{"--strict"}, "gan nothing*like", 0, {"no word of the index is like this"}},
        {{"--format", "json", "-n", "1"}, "gan", 0, {"{", "\"hits\""}},
        {{"--format", "jsonl", "-n", "1", "--format-version", "1"}, "gan", 0, {"{", "\"rank\":1"}},
        {{"--format", "csv", "-n", "1"}, "gan", 0, {"rank,id,", "\n1,"}},
        {{"--format", "tsv", "-n", "1"}, "gan", 0, {"rank\tid\t", "\n1\t"}},
        {{"--format", "bibtex", "-n", "1"}, "gan", 0, {"@misc{", "title = {"}},
        {{"--format", "ris", "-n", "1"}, "gan", 0, {"TY  - ", "TI  - ", "ER  - "}},
        {{"--format", "trec", "-n", "1"}, "gan", 0, {"1 Q0 p", " 1 "}},
        {{"--format", "ids", "-n", "1"}, "gan", 0, {"p"}},
        {{"--queries", place.folder / "queries", "--count"}, "", 0, {"a\t", "b\t"}},
        {{"--model", "bm25:k1=0.9,b=0.4", "-n", "1"}, "gan", 0, {"1  "}},
        {{"--no-compounds", "--parse"}, "pretraining", 0, {"ranks pretrain "}},
    };
    for (const Feature& feature : features) {
        CAPTURE(json(feature.options).dump());
        CAPTURE(feature.query);
        const Outcome outcome = place.run(feature.options, feature.query);
        CAPTURE(outcome.errors);
        CAPTURE(outcome.output);
        CHECK(outcome.status == feature.status);
        const std::string all = outcome.output + outcome.errors;
        std::size_t at = 0;
        for (const std::string& text : feature.said) {
            CAPTURE(text);
            const std::size_t found = all.find(text, at);
            REQUIRE(found != std::string::npos);
            at = found + text.size();
        }
    }
}
