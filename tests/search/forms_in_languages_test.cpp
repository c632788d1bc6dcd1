// The forms of words, their beginnings and their neighbours in an index of several languages.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/papers.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"
#include "text/analyzers.hpp"

using namespace quire;
using text::Token;

namespace {

using Ids = std::vector<std::string>;

struct Paper {
    std::string id;
    std::string language;
    std::string title;
    std::string abstract;
};

// Swedish keeps "å", "ä" and "ö" as letters of its own, German and English do not.
const std::vector<Paper> papers = {
    {"en1", "english", "The nets of the spark", "A sprak is no word. Learning nets learn."},
    {"en2", "english", "Learned sparks", "spare parts in an over-sat network"},
    {"de1", "german", "Die Netze der Sprache", "Gelernte Übersetzungen für große Netze"},
    {"de2", "german", "Netz-Sprachen", "Die Übersetzung der Straße lernen"},
    {"sv1", "swedish", "Språk och översättningar", "av språket i nätet"},
    {"sv2", "swedish", "Sprak utan prickar", "oversattning av spraket"},
    {"sv3", "swedish", "Nät av ord", "ett ord för översättning"},
};

class MixedIndex {
public:
    MixedIndex() {
        std::vector<Document> documents;
        for (const Paper& paper : papers) {
            documents.push_back(test::paper(paper.id, paper.title, paper.abstract));
            documents.back().language = paper.language;
        }
        test::make_index(directory_ / "i", documents);
    }

    Ids find(const std::string& query) const {
        SearchOptions options;
        options.limit = papers.size();
        options.compounds = false;
        Ids ids;
        for (const Hit& hit :
             Searcher(directory_ / "i").search(Query::parse(query), options).hits) {
            ids.push_back(hit.document.id);
        }
        std::ranges::sort(ids);
        return ids;
    }

private:
    test::TemporaryDirectory directory_;
};

/// Reads the papers' own tokens, one by one. A word of a query means what any of the languages
/// makes of it.
class SlowReader {
public:
    /// @param languages those that the query is read in
    explicit SlowReader(std::vector<std::string> languages) : languages_(std::move(languages)) {}

    Ids exact(std::string_view word) {
        return having(1, [&](const Token* token) {
            return any([&](const Token& meant) { return meant.word == token->word; }, word);
        });
    }
    Ids beginning(std::string_view letters) {
        return having(1, [&](const Token* token) { return begins(*token, letters); });
    }
    /// One letter more, less or other, or two neighbours in the other order.
    Ids one_edit(std::string_view word) {
        return having(1, [&](const Token* token) {
            return any([&](const Token& meant) { return alike(meant.word, token->word, 1); }, word);
        });
    }
    Ids phrase(std::string_view word, std::string_view letters) {
        return having(2, [&](const Token* token) {
            const bool first = any(
                [&](const Token& meant) {
                    return meant.term == token->term || meant.term == token->bare_term;
                },
                word);
            return first && begins(token[1], letters);
        });
    }

    std::vector<Token> tokens(const Paper& paper, std::string_view text) {
        return analyzers_.of(paper.language).analyze(text);
    }

private:
    /// The papers in a language of the query of which some tokens in a row will do.
    Ids having(std::size_t length, const std::function<bool(const Token*)>& will_do) {
        Ids ids;
        for (const Paper& paper : papers) {
            bool found = false;
            for (const std::string& text : {paper.title, paper.abstract}) {
                const std::vector<Token> words = tokens(paper, text);
                for (std::size_t i = 0; i + length <= words.size(); ++i) {
                    found = found || will_do(&words[i]);
                }
            }
            if (found) ids.push_back(paper.id);
        }
        std::ranges::sort(ids);
        return ids;
    }

    bool any(const std::function<bool(const Token&)>& holds, std::string_view word) {
        return std::ranges::any_of(languages_, [&](const std::string& language) {
            return holds(analyzers_.of(language).analyze(word).at(0));
        });
    }

    bool begins(const Token& token, std::string_view letters) {
        return std::ranges::any_of(languages_, [&](const std::string& language) {
            return token.word.starts_with(analyzers_.of(language).fold(letters));
        });
    }

    static bool alike(std::string_view a, std::string_view b, unsigned edits) {
        const auto length = [](std::string_view text) {
            std::size_t bytes = text.empty() ? 0 : 1;
            while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) >> 6U) == 2) {
                ++bytes;
            }
            return bytes;
        };
        if (a.empty() && b.empty()) return true;
        const std::size_t left = length(a), right = length(b);
        if (left > 0 && right > 0 && a.substr(0, left) == b.substr(0, right)) {
            return alike(a.substr(left), b.substr(right), edits);
        }
        if (edits == 0) return false;
        if (alike(a.substr(left), b.substr(right), edits - 1)) return true;
        if (alike(a.substr(left), b, edits - 1) || alike(a, b.substr(right), edits - 1)) {
            return true;
        }
        const std::size_t left2 = length(a.substr(left)), right2 = length(b.substr(right));
        return left2 > 0 && right2 > 0 && a.substr(0, left) == b.substr(right, right2) &&
               a.substr(left, left2) == b.substr(0, right) &&
               alike(a.substr(left + left2), b.substr(right + right2), edits - 1);
    }

    std::vector<std::string> languages_;
    text::Analyzers analyzers_{"english"};
};

Ids only(Ids ids, const std::string& language) {
    std::erase_if(ids, [&](const std::string& id) {
        return std::ranges::none_of(papers, [&](const Paper& paper) {
            return paper.id == id && paper.language == language;
        });
    });
    return ids;
}

}  // namespace

TEST_CASE("forms of words, beginnings and phrases find papers of the languages that have them") {
    const MixedIndex index;
    struct Case {
        std::string query;
        Ids found;
    };
    const std::vector<Case> cases = {
        // English and German read "sprak" in it, which is another word of two papers.
        {"=\"språk\"", {"en1", "sv1", "sv2"}},
        {"=\"sprak\"", {"en1", "sv2"}},
        {"språk", {"en1", "sv1", "sv2"}},
        {"sprak", {"en1", "sv1", "sv2"}},
        {"=språket", {"sv1", "sv2"}},
        {"=spraket", {"sv2"}},
        {"=netze", {"de1"}},
        {"=netz", {"de2"}},
        {"netz", {"de1", "de2"}},
        {"=nät", {"sv3"}},
        {"=nets", {"en1"}},
        {"spr*", {"de1", "de2", "en1", "sv1", "sv2"}},
        {"språ*", {"de1", "de2", "en1", "sv1", "sv2"}},
        {"översät*", {"sv1", "sv2", "sv3"}},
        {"oversat*", {"sv2"}},
        {"Übersetz*", {"de1", "de2"}},
        {"ubersetz*", {"de1", "de2"}},
        {"n?t", {"sv3"}},
        {"nä?et", {"sv1"}},
        {"över-s?t", {"en2"}},
        {"spraak~", {"en1", "sv2"}},
        {"språkk~", {"en1", "sv1", "sv2"}},
        {"nets~", {"de2", "en1"}},
        {"\"av språ*\"", {"sv1", "sv2"}},
        {"\"av ord*\"", {"sv3"}},
        {"\"der spra*\"", {"de1"}},
        {"\"learning net*\"", {"en1"}},
        {"\"learning nät*\"", {}},
        {"language:sv =\"språk\"", {"sv1"}},
        {"language:sv =\"sprak\"", {"sv2"}},
        {"language:sv språ*", {"sv1"}},
        {"language:sv översät*", {"sv1", "sv3"}},
        {"language:de spr*", {"de1", "de2"}},
        {"language:de lern*", {"de2"}},
        {"language:de (netz OR lernen)", {"de1", "de2"}},
        {"language:de learn", {}},
        {"spr* -language:de", {"en1", "sv1", "sv2"}},
        {"(language:de OR language:sv) =netz", {"de2"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        CHECK(index.find(c.query) == c.found);
    }
}

TEST_CASE("beginnings that only one language knows are not said to be unknown") {
    const test::TemporaryDirectory directory;
    std::vector<Document> documents = {test::paper("en", "nets", ""),
                                       test::paper("sv", "översättning av språk", "")};
    documents.back().language = "sv";
    test::make_index(directory / "i", documents);
    const Searcher searcher(directory / "i");
    for (const std::string query : {"översät*", "spr?k", "\"översättning av språ*\""}) {
        CAPTURE(query);
        const SearchResults results = searcher.search(Query::parse(query));
        CHECK(results.total == 1);
        CHECK(results.diagnostics.empty());
    }
}

TEST_CASE("an index of several languages answers as a slow reading of the papers' words does") {
    const MixedIndex index;
    const std::vector<std::string> languages = {"english", "german", "swedish"};
    SlowReader all(languages);
    std::set<std::string> words;
    std::set<std::pair<std::string, std::string>> pairs;
    for (const Paper& paper : papers) {
        for (const std::string& text : {paper.title, paper.abstract}) {
            std::string before;
            for (const Token& token : all.tokens(paper, text)) {
                const std::string word = text.substr(token.begin, token.end - token.begin);
                words.insert(word);
                if (!before.empty()) pairs.insert({before, word});
                before = word;
            }
        }
    }
    REQUIRE(words.size() > 40);
    const auto check = [&](const std::string& query, const std::function<Ids(SlowReader&)>& slow) {
        CAPTURE(query);
        CHECK(index.find(query) == slow(all));
        for (const std::string& language : languages) {
            CAPTURE(language);
            SlowReader reader({language});
            const std::string limited = "language:" + language + " AND " + query;
            CHECK(index.find(limited) == only(slow(reader), language));
        }
    };
    for (const std::string& word : words) {
        check("=" + word, [&](SlowReader& reader) { return reader.exact(word); });
        if (word.size() < 4) continue;
        check(word + "~", [&](SlowReader& reader) { return reader.one_edit(word); });
        // Not in the middle of a letter.
        const std::size_t cut = (static_cast<unsigned char>(word[3]) >> 6U) == 2 ? 4 : 3;
        const std::string letters = word.substr(0, cut);
        check(letters + "*", [&](SlowReader& reader) { return reader.beginning(letters); });
    }
    for (const auto& [first, second] : pairs) {
        check("\"" + first + " " + second + "*\"",
              [&, &first = first, &second = second](SlowReader& reader) {
                  return reader.phrase(first, second);
              });
    }
}
