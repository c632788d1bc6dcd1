// Makes the queries, with a fixed seed:
//
//     peers_queries PAPERS.jsonl >OUT.tsv
//
// A line is `kind<TAB>words<TAB>year`; the year is empty but for the kind "year". All words are
// lower-case ASCII letters, so that every engine takes them for the same words, and come from one
// sentence or title, so that each query finds something in any corpus that peers_corpus makes:
//
//     one     a word                          two     two words of a sentence
//     title   3-5 words of a title            stop    a title that starts with a stop word
//     and     2-3 words that must all occur   phrase  2-3 words side by side
//     mixed   a frequent word and a rare one  year    two words, and the year of their paper
//
// Where no paper has a year there is no query of that kind.
#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "driver.hpp"
#include "sentences.hpp"

namespace {

using Words = std::vector<std::string>;

const std::set<std::string_view> stop_words = {
    "a",      "about",   "above", "after",   "again", "against", "all",     "also",    "am",
    "an",     "and",     "any",   "are",     "as",    "at",      "be",      "because", "been",
    "before", "being",   "below", "between", "both",  "but",     "by",      "can",     "could",
    "did",    "do",      "does",  "doing",   "down",  "during",  "each",    "few",     "for",
    "from",   "further", "had",   "has",     "have",  "having",  "he",      "her",     "here",
    "him",    "his",     "how",   "i",       "if",    "in",      "into",    "is",      "it",
    "its",    "just",    "many",  "may",     "me",    "might",   "more",    "most",    "much",
    "my",     "no",      "nor",   "not",     "now",   "of",      "off",     "on",      "once",
    "only",   "or",      "other", "our",     "out",   "over",    "own",     "same",    "she",
    "should", "so",      "some",  "such",    "than",  "that",    "the",     "their",   "them",
    "then",   "there",   "these", "they",    "this",  "those",   "through", "to",      "too",
    "under",  "until",   "up",    "us",      "very",  "was",     "we",      "were",    "what",
    "when",   "where",   "which", "while",   "who",   "why",     "will",    "with",    "would",
    "you",    "your"};

bool is_stop_word(const std::string& word) {
    return stop_words.contains(word);
}

bool is_content(const std::string& word) {
    return word.size() >= 3 && !is_stop_word(word);
}

/// The pieces of a text between spaces in lower case; empty where one is more than letters.
Words pieces(std::string_view text) {
    Words found;
    bool plain = true;
    std::string word;
    const auto end = [&](bool broken) {
        if (!plain) word.clear();
        found.push_back(word);
        if (broken) found.emplace_back();
        word.clear();
        plain = true;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        const bool last = i + 1 == text.size() || text[i + 1] == ' ';
        if (letter == ' ') {
            if (!word.empty() || !plain) end(false);
        } else if (letter >= 'a' && letter <= 'z') {
            word += letter;
        } else if (letter >= 'A' && letter <= 'Z') {
            word += static_cast<char>(letter - 'A' + 'a');
        } else if (last && !word.empty() &&
                   std::string_view(".,;:?!").find(letter) != std::string_view::npos) {
            end(true);
        } else {
            plain = false;
        }
    }
    if (!word.empty() || !plain) end(false);
    return found;
}

/// The different words of `words` that say something, in their order.
Words content(const Words& words) {
    Words found;
    for (const std::string& word : words) {
        if (is_content(word) && std::find(found.begin(), found.end(), word) == found.end()) {
            found.push_back(word);
        }
    }
    return found;
}

struct Sentence {
    Words pieces;
    Words content;
    std::string year;
};

class Maker {
public:
    explicit Maker(const std::string& papers) {
        std::map<std::string, std::size_t> documents;
        std::vector<Words> titles;
        std::size_t count = 0;
        peers::for_each_record(papers, [&](const peers::Record& record) {
            ++count;
            std::set<std::string> seen;
            for (const std::string& text : peers::sentences(record.abstract)) {
                Words found = pieces(text);
                Words words = content(found);
                seen.insert(words.begin(), words.end());
                if (words.size() >= 3) {
                    if (!record.year.empty()) dated_.push_back(sentences_.size());
                    sentences_.push_back({std::move(found), std::move(words), record.year});
                }
            }
            titles.push_back(pieces(record.title));
            const Words words = content(titles.back());
            seen.insert(words.begin(), words.end());
            for (const std::string& word : seen) ++documents[word];
        });
        const std::size_t frequent = std::max<std::size_t>(count / 20, 3);
        const std::size_t rare = std::max<std::size_t>(count / 3000, 2);
        for (const auto& [word, number] : documents) {
            if (number >= frequent) frequent_.push_back(word);
            if (number >= 2 && number <= rare) rare_.push_back(word);
        }
        for (const Words& title : titles) {
            if (content(title).size() >= 3) good_titles_.push_back(content(title));
            const bool whole = std::none_of(title.begin(), title.end(),
                                            [](const std::string& word) { return word.empty(); });
            if (whole && title.size() >= 3 && title.size() <= 12 && is_stop_word(title[0]) &&
                !content(title).empty()) {
                stop_titles_.push_back(title);
            }
        }
        if (frequent_.empty() || rare_.empty() || good_titles_.empty() || stop_titles_.empty()) {
            throw std::runtime_error(papers + " has too few papers to make queries from");
        }
    }

    void print() {
        struct Row {
            const char* kind;
            std::size_t count;
            Words (Maker::*make)();
        };
        constexpr std::array rows{
            Row{"one", 150, &Maker::one},     Row{"two", 150, &Maker::two},
            Row{"title", 200, &Maker::title}, Row{"stop", 100, &Maker::stop},
            Row{"and", 150, &Maker::both},    Row{"phrase", 150, &Maker::phrase},
            Row{"mixed", 100, &Maker::mixed}, Row{"year", 100, &Maker::of_year},
        };
        Words lines;
        for (const Row& row : rows) {
            if (row.make == &Maker::of_year && dated_.empty()) continue;
            for (std::size_t i = 0; i < row.count; ++i) {
                year_.clear();
                std::string line = row.kind;
                char before = '\t';
                for (const std::string& word : (this->*row.make)()) {
                    line += before + word;
                    before = ' ';
                }
                lines.push_back(line + '\t' + year_);
            }
        }
        random_.shuffle(lines);
        for (const std::string& line : lines) std::cout << line << '\n';
    }

private:
    const Sentence& sentence() { return random_.any(sentences_); }

    /// `count` of the words, in their order.
    Words some(Words words, std::size_t count) {
        while (words.size() > count) {
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(random_.below(words.size())));
        }
        return words;
    }

    Words one() { return some(sentence().content, 1); }
    Words two() { return some(sentence().content, 2); }
    Words title() { return some(random_.any(good_titles_), 3 + random_.below(3)); }
    Words stop() { return random_.any(stop_titles_); }
    Words both() { return some(sentence().content, 2 + random_.below(2)); }
    Words mixed() { return {random_.any(frequent_), random_.any(rare_)}; }

    Words of_year() {
        const Sentence& chosen = sentences_[random_.any(dated_)];
        year_ = chosen.year;
        return some(chosen.content, 2);
    }

    Words phrase() {
        while (true) {
            const Words& words = sentence().pieces;
            const std::size_t length = 2 + random_.below(2);
            if (words.size() < length) continue;
            const auto first = words.begin() + static_cast<std::ptrdiff_t>(
                                                   random_.below(words.size() - length + 1));
            Words found(first, first + static_cast<std::ptrdiff_t>(length));
            if (std::all_of(found.begin(), found.end(), is_content)) return found;
        }
    }

    std::vector<Sentence> sentences_;
    std::vector<std::size_t> dated_;  ///< Sentences of papers with a year.
    std::vector<Words> good_titles_;
    std::vector<Words> stop_titles_;
    Words frequent_;
    Words rare_;
    std::string year_;
    peers::Random random_{2};
};

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 2) {
            std::cerr << "usage: peers_queries PAPERS.jsonl >OUT.tsv\n";
            return 2;
        }
        Maker(argv[1]).print();
        return std::cout.flush() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "peers_queries: " << error.what() << '\n';
        return 1;
    }
}
