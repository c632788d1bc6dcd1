#include "search/evaluator.hpp"

#include <algorithm>
#include <utility>

#include "base/deadline.hpp"
#include "search/evaluation.hpp"
#include "search/lead.hpp"
#include "search/windows.hpp"

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

/// Each may have many conditions to meet, and phrases to be looked for.
constexpr std::uint32_t documents_between_checks = 64;

/// Without concepts all that passes is found, in order.
void list(Evaluation& evaluation) {
    std::unique_ptr<postings::Cursor> all;
    DocumentNumber document = 1;
    Pace pace(documents_between_checks);
    if (!evaluation.conditions.has_filters()) all = evaluation.source.all();
    for (;; ++document) {
        pace.step();
        if (all) {
            all->seek(document);
            document = all->document();
        } else {
            document = evaluation.conditions.align(document);
        }
        if (document == no_document) return;
        if (!evaluation.conditions.passes(document)) continue;
        ++evaluation.ranking.total;
        evaluation.top.offer(document, 0);
    }
}

/// Document at a time with dynamic pruning by bounds of whole lists (MaxScore: Turtle and Flood,
/// 1995), and where conditions lead also by those of blocks.
class DocumentAtATime {
public:
    explicit DocumentAtATime(Evaluation& evaluation) : evaluation_(evaluation) {
        for (Walk& walk : evaluation.walks) {
            by_bound_.push_back(&walk);
            if (walk.required()) required_.push_back(&walk);
        }
        std::stable_sort(required_.begin(), required_.end(), [](const Walk* a, const Walk* b) {
            return a->document_frequency() < b->document_frequency();
        });
        std::stable_sort(by_bound_.begin(), by_bound_.end(),
                         [](const Walk* a, const Walk* b) { return a->bound() < b->bound(); });
        double sum = 0;
        for (const Walk* walk : by_bound_) bound_up_to_.push_back(sum += walk->bound());
    }

    void follow_concepts() {
        for (;;) {
            pace_.step();
            DocumentNumber document = no_document;
            for (std::size_t i = essential_; i < by_bound_.size(); ++i) {
                document = std::min(document, by_bound_[i]->document());
            }
            if (document == no_document) return;
            const DocumentNumber filtered = evaluation_.conditions.align(document);
            if (filtered == document) {
                if (evaluation_.conditions.passes(document)) consider(document);
                seek_essential(document + 1);
            } else {
                seek_essential(filtered);
            }
            if (!raise_threshold()) return;
        }
    }

    /// The concepts that are required say which documents there are, and the filters.
    void follow_conditions() {
        for (DocumentNumber document = 1;; ++document) {
            pace_.step();
            document = align(document);
            if (document == no_document) break;
            if (evaluation_.can_skip() && document > looked_up_to_ && !worth_reading(document)) {
                document = looked_up_to_;
                if (document == no_document) break;
                continue;
            }
            if (evaluation_.conditions.passes(document)) {
                if (worth_reaching(document)) {
                    consider(document);
                } else {
                    evaluation_.touched.clear();
                    pass_over();
                }
            }
            if (!raise_threshold()) return;
        }
        // All that pass were counted, walked or not.
        if (!evaluation_.any_concept && !skipped_) evaluation_.ranking.total_exact = true;
    }

private:
    /// The first document >= `target` that all required concepts stand on, and all filters.
    DocumentNumber align(DocumentNumber target) {
        for (;;) {
            pace_.step();
            for (std::size_t i = 0; i < required_.size() && target != no_document;) {
                required_[i]->seek(target);
                const bool there = required_[i]->document() == target;
                target = required_[i]->document();
                i = there ? i + 1 : 0;
            }
            const DocumentNumber filtered = evaluation_.conditions.align(target);
            if (filtered == target) return target;
            target = filtered;
        }
    }

    /// Whether the blocks from this document on can lift one among the best, up to the one where
    /// the first of them ends.
    bool worth_reading(DocumentNumber document) {
        double sum = 0;
        looked_up_to_ = no_document;
        for (Walk* walk : by_bound_) {
            sum += walk->bound_from(std::max(document, walk->document()));
            looked_up_to_ = std::min(looked_up_to_, walk->block_end());
        }
        if (!evaluation_.top.beaten(sum * rounding)) return true;
        skipped_ = true;
        evaluation_.ranking.total_exact = false;
        return false;
    }

    void seek_essential(DocumentNumber target) {
        for (std::size_t i = essential_; i < by_bound_.size(); ++i) by_bound_[i]->seek(target);
    }

    /// Concepts that together cannot lift a document among the best need not be walked for new
    /// ones. Says whether any is left.
    bool raise_threshold() {
        if (!evaluation_.pruning || evaluation_.counting) return true;
        while (essential_ < by_bound_.size() &&
               evaluation_.top.beaten(bound_up_to_[essential_] * rounding)) {
            ++essential_;
            evaluation_.ranking.total_exact = false;
        }
        return essential_ < by_bound_.size();
    }

    /// Counts the document, and scores it as far as it can be among the best.
    void consider(DocumentNumber document) {
        evaluation_.touched.clear();
        double known = 0;
        for (std::size_t i = essential_; i < by_bound_.size(); ++i) {
            if (by_bound_[i]->reach(document)) known += evaluation_.touch(*by_bound_[i]);
        }
        // The others from the highest bound down: the sooner is it clear that they do not suffice.
        for (std::size_t i = essential_; i-- > 0;) {
            if (evaluation_.hopeless(known + bound_up_to_[i])) return pass_over();
            if (by_bound_[i]->reach(document)) known += evaluation_.touch(*by_bound_[i]);
        }
        if (evaluation_.hopeless(known) || !evaluation_.settle(known)) return pass_over();
        evaluation_.offer(document, !evaluation_.any_concept);
    }

    /// Whether those that may hold the document can lift it among the best.
    bool worth_reaching(DocumentNumber document) {
        if (!evaluation_.can_skip()) return true;
        double sum = 0;
        for (Walk* walk : by_bound_) {
            if (walk->may_hold(document)) sum += walk->bound_at(document);
        }
        return !evaluation_.hopeless(sum);
    }

    void pass_over() { evaluation_.pass_over(!evaluation_.any_concept); }

    Evaluation& evaluation_;
    std::vector<Walk*> by_bound_;      ///< Lowest first.
    std::vector<double> bound_up_to_;  ///< Sum of the bounds up to and with each of by_bound_.
    std::vector<Walk*> required_;      ///< The rarest first.
    std::size_t essential_ = 0;        ///< The first of by_bound_ that is still walked.
    DocumentNumber looked_up_to_ = 0;  ///< Blocks up to there are worth reading.
    Pace pace_{documents_between_checks};
    bool skipped_ = false;  ///< Whether documents that may pass were passed over.
};

/// So many postings in blocks are looked at in the time that one document which the filters leave
/// takes.
constexpr std::uint64_t postings_for_filtered = 8;

/// Whether looking at the documents that meet the conditions is less work than at those that hold a
/// concept.
/// @param blocks whether posting lists of concepts are in blocks
bool conditions_lead(const Request& request, bool blocks) {
    const auto required = [](const ScoredConcept& given) { return given.required; };
    if (std::any_of(request.concepts.begin(), request.concepts.end(), required)) return true;
    if (request.filters.empty()) return false;
    std::uint64_t least = request.filters.front()->document_frequency;
    for (const auto& filter : request.filters) least = std::min(least, filter->document_frequency);
    std::uint64_t holding = 0;
    for (const ScoredConcept& given : request.concepts) {
        holding += given.matcher->document_frequency;
    }
    return least * (blocks ? postings_for_filtered : 1) < holding;
}

}  // namespace

Ranking evaluate(postings::Source& source, Request request) {
    const bool blocks = std::any_of(
        request.concepts.begin(), request.concepts.end(),
        [](const auto& given) { return given.matcher->exact && given.matcher->lead() != nullptr; });
    const bool by_conditions = !request.any_concept || conditions_lead(request, blocks);
    std::vector<Walk> walks;
    walks.reserve(request.concepts.size());
    for (ScoredConcept& given : request.concepts) walks.emplace_back(std::move(given), source);
    Evaluation evaluation{source,
                          std::move(walks),
                          Conditions(std::move(request.filters), std::move(request.exclusions)),
                          TopDocuments(request.limit, request.after),
                          request.any_concept,
                          request.pruning,
                          request.exact_total || request.limit == 0,
                          {},
                          {}};
    try {
        if (evaluation.walks.empty()) {
            list(evaluation);
        } else if (Walk* const lead = leading(evaluation)) {
            rank_by_lead(evaluation, *lead);
        } else if (by_conditions) {
            DocumentAtATime(evaluation).follow_conditions();
        } else if (blocks) {
            rank_in_windows(evaluation);
        } else {
            DocumentAtATime(evaluation).follow_concepts();
        }
    } catch (const TimeUp&) {
        evaluation.ranking.timed_out = true;
        evaluation.ranking.total_exact = false;
    }
    evaluation.ranking.documents = evaluation.top.take();
    return std::move(evaluation.ranking);
}

}  // namespace quire::search
