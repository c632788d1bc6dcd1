// The text that the benchmarks work on.
#pragma once

#include <vector>

#include "quire/document.hpp"

namespace quire::bench {

/// The papers of corpus/papers.jsonl.
std::vector<Document> papers();

}  // namespace quire::bench
