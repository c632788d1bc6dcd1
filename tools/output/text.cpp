// The format "text".
#include <algorithm>
#include <array>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "output/format.hpp"
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

/// Authors, year, venue and id, as far as there are any.
std::string details(const Document& document) {
    std::string line;
    for (const std::string& part :
         {authors(document.authors), document.year ? std::to_string(*document.year) : std::string(),
          document.venue, document.id}) {
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

std::string text_value(const Document& document, std::string_view field) {
    const std::optional<Value> value = document.value(field);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text == nullptr ? std::string() : *text;
}

/// The snippet with dots where the field goes on.
std::string snippet(const Hit& hit, const Style& style, std::size_t indent, std::size_t width) {
    constexpr std::string_view dots = "\xE2\x80\xA6";
    const Snippet& part = hit.snippet;
    const std::size_t whole = text_value(hit.document, part.field).size();
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

}  // namespace

std::string text_hits(const Page& page) {
    const std::size_t last_rank = page.offset + page.results.hits.size();
    const std::size_t indent = std::to_string(last_rank).size() + 2;
    const std::size_t width = page.terminal.width;
    const auto style = [&](const Style& colored) {
        return page.terminal.colors ? colored : Style();
    };

    std::string result;
    std::size_t rank = page.offset;
    for (const Hit& hit : page.results.hits) {
        if (rank != page.offset) result += '\n';
        const std::string number = std::to_string(++rank);
        result += std::string(indent - 2 - number.size(), ' ') + number + "  ";
        const std::string heading = text_value(hit.document, page.heading);
        result += wrapped(heading.empty() ? "(no " + std::string(page.heading) + ")" : heading,
                          spans(hit, page.heading), style(title_style), indent, width);
        result += std::string(indent, ' ') +
                  wrapped(details(hit.document), {}, style(details_style), indent, width);
        if (!hit.snippet.text.empty() && hit.snippet.field != page.heading) {
            result += std::string(indent, ' ') + snippet(hit, style(snippet_style), indent, width);
        }
    }
    return result;
}

std::string text_concepts(const Page& page) {
    std::vector<std::array<std::string, 3>> rows;
    std::array<std::size_t, 2> widths{};
    for (const Concept& part : page.results.concepts) {
        const std::string_view typed =
            page.query.substr(std::min(part.span.offset, page.query.size()), part.span.length);
        std::string meaning = part.excluded   ? "excludes "
                              : part.filter   ? "filters by "
                              : part.required ? "requires "
                                              : "ranks ";
        if (!part.field.empty()) meaning += part.field + ": ";
        meaning += part.text;
        const bool ranks = !part.excluded && !part.filter;
        if (ranks && part.weight != 1) meaning += ", weight " + cli::shortest(part.weight);
        rows.push_back({cli::printable(typed), cli::printable(meaning),
                        "in at most " + cli::counted(part.document_frequency, "paper")});
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], cli::columns(rows.back()[i]));
        }
    }
    std::string result;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            result += row[i] + std::string(widths[i] - cli::columns(row[i]) + 2, ' ');
        }
        result += row.back() + "\n";
    }
    return result;
}

}  // namespace quire::output
