#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "output/format.hpp"
#include "quire/corpus.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

namespace {

/// What is asked: every kind of part, and every kind of answer.
std::vector<output::Question> questions() {
    std::vector<output::Question> all;
    for (const char* text :
         {"disentangled diffusion", "+style transfer -gan", "\"latent space\"",
          "\"space latent\"~3", "style NEAR/3 content", "(gan OR vae) AND image",
          "disentangl* d?ffusion difusion~", "=disentangling =\"latent space\"",
          "title:(face editing)^3 voice", "categories:(gan vae) -title:video", "id:p041", "*",
          "pre-training pretraining", "titel:x && \"open", "nothingofthekind", ""}) {
        all.push_back({std::to_string(all.size() + 1), text, Query::parse(text)});
    }
    return all;
}

std::vector<SearchOptions> ways() {
    std::vector<SearchOptions> all(6);
    all[1].sort = {{"title"}};
    all[1].limit = 50;
    all[2].collapse = "categories";
    all[2].facets = {{"categories"}};
    all[3].explain = true;
    all[3].exact_total = true;
    all[4].similar_ids = {"p041", "p002"};
    all[5].model = RankingModel::parse("bm25f+sdm+rm3:documents=5");
    all[5].spelling = true;
    return all;
}

}  // namespace

TEST_CASE("the same query gives the same bytes from one thread or eight, however it was indexed") {
    const test::TemporaryDirectory directory;
    const auto make = [&](const char* name, unsigned threads) {
        WriterOptions writing;
        writing.threads = threads;
        IndexWriter index = IndexWriter::create(directory / name, {}, writing);
        DocumentReader reader(test::source_file("corpus/papers.jsonl"));
        while (const auto document = reader.next()) index.put(*document);
        index.commit();
        return Searcher(directory / name);
    };
    const Searcher searcher = make("by one", 1);
    const Schema schema = Schema::papers();
    const output::Setting setting{schema, {}, true};
    const std::vector<output::Question> asked = questions();
    const std::vector<SearchOptions> options = ways();
    const auto answer_of = [&](const Searcher& asked_one, std::size_t i) {
        const std::size_t question = i / options.size();
        const SearchOptions& way = options[i % options.size()];
        const SearchResults results = asked_one.search(asked[question].query, way);
        return output::make_jsonl(setting)->answer({asked[question], way, results});
    };
    const auto answer = [&](std::size_t i) { return answer_of(searcher, i); };

    std::vector<std::string> alone;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < asked.size() * options.size(); ++i) {
        alone.push_back(answer(i));
        bytes += alone.back().size();
    }
    REQUIRE(bytes > 100'000);  // Answers that are empty say little.

    const Searcher by_two = make("by two", 2);
    for (std::size_t i = 0; i < alone.size(); ++i) {
        CAPTURE(i);
        CHECK(answer_of(by_two, i) == alone[i]);
    }

    std::atomic<std::size_t> wrong = 0;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            // Each begins elsewhere, so that different ones run at once.
            for (std::size_t step = 0; step < alone.size(); ++step) {
                const std::size_t i = (step * 7 + t * 13) % alone.size();
                if (answer(i) != alone[i]) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
}
