// The corpus that quire ships: complete, consistent, and in words of its own.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "quire/corpus.hpp"
#include "support.hpp"

using namespace quire;

namespace {

const std::filesystem::path corpus = quire::test::source_file("corpus");

std::vector<Document> read_all(const std::filesystem::path& path,
                               const ReaderOptions& options = {}) {
    DocumentReader reader(path.string(), options);
    std::vector<Document> documents;
    while (auto document = reader.next()) documents.push_back(std::move(*document));
    return documents;
}

/// Runs of letters and digits in lower case; bytes beyond ASCII count as letters.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0) {
            words.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

constexpr std::size_t longest_shared_run = 7;

template <typename Use>
void for_each_run(const std::string& text, Use&& use) {
    const std::vector<std::string> words = words_of(text);
    for (std::size_t i = 0; i + longest_shared_run < words.size(); ++i) {
        std::string run;
        for (std::size_t j = i; j <= i + longest_shared_run; ++j) run += words[j] + " ";
        use(run);
    }
}

}  // namespace

TEST_CASE("the corpus has 198 papers with abstracts of 60 to 120 words") {
    const std::vector<Document> papers = read_all(corpus / "papers.jsonl");
    CHECK(papers.size() == 198);
    std::set<std::string> ids;
    for (const Document& document : papers) {
        CAPTURE(document.id);
        CHECK(ids.insert(document.id).second);
        CHECK_FALSE(document.title.empty());
        CHECK_FALSE(document.categories.empty());
        std::istringstream in(document.abstract);
        std::size_t words = 0;
        for (std::string word; in >> word;) ++words;
        CHECK(words >= 60);
        CHECK(words <= 120);
    }
}

TEST_CASE("every paper is judged for each of the 25 topics, from 0 to 3") {
    std::set<std::string> papers;
    for (const Document& document : read_all(corpus / "papers.jsonl")) papers.insert(document.id);
    std::set<std::string> topics;
    std::istringstream topic_lines(test::read_file(corpus / "topics.tsv"));
    for (std::string line; std::getline(topic_lines, line);) {
        const std::size_t tab = line.find('\t');
        REQUIRE(tab != std::string::npos);
        CHECK(line.size() > tab + 1);
        CHECK(topics.insert(line.substr(0, tab)).second);
    }
    CHECK(topics.size() == 25);
    std::map<std::string, std::set<std::string>> judged;
    std::map<std::string, int> relevant;
    std::istringstream qrels(test::read_file(corpus / "qrels.txt"));
    std::string topic;
    std::string iteration;
    std::string paper;
    for (int grade = 0; qrels >> topic >> iteration >> paper >> grade;) {
        CHECK(topics.count(topic) == 1);
        CHECK(papers.count(paper) == 1);
        CHECK(grade >= 0);
        CHECK(grade <= 3);
        CHECK(judged[topic].insert(paper).second);
        relevant[topic] += grade >= 2 ? 1 : 0;
    }
    CHECK(qrels.eof());
    for (const std::string& name : topics) {
        CAPTURE(name);
        CHECK(judged[name].size() == papers.size());
        CHECK(relevant[name] >= 1);
    }
}

TEST_CASE("titles are as published, and no abstract shares eight words in a row with the page") {
    const auto page = test::data_file("papers/hf-papers-page.txt");
    if (!page) return;
    ReaderOptions options;
    options.format = "pairs";
    options.skip_lines = 2;
    options.strip_prefix = "Subscribe";
    const std::vector<Document> published = read_all(*page, options);
    const std::vector<Document> ours = read_all(corpus / "papers.jsonl");
    REQUIRE(published.size() == ours.size());
    std::set<std::string> runs;
    for (const Document& document : published) {
        for_each_run(document.title, [&](const std::string& run) { runs.insert(run); });
        for_each_run(document.abstract, [&](const std::string& run) { runs.insert(run); });
    }
    CHECK(runs.size() > 20'000);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CAPTURE(ours[i].id);
        CHECK(ours[i].title == published[i].title);
        for_each_run(ours[i].abstract,
                     [&](const std::string& run) { CHECK(runs.count(run) == 0); });
    }
}
