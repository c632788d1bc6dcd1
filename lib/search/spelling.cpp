#include "search/spelling.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "schema/fields.hpp"
#include "search/expansion.hpp"

namespace quire::search {
namespace {

/// A word that so few documents have may be a slip.
constexpr std::uint64_t rare = 3;

/// The word that was meant is so many times as common.
constexpr std::uint64_t much_commoner = 50;

/// Shorter words have too many neighbours.
constexpr std::size_t shortest_word = 4;
constexpr std::size_t long_word = 8;

/// Each of them is held against every word of the index.
constexpr std::size_t most_suspects = 16;

/// So many words are looked up, once for each language.
constexpr std::size_t most_words = 5000;

/// Where a word is looked for: in the values of a row of the schema, or in all texts.
using Place = std::optional<std::size_t>;

struct Suspect {
    Span span;
    std::string word;
    std::uint64_t documents;
    Place place = {};
    unsigned best_edits = 0;
    std::uint64_t best_documents = 0;
    std::string best = {};
};

class Speller {
public:
    Speller(const Schema& schema, std::span<text::Analyzer* const> analyzers,
            postings::Source& source)
        : schema_(schema), analyzers_(analyzers), source_(source) {}

    /// @param field in which the node stands; null for all texts
    void look_at(const query::Node& node, const Field* field) {
        if (!node.field.empty()) {
            field = find_field(node.field, schema_);
            if (field == nullptr) return;
        }
        if (looked_at_ > most_words || suspects_.size() == most_suspects) return;
        for (const query::Node& part : node.parts) look_at(part, field);
        const bool plain =
            (node.kind == query::Node::Kind::word || node.kind == query::Node::Kind::phrase) &&
            !node.exact && !node.pattern && !node.prefix && node.edits == 0;
        if (!plain) return;
        if (field == nullptr || field->kind == FieldKind::text) look_at_text(node);
        if (field != nullptr && field->kind == FieldKind::keyword) {
            look_at_value(node, row_of(*field, schema_));
        }
    }

    std::vector<Correction> corrections() {
        std::set<Place> places;
        for (const Suspect& suspect : suspects_) places.insert(suspect.place);
        for (const Place& place : places) {
            const auto consider_all = [&](const postings::Source::Word& word) {
                for (Suspect& suspect : suspects_) {
                    if (suspect.place == place) consider(suspect, word);
                }
                return true;
            };
            if (place) {
                source_.values("", *place, consider_all);
            } else {
                source_.words("", consider_all);
            }
        }
        std::vector<Correction> result;
        for (Suspect& suspect : suspects_) {
            if (!suspect.best.empty()) result.push_back({suspect.span, std::move(suspect.best)});
        }
        return result;
    }

private:
    static bool is_suspect(std::uint64_t documents, std::string_view word) {
        return documents <= rare && word.size() >= shortest_word;
    }

    void look_at_value(const query::Node& node, std::size_t row) {
        for (const text::Token& token : analyzers_.front()->words(node.text)) {
            if (++looked_at_ > most_words || suspects_.size() == most_suspects) return;
            const std::uint64_t documents = source_.value(token.term, row)->document_frequency;
            if (!is_suspect(documents, token.word)) continue;
            const Span span{node.text_offset + token.begin, token.end - token.begin};
            suspects_.push_back({span, token.word, documents, row});
        }
    }

    void look_at_text(const query::Node& node) {
        // A word is suspect if it is so in every language; where it begins tells which it is.
        std::map<std::size_t, Suspect> suspects;
        std::set<std::size_t> fine;
        for (text::Analyzer* analyzer : analyzers_) {
            for (const text::Token& token : analyzer->analyze(node.text)) {
                if (++looked_at_ > most_words) break;
                const std::uint64_t documents = source_.term(token.term)->document_frequency;
                if (!is_suspect(documents, token.word) || token.stop_word) {
                    fine.insert(token.begin);
                    continue;
                }
                const Span span{node.text_offset + token.begin, token.end - token.begin};
                Suspect& suspect =
                    suspects.try_emplace(token.begin, Suspect{span, token.word, documents})
                        .first->second;
                suspect.documents = std::max(suspect.documents, documents);
            }
        }
        for (auto& [begin, suspect] : suspects) {
            if (suspects_.size() == most_suspects) return;
            if (!fine.contains(begin)) suspects_.push_back(std::move(suspect));
        }
    }

    static void consider(Suspect& suspect, const postings::Source::Word& word) {
        if (word.documents < std::max(rare, suspect.documents * much_commoner)) return;
        if (word.word.find(' ') != std::string::npos) return;  // A value of several.
        // The nearer word, then the commoner one.
        const auto edits = edits_to(suspect, word);
        if (!edits) return;
        if (!suspect.best.empty() &&
            (*edits > suspect.best_edits ||
             (*edits == suspect.best_edits && word.documents <= suspect.best_documents))) {
            return;
        }
        suspect.best = word.word;
        suspect.best_edits = *edits;
        suspect.best_documents = word.documents;
    }

    /// How far a word is away; nothing if it is the same or too far.
    static std::optional<unsigned> edits_to(const Suspect& suspect,
                                            const postings::Source::Word& word) {
        if (word.word == suspect.word) return std::nullopt;
        const unsigned most = suspect.word.size() < long_word ? 1 : 2;
        for (unsigned edits = 1; edits <= most; ++edits) {
            if (within_edits(suspect.word, word.word, edits)) return edits;
        }
        return std::nullopt;
    }

    const Schema& schema_;
    std::span<text::Analyzer* const> analyzers_;
    postings::Source& source_;
    std::vector<Suspect> suspects_;
    std::size_t looked_at_ = 0;
};

}  // namespace

std::vector<Correction> corrections(const query::Syntax& syntax, const Schema& schema,
                                    std::span<text::Analyzer* const> analyzers,
                                    postings::Source& source) {
    Speller speller(schema, analyzers, source);
    speller.look_at(syntax.root, nullptr);
    return speller.corrections();
}

}  // namespace quire::search
