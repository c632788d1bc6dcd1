// What every output format must do, whatever documents hold.
#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "cli/run.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;
using Lines = std::vector<std::string>;
using nlohmann::json;

namespace {

/// Each is about diffusion, and wants to be something else as well.
std::vector<json> hostile_papers() {
    std::string endless;
    for (int i = 0; i < 20'000; ++i) endless += "diffusion" + std::to_string(i) + " ";
    return {
        {{"id", "quotes"},
         {"title", "Diffusion \"quoted\", 'so', and \"\"twice\"\""},
         {"authors", {"Ada \"Countess\" Lovelace", "Barnes and Noble", "others", "A, B, C, D"}},
         {"venue", "Journal of \"Quotes\", Commas"},
         {"year", 1843}},
        {{"id", "lines"},
         {"title", "Diffusion\r\nER  - \r\nTY  - JOUR\n@misc{x,\n\ttab"},
         {"abstract", "one\n\ntwo\r\n{\"id\": 1}\n"},
         {"url", "https://example.org/a b\n\"><{x}"}},
        {{"id", "braces"},
         {"title", "}}} Diffusion {{{ @article{key, title = {x}} \\} \\{"},
         {"authors", {"{Curly}", "Back\\slash"}},
         {"categories", {"a_b", "50% & more $#^~"}},
         {"venue", "Proceedings of }"}},
        {{"id", "escapes"},
         {"title",
          "Diffusion \x1b[31mred\x1b[0m \x1b]0;owned\x07 \xC2\x9B"
          "31m \x7f\b"},
         {"authors", {"\x1b[2JEve"}},
         {"venue",
          "\x1b"
          "c"},
         {"url", "\x1b[1mhttps://example.org/\x07"}},
        {{"id", "bidi"},
         {"title",
          "Diffusion \xE2\x80\xAE"
          "drawkcab \xE2\x81\xA6 isolate \xD8\x9C \xE2\x80\x8F"},
         {"authors",
          {"\xE2\x80\xAE"
           "Eve"}}},
        {{"id", "formula"}, {"title", "=HYPERLINK(diffusion)"}, {"venue", "+1 -1 @x"}},
        {{"id", "tex"}, {"title", "Diffusion of $\\beta$-VAE_{2} at 100% ~ BERTs & GANs #1"}},
        {{"id", "wide"}, {"title", "\xE6\xA9\x9F\xE6\xA2\xB0 diffusion \xF0\x9F\x98\x80"}},
        {{"id", "an id with spaces, \"quotes\" {and} %20"}, {"title", "Diffusion"}},
        {{"id", "Upper.Key"}, {"title", "diffusion"}},
        {{"id", "upper.key"}, {"title", "diffusion"}},
        {{"id", "\xC3\xA4#\\~"}, {"title", "  Diffusion  "}},
        {{"id", "endless"}, {"title", endless}},
        {{"id", "untitled"}, {"abstract", "diffusion"}},
    };
}

struct Place {
    test::TemporaryDirectory folder;
    std::string index = folder / "papers.index";
    std::vector<json> papers = hostile_papers();

    Place() {
        std::string lines;
        for (const json& paper : papers) lines += paper.dump() + "\n";
        const Outcome made =
            test::run({.words = {"quire-index", "-q", index, "-"}, .input = lines});
        REQUIRE_MESSAGE(made.status == 0, made.errors);
    }

    Outcome run(Lines options, const std::string& query = "diffusion OR diffusion0 OR hyperlink",
                const std::string& input = {}) const {
        options.insert(options.begin(), {"quire", "-n", "100"});
        options.push_back(index);
        if (!query.empty()) options.push_back(query);
        return test::run({.words = options, .input = input});
    }
};

Lines format_names() {
    Lines names;
    std::istringstream in(
        test::run({.words = {"quire", "--complete", "zsh", "--format", ""}}).output);
    std::string line;
    std::getline(in, line);  // The kind of the candidates.
    while (std::getline(in, line)) names.push_back(line.substr(0, line.find('\t')));
    return names;
}

/// What a terminal would obey, apart from the bytes of `allowed`.
std::string dangers(const std::string& text, const std::string& allowed) {
    std::string found;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 || byte == 0x7f) && allowed.find(c) == std::string::npos) found += c;
    }
    for (const std::string bad :
         {"\xC2\x9B", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xD8\x9C", "\xE2\x80\x8F"}) {
        if (text.find(bad) != std::string::npos) found += bad;
    }
    return found;
}

/// The text on one line, as it should be printed: white space is a space, all that is dangerous
/// is U+FFFD.
std::string tame(std::string text) {
    for (const std::string bad : {"\x1b", "\x07", "\xC2\x9B", "\x7f", "\b", "\xE2\x80\xAE",
                                  "\xE2\x81\xA6", "\xD8\x9C", "\xE2\x80\x8F"}) {
        for (std::size_t at = 0; (at = text.find(bad)) != std::string::npos;) {
            text.replace(at, bad.size(), "\xEF\xBF\xBD");
        }
    }
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

Lines split(const std::string& text, const std::string& separator) {
    Lines parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + separator.size();
    }
    return parts;
}

/// A table as RFC 4180 has it.
std::vector<Lines> read_csv(const std::string& text) {
    std::vector<Lines> rows(1, Lines(1));
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string& cell = rows.back().back();
        if (quoted && text[at] == '"' && text.substr(at, 2) == "\"\"") {
            cell += text[at++];
        } else if (text[at] == '"') {
            quoted = !quoted;
        } else if (!quoted && text[at] == ',') {
            rows.back().emplace_back();
        } else if (!quoted && text.substr(at, 2) == "\r\n") {
            if (++at + 1 < text.size()) rows.emplace_back(1);
        } else {
            cell += text[at];
        }
    }
    CHECK_FALSE(quoted);
    return rows;
}

void check_table(const std::vector<Lines>& rows, const std::vector<json>& papers) {
    REQUIRE(rows.size() == papers.size() + 1);
    CHECK(rows.front() == Lines{"rank", "id", "score", "title", "authors", "venue", "year", "url"});
    std::map<std::string, Lines> by_id;
    for (const Lines& row : rows) {
        REQUIRE(row.size() == rows.front().size());
        by_id[row[1]] = row;
    }
    for (const json& paper : papers) {
        const Lines& row = by_id[paper.at("id")];
        REQUIRE(row.size() == 8);
        CHECK(row[3] == tame(paper.value("title", "")));
        std::string authors;
        for (const std::string& name : paper.value("authors", Lines{})) {
            authors += (authors.empty() ? "" : "; ") + name;
        }
        CHECK(row[4] == tame(authors));
        CHECK(row[5] == tame(paper.value("venue", "")));
    }
}

void check_json(const json& hits, const std::vector<json>& papers) {
    CHECK(hits.size() == papers.size());
    for (const json& hit : hits) {
        const auto paper = std::find_if(papers.begin(), papers.end(), [&](const json& one) {
            return one.at("id") == hit.at("id");
        });
        REQUIRE(paper != papers.end());
        // Nothing is changed: what is dangerous is escaped.
        for (const char* key : {"title", "authors", "venue"}) {
            if (paper->contains(key)) CHECK(hit.at("document").at(key) == paper->at(key));
        }
    }
}

/// The entries, read as BibTeX reads them: by braces, which no backslash changes.
std::vector<std::string> read_bibtex(const std::string& text) {
    std::vector<std::string> entries;
    int depth = 0;
    for (const char c : text) {
        if (depth == 0 && c == '@') entries.emplace_back();
        if (!entries.empty()) entries.back() += c;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        CHECK(depth >= 0);
    }
    CHECK(depth == 0);
    return entries;
}

using Check = std::function<void(const std::string& output, const std::vector<json>& papers)>;

/// What each format has to hold of the papers.
const std::map<std::string, Check>& checks() {
    static const std::map<std::string, Check> by_format = {
        {"text",
         [](const std::string& output, const std::vector<json>&) {
             CHECK(output.find("(no title)") != std::string::npos);
             CHECK(output.find("upper.key") != std::string::npos);
         }},
        {"json",
         [](const std::string& output, const std::vector<json>& papers) {
             CHECK(std::count(output.begin(), output.end(), '\n') == 1);
             check_json(json::parse(output).at("hits"), papers);
         }},
        {"jsonl",
         [](const std::string& output, const std::vector<json>& papers) {
             json hits = json::array();
             for (const std::string& line : split(output, "\n")) hits.push_back(json::parse(line));
             check_json(hits, papers);
         }},
        {"csv", [](const std::string& output,
                   const std::vector<json>& papers) { check_table(read_csv(output), papers); }},
        {"tsv",
         [](const std::string& output, const std::vector<json>& papers) {
             std::vector<Lines> rows;
             for (const std::string& line : split(output, "\n")) {
                 rows.push_back(split(line + "\t", "\t"));
                 rows.back().resize(8);
             }
             check_table(rows, papers);
         }},
        {"bibtex",
         [](const std::string& output, const std::vector<json>& papers) {
             const std::vector<std::string> entries = read_bibtex(output);
             REQUIRE(entries.size() == papers.size());
             std::set<std::string> keys;
             for (const std::string& entry : entries) {
                 std::string key = entry.substr(entry.find('{') + 1);
                 key.erase(key.find(','));
                 CHECK(key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789-_.:/+") == std::string::npos);
                 std::transform(key.begin(), key.end(), key.begin(), [](char c) {
                     return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
                 });
                 CHECK(keys.insert(key).second);
             }
             const auto has = [&](const std::string& text) {
                 CHECK_MESSAGE(output.find(text) != std::string::npos, text);
             };
             has("  author = {Ada \"Countess\" Lovelace and {Barnes and Noble} and {others} and "
                 "{A, B, C, D}},\n  journal = {Journal of \"Quotes\", Commas},\n"
                 "  year = {1843},\n");
             has("title = {\\textbraceright{}\\textbraceright{}\\textbraceright{} Diffusion ");
             has("author = {\\textbraceleft{}Curly\\textbraceright{} and "
                 "Back\\textbackslash{}slash}");
             has("booktitle = {Proceedings of \\textbraceright{}}");
             has("keywords = {a\\_b, 50\\% \\& more \\$\\#\\textasciicircum{}\\textasciitilde{}}");
             has("url = {https://example.org/a%20b%0A%22%3E%3C%7Bx%7D}");
             has("{VAE}\\_\\textbraceleft{}2\\textbraceright{} at 100\\% \\textasciitilde{} "
                 "{BERTs} \\& {GANs} \\#1}");
             has("@misc{_C3_A4_23_5C_7E,");
         }},
        {"ris",
         [](const std::string& output, const std::vector<json>& papers) {
             std::size_t records = 0;
             bool inside = false;
             for (const std::string& line : split(output, "\r\n")) {
                 CAPTURE(line.substr(0, 80));
                 if (line.empty()) continue;
                 REQUIRE(line.size() >= 6);
                 CHECK(line.substr(2, 4) == "  - ");
                 CHECK(inside == !line.starts_with("TY"));
                 inside = !line.starts_with("ER");
                 if (!inside) ++records;
             }
             CHECK(records == papers.size());
             CHECK(output.find("AU  - Lovelace, Ada \"Countess\"\r\n") != std::string::npos);
             CHECK(output.find("JO  - Journal of \"Quotes\", Commas\r\n") != std::string::npos);
         }},
        {"trec",
         [](const std::string& output, const std::vector<json>& papers) {
             const Lines lines = split(output, "\n");
             CHECK(lines.size() == papers.size());
             std::size_t rank = 0;
             for (const std::string& line : lines) {
                 const Lines words = split(line, " ");
                 REQUIRE(words.size() == 6);
                 CHECK(words[0] == "1");
                 CHECK(words[1] == "Q0");
                 CHECK(words[3] == std::to_string(++rank));
                 CHECK(std::stod(words[4]) > 0);
                 CHECK(words[5] == "quire");
             }
             CHECK(output.find(" an%20id%20with%20spaces,%20\"quotes\"%20{and}%20%20 ") !=
                   std::string::npos);
         }},
        {"ids",
         [](const std::string& output, const std::vector<json>& papers) {
             Lines ids = split(output, "\n");
             Lines expected;
             for (const json& paper : papers) expected.push_back(paper.at("id"));
             std::sort(ids.begin(), ids.end());
             std::sort(expected.begin(), expected.end());
             CHECK(ids == expected);
         }},
    };
    return by_format;
}

}  // namespace

TEST_CASE("every output format holds what documents hold, whatever that is") {
    const Place place;
    const Lines names = format_names();
    CHECK(names.size() == checks().size());
    for (const std::string& name : names) {
        CAPTURE(name);
        const Outcome outcome = place.run({"--format", name});
        CHECK(outcome.status == 0);
        CHECK(find_invalid_utf8(outcome.output) == std::string::npos);
        const bool tabs = name == "tsv";
        const bool crlf = name == "csv" || name == "ris";
        CHECK(dangers(outcome.output, tabs ? "\t\n" : crlf ? "\r\n" : "\n") == "");
        CHECK(dangers(outcome.errors, "\n") == "");
        REQUIRE(checks().contains(name));
        checks().at(name)(outcome.output, place.papers);
    }
}

TEST_CASE("every output format says nothing about nothing") {
    const Place place;
    for (const std::string& name : format_names()) {
        CAPTURE(name);
        const Outcome outcome = place.run({"--format", name}, "nothingofthekind");
        CHECK(outcome.status == 1);
        if (name == "json") {
            CHECK(json::parse(outcome.output).at("hits").empty());
        } else if (name == "csv" || name == "tsv") {
            CHECK(outcome.output.starts_with("rank"));
            CHECK(std::count(outcome.output.begin(), outcome.output.end(), '\n') == 1);
        } else {
            CHECK(outcome.output == "");
        }
    }
}

TEST_CASE("in every output format the answers to many queries can be told apart") {
    const Place place;
    const std::string queries = "q1\tdiffusion\n\nq2\ttitle:quoted\nnothingofthekind\n";
    for (const std::string& name : format_names()) {
        CAPTURE(name);
        const Outcome outcome = place.run({"--format", name, "--queries", "-"}, "", queries);
        CHECK(outcome.status == 0);
        CHECK(outcome.errors == "");
        if (name == "bibtex" || name == "ris") {
            // A list of papers, and each but once.
            const std::string alone = place.run({"--format", name}, "diffusion").output;
            CHECK(outcome.output == alone);
            continue;
        }
        CHECK(outcome.output.find("q1") < outcome.output.find("q2"));
        CHECK(outcome.output.find("q2") != std::string::npos);
        const bool every_query = name == "text" || name == "json";
        const std::string third = name == "json" ? "\"topic\":\"4\"" : "4: nothingofthekind";
        CHECK((outcome.output.find(third) != std::string::npos) == every_query);
    }
}
