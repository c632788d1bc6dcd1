#include "query/plain.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "query/parser.hpp"
#include "query/printer.hpp"
#include "quire/query.hpp"

using namespace quire;

TEST_CASE("a plain query is the words of a text, and nothing in it has a meaning") {
    struct Case {
        std::string_view text;
        std::string_view query;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {"  ", ""},
        {"diffusion models", "diffusion models"},
        {"GANs, VAEs and C++: what's next?", "GANs, VAEs and C++: what's next?"},
        {"title:diffusion -gan +vae", "title diffusion gan vae"},
        {"\"image generation\" \u201Cso\u201D", "image generation so"},
        {"a AND NOT (b OR c) NEAR/3 d", "a and not b or c near 3 d"},
        {"NEVER AND EVER", "NEVER and EVER"},
        {"(NEAR2019) ANDNOT && !cat", "near2019 andnot cat"},
        {"disentangl* w?rd difusion~ word^2 =nets", "disentangl w rd difusion word 2 nets"},
        {"self-supervised -- pre- x", "self-supervised pre- x"},
        {"f(x) $\\beta$-VAE 10^6", "f(x) $\\beta$-VAE 10^6"},
        {"* ) (", ""},
        {"id:a/b year:2019..2021", "id a b year 2019 2021"},
        {"\xFF"
         "bad\xFE bytes",
         "bad bytes"},
        {"変分　推論", "変分 推論"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Query query = Query::plain(c.text);
        CHECK(query.to_string() == c.query);
        CHECK(query.diagnostics().empty());
    }
}

TEST_CASE("a plain query is printed as a query of the same words") {
    const std::vector<std::string> pieces = {
        "word", "AND",  "OR",     "NOT", "NEAR", "/3",   "(", ")", "\"", "-",    "+",  ":", "title",
        "id:",  "..",   ">=",     "~",   "^2",   "*",    "?", "=", "\\", "\xFF", " ",  " ", " ",
        "é",    "変分", "\u201C", "C",   "1",    "2019", ".", ",", "'",  "$",    "\n", "X"};
    std::mt19937 random(20240601);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (std::size_t left = random() % 12; left > 0; --left) {
            text += pieces[random() % pieces.size()];
        }
        CAPTURE(text);
        const query::Syntax plain = query::plain(text);
        const std::string printed = query::to_string(plain);
        CAPTURE(printed);
        const query::Syntax parsed = query::parse(printed);
        REQUIRE(query::same(parsed.root, plain.root));
        REQUIRE(parsed.diagnostics.empty());
        for (const query::Node& word : plain.root.parts) {
            REQUIRE(word.offset + word.length <= text.size());
        }
    }
}
