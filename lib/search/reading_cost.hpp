// What it costs to look for phrases and forms, before anything is read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "postings/source.hpp"
#include "search/expression.hpp"

namespace quire::search {

/// Estimates how often places must be read to tell which documents hold an expression: once for
/// each word and each document in which all parts of a phrase stand. That is what takes time:
/// posting lists cost a tenth of it.
class ReadingCost {
public:
    /// The source must outlive it.
    explicit ReadingCost(postings::Source& source) : source_(source) {}

    /// 0 where posting lists alone tell.
    std::uint64_t of(const Expression& expression);

private:
    std::uint64_t documents_with(const Expression& term);
    std::uint64_t documents(const Expression& expression);
    std::uint64_t places(const Expression& expression, std::uint64_t documents);

    postings::Source& source_;
    std::map<std::pair<std::optional<std::size_t>, std::string>, std::uint64_t> known_;
};

}  // namespace quire::search
