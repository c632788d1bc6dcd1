// What a stage of ranking sees and changes.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "index/reader.hpp"
#include "search/evaluator.hpp"
#include "search/plan.hpp"

namespace quire::search {

/// A search before it runs.
struct Draft {
    Plan& plan;
    index::Reader& reader;
    /// The best documents, at most so many, of the plan as it is now.
    std::function<std::vector<RankedDocument>(std::size_t limit)> best;
};

}  // namespace quire::search
