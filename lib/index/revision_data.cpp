#include "index/revision_data.hpp"

#include "index/columns.hpp"

namespace quire::index {

RevisionData::RevisionData(const Xapian::Database& database, std::size_t text_field_count)
    : lengths_(Lengths::load(database, text_field_count)) {}

const postings::Column& RevisionData::column(const Xapian::Database& database, const Field& field,
                                             std::size_t row) {
    const std::lock_guard lock(mutex_);
    const auto known = columns_.find(row);
    if (known != columns_.end()) return known->second;
    return columns_.emplace(row, load_column(database, field, row)).first->second;
}

}  // namespace quire::index
