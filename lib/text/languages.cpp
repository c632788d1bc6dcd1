#include "text/languages.hpp"

#include <array>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "text/analyzer.hpp"
#include "text/stop_words_english.hpp"

namespace quire::text {
namespace {

constexpr std::span<const std::string_view> none;

// Name, stemmer, stop words, stems diacritics, elision.
constexpr std::array rows = {
    Language{"arabic", "arabic", none, false, false},
    Language{"armenian", "armenian", none, false, false},
    Language{"basque", "basque", none, true, false},
    Language{"catalan", "catalan", none, true, true},
    Language{"danish", "danish", none, true, false},
    Language{"dutch", "dutch", none, true, false},
    Language{"english", "english", english_stop_words, false, false},
    Language{"finnish", "finnish", none, true, false},
    Language{"french", "french", none, true, true},
    Language{"german", "german", none, true, false},
    Language{"hungarian", "hungarian", none, true, false},
    Language{"indonesian", "indonesian", none, false, false},
    Language{"irish", "irish", none, true, false},
    Language{"italian", "italian", none, true, true},
    Language{"lithuanian", "lithuanian", none, true, false},
    Language{"nepali", "nepali", none, false, false},
    Language{"none", "", none, false, false},
    Language{"norwegian", "norwegian", none, true, false},
    Language{"portuguese", "portuguese", none, true, false},
    Language{"romanian", "romanian", none, true, false},
    Language{"russian", "russian", none, false, false},
    Language{"spanish", "spanish", none, true, false},
    Language{"swedish", "swedish", none, true, false},
    Language{"tamil", "tamil", none, false, false},
    Language{"turkish", "turkish", none, true, false},
};

}  // namespace

std::span<const Language> languages() {
    return rows;
}

const Language& find_language(std::string_view name) {
    std::string names;
    for (const Language& language : rows) {
        if (language.name == name) return language;
        names += (names.empty() ? "" : ", ") + std::string(language.name);
    }
    throw Error(ErrorCode::invalid_argument, "no language \"" + std::string(name) + "\"",
                "languages are " + names);
}

std::vector<std::string> language_names() {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const Language& language : rows) names.emplace_back(language.name);
    return names;
}

}  // namespace quire::text
