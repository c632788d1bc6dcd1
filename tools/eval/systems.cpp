#include "eval/systems.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace quire::eval {

void for_each(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto run = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        } catch (...) {
            next = count;
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    };
    const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(cores, count); ++i) threads.emplace_back(run);
        run();
    }
    if (failure) std::rethrow_exception(failure);
}

std::vector<evaluation::ScoredDocument> search_topic(const Searcher& searcher,
                                                     const evaluation::Topic& topic,
                                                     const RankingModel& model,
                                                     const SearchSettings& settings,
                                                     std::size_t ranks) {
    SearchOptions options;
    options.model = model;
    options.limit = ranks == 0 ? settings.depth : std::min(settings.depth, ranks + 1);
    options.highlights = false;
    options.fields = {"id"};
    options.engine = settings.engine;
    const Query query = settings.plain ? Query::plain(topic.text) : Query::parse(topic.text);
    std::vector<Hit> hits = searcher.search(query, options).hits;
    // trec_eval puts documents of equal scores in an order of its own: all are needed whose score is
    // that of the last rank.
    const auto score = [&](std::size_t i) { return static_cast<float>(hits[i].score); };
    while (options.limit < settings.depth && hits.size() == options.limit &&
           score(ranks - 1) == score(hits.size() - 1)) {
        options.limit = std::min(settings.depth, options.limit * 2);
        hits = searcher.search(query, options).hits;
    }
    std::vector<evaluation::ScoredDocument> documents;
    for (Hit& hit : hits) documents.push_back({std::move(hit.document.id), hit.score});
    return documents;
}

evaluation::Run search_topics(const Searcher& searcher,
                              const std::vector<evaluation::Topic>& topics,
                              const RankingModel& model, const SearchSettings& settings) {
    std::vector<std::vector<evaluation::ScoredDocument>> found(topics.size());
    for_each(topics.size(),
             [&](std::size_t i) { found[i] = search_topic(searcher, topics[i], model, settings); });
    evaluation::Run run;
    for (std::size_t i = 0; i < topics.size(); ++i) {
        // A topic that finds nothing has no line in a run.
        if (!found[i].empty()) run.topics[topics[i].id] = std::move(found[i]);
    }
    return run;
}

}  // namespace quire::eval
