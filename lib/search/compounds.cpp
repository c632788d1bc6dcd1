#include "search/compounds.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace quire::search {
namespace {

/// A compound belongs to the language, not to a line break, if it was hyphenated at least so often,
/// and at least once in so many times that it was written solid. Chosen on the ACL abstracts, which
/// hold line-break hyphens ("mod-el"): of their 1,000 commonest stems 296 have a hyphenated form,
/// and 26 have one that passes ("multi-modal", "data-set", "crowd-source"; also "par-ticip").
constexpr std::uint64_t fewest_hyphenated = 3;
constexpr std::uint64_t most_solid_for_one = 500;

/// Longer chains ("10-20-30-40-50") are looked for as they stand.
constexpr std::size_t longest_compound = 4;

/// Splittings of one solid word that are looked for, the commonest first.
constexpr std::size_t most_splittings = 3;

bool passes(std::uint64_t hyphenated, std::uint64_t solid) {
    return hyphenated >= fewest_hyphenated && hyphenated * most_solid_for_one >= solid;
}

std::string joined(std::span<const text::Token> tokens) {
    std::string word;
    for (const text::Token& token : tokens) word += token.word;
    return word;
}

}  // namespace

Expression CompoundReader::term(std::string_view term, std::optional<std::size_t> field) const {
    Expression expression;
    expression.term = term;
    expression.field = field;
    return expression;
}

std::vector<Expression> CompoundReader::parts(std::span<const text::Token> tokens,
                                              std::optional<std::size_t> field) {
    std::vector<Expression> parts;
    for (std::size_t first = 0; first < tokens.size();) {
        std::size_t last = first + 1;
        while (last < tokens.size() &&
               (tokens[last].joint != text::Joint::none || known(tokens[last - 1], tokens[last]))) {
            ++last;
        }
        const auto group = tokens.subspan(first, last - first);
        const bool overlap = std::ranges::any_of(
            group, [](const text::Token& token) { return token.joint == text::Joint::overlap; });
        if (expand_ && group.size() <= longest_compound && !overlap) {
            parts.push_back(linked(group, field));
        } else {
            for (const text::Token& token : group) parts.push_back(word(token, field));
        }
        first = last;
    }
    return parts;
}

Expression CompoundReader::word(const text::Token& token, std::optional<std::size_t> field) {
    std::vector<Expression> spellings = {term(token.term, field)};
    if (expand_) {
        const std::vector<postings::Source::Compound> compounds = source_.compounds(token.term);
        const std::uint64_t solid =
            compounds.empty() ? 0 : source_.term(token.term)->collection_frequency;
        for (const postings::Source::Compound& compound : compounds) {
            if (spellings.size() > most_splittings || !passes(compound.hyphenated, solid)) break;
            std::vector<Expression> parts;
            for (const std::string& part : compound.parts) parts.push_back(term(part, field));
            spellings.push_back(sequence_of(std::move(parts)));
        }
    }
    return any_of(std::move(spellings));
}

/// Every way to write some of the words solid: a, b and c are also ab c, a bc and abc. Solid words
/// that the index does not have are left out.
Expression CompoundReader::linked(std::span<const text::Token> tokens,
                                  std::optional<std::size_t> field) {
    if (tokens.size() == 1) return word(tokens.front(), field);
    std::vector<Expression> spellings;
    const std::size_t gaps = tokens.size() - 1;
    for (std::uint32_t closed = 0; closed < (1U << gaps); ++closed) {
        std::vector<Expression> parts;
        bool exists = true;
        for (std::size_t first = 0; first < tokens.size() && exists;) {
            std::size_t last = first + 1;
            while (last < tokens.size() && (closed >> (last - 1) & 1U) != 0) ++last;
            if (last - first == 1) {
                parts.push_back(term(tokens[first].term, field));
            } else {
                const std::string solid =
                    analyzer_.stem(joined(tokens.subspan(first, last - first)));
                exists = source_.term(solid)->document_frequency > 0;
                parts.push_back(term(solid, field));
            }
            first = last;
        }
        if (exists) spellings.push_back(sequence_of(std::move(parts)));
    }
    return any_of(std::move(spellings));
}

bool CompoundReader::known(const text::Token& first, const text::Token& second) {
    if (!expand_) return false;
    const std::string solid = analyzer_.stem(first.word + second.word);
    for (const postings::Source::Compound& compound : source_.compounds(solid)) {
        if (compound.parts == std::vector<std::string>{first.term, second.term}) {
            return passes(compound.hyphenated, source_.term(solid)->collection_frequency);
        }
    }
    return false;
}

}  // namespace quire::search
