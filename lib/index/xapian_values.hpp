// The values of keyword fields, as an index knows them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "index/layout.hpp"
#include "quire/searcher.hpp"

namespace quire::index {

/// The most frequent values, and words of values, of a keyword field that begin with `prefix`; see
/// `Searcher::values`.
/// @param field a row of the schema
/// @param prefix folded
std::vector<FieldValue> frequent_values(const Xapian::Database& database, const Layout& layout,
                                        std::size_t field, std::string_view prefix,
                                        std::size_t limit);

}  // namespace quire::index
