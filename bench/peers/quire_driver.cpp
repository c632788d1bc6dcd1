// quire through its public API, in three ways:
//
//     peers_quire bm25|default|database ...      what follows is as in driver.hpp
//
// bm25 is what the peers do: BM25, and no other spellings of compounds; default is quire's own
// model and options; database is bm25 without the image. None of them makes snippets.
#include <quire/corpus.hpp>
#include <quire/index.hpp>
#include <quire/searcher.hpp>

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "driver.hpp"

namespace {

void index_records(const std::string& corpus, const std::string& path) {
    quire::IndexWriter writer = quire::IndexWriter::create(path);
    quire::DocumentReader reader(corpus);
    while (const std::optional<quire::Document> document = reader.next()) writer.put(*document);
    writer.commit();
}

class Session : public peers::Session {
public:
    Session(std::shared_ptr<const quire::Searcher> searcher, quire::SearchOptions options)
        : searcher_(std::move(searcher)), options_(std::move(options)) {}

    std::vector<peers::Hit> search(const peers::Query& query) override {
        std::string text = query.kind == "and"      ? joined(query, " AND ")
                           : query.kind == "phrase" ? '"' + query.words + '"'
                                                    : query.words;
        if (!query.year.empty()) text += " year:" + query.year;
        quire::SearchResults results = searcher_->search(quire::Query::parse(text), options_);
        std::vector<peers::Hit> hits;
        for (quire::Hit& hit : results.hits) {
            hits.push_back({std::move(hit.document.id), std::move(hit.document.title)});
        }
        return hits;
    }

    std::unique_ptr<peers::Session> another() override {
        return std::make_unique<Session>(searcher_, options_);
    }

private:
    std::shared_ptr<const quire::Searcher> searcher_;
    quire::SearchOptions options_;
};

}  // namespace

int main(int argc, char** argv) {
    quire::SearchOptions options;
    options.fields = {"title"};
    options.highlights = false;
    const std::string way = argc > 1 ? argv[1] : "";
    if (way == "bm25" || way == "database") {
        options.model = quire::RankingModel::parse("bm25:k1=1.2,b=0.75");
        options.compounds = false;
        if (way == "database") options.engine = quire::Engine::xapian;
    } else if (way != "default") {
        std::cerr << "usage: peers_quire bm25|default|database ...\n";
        return 2;
    }
    const auto open = [&](const std::string& index) {
        return std::make_unique<Session>(std::make_shared<quire::Searcher>(index), options);
    };
    return peers::run({"quire-" + way, index_records, open}, argc - 1, argv + 1);
}
