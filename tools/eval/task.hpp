// What quire-eval was asked to do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "quire/evaluation.hpp"
#include "quire/ranking.hpp"
#include "quire/searcher.hpp"

namespace quire::eval {

/// How topics become queries and queries become runs.
struct SearchSettings {
    Engine engine = Engine::automatic;
    bool plain = true;         ///< Whether a topic is words, whatever characters it holds.
    std::size_t depth = 1000;  ///< Documents of a topic.
};

/// The command line, read and checked.
struct Task {
    enum class Format { text, json, trec_eval };

    std::string index;   ///< Empty where only runs are scored.
    std::string topics;  ///< A file.
    std::string parts;   ///< Of TREC topics, as typed.
    std::string qrels;   ///< A file.
    std::vector<RankingModel> models;
    std::vector<std::string> model_names;  ///< As typed.
    std::vector<std::string> runs;         ///< Files.
    std::string fusion;                    ///< A method, or empty.
    std::vector<evaluation::Metric> metrics;
    SearchSettings search;
    bool complete = false;
    bool per_topic = false;
    Format format = Format::text;
    std::string run_out;  ///< A file, or empty.
    std::string report;   ///< A file, or empty.
    std::string sweep;    ///< A spec with ranges, or empty.
    std::size_t folds = 5;
    std::string verify;  ///< A file, or empty.
};

/// @throws cli::UsageError
Task task(const cli::Arguments& arguments);

/// The parts of TREC topics in "title,description". @throws cli::UsageError
std::vector<evaluation::TopicPart> topic_parts(const std::string& text);

}  // namespace quire::eval
