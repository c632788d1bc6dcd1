#include "search/highlight.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/deadline.hpp"
#include "index/document_language.hpp"
#include "search/matcher.hpp"
#include "search/text_source.hpp"

namespace quire::search {
namespace {

/// What a clause is worth in a snippet that has it already.
constexpr double repeated_worth = 0.1;

}  // namespace

std::vector<Span> merged(const std::vector<Match>& matches) {
    std::vector<Span> spans;
    for (const Match& match : matches) {
        if (!spans.empty() && match.begin < spans.back().offset + spans.back().length) {
            spans.back().length = std::max(spans.back().length, match.end - spans.back().offset);
        } else {
            spans.push_back({match.begin, match.end - match.begin});
        }
    }
    return spans;
}

Span best_window(std::string_view text, const std::vector<text::Token>& tokens,
                 const std::vector<Match>& matches, const std::vector<double>& worth,
                 std::size_t bytes) {
    if (text.size() <= bytes) return {0, text.size()};
    if (tokens.empty()) {
        // No words: as much as there is room for, in whole characters.
        std::size_t end = bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        return {0, end};
    }
    // The run of matches of most worth; of equal ones the first.
    std::size_t first = 0;
    std::size_t last = 0;
    double most = 0;
    Pace pace;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        double sum = 0;
        std::vector<bool> seen(worth.size());
        std::size_t j = i;
        for (; j < matches.size() && matches[j].end <= matches[i].begin + bytes; ++j) {
            pace.step();
            const std::size_t clause = matches[j].clause;
            sum += worth[clause] * (seen[clause] ? repeated_worth : 1);
            seen[clause] = true;
        }
        if (sum > most) {
            most = sum;
            first = matches[i].begin;
            last = matches[j - 1].end;
        }
    }
    // Words around it as far as there is room, by turns before and after.
    const auto starts_before = [](const text::Token& token, std::size_t at) {
        return token.begin < at;
    };
    auto before = std::lower_bound(tokens.begin(), tokens.end(), first, starts_before);
    auto after = std::lower_bound(tokens.begin(), tokens.end(), last, starts_before);
    if (most == 0) first = before->begin;
    last = std::max(first, last);
    for (bool more = true; more;) {
        more = false;
        if (before != tokens.begin() && last - std::prev(before)->begin <= bytes) {
            first = (--before)->begin;
            more = true;
        }
        if (after != tokens.end() && after->end - first <= bytes) {
            last = std::max(last, (after++)->end);
            more = true;
        }
    }
    // The very ends of the text belong to it, with brackets and full stops.
    constexpr std::size_t longest_end = 8;
    if (before == tokens.begin() && first <= longest_end) first = 0;
    if (after == tokens.end() && text.size() - last <= longest_end) last = text.size();
    return {first, last - first};
}

void Highlighter::highlight(Hit& hit, std::size_t snippet_bytes) {
    std::vector<double> worth;
    for (const HighlightedClause& clause : clauses_) worth.push_back(clause.worth);
    std::size_t text_field_count = 0;
    for (const Field& field : schema_.fields()) {
        if (field.kind == FieldKind::text) ++text_field_count;
    }
    text::Analyzer& analyzer =
        analyzers_.of(index::document_language(hit.document, schema_, analyzers_.language()));
    std::size_t text_field = 0;
    for (const Field& field : schema_.fields()) {
        if (field.kind != FieldKind::text) continue;
        const std::size_t number = text_field++;
        const std::optional<Value> value = hit.document.value(field.name);
        if (!value) continue;
        const std::string& text = std::get<std::string>(*value);
        const std::vector<text::Token> tokens = analyzer.analyze(text);
        TextSource source(tokens, number, text_field_count);

        std::vector<Match> matches;
        std::vector<Extent> extents;
        const std::uint32_t base = static_cast<std::uint32_t>(number) << postings::position_bits;
        for (std::size_t clause = 0; clause < clauses_.size(); ++clause) {
            check_deadline();
            const auto matcher = make_matcher(clauses_[clause].clause->expression, source);
            if (matcher->document() == postings::no_document) continue;
            matcher->extents(extents);
            for (const Extent& extent : extents) {
                matches.push_back(
                    {tokens[extent.begin - base].begin, tokens[extent.end - base - 1].end, clause});
            }
        }
        Pace pace;
        std::stable_sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
            pace.step();
            return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
        });
        std::vector<Span> spans = merged(matches);
        if (number + 1 == text_field_count && snippet_bytes > 0) {
            const Span window = best_window(text, tokens, matches, worth, snippet_bytes);
            hit.snippet = {field.name, window, text.substr(window.offset, window.length), {}};
            for (const Span& span : spans) {
                if (span.offset >= window.offset &&
                    span.offset + span.length <= window.offset + window.length) {
                    hit.snippet.spans.push_back({span.offset - window.offset, span.length});
                }
            }
        }
        if (!spans.empty()) hit.highlights.push_back({field.name, std::move(spans)});
    }
}

}  // namespace quire::search
