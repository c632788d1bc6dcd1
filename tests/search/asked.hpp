// Everything that an index can be asked, and all that it says, as text that can be compared.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "quire/searcher.hpp"

namespace quire::test {

/// What is asked: every kind of part.
std::vector<std::string> questions();

/// Every kind of answer.
std::vector<SearchOptions> ways();

/// One answer as JSON Lines.
std::string answer(const Searcher& searcher, const std::string& question, const SearchOptions& way);

/// All answers to all questions, and all documents of these ids as stored; what fails is told in
/// the place of what it would have been.
std::string all_answers(const std::filesystem::path& index, Engine engine,
                        const std::vector<std::string>& ids);

}  // namespace quire::test
