// Stems of words, by Snowball through Xapian.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace quire::text {

/// Thread contract: one thread at a time.
class Stemmer {
public:
    /// @param snowball_name empty: words are their own stems
    explicit Stemmer(std::string_view snowball_name);
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;
    ~Stemmer();

    /// The stem of a case-folded word; the word where nothing would be left of it.
    std::string stem(const std::string& word) const;

private:
    struct Snowball;
    std::unique_ptr<Snowball> snowball_;
};

}  // namespace quire::text
