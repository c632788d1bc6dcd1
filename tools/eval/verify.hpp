// Making a run again.
#pragma once

#include <string>

#include "eval/task.hpp"
#include "quire/evaluation.hpp"
#include "quire/searcher.hpp"

namespace quire::eval {

/// What was found out.
struct Verification {
    bool same = true;
    std::string text;  ///< What differs, or that nothing does.
};

/// Searches again as the tag of the run says, and compares documents, order and scores.
/// @throws Error invalid_argument: the run does not say how it was made. malformed_input: a document
///         is twice in a topic, or the lines have several tags.
Verification verify(const Searcher& searcher, const evaluation::Run& run, const std::string& file,
                    Task task);

}  // namespace quire::eval
