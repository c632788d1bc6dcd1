#include "sentences.hpp"

namespace peers {

std::vector<std::string> sentences(std::string_view text) {
    std::vector<std::string> found;
    std::size_t start = 0;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const char before = text[i - 1];
        const char after = text[i + 1];
        if (text[i] == ' ' && (before == '.' || before == '?' || before == '!') && after >= 'A' &&
            after <= 'Z') {
            found.emplace_back(text.substr(start, i - start));
            start = i + 1;
        }
    }
    if (start < text.size()) found.emplace_back(text.substr(start));
    return found;
}

}  // namespace peers
