// What all readers of one revision share, so that it is loaded once and not by each of them.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>

#include "index/lengths.hpp"
#include "postings/source.hpp"
#include "quire/schema.hpp"

namespace quire::index {

/// Thread contract: any number of threads at once, each with a database of its own.
class RevisionData {
public:
    /// Loads the lengths. @throws Error corrupt_index.
    RevisionData(const Xapian::Database& database, std::size_t text_field_count);

    const Lengths& lengths() const { return *lengths_; }

    /// The column of a field, its row in the schema; loaded when it is first asked for, while
    /// others wait. It stays as long as the object.
    /// @param database of the revision
    const postings::Column& column(const Xapian::Database& database, const Field& field,
                                   std::size_t row);

private:
    std::shared_ptr<const Lengths> lengths_;
    std::mutex mutex_;
    std::map<std::size_t, postings::Column> columns_;  ///< By row.
};

}  // namespace quire::index
