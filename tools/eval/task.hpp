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

/// A system that was asked for: a model, or a run.
struct Asked {
    std::string name;  ///< The model as typed, or what tells the file of the run from the others.
    std::optional<RankingModel> model;
    std::string run;  ///< A file, where there is no model.
};

/// The command line, read and checked.
struct Task {
    enum class Kind { score, search, sweep, verify };
    enum class Format { text, json, trec_eval };

    Kind kind = Kind::score;
    std::string index;           ///< Can be empty where only runs are scored.
    std::string topics;          ///< A file.
    std::string parts;           ///< Of TREC topics, as typed.
    std::string qrels;           ///< A file.
    std::vector<Asked> systems;  ///< In the order of the command line.
    std::string fusion;          ///< A method, or empty.
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

/// For the page: each kind of task with the options that go with it.
std::vector<cli::TableRow> task_rows();

/// The parts of TREC topics in "title,description". @throws cli::UsageError
std::vector<evaluation::TopicPart> topic_parts(const std::string& text);

}  // namespace quire::eval
