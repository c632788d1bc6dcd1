// The format "text": hits and counts for people.
#include <algorithm>
#include <utility>
#include <vector>

#include "cli/numbers.hpp"
#include "output/columns.hpp"
#include "output/explanation.hpp"
#include "output/format.hpp"
#include "output/heading.hpp"
#include "output/values.hpp"
#include "output/wrapped.hpp"

namespace quire::output {

namespace {

constexpr Style title_style{"\x1b[1m", "\x1b[1;31m", "\x1b[0m"};
constexpr Style details_style{"\x1b[2m", {}, "\x1b[0m"};
constexpr Style snippet_style{{}, "\x1b[1m", "\x1b[0m"};

std::string authors(const std::vector<std::string>& names) {
    constexpr std::size_t most = 3;
    const std::size_t shown = names.size() > most ? most - 1 : names.size();
    std::string line;
    for (std::size_t i = 0; i < shown; ++i) line += (i == 0 ? "" : ", ") + names[i];
    if (shown < names.size()) line += " and " + std::to_string(names.size() - shown) + " more";
    return line;
}

/// Authors, year, venue and id, as far as there are any, and what it stands for.
std::string details(const Hit& hit, const std::string& collapse) {
    const Document& document = hit.document;
    std::string line;
    const std::string year = document.year ? std::to_string(*document.year) : std::string();
    const std::string others =
        hit.group > 1 ? "and " + cli::grouped(hit.group - 1) + " more with the same " + collapse
                      : std::string();
    for (const std::string& part :
         {authors(document.authors), year, document.venue, document.id, others}) {
        if (part.empty()) continue;
        if (!line.empty()) line += " \xC2\xB7 ";  // A middle dot.
        line += part;
    }
    return line;
}

std::span<const Span> spans(const Hit& hit, std::string_view field) {
    for (const Highlights& highlights : hit.highlights) {
        if (highlights.field == field) return highlights.spans;
    }
    return {};
}

/// The snippet with dots where the field goes on.
std::string snippet(const Hit& hit, const Style& style, std::size_t indent, std::size_t width) {
    constexpr std::string_view dots = "\xE2\x80\xA6";
    const Snippet& part = hit.snippet;
    const std::size_t whole = text_of(hit.document, part.field).size();
    std::string text = part.text;
    std::vector<Span> marked = part.spans;
    if (part.span.offset > 0) {
        const std::string before = std::string(dots) + " ";
        text.insert(0, before);
        for (Span& span : marked) span.offset += before.size();
    }
    if (part.span.offset + part.span.length < whole) text += " " + std::string(dots);
    return wrapped(text, marked, style, indent, width);
}

/// The counts of a field: the values, most papers first, then what is not listed.
std::string facet_table(const Facet& facet, std::size_t width) {
    std::size_t digits = 0;
    for (const FacetCount& count : facet.counts) {
        digits = std::max(digits, cli::grouped(count.documents).size());
    }
    const std::size_t indent = digits + 4;
    std::string text = facet.field + "\n";
    for (const FacetCount& count : facet.counts) {
        const std::string number = cli::grouped(count.documents);
        text += std::string(indent - 2 - number.size(), ' ') + number + "  " +
                wrapped(count.value, {}, {}, indent, width);
    }
    const std::uint64_t left = facet.values - facet.counts.size();
    if (left > 0) text += "  and " + cli::counted(left, "more value") + "\n";
    if (facet.missing > 0) text += "  none in " + cli::counted(facet.missing, "paper") + "\n";
    return text;
}

class Text : public Writer {
public:
    explicit Text(const Setting& setting) : Writer(setting), heading_(heading(setting.schema)) {}

    std::string answer(const Answer& answer) override {
        std::string text;
        if (setting().many) text += headline(answer);
        const std::vector<Hit>& hits = answer.results.hits;
        const std::size_t offset = answer.options.offset;
        const std::size_t indent = std::to_string(offset + hits.size()).size() + 2;
        for (std::size_t i = 0; i < hits.size(); ++i) {
            if (i > 0) text += '\n';
            const std::string rank = std::to_string(offset + i + 1);
            text += std::string(indent - 2 - rank.size(), ' ') + rank + "  " +
                    hit(hits[i], answer, indent);
        }
        for (const Facet& facet : answer.results.facets) {
            text += (text.empty() ? "" : "\n") + facet_table(facet, setting().terminal.width);
        }
        return text;
    }

private:
    Style style(const Style& colored) const {
        return setting().terminal.colors ? colored : Style();
    }

    /// Which question it is.
    std::string headline(const Answer& answer) {
        std::string text = std::exchange(begun_, true) ? "\n" : "";
        const std::string line = answer.question.topic + ": " + answer.question.text +
                                 " \xC2\xB7 " + text_summary(answer);
        return text + "== " + wrapped(line, {}, {}, 3, setting().terminal.width) + "\n";
    }

    std::string hit(const Hit& hit, const Answer& answer, std::size_t indent) const {
        const std::size_t width = setting().terminal.width;
        const std::string margin(indent, ' ');
        std::string text = wrapped(title_of(hit.document, heading_), spans(hit, heading_),
                                   style(title_style), indent, width);
        text += margin + wrapped(details(hit, answer.options.collapse), {}, style(details_style),
                                 indent, width);
        if (!hit.document.url.empty()) {
            text += margin + wrapped(hit.document.url, {}, style(details_style), indent, width);
        }
        if (!hit.snippet.text.empty() && hit.snippet.field != heading_) {
            text += margin + snippet(hit, style(snippet_style), indent, width);
        }
        if (hit.explanation) {
            text += margin + "score " + score_text(hit.score) + "\n" +
                    explanation_table(*hit.explanation, answer.results.concepts,
                                      answer.question.text, indent + 2);
        }
        return text;
    }

    std::string heading_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_text(const Setting& setting) {
    return std::make_unique<Text>(setting);
}

std::string text_summary(const Answer& answer) {
    const SearchResults& results = answer.results;
    const std::size_t shown = results.hits.size();
    const std::size_t offset = answer.options.offset;
    const std::string least = results.total_kind == TotalKind::lower_bound ? "at least " : "";
    if (shown == 0 && answer.options.limit > 0 && results.total > 0) {
        return "no papers from " + cli::grouped(offset + 1) + " on; " + least +
               cli::grouped(results.total) + (results.total == 1 ? " matches" : " match");
    }
    if (results.total == 0 && results.timed_out) return "no papers in time";
    if (results.total == 0 && least.empty()) return "no papers";
    std::string text;
    if (offset > 0 && shown > 0) {
        text = cli::grouped(offset + 1) + "-" + cli::grouped(offset + shown) + " of ";
    } else if (shown > 0 && shown < results.total) {
        text = cli::grouped(shown) + " of ";
    }
    return text + least + cli::counted(results.total, "paper");
}

}  // namespace quire::output
