#include "quire/searcher.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "index/papers.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using test::make_index;
using test::paper;

namespace {

using Ids = std::vector<std::string>;

Ids ids(const SearchResults& results) {
    Ids found;
    for (const Hit& hit : results.hits) found.push_back(hit.document.id);
    return found;
}

Ids search(const Searcher& searcher, std::string_view query, const SearchOptions& options = {}) {
    return ids(searcher.search(Query::parse(query), options));
}

Ids sorted(Ids found) {
    std::sort(found.begin(), found.end());
    return found;
}

/// The stretches of `text` that are lit up.
std::vector<std::string> lit(const std::string& text, const std::vector<Span>& spans) {
    std::vector<std::string> parts;
    for (const Span& span : spans) parts.push_back(text.substr(span.offset, span.length));
    return parts;
}

}  // namespace

TEST_CASE("words, phrases, fields, filters and exclusions find what they say") {
    const test::TemporaryDirectory directory;
    Document a = paper("a", "Disentangled diffusion", "Diffusion models for image generation.");
    a.authors = {"Jonathan Ho", "Ajay Jain"};
    a.year = 2020;
    a.venue = "NeurIPS";
    Document b = paper("b", "Image models", "The generation of images by diffusing noise.");
    b.authors = {"Ho Chi", "Jonathan Berant"};
    b.year = 2021;
    const Document c = paper("c", "GANs", "Generative models. Image of a generation.");
    make_index(directory / "i", {a, b, c});
    const Searcher searcher(directory / "i");
    const std::pair<const char*, Ids> cases[] = {
        {"diffusion", {"a", "b"}},
        {"DIFFUSED", {"a", "b"}},
        {"title:diffusion", {"a"}},
        {"abstract:diffusion", {"a", "b"}},
        {"abstract:disentangled", {}},
        {"\"image generation\"", {"a"}},
        {"\"images generate\"", {"a"}},
        {"\"image of a generation\"", {"c"}},
        {"title:\"image models\"", {"b"}},
        {"abstract:\"image models\"", {}},
        {"diffusion year:2020", {"a"}},
        {"year:2021", {"b"}},
        {"year:2020 year:2021", {}},
        {"author:ho", {"a", "b"}},
        {"author:\"jonathan ho\"", {"a"}},
        {"author:\"Ho Jonathan\"", {}},
        // As bibliographies write names.
        {"author:\"Ho, Jonathan\"", {"a"}},
        {"author:\"ho,jonathan\"", {"a"}},
        {"author:\"Ho, Jonathan, Jr.\"", {}},
        {"author:=\"Ho, Jonathan\"", {}},
        {"author:\"Jonathan, Ho\"", {"a"}},
        {"authors:\"jonathan berant\"", {"b"}},
        {"venue:neurips", {"a"}},
        {"models -diffusion", {"c"}},
        {"models -\"image generation\" -title:gan", {"b"}},
        {"-diffusion", {"c"}},
        {"-year:2020 -year:2021", {"c"}},
        {"models -author:ho", {"c"}},
        {"the of", {"b", "c"}},
        {"the diffusion", {"a", "b"}},
        {"nothing-like-it", {}},
        {"", {}},
    };
    for (const auto& row : cases) {
        CAPTURE(row.first);
        CHECK(sorted(search(searcher, row.first)) == row.second);
    }
}

TEST_CASE("operators, brackets, gaps, wildcards, exact forms and ranges find what they say") {
    const test::TemporaryDirectory directory;
    Document a = paper("a", "Learning to learn", "Neural machine translation is learned.");
    a.authors = {"Ada Lovelace"};
    a.year = 2019;
    Document b = paper("b", "The learned machine", "A neural network for machine translations.");
    b.authors = {"Adam Smith", "Grace Hopper"};
    b.year = 2020;
    Document c = paper("c", "Colour and color", "Disentangled translation of neural text.");
    c.venue = "ACL Workshop";
    c.year = 2021;
    Document d = paper("d", "Disentangling", "The naïve co-occurrence of words.");
    d.year = -5;
    make_index(directory / "i", {a, b, c, d});
    const Searcher searcher(directory / "i");
    const std::pair<std::string, Ids> cases[] = {
        {"neural AND machine", {"a", "b"}},
        {"color OR words", {"c", "d"}},
        {"neural AND NOT machine", {"c"}},
        {"neural NOT machine", {"c"}},
        {"(learning OR color) AND neural", {"a", "b", "c"}},
        {"neural -(color OR network)", {"a"}},
        {"+color neural", {"c"}},
        {"title:(color learning)", {"a", "b", "c"}},
        {"neural AND title:learning", {"a", "b"}},
        // Gaps and nearness.
        {"\"neural translation\"", {}},
        {"\"neural translation\"~1", {"a"}},
        {"\"neural translation\"~3", {"a", "b"}},
        {"translation NEAR/1 neural", {"a", "c"}},
        {"translation NEAR/0 machine", {"a", "b"}},
        {"neural NEAR/2 (text OR network)", {"b", "c"}},
        // Words of the index.
        {"disentangl*", {"c", "d"}},
        {"colo*r", {"c"}},
        {"col?r", {"c"}},
        {"title:learn*", {"a", "b"}},
        {"abstract:learn*", {"a"}},
        {"na?ve", {"d"}},
        {"learner*", {}},
        {"translashun~2", {}},
        {"trenslation~", {"a", "c"}},
        {"collor~", {"c"}},
        {"\"neural mach*\"", {"a"}},
        {"\"machine trans*\"", {"a", "b"}},
        {"=learn", {"a"}},
        {"=learned", {"a", "b"}},
        {"title:=learned", {"b"}},
        {"=learns", {}},
        {"=translations", {"b"}},
        {"=\"machine translation\"", {"a"}},
        {"neural -=learned", {"c"}},
        {"+=naïve", {"d"}},
        // Values.
        {"year:2019..2020", {"a", "b"}},
        {"year:2020..", {"b", "c"}},
        {"year:..2019", {"a", "d"}},
        {"year:>2019 neural", {"b", "c"}},
        {"year:<0", {"d"}},
        {"year:(2019 OR 2021)", {"a", "c"}},
        {"-year:2019..2020", {"c", "d"}},
        // In brackets one is enough, unless a sign or an operator says otherwise.
        {"year:(2019 2021)", {"a", "c"}},
        {"year:(2019..2020 2021)", {"a", "b", "c"}},
        {"year:((2019) (2021 2025))", {"a", "c"}},
        {"+year:(2019 2021)", {"a", "c"}},
        {"-year:(2019 2021)", {"b", "d"}},
        {"year:(2019..2021 -2020)", {"a", "c"}},
        {"year:(2019 2021 venue:workshop)", {"c"}},
        {"neural year:(2019 2021)", {"a", "c"}},
        {"abstract:neural AND year:(2020 2021)", {"b", "c"}},
        {"author:(ada grace)", {"a", "b"}},
        {"author:(ada AND lovelace)", {"a"}},
        {"author:(+ada +lovelace)", {"a"}},
        {"author:(ada grace -smith)", {"a"}},
        {"id:(a c nobody)", {"a", "c"}},
        // A star is whatever the field has.
        {"author:*", {"a", "b"}},
        {"-author:*", {"c", "d"}},
        {"year:* -venue:*", {"a", "b", "d"}},
        {"title:*", {"a", "b", "c", "d"}},
        {"-abstract:*", {}},
        {"author:(* -ada)", {"b"}},
        {"author:ada*", {"a", "b"}},
        {"author:\"ada lov*\"", {"a"}},
        {"author:lovelase~", {"a"}},
        {"author:=ada", {"a"}},
        {"author:=\"ada lovelace\"", {"a"}},
        {"venue:*shop", {}},
        {"venue:work*", {"c"}},
    };
    for (const auto& row : cases) {
        CAPTURE(row.first);
        const Ids found = sorted(search(searcher, row.first));
        CAPTURE(found);
        CHECK(found == row.second);
    }
    const auto told = [&](std::string_view query) {
        std::vector<std::string> messages;
        for (const auto& remark : searcher.search(Query::parse(query)).diagnostics) {
            messages.push_back(remark.message);
        }
        return messages;
    };
    CHECK(told("learner*") == Ids{"no word of the index is like this"});
    CHECK(told("title:learn* color").empty());
    CHECK(told("author:adx* year:2019 year:2030..") ==
          Ids{"no value of the field is like this", "no value of the field is like this"});
    CHECK(told("venue:1..2") == Ids{"\"venue\" has no order; the range is left out"});
}

TEST_CASE("a word too long for a term has an exact form, too") {
    const test::TemporaryDirectory directory;
    const std::string one(300, 'x');
    make_index(directory / "i", {paper("one", "", "the " + one + " word"),
                                 paper("other", "", "the " + one + "y word")});
    const Searcher searcher(directory / "i");
    CHECK(search(searcher, "=" + one) == Ids{"one"});
    CHECK(search(searcher, "=\"the " + one + "y\"") == Ids{"other"});
    const SearchResults results = searcher.search(Query::parse("=" + one));
    REQUIRE(results.hits.size() == 1);
    REQUIRE(results.hits[0].highlights.size() == 1);
    CHECK(results.hits[0].highlights[0].spans == std::vector<Span>{{4, 300}});
}

TEST_CASE("papers with both words come before papers with one, titles before abstracts") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i",
               {paper("neither", "Filler", "Some words about other things."),
                paper("one", "Filler", "Some words about diffusion in general and at length."),
                paper("title", "Diffusion", "Some words about other things in general here."),
                paper("both", "Filler", "Some words about disentangled diffusion models.")});
    const Searcher searcher(directory / "i");
    CHECK(search(searcher, "disentangled diffusion") == Ids{"both", "title", "one"});
    SearchOptions options;
    options.field_weights["title"] = 0;
    CHECK(search(searcher, "diffusion", options) == Ids{"both", "one", "title"});
    options.field_weights["titel"] = 1;
    CHECK_THROWS_WITH_AS(search(searcher, "diffusion", options),
                         "a weight is given for \"titel\", which is no text field", Error);
}

TEST_CASE("equal scores stand in input order, and offset and limit cut one list") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers;
    for (int i = 0; i < 30; ++i) papers.push_back(paper(std::to_string(i), "same", "words here"));
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.limit = 30;
    const Ids all = search(searcher, "words", options);
    REQUIRE(all.size() == 30);
    for (std::size_t i = 0; i < 30; ++i) CHECK(all[i] == std::to_string(i));
    options.limit = 7;
    Ids pages;
    for (options.offset = 0; options.offset < 40; options.offset += 7) {
        const Ids page = search(searcher, "words", options);
        pages.insert(pages.end(), page.begin(), page.end());
    }
    CHECK(pages == all);
    options.offset = SIZE_MAX;
    options.limit = SIZE_MAX;
    CHECK(search(searcher, "words", options).empty());
    options.offset = 0;
    options.limit = 0;
    const SearchResults counted = searcher.search(Query::parse("words"), options);
    CHECK(counted.hits.empty());
    CHECK(counted.total == 30);
    CHECK(counted.total_kind == TotalKind::exact);
}

TEST_CASE("the hyphenated, solid and open spellings of a compound find the same papers") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers = {
        paper("hyphen", "", "We use pre-training of large models."),
        paper("solid", "", "We use pretraining of large models."),
        paper("open", "", "We use pre training of large models."),
        paper("inflected", "", "Models are pre-trained on text."),
        paper("apart", "", "Training comes pre and post."),
        paper("wide", "", "a state-of-the-art system"),
        paper("broken", "", "the mod-el is bro-ken"),
    };
    for (int i = 0; i < 3; ++i) {
        papers.push_back(paper("again" + std::to_string(i), "", "More pre-training was done."));
    }
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.limit = 50;
    const Ids expected = {"again0", "again1", "again2", "hyphen", "inflected", "open", "solid"};
    for (const char* query : {"pre-training", "pretraining", "\"pre training\"", "Pre-Trained",
                              "\"pretraining\"", "\"pre-training\"", "abstract:pre-training"}) {
        CAPTURE(query);
        CHECK(sorted(search(searcher, query, options)) == expected);
    }
    const Ids inside = {"hyphen", "open", "solid"};
    for (const char* query : {"\"pre-training of large models\"", "\"pretraining of large models\"",
                              "\"use pre training of large\""}) {
        CAPTURE(query);
        CHECK(sorted(search(searcher, query, options)) == inside);
    }
    SUBCASE("a compound of many parts is found by all its spellings, too") {
        for (const char* query : {"state-of-the-art", "\"state of the art\"", "stateof-the-art"}) {
            CAPTURE(query);
            const Ids found = search(searcher, query);
            CHECK(found == (std::string(query) == "stateof-the-art" ? Ids{} : Ids{"wide"}));
        }
    }
    SUBCASE("a hyphen seen too seldom makes no compound of a solid word") {
        CHECK(sorted(search(searcher, "model", options)) ==
              Ids{"hyphen", "inflected", "open", "solid"});
        // One that is typed always does.
        CHECK(sorted(search(searcher, "mod-el", options)) ==
              Ids{"broken", "hyphen", "inflected", "open", "solid"});
    }
    SUBCASE("what was expanded can be seen and turned off") {
        const SearchResults results = searcher.search(Query::parse("pretraining models"));
        REQUIRE(results.concepts.size() == 2);
        CHECK(results.concepts[0].text == "pretrain | \"pre train\"");
        CHECK(results.concepts[0].span == Span{0, 11});
        CHECK(results.concepts[1].text == "model");
        options.compounds = false;
        CHECK(search(searcher, "pretraining", options) == Ids{"solid"});
        CHECK(sorted(search(searcher, "pre-training", options)) ==
              Ids{"again0", "again1", "again2", "hyphen", "inflected", "open"});
    }
}

TEST_CASE("symbols, Greek letters and TeX are found in any of their spellings") {
    const test::TemporaryDirectory directory;
    make_index(
        directory / "i",
        {paper("beta", "", "We study β-VAE closely."),
         paper("tex", "", "We study $\\beta$-VAE closely."),
         paper("name", "", "We study beta-VAE closely."),
         paper("open", "", "We study beta VAE closely."),
         paper("cpp", "", "Written in C++ and C#."), paper("c", "", "Written in C alone."),
         paper("net", "", "For the .NET platform, by AT&T in the U.S.A."),
         paper("cafe", "", "Café of dis\u00ADentangled naïve words."),
         paper("url", "", "See https://example.org/disen.html or 10.1145/3292500.3330701.")});
    const Searcher searcher(directory / "i");
    const Ids betas = {"beta", "name", "open", "tex"};
    const std::pair<const char*, Ids> cases[] = {
        {"β-VAE", betas},
        {"beta-VAE", betas},
        {"beta VAE", betas},
        {"\"beta vae\"", betas},
        {"C++", {"cpp"}},
        {"C#", {"cpp"}},
        {"C", {"c", "cpp"}},
        {".NET", {"net"}},
        {"net", {"net"}},
        {"AT&T", {"net"}},
        {"USA", {"net"}},
        {"U.S.A.", {"net"}},
        {"cafe", {"cafe"}},
        {"disentangled", {"cafe"}},
        {"naive", {"cafe"}},
        {"10.1145/3292500.3330701", {"url"}},
        {"https://example.org/disen.html", {"url"}},
    };
    for (const auto& row : cases) {
        CAPTURE(row.first);
        CHECK(sorted(search(searcher, row.first)) == row.second);
    }
}

TEST_CASE("words too long for a term stay findable, alone and in phrases") {
    const test::TemporaryDirectory directory;
    const std::string one(300, 'x');
    const std::string other = std::string(300, 'x') + "y";
    make_index(directory / "i", {paper("one", "", "the " + one + " word"),
                                 paper("other", "", "the " + other + " word")});
    const Searcher searcher(directory / "i");
    CHECK(search(searcher, one) == Ids{"one"});
    CHECK(search(searcher, other) == Ids{"other"});
    CHECK(search(searcher, "\"the " + other + "\"") == Ids{"other"});
    Document named = paper(std::string(200, 'i'), "", "long id");
    named.url = "https://" + std::string(500, 'u');
    IndexWriter writer = IndexWriter::open(directory / "i");
    writer.put(named);
    writer.put(named);
    CHECK(writer.commit().documents == 3);
    CHECK(searcher.find(named.id) == named);
    CHECK(search(searcher, "url:\"" + named.url + "\"") == Ids{named.id});
    CHECK_FALSE(searcher.find(named.id + "i").has_value());
    CHECK_FALSE(searcher.find(std::string(1000, 'i')).has_value());
}

TEST_CASE("unknown fields and values that cannot be are reported with their place") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "Puzzle part", "title of a thing")});
    const Searcher searcher(directory / "i");
    struct Case {
        const char* query;
        std::vector<Diagnostic> diagnostics;
        Ids found;
    };
    const Case cases[] = {
        {"titel:puzzle",
         {{0, 12, "no field is called \"titel\"; searched for as words", "did you mean title:?"}},
         {"1"}},
        {"x puzzle:part",
         {{2, 11, "no field is called \"puzzle\"; searched for as words",
           "the fields are id, title, abstract, authors, categories, venue, url, year, "
           "language"}},
         {"1"}},
        {"title -puzzle:part",
         {{6, 12, "no field is called \"puzzle\"; searched for as words",
           "the fields are id, title, abstract, authors, categories, venue, url, year, "
           "language"}},
         {}},
        {"title -puzzle:title",
         {{6, 13, "no field is called \"puzzle\"; searched for as words",
           "the fields are id, title, abstract, authors, categories, venue, url, year, "
           "language"}},
         {"1"}},
        {"thing year:recent",
         {{6, 11, "\"recent\" is no whole number; the filter is left out", ""}},
         {"1"}},
        {"thing year:2015-2018",
         {{6, 14, "\"2015-2018\" is no whole number; the filter is left out",
           "write year:2015..2018"}},
         {"1"}},
        {"thing year:2015:2018",
         {{6, 14, "\"2015:2018\" is no whole number; the filter is left out",
           "write year:2015..2018"}},
         {"1"}},
        {"thing year:2015–",
         {{6, 12, "\"2015–\" is no whole number; the filter is left out", "write year:2015.."}},
         {"1"}},
        {"thing -year:2012..2010",
         {{6, 16, "the range ends before it begins", "write -year:2010..2012",
           Diagnostic::Severity::note}},
         {"1"}},
        {"year:(2012..2010)",
         {{0, 17, "the range ends before it begins", "write year:2010..2012",
           Diagnostic::Severity::note}},
         {}},
        {"year:2010..2012",
         {{0, 15, "no value of the field is like this", "", Diagnostic::Severity::note}},
         {}},
        {"thing year:2005 - 2008",
         {{16, 1, "there is nothing after the sign", "write year:2005..2008"}},
         {}},
        {"thing year>=2018",
         {{6, 10, "taken for words, since a field needs a colon", "write year:>=2018"}},
         {"1"}},
        {"author=ada (thing year<2018)",
         {{0, 10, "taken for words, since a field needs a colon", "write author:ada"},
          {18, 9, "taken for words, since a field needs a colon", "write year:<2018"}},
         {"1"}},
        {"thing author: ada",
         {{6, 7, "taken for a word, since nothing follows it",
           "write the value right behind the colon"}},
         {"1"}},
        // A title that is pasted has none.
        {"Title: thing, title>thing years: a=b", {}, {"1"}},
        {"thing ***",
         {{6, 3, "there is no word in this; passed over", "", Diagnostic::Severity::note}},
         {"1"}},
        // What other systems call their fields.
        {"intitle:puzzle",
         {{0, 14, "no field is called \"intitle\"; searched for as words", "did you mean title:?"}},
         {"1"}},
        {"x inauthor:puzzle",
         {{2, 15, "no field is called \"inauthor\"; searched for as words",
           "did you mean authors:?"}},
         {"1"}},
        {"auhtor:puzzle",
         {{0, 13, "no field is called \"auhtor\"; searched for as words",
           "did you mean authors:?"}},
         {"1"}},
        {"jounral:puzzle",
         {{0, 14, "no field is called \"jounral\"; searched for as words", "did you mean venue:?"}},
         {"1"}},
        {"",
         {{0, 0, "the query is empty", "write * for all papers", Diagnostic::Severity::note}},
         {}},
        {"journal:puzzle",
         {{0, 14, "no field is called \"journal\"; searched for as words", "did you mean venue:?"}},
         {"1"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        const SearchResults results = searcher.search(Query::parse(c.query));
        CHECK(results.diagnostics == c.diagnostics);
        CHECK(ids(results) == c.found);
    }
}

TEST_CASE("the documents of each part of a query are counted exactly if that is asked for") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers;
    for (int i = 0; i < 30; ++i) {
        papers.push_back(paper(std::to_string(i), i % 2 == 0 ? "Deep nets" : "Nets",
                               i % 3 == 0 ? "deep learning" : "learned to learn what is deep"));
        papers.back().year = 2000 + i;
    }
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    const std::pair<std::string, std::uint64_t> cases[] = {
        {"deep", 30},        {"title:deep", 15},        {"\"deep learning\"", 10},
        {"=learned", 20},    {"-\"learning deep\"", 0}, {"learn NEAR/2 deep", 30},
        {"year:2005..", 25}, {"title:*", 30},           {"zebra", 0}};
    SearchOptions options;
    options.count_concepts = true;
    for (const auto& row : cases) {
        CAPTURE(row.first);
        const auto parts = searcher.search(Query::parse(row.first), options).concepts;
        REQUIRE(parts.size() == 1);
        CHECK(parts[0].documents == row.second);
        CHECK(parts[0].document_frequency >= row.second);
    }
    CHECK_FALSE(searcher.search(Query::parse("deep")).concepts.at(0).documents.has_value());
}

TEST_CASE("a star alone is every paper, and passed over among words") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "one", ""), paper("2", "two", ""), paper("3", "", "")});
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.sort = {{"score", true}};
    options.facets = {{"year"}};
    const SearchResults results = searcher.search(Query::parse("*"), options);
    CHECK(ids(results) == Ids{"1", "2", "3"});
    CHECK(results.total == 3);
    CHECK(results.diagnostics.empty());
    CHECK(results.facets.at(0).missing == 3);
    CHECK(search(searcher, "+*") == Ids{"1", "2", "3"});
    CHECK(search(searcher, "-*").empty());
    CHECK(search(searcher, "one *") == Ids{"1"});
    CHECK(search(searcher, "title:*") == Ids{"1", "2"});
    CHECK(search(searcher, "-title:*") == Ids{"3"});
    CHECK(searcher.why(Query::parse("*"), "3")->found);
}

TEST_CASE("a paper is found by its id") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("2020.acl-main.1", "one", ""), paper("X:y z", "two", "")});
    const Searcher searcher(directory / "i");
    CHECK(search(searcher, "id:2020.acl-main.1") == Ids{"2020.acl-main.1"});
    CHECK(search(searcher, "id:\"X:y z\"") == Ids{"X:y z"});
    CHECK(search(searcher, "-id:2020.acl-main.1") == Ids{"X:y z"});
    CHECK(search(searcher, "one id:3").empty());
}

TEST_CASE("a searcher has the fields of the index, also after a rebuild with others") {
    const test::TemporaryDirectory directory;
    const auto names = [](const Schema& schema) {
        std::string text;
        for (const Field& field : schema.fields()) text += field.name + ' ';
        return text;
    };
    make_index(directory / "i", {}, {.schema = Schema::parse("title text\nvenue keyword\n")});
    const Searcher searcher(directory / "i");
    CHECK(names(searcher.schema()) == "title venue ");
    IndexWriter writer =
        IndexWriter::rebuild(directory / "i", {.schema = Schema::parse("body text\n")});
    CHECK(names(searcher.schema()) == "title venue ");
    writer.commit();
    CHECK(names(searcher.schema()) == "body ");
}

TEST_CASE("a searcher sees every change, however long its files have stood still") {
    const test::TemporaryDirectory directory;
    struct Change {
        std::string name;
        std::function<void(const std::filesystem::path&)> make;
    };
    const Document new_one = paper("new", "Dragons", "What has come meanwhile.");
    const auto replace = [&](IndexWriter writer) {
        writer.put(new_one);
        writer.commit();
    };
    const std::vector<Change> changes = {
        {"a paper more", [&](const auto& index) { replace(IndexWriter::open(index)); }},
        {"a rebuild", [&](const auto& index) { replace(IndexWriter::rebuild(index)); }},
        {"another index in its place",
         [&](const auto& index) {
             std::filesystem::remove_all(index);
             replace(IndexWriter::create(index));
         }},
    };
    std::vector<std::unique_ptr<Searcher>> searchers;
    for (const Change& change : changes) {
        make_index(directory / change.name, {paper("old", "Unicorns", "What has stood.")});
        searchers.push_back(std::make_unique<Searcher>(directory / change.name));
    }
    // Files that have just changed are looked at again each time.
    std::this_thread::sleep_for(std::chrono::milliseconds(3200));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CAPTURE(changes[i].name);
        for (int again = 0; again < 3; ++again) CHECK(search(*searchers[i], "dragons").empty());
        changes[i].make(directory / changes[i].name);
        CHECK(search(*searchers[i], "dragons") == Ids{"new"});
        CHECK(search(*searchers[i], "unicorns") == (i == 0 ? Ids{"old"} : Ids{}));
    }
}

TEST_CASE("a keyword field tells its values and their words, the most frequent first") {
    const test::TemporaryDirectory directory;
    const Schema schema =
        Schema::parse("title text\nauthors keyword many\ntags keyword many\nyear integer\n");
    Document one = paper("a", "One", "");
    one.authors = {"Christopher D. Manning", "M\u00FCller, J.", "Chris Dyer"};
    one.extra["tags"] = std::vector<std::string>{":colon", "C++"};
    one.year = 2020;
    Document two = paper("b", "Two", "");
    two.authors = {"Chris Quirk", "christopher d. MANNING", "Jos\u00E9 Christian"};
    Document three = paper("c", "Three", "");
    three.authors = {"Chris Dyer", std::string(161, 'z') + " Zhang"};
    make_index(directory / "i", {one, two, three}, {.schema = schema});
    const Searcher searcher(directory / "i");

    using Values = std::vector<FieldValue>;
    struct Case {
        std::string field;
        std::string prefix;
        std::size_t limit;
        Values expected;
    };
    const std::vector<Case> cases = {
        {"authors",
         "chris",
         9,
         {{"chris", 3},
          {"chris dyer", 2},
          {"christopher", 2},
          {"christopher d. manning", 2},
          {"chris quirk", 1},
          {"christian", 1}}},
        {"author", "chris", 2, {{"chris", 3}, {"chris dyer", 2}}},
        {"authors", "CHRISTOPHER D", 9, {{"christopher d. manning", 2}}},
        {"authors", "M\u00DCL", 9, {{"muller", 1}, {"muller, j.", 1}}},
        {"authors", "jose ", 9, {{"jose christian", 1}}},
        {"authors", "z", 9, {{"zhang", 1}}},
        {"authors", "nobody", 9, {}},
        {"authors", "chris", 0, {}},
        // A colon in front is escaped under a prefix of several letters.
        {"tags", "", 9, {{":colon", 1}, {"c++", 1}, {"colon", 1}}},
        {"tags", ":", 9, {{":colon", 1}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.field);
        CAPTURE(c.prefix);
        CHECK(searcher.values(c.field, c.prefix, c.limit) == c.expected);
        // What it tells finds so many papers.
        for (const FieldValue& value : c.expected) {
            CAPTURE(value.value);
            const std::string query = c.field + ":\"" + value.value + "\"";
            CHECK(search(searcher, query).size() == value.document_frequency);
        }
    }

    const auto error = [&](std::string_view field) -> std::pair<ErrorCode, std::string> {
        try {
            searcher.values(field);
        } catch (const Error& caught) {
            return {caught.code(), caught.what()};
        }
        return {};
    };
    using Failure = std::pair<ErrorCode, std::string>;
    CHECK(error("venue") == Failure{ErrorCode::not_found, "the index has no field \"venue\""});
    CHECK(error("title") == Failure{ErrorCode::invalid_argument,
                                    "the field \"title\" is no keyword field, but one of text"});
    CHECK(error("year") == Failure{ErrorCode::invalid_argument,
                                   "the field \"year\" is no keyword field, but one of integer"});
}

TEST_CASE("the values of a field are not those of one whose name begins with its own") {
    const test::TemporaryDirectory directory;
    Document a = paper("a", "One", "");
    a.extra["ven"] = "short";
    a.extra["venues"] = std::vector<std::string>{"long", "longer"};
    make_index(directory / "i", {a},
               {.schema = Schema::parse("title text\nven keyword\nvenues keyword many\n")});
    const Searcher searcher(directory / "i");
    CHECK(searcher.values("ven") == std::vector<FieldValue>{{"short", 1}});
    CHECK(searcher.values("venues") == std::vector<FieldValue>{{"long", 1}, {"longer", 1}});
}

TEST_CASE("queries of any size are cut to what can be answered, and say so") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "word", "some words of a text")});
    const Searcher searcher(directory / "i");
    std::string repeated;
    std::string distinct;
    std::string phrase = "\"";
    for (int i = 0; i < 20'000; ++i) {
        repeated += "-nothing ";
        distinct += "w" + std::to_string(i) + " ";
        phrase += "words of ";
    }
    CHECK(searcher.search(Query::parse("word " + repeated)).concepts.size() == 2);
    const SearchResults many = searcher.search(Query::parse("word " + distinct));
    CHECK(ids(many) == Ids{"1"});
    CHECK(many.concepts.size() == 1000);
    REQUIRE(many.diagnostics.size() == 1);
    CHECK(many.diagnostics[0].message ==
          "only the first 1000 different words, phrases and filters are searched for");
    const SearchResults longest = searcher.search(Query::parse(phrase + "\""));
    REQUIRE(longest.diagnostics.size() == 1);
    CHECK(longest.diagnostics[0].message ==
          "only the first 200 words of this phrase are looked for");
}

TEST_CASE("a text without words gives a snippet of whole characters within its size") {
    const test::TemporaryDirectory directory;
    std::string dots;
    for (int i = 0; i < 500; ++i) dots += "\u2026";
    make_index(directory / "i", {paper("1", "title", dots)});
    const SearchResults results = Searcher(directory / "i").search(Query::parse("title"));
    REQUIRE(results.hits.size() == 1);
    CHECK(results.hits[0].snippet.text == dots.substr(0, 240));
}

TEST_CASE("highlights and snippets stand exactly where the query matched") {
    const test::TemporaryDirectory directory;
    const std::string filler = "Nothing is said here about the subject at all, only words. ";
    const Document document =
        paper("1", "Naïve pre-training",
              filler + filler + filler + "Then language models are pretrained: a Language Model. " +
                  filler + filler);
    std::vector<Document> papers = {document};
    for (int i = 0; i < 3; ++i) {
        papers.push_back(paper("x" + std::to_string(i), "", "pre-training pre-training"));
    }
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.snippet_bytes = 80;
    const auto hit_for = [&](const char* query) {
        for (const Hit& hit : searcher.search(Query::parse(query), options).hits) {
            if (hit.document.id == "1") return hit;
        }
        FAIL("not found: " << query);
        return Hit{};
    };
    const Hit hit = hit_for("naive pre-training \"language model\"");
    REQUIRE(hit.highlights.size() == 2);
    CHECK(hit.highlights[0].field == "title");
    CHECK(lit(document.title, hit.highlights[0].spans) == Ids{"Naïve", "pre-training"});
    CHECK(hit.highlights[1].field == "abstract");
    CHECK(lit(document.abstract, hit.highlights[1].spans) ==
          Ids{"language models", "pretrained", "Language Model"});
    CHECK(hit.snippet.field == "abstract");
    CHECK(hit.snippet.text ==
          document.abstract.substr(hit.snippet.span.offset, hit.snippet.span.length));
    CHECK(hit.snippet.text.size() <= 80);
    CHECK(lit(hit.snippet.text, hit.snippet.spans) ==
          Ids{"language models", "pretrained", "Language Model"});

    const Hit title_only = hit_for("title:naive");
    REQUIRE(title_only.highlights.size() == 1);
    CHECK(title_only.highlights[0].field == "title");
    CHECK(title_only.snippet.span.offset == 0);
    CHECK(title_only.snippet.spans.empty());

    options.snippet_bytes = 0;
    CHECK(hit_for("naive").snippet == Snippet{});
}

TEST_CASE("the total is exact or says that it is a bound") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers;
    for (int i = 0; i < 400; ++i) {
        papers.push_back(paper(std::to_string(i), i % 40 == 0 ? "rare" : "plain",
                               "common words " + std::string(i % 7 == 0 ? "common" : "")));
    }
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.limit = 3;
    options.engine = Engine::xapian;  // An image of so few papers is read as fast as passed over.
    const Query query = Query::parse("rare common");
    const SearchResults quick = searcher.search(query, options);
    CHECK(quick.total_kind == TotalKind::lower_bound);
    CHECK(quick.total < 400);
    options.exact_total = true;
    const SearchResults exact = searcher.search(query, options);
    CHECK(exact.total_kind == TotalKind::exact);
    CHECK(exact.total == 400);
    CHECK(exact.hits == quick.hits);
}

TEST_CASE("random queries have the same hits with pruning and without, from one thread or eight") {
    const test::TemporaryDirectory directory;
    std::mt19937 random(11);
    const std::vector<std::string> words = {"alpha", "beta",  "gamma",     "delta",
                                            "omega", "sigma", "self-made", "pre-training"};
    const auto word = [&] {
        return words[std::uniform_int_distribution<std::size_t>(0, words.size() - 1)(random)];
    };
    std::vector<Document> papers;
    for (int i = 0; i < 300; ++i) {
        std::string title;
        std::string abstract;
        for (int w = 0; w < i % 5; ++w) title += word() + " ";
        for (int w = 0; w < i % 23; ++w) abstract += word() + " ";
        papers.push_back(paper(std::to_string(i), title, abstract));
    }
    make_index(directory / "i", papers);
    const Searcher searcher(directory / "i");
    std::vector<Query> queries;
    for (int i = 0; i < 200; ++i) {
        std::string text = word();
        if (i % 3 == 0) text += " " + word();
        if (i % 4 == 0) text += " \"" + word() + " " + word() + "\"";
        if (i % 5 == 0) text += " -" + word();
        if (i % 7 == 0) text += " title:" + word();
        queries.push_back(Query::parse(text));
    }
    std::vector<SearchResults> expected;
    SearchOptions unpruned;
    unpruned.pruning = false;
    for (const Query& query : queries) expected.push_back(searcher.search(query, unpruned));

    std::atomic<std::size_t> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < queries.size(); ++i) {
                if (searcher.search(queries[i]).hits != expected[i].hits) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
}

TEST_CASE("\"disentangled diffusion\" finds first the papers of the page that are about both") {
    const auto page = test::data_file("papers/hf-papers-page.txt");
    if (!page) return;
    const test::TemporaryDirectory directory;
    ReaderOptions options;
    options.format = "pairs";
    options.skip_lines = 2;
    options.strip_prefix = "Subscribe";
    DocumentReader reader(page->string(), options);
    IndexWriter writer = IndexWriter::create(directory / "i");
    while (auto document = reader.next()) writer.put(*document);
    CHECK(writer.commit().documents == 198);
    const Searcher searcher(directory / "i");
    const SearchResults results = searcher.search(Query::parse("disentangled diffusion"));
    REQUIRE(results.hits.size() == 10);
    for (const Hit& hit : results.hits) {
        std::string text = hit.document.title + " " + hit.document.abstract;
        std::transform(text.begin(), text.end(), text.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        CAPTURE(hit.document.title);
        CHECK(text.find("disentangl") != std::string::npos);
        CHECK(text.find("diffusion") != std::string::npos);
    }
}
