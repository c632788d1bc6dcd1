// Indexes of documents in one language and in many.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/papers.hpp"
#include "query/syntax.hpp"
#include "quire/error.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"
#include "text/characters.hpp"

using namespace quire;
using quire::test::make_index;
using quire::test::paper;

namespace {

using Ids = std::vector<std::string>;

Document paper_in(std::string language, std::string id, std::string title,
                  std::string abstract = {}) {
    Document document = paper(std::move(id), std::move(title), std::move(abstract));
    document.language = std::move(language);
    return document;
}

Ids ids(const SearchResults& results) {
    Ids found;
    for (const Hit& hit : results.hits) found.push_back(hit.document.id);
    std::ranges::sort(found);
    return found;
}

Ids search(const Searcher& searcher, std::string_view query) {
    return ids(searcher.search(Query::parse(query)));
}

/// What the query is read as, its concepts parted by commas.
std::string reading(const Searcher& searcher, std::string_view query) {
    std::string text;
    for (const Concept& part : searcher.search(Query::parse(query)).concepts) {
        text += (text.empty() ? "" : ", ") + part.text;
    }
    return text;
}

/// The parts of title and abstract that light up, in brackets.
std::string highlights(const Searcher& searcher, std::string_view query) {
    std::string shown;
    for (const Hit& hit : searcher.search(Query::parse(query)).hits) {
        for (const Highlights& field : hit.highlights) {
            const std::string& text =
                field.field == "title" ? hit.document.title : hit.document.abstract;
            for (const Span& span : field.spans) {
                shown += "[" + text.substr(span.offset, span.length) + "]";
            }
        }
    }
    return shown;
}

/// An index of English, in which some papers say that they are in another language.
class MixedIndex {
public:
    MixedIndex() {
        make_index(directory_ / "i",
                   {paper("en", "The networks of translations", "Pretraining die in network."),
                    paper_in("de-AT", "de", "Die Netze der Übersetzungen", "Vortrainings"),
                    paper_in("french", "fr", "L'analyse des traductions évaluées"),
                    paper_in("sv", "sv", "Språk för översättningar"),
                    paper_in("zh", "zh", "神经机器翻译系统"), paper_in("ko", "ko", "기계번역은"),
                    paper_in("klingon", "tlh", "the networks of Qapla")});
    }
    Searcher searcher() const { return Searcher(directory_ / "i"); }

private:
    test::TemporaryDirectory directory_;
};

}  // namespace

TEST_CASE("a document is analysed in its own language, and found by the words of it") {
    const MixedIndex index;
    const Searcher searcher = index.searcher();
    struct Case {
        std::string query;
        Ids found;
    };
    const std::vector<Case> cases = {
        {"network", {"en"}},  // In no known language words have no stems.
        {"networks", {"en", "tlh"}},
        {"übersetzung", {"de"}},
        {"ubersetzung", {"de"}},
        {"traduction", {"fr"}},
        {"analyse", {"fr"}},
        {"l'analyse", {"fr"}},
        {"évaluer", {"fr"}},
        {"språk", {"sv"}},
        {"sprak", {"sv"}},
        {"översättning", {"sv"}},
        {"翻译", {"zh"}},
        {"번역을", {"ko"}},
        {"기계번역", {"ko"}},
        {"qapla", {"tlh"}},
        {"\"netz der übersetzung\"", {"de"}},
        {"\"analyse des traduction\"", {"fr"}},
        {"\"network of translation\"", {"en"}},
        {"\"networks of translation\"", {"en"}},
        {"title:übersetzung", {"de"}},
        {"abstract:übersetzung", {}},
        {"pre-training", {"en"}},
        {"vor-training", {"de"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        CHECK(search(searcher, c.query) == c.found);
    }
}

TEST_CASE("the languages of an index are those of its documents") {
    const MixedIndex index;
    const Searcher searcher = index.searcher();
    CHECK(searcher.info().languages ==
          Ids{"chinese", "english", "french", "german", "korean", "none", "swedish"});
    CHECK(reading(searcher, "Übersetzungen") == "ubersetzungen | ubersetz | ubersetzung");
}

TEST_CASE("a query is read in the languages that the index holds, and in no other") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "Learning", "")});
    CHECK(reading(Searcher(directory / "i"), "the learning") == "learn");
    {
        IndexWriter writer = IndexWriter::open(directory / "i");
        writer.put(paper_in("de", "2", "Netze"));
        writer.commit();
    }
    // A word is passed over only where it is a stop word in all of them.
    CHECK(reading(Searcher(directory / "i"), "the learning") == "the, learn | learning");
    CHECK(reading(Searcher(directory / "i"), "an learning") == "learn | learning");
    {
        IndexWriter writer = IndexWriter::open(directory / "i");
        writer.remove("2");
        writer.commit();
    }
    // What an index once held it may hold still.
    CHECK(reading(Searcher(directory / "i"), "learning") == "learn | learning");
    {
        IndexWriter writer = IndexWriter::rebuild(directory / "i");
        writer.put(paper_in("de", "2", "Netze"));
        writer.commit();
    }
    // The index's own language does not count where no document is in it.
    CHECK(reading(Searcher(directory / "i"), "learning") == "learning");
}

TEST_CASE("a searcher sees the languages of the revision that it searches") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "Networks", "")});
    const Searcher searcher(directory / "i");
    CHECK(search(searcher, "netz").empty());
    IndexWriter writer = IndexWriter::open(directory / "i");
    writer.put(paper_in("de", "2", "Netze"));
    CHECK(reading(searcher, "netze") == "netz");
    CHECK(search(searcher, "netz").empty());
    writer.commit();
    CHECK(search(searcher, "netz") == Ids{"2"});
}

TEST_CASE("a filter by language takes a name, a code, or what the document says") {
    const MixedIndex index;
    const Searcher searcher = index.searcher();
    struct Case {
        std::string query;
        Ids found;
    };
    const std::vector<Case> cases = {
        {"language:de", {"de"}},
        {"language:german", {"de"}},
        {"language:German", {"de"}},
        {"language:de-AT", {"de"}},
        {"language:fr", {"fr"}},
        {"language:french", {"fr"}},
        {"language:klingon", {"tlh"}},
        {"language:none", {"tlh"}},
        {"language:en", {}},  // It says nothing.
        {"language:de networks", {}},
        {"language:de netz", {"de"}},
        {"networks -language:none", {"en"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        CHECK(search(searcher, c.query) == c.found);
    }
    // Then the words are those of that language.
    CHECK(reading(searcher, "language:de die Übersetzungen") == "de, ubersetz");
    CHECK(reading(searcher, "language:tlh Übersetzungen").starts_with("tlh, ubersetzungen |"));
    CHECK(reading(searcher, "-language:de Übersetzungen").starts_with("de, ubersetzungen |"));
    CHECK(reading(searcher, "language:pl Networks") == "pl, network");
}

TEST_CASE("the stored language is what was given") {
    const MixedIndex index;
    CHECK(index.searcher().find("de")->language == "de-AT");
    CHECK(index.searcher().find("tlh")->language == "klingon");
    CHECK(index.searcher().find("en")->language.empty());
}

TEST_CASE("matches light up as the document's language has them") {
    const MixedIndex index;
    const Searcher searcher = index.searcher();
    CHECK(highlights(searcher, "übersetzung") == "[Übersetzungen]");
    CHECK(highlights(searcher, "analyse") == "[analyse]");
    CHECK(highlights(searcher, "기계번역을") == "[기계번역]");
    CHECK(highlights(searcher, "sprak") == "[Språk]");
    CHECK(highlights(searcher, "\"netz der übersetzung\"") == "[Netze der Übersetzungen]");
}

TEST_CASE("any keyword field of one value called language chooses the analyzer") {
    const auto finds_stem = [](const std::string& field) {
        const test::TemporaryDirectory directory;
        IndexOptions options;
        options.schema = Schema::parse("text text\n" + field);
        Document document;
        document.id = "1";
        document.set("text", "Übersetzungen");
        document.set("language", Schema::parse("t text\n" + field).find("language")->many
                                     ? Value(std::vector<std::string>{"de"})
                                     : Value("de"));
        make_index(directory / "i", {document}, options);
        return search(Searcher(directory / "i"), "übersetzung") == Ids{"1"};
    };
    CHECK(finds_stem("language keyword\n"));
    CHECK(finds_stem("language keyword unstored\n"));
    CHECK_FALSE(finds_stem("language text\n"));
}

TEST_CASE("the language of an index is kept under its one name") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    options.language = "de-AT";
    make_index(directory / "i", {paper("1", "Netze", "")}, options);
    CHECK(index_options(directory / "i")->language == "german");
    CHECK(search(Searcher(directory / "i"), "netz") == Ids{"1"});
}

namespace {

/// Every so many titles are asked for.
constexpr std::size_t every = test::sanitized ? 10 : 1;

/// Every so many languages are indexed.
constexpr std::size_t every_language = test::sanitized ? 4 : 1;

/// In the index of all languages a query costs ten times as much, being read in each of them: a
/// fifth of the titles tells as much.
constexpr std::size_t every_among_all = 5 * every;

/// The papers of a file, their ids with the language before them.
std::vector<Document> papers_of(const std::filesystem::path& path, const std::string& language) {
    std::ifstream file(path, std::ios::binary);
    boost::iostreams::filtering_istream in;
    in.push(boost::iostreams::gzip_decompressor());
    in.push(file);
    std::vector<Document> papers;
    for (std::string line; std::getline(in, line);) {
        const auto record = nlohmann::json::parse(line);
        papers.push_back(paper_in(language, language + "/" + record.at("_id").get<std::string>(),
                                  record.at("title"), record.at("text")));
    }
    return papers;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) text::next_code_point(text, at);
    return count;
}

/// The papers whose titles are fair queries: of ten or more characters, not the title of another
/// paper of these, and without a word that a query would exclude, as Finnish writes many ("IWSLT
/// 2017 -kampanja").
std::vector<const Document*> asked_for(const std::vector<Document>& papers) {
    std::map<std::string_view, int> titles;
    for (const Document& document : papers) ++titles[document.title];
    std::vector<const Document*> asked;
    for (const Document& document : papers) {
        const Query query = Query::parse(document.title);
        const bool excludes = std::ranges::any_of(
            query.syntax().root.parts,
            [](const query::Node& part) { return part.demand == query::Demand::excluded; });
        if (code_points(document.title) >= 10 && titles[document.title] == 1 && !excludes) {
            asked.push_back(&document);
        }
    }
    return asked;
}

/// The share of titles that find their paper among the first three.
double share_found(const Searcher& searcher, const std::vector<const Document*>& asked,
                   std::size_t step, std::string& missed) {
    std::size_t found = 0, all = 0;
    for (std::size_t i = 0; i < asked.size(); i += step) {
        ++all;
        SearchOptions options;
        options.limit = 3;
        options.snippet_bytes = 0;
        const SearchResults results = searcher.search(Query::parse(asked[i]->title), options);
        const bool among = std::ranges::any_of(
            results.hits, [&](const Hit& hit) { return hit.document.id == asked[i]->id; });
        if (among) ++found;
        if (!among) missed += "\n  " + asked[i]->id + " " + asked[i]->title;
    }
    return static_cast<double>(found) / static_cast<double>(all);
}

const std::vector<std::string> languages_with_data = {
    "ar", "az", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu",
    "hy", "id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "ta", "vi", "zh"};

}  // namespace

TEST_CASE("in each language, and in all together, titles find their papers") {
    if (!test::data_file("languages/de.jsonl.gz")) return;
    const test::TemporaryDirectory directory;
    std::map<std::string, std::vector<Document>> papers;
    IndexWriter all = IndexWriter::create(directory / "all");
    for (std::size_t i = 0; i < languages_with_data.size(); i += every_language) {
        const std::string& language = languages_with_data[i];
        CAPTURE(language);
        const auto path = test::data_file("languages/" + language + ".jsonl.gz");
        REQUIRE(path);
        papers[language] = papers_of(*path, language);
        for (const Document& document : papers[language]) all.put(document);

        IndexOptions options;
        options.language = language;
        make_index(directory / language, papers[language], options);
        const auto asked = asked_for(papers[language]);
        CHECK(asked.size() > 240);
        std::string missed;
        const double share = share_found(Searcher(directory / language), asked, every, missed);
        CHECK_MESSAGE(share >= 0.95, language << " " << share << missed);
    }
    all.commit();
    const Searcher searcher(directory / "all");
    double sum = 0;
    for (const auto& one : papers) {
        const auto& language = one.first;
        const auto& some = one.second;
        std::string missed;
        const double share = share_found(searcher, asked_for(some), every_among_all, missed);
        sum += share;
        // Of the six titles that a sanitizer leaves of a language, one is a sixth.
        if (every == 1) CHECK_MESSAGE(share >= 0.90, language << " among all " << share << missed);
    }
    CHECK(sum / static_cast<double>(papers.size()) >= 0.90);
}
