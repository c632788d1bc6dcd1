// Any bytes are a search over a small index of three languages: a query, and options in what stands
// behind its last line feed. It fails with quire::Error only, and what it returns fits together.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
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

/// What the papers of a language are about, and what they are made of besides.
struct Speech {
    std::string_view language;
    std::array<std::string_view, 12> subjects;
    std::array<std::string_view, 5> joints;
    std::string_view before, between, behind;
};

constexpr std::array<Speech, 3> speeches = {{
    {"",
     {"diffusion models", "pre-training", "pretraining", "$\\beta$-VAEs", "C++ programs",
      "Schrödinger's cat", "machine learning", "the learned nets", "GANs", "変分推論",
      "low-resource MT", "self-supervised learning"},
     {" of ", " for ", ", ", " and the ", ": "},
     "We study ",
     ", ",
     " and learning to learn "},
    {"german",
     {"die Netze", "Sprachmodelle", "Vor-Training", "Vortraining", "Übersetzungen", "Straßen",
      "das maschinelle Lernen", "gelernte Modelle", "GANs", "Größe der Wörter", "an learning",
      "die Übersetzung"},
     {" der ", " für ", ", ", " und die ", ": "},
     "Wir lernen ",
     ", ",
     " und lernen das Lernen "},
    {"sv",
     {"språk", "språkmodeller", "sprak", "översättning av språket", "för-träning", "förträning",
      "nätverk", "ängar och å", "GANs", "maskininlärning", "lärande", "de Netze"},
     {" av ", " för ", ", ", " och ", ": "},
     "Vi studerar ",
     ", ",
     " och lär oss lära "},
}};

Document paper(std::size_t number) {
    const Speech& speech = speeches[number % 5 < 3 ? 0 : number % 5 - 2];
    static constexpr std::array<std::string_view, 4> names = {"Ada Lovelace", "Jonathan Ho",
                                                              "K. Höhn", "Ho"};
    const auto subject = [&](std::size_t i) { return speech.subjects[i % speech.subjects.size()]; };
    Document paper;
    paper.id = id_of(number);
    paper.language = speech.language;
    for (const std::string_view part :
         {subject(number), speech.joints[number / 5 % speech.joints.size()],
          subject(number / 3 + 5)}) {
        paper.title += part;
    }
    for (std::size_t i = 0; i < number % 7; ++i) {
        for (const std::string_view part :
             {speech.before, subject(number * 5 + i), speech.between, subject(i + number / 2),
              speech.behind, subject(i * 7), std::string_view(". ")}) {
            paper.abstract += part;
        }
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
            path_ / "index",
            {.schema = Schema::parse("title text weight=2\nabstract text\n"
                                     "authors keyword many\nyear integer\n"
                                     "rating real\npublished date\nlanguage keyword\n")});
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

/// What the bytes behind the last line feed choose, each the next thing: "0" is the first of what
/// there is, which is also chosen where no byte is left.
class Choices {
public:
    explicit Choices(std::string_view bytes) : bytes_(bytes) {}

    /// A number below `count`.
    std::size_t take(std::size_t count) {
        if (bytes_.empty()) return 0;
        const auto chosen = static_cast<unsigned char>(bytes_.front() - '0');
        bytes_.remove_prefix(1);
        return chosen % count;
    }
    bool yes() { return take(2) == 1; }

private:
    std::string_view bytes_;
};

SearchOptions options_of(Choices& choices, std::string_view text) {
    SearchOptions options;
    switch (choices.take(8)) {
        case 1:
            options.sort = {{"year", true}, {"score", false}};
            break;
        case 2:
            options.collapse = "year";
            break;
        case 3:
            options.facets = {{"authors", 2}, {"published", 5}, {"language", 1}};
            break;
        case 4:
            options.similar_ids = {"p7", "p3"};
            break;
        case 5:
            options.similar_text = text;
            break;
        case 6:
            options.sort = {{"language", false}};
            options.collapse = "authors";
            break;
        default:
            break;
    }
    options.limit = 7 - choices.take(8);
    options.explain = choices.yes();
    options.all_words = choices.yes();
    options.compounds = !choices.yes();
    options.exact_total = choices.yes();
    options.offset = choices.take(4);
    options.snippet_bytes = choices.yes() ? choices.take(30) : 240;
    options.spelling = choices.yes();
    if (choices.yes()) options.synonyms = Synonyms::parse("gan, generative model\nmt, språk\n");
    const auto known = models();
    options.model = RankingModel::parse(known[choices.take(known.size())].name);
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

/// The same documents with the same scores, bit for bit.
bool same_order(const std::vector<Hit>& a, const std::vector<Hit>& b) {
    return std::ranges::equal(a, b, [](const Hit& left, const Hit& right) {
        return left.document.id == right.document.id && left.group == right.group &&
               std::bit_cast<std::uint64_t>(left.score) ==
                   std::bit_cast<std::uint64_t>(right.score);
    });
}

/// All hits at once, without what takes reading their texts.
std::vector<Hit> all_hits(const Searcher& searcher, const Query& query, SearchOptions options) {
    options.limit = papers;
    options.explain = false;
    options.snippet_bytes = 0;
    SearchResults results = searcher.search(query, options);
    expect(results.next.empty() || results.hits.size() == papers, "a place behind the last hit");
    return std::move(results.hits);
}

/// Pages put together are what one page of all shows.
void check_pages(const Searcher& searcher, const Query& query, const SearchOptions& options,
                 std::string_view text) {
    SearchOptions page = options;
    page.limit = std::max<std::size_t>(options.limit, 1);
    std::vector<Hit> paged;
    do {
        const SearchResults results = searcher.search(query, page);
        check_results(results, page, text);
        expect(results.next.empty() || results.next != page.after, "a page that leads to itself");
        paged.insert(paged.end(), results.hits.begin(), results.hits.end());
        page.after = results.next;
    } while (!page.after.empty());
    expect(same_order(paged, all_hits(searcher, query, options)), "pages of other hits");
}

/// What is said of a document is what the hits say.
void check_standing(const Searcher& searcher, const Query& query, SearchOptions options,
                    std::size_t number, std::string_view text) {
    const std::string id = id_of(number);
    const auto standing = searcher.why(query, id, options);
    expect(standing.has_value(), "no standing of a document that is there");
    options.offset = 0;
    options.collapse.clear();
    const std::vector<Hit> hits = all_hits(searcher, query, options);
    const auto hit = std::ranges::find(hits, id, [](const Hit& h) { return h.document.id; });
    expect(standing->found == (hit != hits.end()), "a hit that is not found, or another");
    expect(standing->total == hits.size(), "a standing among others");
    for (const ConditionReport& condition : standing->conditions) {
        check_query_span(condition.span.offset, condition.span.length, text.size());
    }
    const bool all_met = std::ranges::all_of(standing->conditions, &ConditionReport::met);
    if (!standing->found) {
        expect(standing->rank == 0, "a rank of what is not found");
        expect(!all_met || standing->explanation.concepts.empty(), "not found for no reason");
        return;
    }
    expect(all_met, "found against a condition");
    expect(standing->rank == static_cast<std::uint64_t>(hit - hits.begin()) + 1, "a wrong rank");
    expect(std::abs(standing->explanation.score - hit->score) < 1e-9, "a score of another");
    const std::vector<Hit>& better = standing->better;
    expect(better.size() == std::min<std::uint64_t>(standing->rank - 1, 3), "too few above it");
    expect(same_order(better, {hit - static_cast<std::ptrdiff_t>(better.size()), hit}),
           "others stand above it");
}

/// The changed query finds what it is said to find.
void check_rescue(const Searcher& searcher, const Query& query, SearchOptions options,
                  std::string_view text, std::uint64_t found) {
    const Rescue rescue = searcher.rescue(query, options);
    for (const Rescue::Alone& part : rescue.parts) {
        check_query_span(part.span.offset, part.span.length, text.size());
    }
    for (const Span& span : rescue.left_out) {
        check_query_span(span.offset, span.length, text.size());
    }
    expect(rescue.query.empty() == (rescue.documents == 0), "a rescue by nothing");
    expect(found > 0 || rescue.query.empty() || !rescue.left_out.empty(), "nothing is changed");
    if (rescue.query.empty()) return;
    options.exact_total = true;
    const SearchResults results = searcher.search(Query::parse(rescue.query), options);
    expect(results.total == rescue.documents, "a rescue that finds another number");
}

/// Where time runs out, what is shown is right.
void check_timeout(const Searcher& searcher, const Query& query, SearchOptions options,
                   std::uint64_t at) {
    let_time_be_up_at(at);
    const SearchResults part = searcher.search(query, options);
    expect(part.timed_out != time_will_be_up(), "an answer that does not say that it is not whole");
    let_time_be_up_at(0);
    if (!part.timed_out) return;
    expect(part.next.empty() && part.total_kind == TotalKind::lower_bound, "a part taken for all");
    options.offset = 0;
    options.after.clear();
    options.collapse.clear();
    options.facets.clear();
    const std::vector<Hit> all = all_hits(searcher, query, options);
    expect(part.total <= all.size(), "more than there are");
    for (const Hit& hit : part.hits) {
        const auto whole =
            std::ranges::find(all, hit.document.id, [](const Hit& one) { return one.document.id; });
        expect(whole != all.end() && whole->score == hit.score, "another score for lack of time");
    }
}

void search(const Searcher& searcher, Choices choices, std::string_view text) {
    const std::size_t check = choices.take(5);
    const SearchOptions options = options_of(choices, text);
    const Query query = Query::parse(text);
    const SearchResults results = searcher.search(query, options);
    check_results(results, options, text);
    SearchOptions unpruned = options;
    unpruned.pruning = false;
    const SearchResults other = searcher.search(query, unpruned);
    expect(other.hits == results.hits && same_order(other.hits, results.hits),
           "pruning changed the hits");
    // Each of these takes more searches.
    if (check == 1) check_pages(searcher, query, options, text);
    if (check == 2) check_standing(searcher, query, options, choices.take(papers), text);
    if (check == 3) check_rescue(searcher, query, options, text, results.total);
    if (check == 4) {
        const std::size_t power = choices.take(10);
        check_timeout(searcher, query, options, (std::uint64_t{1} << power) + choices.take(64));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Index index;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string_view choices;
    if (const std::size_t end = text.rfind('\n'); end != std::string_view::npos) {
        choices = text.substr(end + 1);
        text = text.substr(0, end);
    }
    try {
        search(index.searcher(), Choices(choices), text);
    } catch (const Error& error) {
        // A text that is not UTF-8 cannot be what hits are to be similar to.
        expect(error.code() == ErrorCode::invalid_argument, error.what());
    }
    return 0;
}
