// A search in ten lines:  search INDEX QUERY
#include <iostream>
#include <quire/error.hpp>
#include <quire/searcher.hpp>

int main(int count, char** words) try {
    if (count != 3) throw quire::Error(quire::ErrorCode::invalid_argument, "search INDEX QUERY");
    const quire::Searcher searcher(words[1]);
    const quire::SearchResults results = searcher.search(quire::Query::parse(words[2]));
    for (const quire::Diagnostic& remark : results.diagnostics) std::cerr << remark.message << '\n';
    for (const quire::Hit& hit : results.hits) std::cout << hit.document.title << '\n';
} catch (const quire::Error& error) {
    std::cerr << error.what() << '\n' << error.hint() << '\n';
    return 1;
}
