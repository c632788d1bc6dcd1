#include "ask/remarks.hpp"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
#include "output/columns.hpp"
#include "output/wrapped.hpp"

namespace quire::ask {

namespace {

constexpr std::size_t indent = 2;
constexpr std::string_view dots = "\xE2\x80\xA6";

/// As much of a query as fits on a line.
struct View {
    std::size_t begin = 0;  ///< In the query, in bytes.
    std::size_t end = 0;
    bool cut_before = false;
    bool cut_after = false;

    bool holds(const Span& span) const {
        return begin <= span.offset && span.offset + span.length <= end;
    }
};

/// Where the characters begin that stand in the columns from `first` on and end before `last`.
View columns_between(std::string_view text, std::size_t first, std::size_t last) {
    View view{text.size(), 0};
    std::size_t at = 0;
    for (std::size_t column = 0; at < text.size();) {
        const std::size_t length = cli::character_at(text, at).length;
        const std::size_t width = cli::columns(text.substr(at, length));
        if (column >= first) view.begin = std::min(view.begin, at);
        if (column + width > last) break;
        column += width;
        at += length;
    }
    view.end = at;
    view.begin = std::min(view.begin, at);
    return view;
}

/// All of the query, or as much of it around `offset` as fits into `width` columns.
View view_around(std::string_view query, std::size_t offset, std::size_t width) {
    // A mark may stand behind the end, which takes a column as well.
    const std::size_t all = cli::columns(query) + 1;
    if (all <= width) return {0, query.size()};
    const std::size_t place = cli::columns(query.substr(0, offset));
    const std::size_t first = std::min(place - std::min(place, width / 2), all - width);
    const bool cut_before = first > 0;
    const bool cut_after = first + width + 1 < all;
    View view =
        columns_between(query, first + (cut_before ? 1 : 0), first + width - (cut_after ? 1 : 0));
    view.cut_before = cut_before;
    view.cut_after = cut_after;
    return view;
}

std::string line(std::string_view query, const View& view) {
    std::string text(indent, ' ');
    if (view.cut_before) text += dots;
    text += cli::printable(query.substr(view.begin, view.end - view.begin));
    if (view.cut_after) text += dots;
    return text + "\n";
}

/// The underline of a span, and the remark behind it, or below it where there is no room.
std::string marked(std::string_view query, const View& view, const Span& span,
                   const std::string& message, std::size_t width) {
    const std::size_t column = indent + (view.cut_before ? 1 : 0) +
                               cli::columns(query.substr(view.begin, span.offset - view.begin));
    const std::size_t end = std::min(span.offset + span.length, view.end);
    const std::size_t length =
        std::max<std::size_t>(1, cli::columns(query.substr(span.offset, end - span.offset)));
    const std::string mark = std::string(column, ' ') + "^" + std::string(length - 1, '~');
    if (mark.size() + 1 + cli::columns(message) <= width) {
        return mark + " " + cli::printable(message) + "\n";
    }
    return mark + "\n" + std::string(2 * indent, ' ') +
           output::wrapped(message, {}, {}, 2 * indent, width);
}

/// The parts of the query, e.g. "a, b and c"; of many the first.
std::string listed(std::span<const Span> spans, std::string_view query) {
    constexpr std::size_t most_listed = 8;
    const std::size_t listed = spans.size() > most_listed ? most_listed - 1 : spans.size();
    std::string text;
    for (std::size_t i = 0; i < listed; ++i) {
        if (i > 0) text += i + 1 == spans.size() ? " and " : ", ";
        text += query.substr(std::min(spans[i].offset, query.size()), spans[i].length);
    }
    if (listed < spans.size()) {
        text += " and " + cli::counted(spans.size() - listed, "more part");
    }
    return text;
}

}  // namespace

void report(std::string_view place, std::span<const Diagnostic> remarks, std::string_view query) {
    constexpr std::size_t most_remarks = 10;
    if (remarks.empty()) return;
    const std::size_t width = cli::terminal(STDERR_FILENO).width;
    std::vector<Diagnostic> sorted(remarks.begin(), remarks.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.offset < b.offset; });
    const std::size_t shown = std::min(sorted.size(), most_remarks);
    std::string text =
        cli::printable(place) + ": " +
        (remarks.size() == 1 ? std::string("a remark") : cli::counted(remarks.size(), "remark")) +
        " on the query\n";
    std::optional<View> view;
    for (const Diagnostic& remark : std::span(sorted).first(shown)) {
        const std::size_t offset = std::min(remark.offset, query.size());
        const Span span{offset, std::min(remark.length, query.size() - offset)};
        if (!view || !view->holds(span)) {
            const View fresh = view_around(query, offset, width - indent);
            if (!view || fresh.begin != view->begin) text += line(query, fresh);
            view = fresh;
        }
        const std::string advice = remark.suggestion.empty() ? "" : "; " + remark.suggestion;
        text += marked(query, *view, span, remark.message + advice, width);
    }
    if (shown < remarks.size()) {
        text += "  ... and " + cli::counted(remarks.size() - shown, "more remark") + "\n";
    }
    cli::write_error(text);
}

void report(std::string_view place, std::span<const Correction> corrections,
            std::string_view query) {
    if (corrections.empty()) return;
    std::string corrected(query);
    for (std::size_t i = corrections.size(); i-- > 0;) {
        corrected.replace(corrections[i].span.offset, corrections[i].span.length,
                          corrections[i].replacement);
    }
    cli::write_error(cli::printable(place) + ": did you mean: " + cli::printable(corrected) + "\n");
}

void report(const Rescue& rescue, std::string_view query) {
    std::string text;
    const bool any_finds =
        std::any_of(rescue.parts.begin(), rescue.parts.end(),
                    [](const Rescue::Alone& part) { return part.documents > 0; });
    if (rescue.parts.size() > 1 && any_finds) {
        std::vector<std::vector<std::string>> rows;
        for (const Rescue::Alone& part : rescue.parts) {
            rows.push_back({cli::grouped(part.documents), part.text});
        }
        text += "each part alone finds\n" + output::in_columns(rows, indent, true);
    }
    if (!rescue.query.empty()) {
        text += "without " + cli::printable(listed(rescue.left_out, query)) + " there " +
                (rescue.documents == 1 ? "is " : "are ") + cli::counted(rescue.documents, "paper") +
                ": " + cli::printable(rescue.query) + "\n";
    }
    cli::write_error(text);
}

void report_timeout(std::string_view place, std::chrono::duration<double> timeout) {
    cli::write_error(cli::printable(place) + ": stopped after " + cli::shortest(timeout.count()) +
                     " s; there may be more papers, and better ones: give --timeout more\n");
}

}  // namespace quire::ask
