#include "output/publication.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace quire::output {

namespace {

bool is_upper(char c) {
    return 'A' <= c && c <= 'Z';
}

bool is_lower(char c) {
    return 'a' <= c && c <= 'z';
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(" ,.:()-/"));
        if (!word.empty()) result.push_back(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return result;
}

std::string lower_case(std::string_view word) {
    std::string result(word);
    for (char& c : result) {
        if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

template <std::size_t size>
bool names_one(const std::vector<std::string_view>& words,
               const std::array<std::string_view, size>& names) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::find(names.begin(), names.end(), lower_case(word)) != names.end();
    });
}

bool is_acronym(std::string_view word) {
    return std::count_if(word.begin(), word.end(), is_upper) >= 2;
}

}  // namespace

Publication publication(const Document& document) {
    static constexpr std::array<std::string_view, 9> meetings = {
        "proceedings", "conference", "workshop",   "symposium", "meeting",
        "congress",    "findings",   "colloquium", "seminar"};
    static constexpr std::array<std::string_view, 13> journals = {
        "journal",  "transactions", "letters", "review",    "reviews",        "magazine", "annals",
        "bulletin", "quarterly",    "notices", "computing", "communications", "access"};
    if (document.venue.empty()) return Publication::other;
    const std::vector<std::string_view> venue = words(document.venue);
    if (names_one(venue, meetings)) return Publication::in_proceedings;
    if (names_one(venue, journals)) return Publication::article;
    return std::any_of(venue.begin(), venue.end(), is_acronym) ? Publication::in_proceedings
                                                               : Publication::article;
}

std::string surname_first(std::string_view name) {
    const std::size_t last_space = name.rfind(' ');
    if (name.find(',') != std::string_view::npos || last_space == std::string_view::npos) {
        return std::string(name);
    }
    std::size_t begin = last_space + 1;
    for (std::size_t space = name.find(' '); space < last_space;
         space = name.find(' ', space + 1)) {
        if (!is_lower(name[space + 1])) continue;
        begin = space + 1;
        break;
    }
    return std::string(name.substr(begin)) + ", " + std::string(name.substr(0, begin - 1));
}

}  // namespace quire::output
