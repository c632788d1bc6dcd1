#include "search/conditions.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {

using postings::DocumentNumber;
using postings::no_document;

Conditions::Conditions(std::vector<std::unique_ptr<Matcher>> filters,
                       std::vector<std::unique_ptr<Matcher>> exclusions)
    : filters_(std::move(filters)), exclusions_(std::move(exclusions)) {
    std::stable_sort(filters_.begin(), filters_.end(), [](const auto& a, const auto& b) {
        return a->document_frequency < b->document_frequency;
    });
}

DocumentNumber Conditions::align(DocumentNumber target) {
    for (std::size_t i = 0; i < filters_.size() && target != no_document;) {
        Matcher& filter = *filters_[i];
        filter.seek(target);
        if (filter.document() == target) {
            ++i;
        } else {
            pace_.step();
            target = filter.document();
            i = 0;
        }
    }
    return target;
}

bool Conditions::passes(DocumentNumber document) {
    for (const auto& filter : filters_) {
        if (!filter->matches()) return false;
    }
    for (const auto& exclusion : exclusions_) {
        exclusion->seek(document);
        if (exclusion->document() == document && exclusion->matches()) return false;
    }
    return true;
}

}  // namespace quire::search
