// An application with a schema of its own:  recipes INDEX
//
// Makes an index of three recipes and asks it some questions.
#include <cstdint>
#include <iostream>
#include <quire/error.hpp>
#include <quire/index.hpp>
#include <quire/searcher.hpp>
#include <string>
#include <variant>
#include <vector>

namespace {

// What a record consists of. Text is searched by its words, and a word in the title counts three
// times; the other kinds are compared as a whole. The last text field should be the longest.
const char* const recipe_schema = R"(
    title        text     weight=3
    method       text
    ingredients  keyword  many
    minutes      integer
    cooked       date
)";

// A title is a member of every document; fields that only this application has stand in `extra`.
quire::Document recipe(std::string id, std::string title, std::string method,
                       std::vector<std::string> ingredients, std::int64_t minutes,
                       std::string cooked) {
    quire::Document document;
    document.id = std::move(id);
    document.title = std::move(title);
    document.set("method", std::move(method));
    document.set("ingredients", std::move(ingredients));
    document.set("minutes", minutes);
    document.set("cooked", std::move(cooked));
    return document;
}

void make_index(const std::string& path) {
    quire::IndexOptions options;
    options.schema = quire::Schema::parse(recipe_schema);
    // `rebuild` replaces what an earlier run made; `create` would refuse.
    quire::IndexWriter writer = quire::IndexWriter::rebuild(path, options);
    writer.put(recipe("dal", "Red lentil dal", "Simmer the lentils with turmeric, then fry spices.",
                      {"lentils", "onion", "turmeric"}, 35, "2024-05-17"));
    writer.put(recipe("soup", "Tomato soup", "Roast the tomatoes, then simmer and blend them.",
                      {"tomato", "onion", "basil"}, 50, "2024-05-20"));
    writer.put(recipe("salad", "Lentil salad", "Boil green lentils briefly and dress them warm.",
                      {"lentils", "tomato", "mustard"}, 35, "2023-11-02"));
    writer.commit();  // Until now nobody could see any of it.
}

void ask(const quire::Searcher& searcher, const std::string& text) {
    std::cout << text << '\n';
    const quire::SearchResults results = searcher.search(quire::Query::parse(text));
    for (const quire::Diagnostic& remark : results.diagnostics) {
        std::cout << "    (" << remark.message << ")\n";
    }
    for (const quire::Hit& hit : results.hits) {
        std::cout << "    " << hit.document.title;
        // What comes out has the type that went in.
        if (const auto minutes = hit.document.value("minutes")) {
            std::cout << ", " << std::get<std::int64_t>(*minutes) << " minutes";
        }
        std::cout << '\n';
    }
}

}  // namespace

int main(int count, char** words) try {
    if (count != 2) {
        std::cerr << "usage: recipes INDEX\n";
        return 2;
    }
    make_index(words[1]);
    const quire::Searcher searcher(words[1]);
    ask(searcher, "simmering lentils");         // In any inflection, the best first.
    ask(searcher, "title:lentil -tomato");      // `-` excludes a word of the text fields ...
    ask(searcher, "ingredient:tomato");         // ... which an ingredient is not.
    ask(searcher, "lentils minutes:35");        // A number only filters.
    ask(searcher, "cooked:2024-05");            // A month holds its days.
    ask(searcher, "author:escoffier lentils");  // No such field: the answer says so.
} catch (const quire::Error& error) {
    std::cerr << "recipes: " << error.what() << '\n' << error.hint() << '\n';
    return 1;
}
