// Any bytes are a search over a small index: a query, and options in what stands behind its last
// line feed. It fails with quire::Error only, and what it returns fits together.
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/expect.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"

using namespace quire;
using test::expect;

namespace {

constexpr std::size_t papers = 40;

std::string id_of(std::size_t number) {
    return "p" + std::to_string(number);
}

Document paper(std::size_t number) {
    static constexpr std::array<std::string_view, 12> subjects = {
        "diffusion models", "pre-training",     "pretraining",
        "$\\beta$-VAEs",    "C++ programs",     "Schrödinger's cat",
        "machine learning", "the learned nets", "GANs",
        "変分推論",         "low-resource MT",  "self-supervised learning"};
    static constexpr std::array<std::string_view, 5> joints = {" of ", " for ", ", ", " and the ",
                                                               ": "};
    static constexpr std::array<std::string_view, 4> names = {"Ada Lovelace", "Jonathan Ho",
                                                              "K. Höhn", "Ho"};
    const auto subject = [&](std::size_t i) { return std::string(subjects[i % subjects.size()]); };
    Document paper;
    paper.id = id_of(number);
    paper.title =
        subject(number) + std::string(joints[number % joints.size()]) + subject(number / 3 + 5);
    for (std::size_t i = 0; i < number % 7; ++i) {
        paper.abstract += "We study " + subject(number * 5 + i) + ", " + subject(i + number / 2) +
                          " and learning to learn " + subject(i * 7) + ". ";
    }
    for (std::size_t i = 0; i < number % 3; ++i) {
        paper.authors.emplace_back(names[(number + i) % names.size()]);
    }
    if (number % 4 != 0) paper.year = static_cast<std::int64_t>(2015 + number % 9);
    paper.extra["rating"] = static_cast<double>(number) / 4;
    paper.extra["published"] = "20" + std::to_string(10 + number % 15) +
                               (number % 2 == 0   ? ""
                                : number % 3 == 0 ? "-02"
                                                  : "-05-17");
    return paper;
}

/// An index that is made once and goes with the process.
class Index {
public:
    Index() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "quire-fuzz-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp: " + pattern);
        path_ = pattern;
        auto writer = IndexWriter::create(
            path_ / "index", {.schema = Schema::parse("title text weight=2\nabstract text\n"
                                                      "authors keyword many\nyear integer\n"
                                                      "rating real\npublished date\n")});
        for (std::size_t number = 0; number < papers; ++number) writer.put(paper(number));
        writer.commit();
        searcher_.emplace(path_ / "index");
    }
    ~Index() {
        searcher_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    const Searcher& searcher() const { return *searcher_; }

private:
    std::filesystem::path path_;
    std::optional<Searcher> searcher_;
};

SearchOptions options_of(unsigned bits, std::string_view text) {
    const auto take = [&bits](unsigned count) {
        const unsigned taken = bits % count;
        bits /= count;
        return taken;
    };
    SearchOptions options;
    options.limit = 7 - take(8);
    options.all_words = take(2) == 1;
    options.compounds = take(2) == 1;
    options.explain = take(2) == 1;
    options.spelling = take(2) == 1;
    options.exact_total = take(2) == 1;
    options.offset = take(4) == 1 ? 2 : 0;
    switch (take(6)) {
        case 1:
            options.sort = {{"year", true}, {"score", false}};
            break;
        case 2:
            options.collapse = "year";
            break;
        case 3:
            options.facets = {{"authors", 2}, {"published", 5}};
            break;
        case 4:
            options.similar_ids = {"p7"};
            break;
        case 5:
            options.similar_text = text;
            break;
        default:
            break;
    }
    options.snippet_bytes = take(2) == 1 ? 240 : take(30);
    if (take(3) == 1) options.synonyms = Synonyms::parse("gan, generative model\nmt, learning\n");
    return options;
}

void check_spans(const std::vector<Span>& spans, std::string_view text) {
    std::size_t last = 0;
    for (const Span& span : spans) {
        expect(span.offset >= last && span.length > 0 && span.offset + span.length <= text.size(),
               "a span out of its text");
        last = span.offset + span.length;
    }
}

void check_hit(const Hit& hit, const SearchOptions& options, std::size_t concepts) {
    const auto text_of = [&](const std::string& field) -> const std::string& {
        expect(field == "title" || field == "abstract", "a match in field \"" + field + '"');
        return field == "title" ? hit.document.title : hit.document.abstract;
    };
    expect(hit.score >= 0 && std::isfinite(hit.score), "a score that is none");
    expect(hit.group >= 1, "a hit of an empty group");
    for (const Highlights& highlights : hit.highlights) {
        expect(!highlights.spans.empty(), "highlights of nothing");
        check_spans(highlights.spans, text_of(highlights.field));
    }
    if (!hit.snippet.field.empty()) {
        const std::string& text = text_of(hit.snippet.field);
        const Span& span = hit.snippet.span;
        expect(span.offset + span.length <= text.size(), "a snippet out of its text");
        expect(text.substr(span.offset, span.length) == hit.snippet.text, "a snippet of no text");
        check_spans(hit.snippet.spans, hit.snippet.text);
    }
    expect(hit.explanation.has_value() == options.explain, "explained against the wish");
    if (!hit.explanation) return;
    double sum = 0;
    for (const ConceptScore& part : hit.explanation->concepts) {
        expect(part.part < concepts, "a score of no concept");
        sum += part.contribution;
    }
    expect(std::abs(sum - hit.score) < 1e-9 && hit.explanation->score == hit.score,
           "an explanation of another score");
}

void check_query_span(std::size_t offset, std::size_t length, std::size_t size) {
    expect(offset <= size && length <= size - offset, "a place outside of the query");
}

void check_results(const SearchResults& results, const SearchOptions& options,
                   std::string_view text) {
    expect(results.hits.size() <= options.limit, "more hits than wanted");
    expect(results.total >= results.hits.size() && results.total <= papers, "a wrong total");
    for (const Diagnostic& diagnostic : results.diagnostics) {
        check_query_span(diagnostic.offset, diagnostic.length, text.size());
        expect(!diagnostic.message.empty(), "a diagnostic that says nothing");
    }
    for (const Concept& part : results.concepts) {
        check_query_span(part.span.offset, part.span.length, text.size());
        expect(part.document_frequency <= papers, "a document frequency beyond all documents");
    }
    for (const Correction& correction : results.corrections) {
        check_query_span(correction.span.offset, correction.span.length, text.size());
        expect(!correction.replacement.empty(), "a correction to nothing");
    }
    for (std::size_t i = 0; i < results.hits.size(); ++i) {
        check_hit(results.hits[i], options, results.concepts.size());
        if (i == 0 || !options.sort.empty()) continue;
        expect(results.hits[i].score <= results.hits[i - 1].score, "hits in a wrong order");
    }
    for (const Facet& facet : results.facets) {
        for (const FacetCount& count : facet.counts) {
            expect(count.documents >= 1 && count.documents <= results.total, "a wrong count");
        }
        expect(facet.missing <= results.total, "more documents miss a value than were found");
    }
}

void search(const Searcher& searcher, unsigned bits, std::string_view text) {
    SearchOptions options = options_of(bits, text);
    const Query query = Query::parse(text);
    const SearchResults results = searcher.search(query, options);
    check_results(results, options, text);
    options.pruning = false;
    expect(searcher.search(query, options).hits == results.hits, "pruning changed the hits");
    if (!results.next.empty()) {
        options.after = results.next;
        check_results(searcher.search(query, options), options, text);
    }
    // The rest takes many searches: not every time.
    if (bits % 16 != 3) return;
    const auto standing = searcher.why(query, id_of(bits % papers), options);
    expect(standing.has_value(), "no standing of a document that is there");
    expect(standing->found == (standing->rank > 0), "found without a rank, or the other way round");
    for (const ConditionReport& condition : standing->conditions) {
        check_query_span(condition.span.offset, condition.span.length, text.size());
    }
    const Rescue rescue = searcher.rescue(query, options);
    for (const Span& span : rescue.left_out) {
        check_query_span(span.offset, span.length, text.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Index index;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    unsigned bits = 0;
    if (const std::size_t end = text.rfind('\n'); end != std::string_view::npos) {
        for (const char c : text.substr(end + 1)) bits = bits * 31 + static_cast<unsigned char>(c);
        text = text.substr(0, end);
    }
    try {
        search(index.searcher(), bits, text);
    } catch (const Error& error) {
        // A text that is not UTF-8 cannot be what hits are to be similar to.
        expect(error.code() == ErrorCode::invalid_argument, error.what());
    }
    return 0;
}
