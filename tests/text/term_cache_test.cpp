#include "text/term_cache.hpp"

#include <doctest/doctest.h>

#include <string>

using quire::text::TermCache;

TEST_CASE("what was put into the cache last is found") {
    TermCache cache;
    CHECK(cache.find("networks") == nullptr);
    cache.insert("networks", "network", false);
    cache.insert("the", "the", true);
    REQUIRE(cache.find("networks"));
    CHECK(cache.find("networks")->term() == "network");
    CHECK_FALSE(cache.find("networks")->stop_word());
    REQUIRE(cache.find("the"));
    CHECK(cache.find("the")->stop_word());
    CHECK(cache.find("network") == nullptr);
    CHECK(cache.find("") == nullptr);
}

TEST_CASE("long words and terms are not kept") {
    TermCache cache;
    const std::string longest(24, 'x');
    cache.insert(longest, longest, false);
    REQUIRE(cache.find(longest));
    CHECK(cache.find(longest)->term() == longest);
    cache.insert(longest + "x", "x", false);
    CHECK(cache.find(longest + "x") == nullptr);
    cache.insert("word", longest + "x", false);
    CHECK(cache.find("word") == nullptr);
}

TEST_CASE("words that differ in one character or in length are told apart") {
    for (std::size_t size = 1; size <= 24; ++size) {
        const std::string word(size, 'a');
        TermCache cache;
        cache.insert(word, "term", false);
        CHECK(cache.find(word));
        CHECK_FALSE(cache.find(word + "a"));
        CHECK_FALSE(cache.find(word.substr(1)));
        for (std::size_t i = 0; i < size; ++i) {
            std::string other = word;
            other[i] = 'b';
            CHECK_FALSE(cache.find(other));
        }
    }
}

TEST_CASE("however many words come, each is found with its own term or not at all") {
    TermCache cache;
    std::size_t found = 0;
    constexpr std::size_t words = 100'000;
    for (std::size_t i = 0; i < words; ++i) {
        const std::string word = "word" + std::to_string(i);
        cache.insert(word, std::to_string(i), i % 2 == 0);
        REQUIRE(cache.find(word));
    }
    for (std::size_t i = 0; i < words; ++i) {
        const TermCache::Entry* entry = cache.find("word" + std::to_string(i));
        if (entry == nullptr) continue;
        ++found;
        if (entry->term() != std::to_string(i) || entry->stop_word() != (i % 2 == 0)) {
            FAIL("wrong for " << i);
        }
    }
    CHECK(found > 20'000);
    CHECK(found <= 32'768);
}
