#include "search/alignment.hpp"

#include <algorithm>

namespace quire::search {

Alignment::Alignment(const Matchers& parts) {
    for (const auto& part : parts) by_rarity_.push_back(part.get());
    std::stable_sort(by_rarity_.begin(), by_rarity_.end(), [](const Matcher* a, const Matcher* b) {
        return a->document_frequency < b->document_frequency;
    });
    align();
}

void Alignment::align() {
    postings::DocumentNumber target = document();
    for (std::size_t i = 1; i < by_rarity_.size() && target != postings::no_document;) {
        by_rarity_[i]->seek(target);
        if (by_rarity_[i]->document() == target) {
            ++i;
            continue;
        }
        pace_.step();
        by_rarity_.front()->seek(by_rarity_[i]->document());
        target = document();
        i = 1;
    }
    aligned_ = true;
}

bool Alignment::reach(postings::DocumentNumber target) {
    aligned_ = std::all_of(by_rarity_.begin(), by_rarity_.end(),
                           [&](Matcher* part) { return part->reach(target); });
    return aligned_;
}

}  // namespace quire::search
