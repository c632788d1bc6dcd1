// What a run says about how it was made: the tag that stands in each of its lines.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eval/task.hpp"
#include "quire/index.hpp"

namespace quire::eval {

/// "quire=0.1.0;format=3;...;model=bm25f:k1=1.2,b=0.75;topics=plain:title;depth=1000;ties=..." Of
/// equal scores the document stands first whose id comes last, as trec_eval has it.
std::string provenance(const IndexInfo& index, const std::string& model, const Task& task);

/// The parts of such a tag by name; empty where it is none.
std::map<std::string, std::string, std::less<>> parse_provenance(std::string_view tag);

}  // namespace quire::eval
