#include "text/analyzer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/deadline.hpp"
#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "text/characters.hpp"
#include "text/fold.hpp"
#include "text/greek.hpp"
#include "text/hangul.hpp"
#include "text/languages.hpp"
#include "text/segment.hpp"
#include "text/stemmer.hpp"
#include "text/term_cache.hpp"
#include "text/tex.hpp"

namespace quire::text {
namespace {

void check_utf8(std::string_view text) {
    const std::size_t invalid = find_invalid_utf8(text);
    if (invalid == std::string_view::npos) return;
    throw Error(ErrorCode::invalid_argument,
                "not UTF-8: invalid byte at offset " + std::to_string(invalid),
                "convert the text to UTF-8, e.g. with iconv");
}

/// Takes out what compatibility forms bring in: "⑴" becomes "(1)".
void erase_ascii_symbols(std::size_t begin, std::string& text) {
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto is_symbol = [](char c) {
        return ascii_kind(c) == Ascii::space || ascii_kind(c) == Ascii::other;
    };
    text.erase(std::remove_if(first, text.end(), is_symbol), text.end());
}

}  // namespace

struct Analyzer::State {
    const Language* language;
    std::vector<std::string_view> stop_words;
    std::vector<std::string_view> elided;
    Segmenter segmenter;
    Stemmer stemmer;
    TermCache cache;
    Segments segments;
    std::string casefolded;  // Of the word at hand.

    explicit State(const AnalyzerOptions& options)
        : language(&require_language(options.language)),
          stop_words(words_in(language->stop_words)),
          elided(words_in(language->elided)),
          segmenter({options.ascii_fast_path, elided, language->non_joiner_parts}),
          stemmer(language->stemmer) {}

    bool is_stop_word(std::string_view word) const {
        return std::ranges::binary_search(stop_words, word);
    }

    std::string term(const std::string& stemmable) const {
        const std::size_t suffix =
            language->suffix_behind_apostrophe ? stemmable.find('\'') : std::string::npos;
        std::string stem = suffix == std::string::npos ? stemmer.stem(stemmable)
                                                       : stemmer.stem(stemmable.substr(0, suffix));
        if (language->stems_diacritics) remove_diacritics(stem, language->folding.letters);
        return bounded_term(stem);
    }

    /// @param stemmed whether terms are stems
    void tokens_of(std::string_view text, bool stemmed, std::vector<Token>& tokens) {
        segmenter.segment(text, segments);
        std::size_t count = 0;
        bool after_nothing = false;
        Pace pace;
        for (const Word& word : segments.words) {
            pace.step();
            if (count == tokens.size()) tokens.emplace_back();
            Token& token = tokens[count];
            set_word(text, word, stemmed, token);
            if (language->without_stop_words && is_stop_word(token.word)) continue;
            if (token.word.empty()) {  // An isolated form of an Arabic sign, for one.
                after_nothing = true;
                continue;
            }
            token.begin = word.begin;
            token.end = word.end;
            token.joint = after_nothing || language->words_stand_alone ? Joint::none : word.joint;
            after_nothing = false;
            if (stemmed && is_hangul(token.word) && !is_stop_word(token.word)) {
                count = part_hangul(count, tokens);
                continue;
            }
            set_terms(stemmed, token);
            ++count;
        }
        tokens.resize(count);
        for (std::size_t i = 0; i < count; ++i) tokens[i].position = static_cast<std::uint32_t>(i);
    }

private:
    /// Sets the word. What is to be stemmed is left in `bare_term` where the word has symbols, else
    /// in `term` where it is not the word itself.
    void set_word(std::string_view text, const Word& word, bool stemmed, Token& token) {
        const Folding folding = stemmed ? language->folding : Folding{};
        std::string& folded = token.word;
        folded.clear();
        token.term.clear();
        token.bare_term.clear();
        if (word.piece_count == 0) {
            const std::string_view ascii_word = text.substr(word.begin, word.end - word.begin);
            if (append_casefolded(ascii_word, folded, folding)) return;
        }
        bool ascii = word.piece_count > 0;
        for (std::size_t i = 0; i < word.piece_count; ++i) {
            const Piece& piece = segments.pieces[word.first_piece + i];
            if (piece.joiner != '\0') folded += piece.joiner;
            const std::size_t begin = folded.size();
            const std::string_view part = text.substr(piece.begin, piece.end - piece.begin);
            if (append_casefolded(part, folded, folding)) continue;
            ascii = false;
            erase_ascii_symbols(begin, folded);
        }
        if (!ascii) {
            if (stemmed && language->stems_diacritics) token.term = folded;
            remove_diacritics(folded, folding.letters);
            if (const std::string_view name = greek_name(folded);
                !name.empty() && !is_stop_word(folded)) {
                folded = name;
                token.term.clear();
            }
        }
        if (word.prefix.empty() && word.suffix.empty()) return;
        token.bare_term = stemmable(token);
        folded.insert(0, word.prefix);
        folded += word.suffix;
    }

    /// What `set_word` left to be stemmed in a word without symbols.
    static const std::string& stemmable(const Token& token) {
        return token.term.empty() ? token.word : token.term;
    }

    void set_terms(bool stemmed, Token& token) {
        token.stop_word = false;
        if (!token.bare_term.empty()) {
            token.term = bounded_term(token.word);
            token.bare_term = stemmed ? term(token.bare_term) : bounded_term(token.bare_term);
        } else if (!stemmed) {
            token.term = bounded_term(token.word);
            token.stop_word = is_stop_word(token.word);
        } else if (const TermCache::Entry* known = cache.find(stemmable(token))) {
            token.term = known->term();
            token.stop_word = known->stop_word();
        } else {
            casefolded = stemmable(token);
            token.term = term(casefolded);
            token.stop_word = is_stop_word(token.word);
            cache.insert(casefolded, token.term, token.stop_word);
        }
        if (stemmed && token.bare_term.empty()) set_bare_term(token);
    }

    /// What a word is found under by those who leave out what the language does not.
    void set_bare_term(Token& token) const {
        if (!language->folding.letters.empty()) {
            token.bare_term = token.term;
            remove_diacritics(token.bare_term);
        } else if (language->without_proclitics != nullptr) {
            token.bare_term = language->without_proclitics(token.term);
        }
        if (token.bare_term == token.term) token.bare_term.clear();
    }

    /// Makes the pairs of syllables of the Korean word at `index`, which has a place in the text
    /// and a joint.
    /// @returns the index behind them
    static std::size_t part_hangul(std::size_t index, std::vector<Token>& tokens) {
        const Token whole = tokens[index];
        const bool glued = index > 0 && tokens[index - 1].end == whole.begin;
        const std::string_view word = without_particle(whole.word, glued);
        // A word that is written otherwise than it is folded is one place for all its pairs.
        const bool as_written = whole.end - whole.begin == whole.word.size();
        constexpr std::size_t pair = 2 * syllable_bytes;
        for (std::size_t at = 0; at == 0 ? !word.empty() : at + pair <= word.size();
             at += syllable_bytes) {
            if (index == tokens.size()) tokens.emplace_back();
            Token& token = tokens[index++];
            token.word = word.substr(at, pair);
            token.term = token.word;
            token.bare_term.clear();
            token.begin = as_written ? whole.begin + at : whole.begin;
            token.end = as_written ? token.begin + token.word.size() : whole.end;
            token.joint = at == 0 ? whole.joint : Joint::overlap;
            token.stop_word = false;
        }
        return index;
    }
};

Analyzer::Analyzer(const AnalyzerOptions& options) : state_(std::make_unique<State>(options)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

void Analyzer::analyze(std::string_view text, std::vector<Token>& tokens) {
    check_utf8(text);
    const std::optional<Decoded> decoded = decode_tex(text);
    state_->tokens_of(decoded ? std::string_view(decoded->text) : text, true, tokens);
    if (!decoded) return;
    for (Token& token : tokens) {
        token.begin = decoded->sources[token.begin].begin;
        token.end = decoded->sources[token.end - 1].end;
    }
}

std::vector<Token> Analyzer::analyze(std::string_view text) {
    std::vector<Token> tokens;
    analyze(text, tokens);
    return tokens;
}

std::vector<Token> Analyzer::words(std::string_view value) {
    check_utf8(value);
    std::vector<Token> tokens;
    state_->tokens_of(value, false, tokens);
    return tokens;
}

std::string Analyzer::fold(std::string_view part) const {
    std::string folded;
    append_casefolded(part, folded, state_->language->folding);
    remove_diacritics(folded, state_->language->folding.letters);
    return folded;
}

std::string Analyzer::stem(std::string_view word) {
    return state_->term(std::string(word));
}

}  // namespace quire::text
