#include "search/readings.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {
namespace {

/// One past the last token that hangs together with the token at `first`.
std::size_t group_end(const std::vector<text::Token>& tokens, std::size_t first, bool whole) {
    std::size_t last = first + 1;
    while (last < tokens.size() && (whole || tokens[last].joint != text::Joint::none)) ++last;
    return last;
}

}  // namespace

std::vector<Reading> Readings::of(std::string_view text, bool whole) {
    // For each analyzer its words, and how far they have been read.
    std::vector<std::vector<text::Token>> words;
    for (text::Analyzer* analyzer : analyzers_) words.push_back(analyzer->analyze(text));
    std::vector<std::size_t> at(words.size());

    std::vector<Reading> readings;
    for (;;) {
        Reading reading;
        reading.begin = text.size();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (at[i] == words[i].size()) continue;
            reading.begin = std::min(reading.begin, words[i][at[i]].begin);
        }
        if (reading.begin == text.size()) return readings;
        reading.end = reading.begin + 1;
        reading.tokens.resize(words.size());
        // Every group that begins in the stretch belongs to it, and may make it longer.
        for (bool grows = true; std::exchange(grows, false);) {
            for (std::size_t i = 0; i < words.size(); ++i) {
                while (at[i] < words[i].size() && (whole || words[i][at[i]].begin < reading.end)) {
                    const std::size_t last = group_end(words[i], at[i], whole);
                    reading.end = std::max(reading.end, words[i][last - 1].end);
                    for (; at[i] < last; ++at[i]) {
                        reading.tokens[i].push_back(std::move(words[i][at[i]]));
                    }
                    grows = true;
                }
            }
        }
        reading.stop_word = true;
        for (std::vector<text::Token>& tokens : reading.tokens) {
            const bool stop_word =
                tokens.empty() || (tokens.size() == 1 && tokens.front().stop_word);
            reading.stop_word = reading.stop_word && stop_word;
            if (!whole || tokens.size() <= longest_phrase) continue;
            tokens.resize(longest_phrase);
            reading.cut = true;
        }
        readings.push_back(std::move(reading));
    }
}

Expression Readings::expression(const Reading& reading, std::optional<std::size_t> field) {
    std::vector<Expression> alternatives;
    const auto add = [&](Expression expression) {
        const bool known = std::ranges::find(alternatives, expression) != alternatives.end();
        if (!known) alternatives.push_back(std::move(expression));
    };
    for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
        if (reading.tokens[i].empty()) continue;
        Expression expression = compound_readers_[i].sequence(reading.tokens[i], field);
        if (expression.kind == Expression::Kind::any) {
            for (Expression& part : expression.parts) add(std::move(part));
        } else {
            add(std::move(expression));
        }
    }
    return any_of(std::move(alternatives));
}

}  // namespace quire::search
