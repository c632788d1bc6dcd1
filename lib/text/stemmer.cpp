#include "text/stemmer.hpp"

#include <xapian.h>

#include "base/xapian_guard.hpp"
#include "text/analyzer.hpp"

namespace quire::text {

struct Stemmer::Snowball {
    Xapian::Stem stem;
};

Stemmer::Stemmer(std::string_view snowball_name) {
    if (snowball_name.empty()) return;
    snowball_ = guarded("stemmer", [&] {
        return std::make_unique<Snowball>(Snowball{Xapian::Stem(std::string(snowball_name))});
    });
}

Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(const std::string& word) const {
    // A word that is cut for its length has no ending to take off.
    if (!snowball_ || word.size() > longest_term) return word;
    std::string stem = guarded("stemmer", [&] { return snowball_->stem(word); });
    return stem.empty() ? word : stem;
}

std::string stemmer_version() {
    return std::string("xapian ") + Xapian::version_string();
}

}  // namespace quire::text
