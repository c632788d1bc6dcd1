#include "index/image_source.hpp"

#include <algorithm>

#include "base/deadline.hpp"
#include "image/cursor.hpp"

namespace quire::index {

using postings::Cursor;

std::unique_ptr<Cursor> ImageSource::term(std::string_view term) {
    check_deadline();
    return image::text_cursor(*image_, image_->find(Layout::stem_term(term)));
}

std::unique_ptr<Cursor> ImageSource::term(std::string_view term, std::size_t text_field) {
    check_deadline();
    return image::text_cursor(*image_, image_->find(Layout::stem_term(term)), text_field);
}

std::unique_ptr<Cursor> ImageSource::value(std::string_view term, std::size_t field) {
    check_deadline();
    return image::value_cursor(*image_, image_->find(layout_.value_term(term, field)));
}

std::vector<postings::Source::Compound> ImageSource::compounds(std::string_view solid) {
    check_deadline();
    std::vector<Compound> found;
    image_->walk(Layout::compound_prefix(solid), [&](const image::Term& term) {
        found.push_back(
            {Layout::parts_of_compound(term.key), term.statistics.collection_frequency});
        return true;
    });
    std::stable_sort(found.begin(), found.end(), [](const Compound& a, const Compound& b) {
        return a.hyphenated > b.hyphenated;
    });
    return found;
}

}  // namespace quire::index
