// What a run says about how it was made: the tag that stands in each of its lines.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "eval/task.hpp"
#include "quire/index.hpp"

namespace quire::eval {

/// "quire=0.1.0;model=best;documents=198;made=9f3c21aa", and what is not as it is by default:
/// ";topics=query:title,description;depth=100". It is short, as each line of a run has it. `made`
/// stands for all else that the run depends on: what the index was made with, and every parameter
/// of the model.
/// @param spec the model as it was asked for
std::string provenance(const IndexInfo& index, std::string spec, const Task& task);

/// What stands in a tag for a setting that it does not name, for `topics` and `depth`.
inline constexpr std::string_view default_topics = "plain:title";
inline constexpr std::string_view default_depth = "1000";

/// The parts of such a tag by name; empty where it is none.
std::map<std::string, std::string, std::less<>> parse_provenance(std::string_view tag);

}  // namespace quire::eval
