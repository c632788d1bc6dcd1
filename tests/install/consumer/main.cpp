// Indexes three documents and searches them, with all public headers and nothing else of quire.
#include <quire/corpus.hpp>
#include <quire/document.hpp>
#include <quire/error.hpp>
#include <quire/evaluation.hpp>
#include <quire/index.hpp>
#include <quire/query.hpp>
#include <quire/ranking.hpp>
#include <quire/schema.hpp>
#include <quire/searcher.hpp>

#include <iostream>

int main(int, char** words) {
    // An exception of the library must be known to the program as what it is.
    try {
        const quire::Searcher nothing(words[1]);
    } catch (const quire::Error& error) {
        std::cout << quire::name(error.code()) << '\n';
    }

    quire::IndexWriter writer = quire::IndexWriter::create(words[1]);
    quire::Document document;
    document.id = "a";
    document.title = "Denoising diffusion models";
    writer.put(document);
    document.id = "b";
    document.title = "Parsing";
    document.set("year", std::int64_t{2020});
    writer.put(document);
    document.id = "c";
    document.title = "Models of parsing";
    writer.put(document);
    writer.commit();

    const quire::Searcher searcher(words[1]);
    quire::SearchOptions options;
    options.model = quire::RankingModel::parse("bm25");
    const auto results = searcher.search(quire::Query::parse("model parse year:2020"), options);
    for (const quire::Hit& hit : results.hits) std::cout << hit.document.title << '\n';
    std::cout << quire::evaluation::parse_metric("ndcg_cut_10").name << '\n';
    std::cout << searcher.info().documents << " documents, " << quire::formats().size()
              << " formats\n";
}
