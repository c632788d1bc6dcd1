#include "text/analyzer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "text/characters.hpp"
#include "text/fold.hpp"
#include "text/greek.hpp"
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
    Segmenter segmenter;
    Stemmer stemmer;
    TermCache cache;
    Segments segments;
    std::string casefolded;  // Of the word at hand.

    explicit State(const AnalyzerOptions& options)
        : language(&find_language(options.language)),
          segmenter({options.ascii_fast_path, language->elision}),
          stemmer(language->stemmer) {}

    bool is_stop_word(std::string_view word) const {
        return std::ranges::binary_search(language->stop_words, word);
    }

    std::string term(const std::string& stemmable) const {
        std::string stem = stemmer.stem(stemmable);
        if (language->stems_diacritics) remove_diacritics(stem);
        return bounded_term(stem);
    }

    /// @param stemmed whether terms are stems
    void tokens_of(std::string_view text, bool stemmed, std::vector<Token>& tokens) {
        segmenter.segment(text, segments);
        std::size_t count = 0;
        bool after_nothing = false;
        for (const Word& word : segments.words) {
            if (count == tokens.size()) tokens.emplace_back();
            Token& token = tokens[count];
            set_word(text, word, stemmed && language->stems_diacritics, token);
            if (token.word
                    .empty()) {  // An isolated form of an Arabic sign, which folds to nothing.
                after_nothing = true;
                continue;
            }
            set_terms(stemmed, token);
            token.position = static_cast<std::uint32_t>(count);
            token.begin = word.begin;
            token.end = word.end;
            token.joint = after_nothing ? Joint::none : word.joint;
            after_nothing = false;
            ++count;
        }
        tokens.resize(count);
    }

private:
    /// Sets the word. What is to be stemmed is left in `bare_term` where the word has symbols, else
    /// in `term` where it is not the word itself.
    void set_word(std::string_view text, const Word& word, bool stems_diacritics, Token& token) {
        std::string& folded = token.word;
        folded.clear();
        token.term.clear();
        token.bare_term.clear();
        if (word.piece_count == 0) {
            append_casefolded(text.substr(word.begin, word.end - word.begin), folded);
            return;
        }
        bool ascii = true;
        for (std::size_t i = 0; i < word.piece_count; ++i) {
            const Piece& piece = segments.pieces[word.first_piece + i];
            if (piece.joiner != '\0') folded += piece.joiner;
            const std::size_t begin = folded.size();
            if (append_casefolded(text.substr(piece.begin, piece.end - piece.begin), folded))
                continue;
            ascii = false;
            erase_ascii_symbols(begin, folded);
        }
        if (!ascii) {
            if (stems_diacritics) token.term = folded;
            remove_diacritics(folded);
            if (const std::string_view name = greek_name(folded); !name.empty()) {
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

std::string Analyzer::stem(std::string_view word) {
    return state_->term(std::string(word));
}

}  // namespace quire::text
