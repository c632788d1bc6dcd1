#include "search/asked.hpp"

#include <optional>

#include "output/format.hpp"
#include "quire/error.hpp"

namespace quire::test {

std::vector<std::string> questions() {
    return {"disentangled diffusion",
            "+style transfer -gan",
            "\"latent space\"",
            "\"space latent\"~3",
            "style NEAR/3 content",
            "(gan OR vae) AND image",
            "disentangl* d?ffusion difusion~",
            "=disentangling =\"latent space\"",
            "title:(face editing)^3 voice",
            "categories:(gan vae) -title:video",
            "id:p041",
            "*",
            "pre-training pretraining",
            "titel:x && \"open",
            "nothingofthekind",
            ""};
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

std::string answer(const Searcher& searcher, const std::string& question,
                   const SearchOptions& way) {
    static const Schema schema = Schema::papers();
    const output::Setting setting{schema, {}, true};
    const output::Question asked{"1", question, Query::parse(question)};
    const SearchResults results = searcher.search(asked.query, way);
    return output::make_jsonl(setting)->answer({asked, way, results});
}

std::string all_answers(const std::filesystem::path& index, Engine engine,
                        const std::vector<std::string>& ids) {
    std::string all;
    const auto add = [&](const auto& work) {
        try {
            all += work();
        } catch (const Error& error) {
            all += std::string(name(error.code())) + ": " + error.what() + '\n';
        }
    };
    std::optional<Searcher> searcher;
    add([&] {
        searcher.emplace(index);
        return std::string();
    });
    if (!searcher) return all;
    for (const std::string& question : questions()) {
        for (SearchOptions way : ways()) {
            way.engine = engine;
            add([&] { return answer(*searcher, question, way); });
        }
    }
    for (const std::string& id : ids) {
        add([&] {
            const auto document = searcher->find(id);
            if (!document) return id + " is not there\n";
            std::string text = id;
            for (const std::string& value : {document->title, document->abstract, document->venue,
                                             document->url, document->language}) {
                text += '|' + value;
            }
            for (const auto* values : {&document->authors, &document->categories}) {
                for (const std::string& value : *values) text += '|' + value;
            }
            return text + '|' + std::to_string(document->year.value_or(0)) + '\n';
        });
    }
    return all;
}

}  // namespace quire::test
