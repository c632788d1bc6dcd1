// The systems that are compared, and the runs that they return.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "eval/task.hpp"
#include "quire/evaluation.hpp"
#include "quire/searcher.hpp"

namespace quire::eval {

/// A system and its run.
struct System {
    std::string name;  ///< As of `Asked`, or the method of a fusion.
    evaluation::Run run;
};

/// Does `work` for each number below `count`, on all cores. The first exception is thrown again
/// when all threads have ended.
void for_each(std::size_t count, const std::function<void(std::size_t)>& work);

/// The run of one model for all topics, on all cores.
evaluation::Run search_topics(const Searcher& searcher,
                              const std::vector<evaluation::Topic>& topics,
                              const RankingModel& model, const SearchSettings& settings);

/// One topic.
/// @param ranks how many are needed, in trec_eval's order; 0 for all to the depth of the settings.
///        There can be more.
std::vector<evaluation::ScoredDocument> search_topic(const Searcher& searcher,
                                                     const evaluation::Topic& topic,
                                                     const RankingModel& model,
                                                     const SearchSettings& settings,
                                                     std::size_t ranks = 0);

}  // namespace quire::eval
