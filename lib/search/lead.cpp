#include "search/lead.hpp"

#include <algorithm>

#include "base/deadline.hpp"
#include "search/candidates.hpp"

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

/// Documents that are looked at, and blocks that are read, between two looks at the deadline: a
/// document may have phrases to be looked for.
constexpr std::uint32_t steps_between_checks = 64;

/// A document of the list is passed over in so much less time than one that a filter leaves takes.
constexpr std::uint64_t filtered_cost = 4;

/// Of a list that is so many times as long, too many blocks would have to be looked at for each of
/// the leading one.
constexpr std::uint64_t most_ratio = 16;

class Lead {
public:
    Lead(Evaluation& evaluation, Walk& lead)
        : evaluation_(evaluation), lead_(lead), list_(*lead.lead()) {
        for (Walk& walk : evaluation.walks) {
            if (&walk != &lead) others_.push_back(&walk);
        }
        // What must be there comes first, the rarest in front: it leaves the fewest documents.
        std::stable_sort(others_.begin(), others_.end(), [](const Walk* a, const Walk* b) {
            if (a->required() != b->required()) return a->required();
            return a->required() ? a->document_frequency() < b->document_frequency()
                                 : a->bound() > b->bound();
        });
        bounds_.resize(others_.size() + 1);
        for (std::size_t i = others_.size(); i-- > 0;) {
            bounds_[i] = bounds_[i + 1] + others_[i]->bound();
        }
        block_bounds_.resize(bounds_.size());
        others_bound_ = bounds_[0];
    }

    void run() {
        for (DocumentNumber from = list_.document(); from != no_document;) {
            pace_.step();
            if (evaluation_.can_skip() && beaten_block(from)) {
                evaluation_.ranking.total_exact = false;
                if (lead_.block_end() == no_document) return;
                from = lead_.block_end() + 1;
                continue;
            }
            list_.seek(from);
            if (list_.document() == no_document) return;
            const postings::Run run = list_.run(no_document);
            from = run.documents.back() + 1;
            rank(run);
        }
    }

private:
    /// Whether no document of the leading list's block from there on can be among the best.
    bool beaten_block(DocumentNumber from) {
        const double led = lead_.bound_from(from);
        if (evaluation_.hopeless(led + bounds_[0])) return true;
        const DocumentNumber end = lead_.block_end();
        if (end == no_document) return true;
        others_bound_ = 0;
        for (Walk* other : others_) {
            if (other->document() > end) continue;
            others_bound_ += other->document_frequency() < most_ratio * lead_.document_frequency()
                                 ? other->bound_in(std::max(from, other->document()), end + 1)
                                 : other->bound();
        }
        return evaluation_.hopeless(led + others_bound_);
    }

    void rank(const postings::Run& run) {
        left_.take(run.documents);
        if (lead_.blocks() == nullptr) left_.keep_those_of(lead_);
        if (evaluation_.conditions.has_filters()) left_.keep_those_of(evaluation_.conditions);
        for (Walk* other : others_) {
            if (other->required()) left_.keep_those_of(*other);
        }
        left_.add_contributions(lead_, run);
        const bool skip = evaluation_.can_skip();
        if (skip) {
            const std::size_t found = left_.size();
            left_.keep_above(evaluation_.threshold(), others_bound_);
            for (std::size_t i = 0; i < others_.size() && left_.size() > 0; ++i) {
                left_.add_bounds(*others_[i]);
                left_.keep_above(evaluation_.threshold(), bounds_[i + 1]);
            }
            if (left_.size() < found) evaluation_.ranking.total_exact = false;
        }
        for (std::size_t i = 0; i < left_.size(); ++i) {
            // The threshold rises meanwhile.
            if (skip && evaluation_.hopeless(left_.limits()[i])) {
                pass_over();
            } else {
                consider(left_.documents()[i], left_.known()[i]);
            }
        }
    }

    /// Counts the document if it is found, and scores it as far as it can be among the best.
    /// @param led what the leading list brings to it, or a bound of that
    void consider(DocumentNumber document, double led) {
        pace_.step();
        const bool skip = evaluation_.can_skip();
        if (skip) {
            // The blocks that the document lies in say more than the lists.
            for (std::size_t i = others_.size(); i-- > 0;) {
                block_bounds_[i] = block_bounds_[i + 1] + others_[i]->bound_at(document);
            }
            if (evaluation_.hopeless(led + block_bounds_[0])) return pass_over();
        }
        evaluation_.touched.clear();
        double known = 0;
        std::size_t i = 0;
        for (; i < others_.size() && others_[i]->required(); ++i) {
            if (skip && evaluation_.hopeless(led + known + block_bounds_[i])) return pass_over();
            if (!others_[i]->reach(document)) return;
            known += evaluation_.touch(*others_[i]);
        }
        if (!lead_.reach(document)) return;
        known += evaluation_.touch(lead_);
        if (skip && evaluation_.hopeless(known + block_bounds_[i])) return pass_over();
        if (!evaluation_.conditions.empty() && !evaluation_.conditions.hold_for(document)) return;
        for (; i < others_.size(); ++i) {
            if (skip && evaluation_.hopeless(known + block_bounds_[i])) break;
            if (others_[i]->reach(document)) known += evaluation_.touch(*others_[i]);
        }
        if (i < others_.size() || evaluation_.hopeless(known) || !evaluation_.settle(known)) {
            return evaluation_.pass_over(false);
        }
        evaluation_.offer(document, false);
    }

    /// Whether the document would have been found is not worth to know.
    void pass_over() { evaluation_.ranking.total_exact = false; }

    Evaluation& evaluation_;
    Walk& lead_;
    postings::Cursor& list_;
    std::vector<Walk*> others_;
    std::vector<double> bounds_;        ///< Of each of the others and those behind it together.
    std::vector<double> block_bounds_;  ///< The same for the document under consideration.
    double others_bound_ = 0;           ///< Of the others together, in the leading list's block.
    Candidates left_;
    Pace pace_{steps_between_checks};
};

}  // namespace

Walk* leading(Evaluation& evaluation) {
    Walk* lead = nullptr;
    const bool single = evaluation.any_concept && evaluation.walks.size() == 1;
    for (Walk& walk : evaluation.walks) {
        if (!walk.required() && !single) continue;
        if (lead == nullptr || walk.document_frequency() < lead->document_frequency()) lead = &walk;
    }
    if (lead == nullptr || lead->lead() == nullptr) return nullptr;
    const bool filters_lead =
        evaluation.conditions.has_filters() &&
        evaluation.conditions.most_documents() * filtered_cost < lead->document_frequency();
    return filters_lead ? nullptr : lead;
}

void rank_by_lead(Evaluation& evaluation, Walk& lead) {
    // All documents of a list alone are found: nothing remains to be counted.
    const bool alone =
        evaluation.walks.size() == 1 && lead.blocks() != nullptr && evaluation.conditions.empty();
    if (alone) evaluation.counting = false;
    Lead(evaluation, lead).run();
    if (!alone) return;
    evaluation.ranking.total = lead.document_frequency();
    evaluation.ranking.total_exact = true;
}

}  // namespace quire::search
