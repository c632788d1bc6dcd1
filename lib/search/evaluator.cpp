#include "search/evaluator.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

/// Bounds are added in another order than scores, so that rounding could put a bound a hair below
/// a score; this is more than rounding can do over thousands of concepts.
constexpr double rounding = 1 + 1e-9;

/// The best documents so far.
class TopDocuments {
public:
    /// @param after only documents that stand behind it are taken
    TopDocuments(std::size_t limit, const std::optional<RankedDocument>& after)
        : limit_(limit), after_(after) {}

    /// Whether a document that comes after all others and scores at most this can be passed over.
    bool beaten(double score) const { return full() && score <= threshold(); }
    bool full() const { return heap_.size() == limit_; }

    void offer(DocumentNumber document, double score) {
        if (limit_ == 0 || beaten(score)) return;
        if (after_ && !better(*after_, {document, score})) return;
        if (full()) {
            std::pop_heap(heap_.begin(), heap_.end(), better);
            heap_.pop_back();
        }
        heap_.push_back({document, score});
        std::push_heap(heap_.begin(), heap_.end(), better);
    }

    std::vector<RankedDocument> take() {
        std::sort_heap(heap_.begin(), heap_.end(), better);
        return std::move(heap_);
    }

private:
    static bool better(const RankedDocument& a, const RankedDocument& b) {
        return a.score != b.score ? a.score > b.score : a.document < b.document;
    }
    double threshold() const { return heap_.empty() ? 0 : heap_.front().score; }

    std::size_t limit_;
    std::optional<RankedDocument> after_;
    std::vector<RankedDocument> heap_;  ///< The worst in front.
};

/// A concept in the course of an evaluation.
struct Walk {
    ScoredConcept given;
    double bound = 0;         ///< Of its contribution to any document.
    double contribution = 0;  ///< To the document under consideration, or a bound of it.
    bool present = false;     ///< Whether that document holds it, or may hold it.
    bool certain = false;     ///< Whether the two above are more than a possibility.
};

class Evaluation {
public:
    Evaluation(postings::Source& source, Request& request)
        : source_(source),
          request_(request),
          top_(request.limit, request.after),
          counting_(request.exact_total || request.limit == 0),
          frequencies_(source.total_lengths().size()) {
        walks_.reserve(request.concepts.size());
        for (ScoredConcept& concept_given : request.concepts) {
            Walk walk{.given = std::move(concept_given)};
            walk.bound =
                walk.given.weight * walk.given.scorer->bound(walk.given.matcher->highest_frequency);
            walks_.push_back(std::move(walk));
        }
        for (Walk& walk : walks_) by_bound_.push_back(&walk);
        std::stable_sort(by_bound_.begin(), by_bound_.end(),
                         [](const Walk* a, const Walk* b) { return a->bound < b->bound; });
        double sum = 0;
        for (const Walk* walk : by_bound_) {
            bound_up_to_.push_back(sum += walk->bound);
            at_.push_back(walk->given.matcher->document());
        }
    }

    Ranking run() {
        if (walks_.empty()) {
            list();
        } else if (request_.any_concept) {
            rank();
        } else {
            rank_filtered();
        }
        result_.documents = top_.take();
        return std::move(result_);
    }

private:
    /// Without concepts all that passes is found, in order.
    void list() {
        std::unique_ptr<postings::Cursor> all;
        DocumentNumber document = 1;
        if (request_.filters.empty()) all = source_.all();
        for (;;) {
            if (all) {
                all->seek(document);
                document = all->document();
            } else {
                document = align_filters(document);
            }
            if (document == no_document) return;
            if (passes(document)) {
                ++result_.total;
                top_.offer(document, 0);
            }
            ++document;
        }
    }

    void rank() {
        for (;;) {
            DocumentNumber document = no_document;
            for (std::size_t i = essential_; i < at_.size(); ++i) {
                document = std::min(document, at_[i]);
            }
            if (document == no_document) return;
            const DocumentNumber filtered = align_filters(document);
            if (filtered == document) {
                if (passes(document)) consider(document);
                seek_essential(document + 1);
            } else {
                seek_essential(filtered);
            }
            if (!raise_threshold()) return;
        }
    }

    /// Where concepts only rank, the filters say which documents there are.
    void rank_filtered() {
        for (DocumentNumber document = 1;; ++document) {
            document = align_filters(document);
            if (document == no_document) break;
            if (passes(document)) {
                seek_essential(document);
                consider(document);
            }
            if (!raise_threshold()) return;
        }
        result_.total_exact = true;  // All that pass were counted, walked or not.
    }

    void seek_essential(DocumentNumber target) {
        for (std::size_t i = essential_; i < by_bound_.size(); ++i) {
            if (at_[i] < target) seek(i, target);
        }
    }

    void seek(std::size_t i, DocumentNumber target) {
        Matcher& matcher = *by_bound_[i]->given.matcher;
        matcher.seek(target);
        at_[i] = matcher.document();
    }

    /// Concepts that together cannot lift a document among the best need not be walked for new
    /// ones. Says whether any is left.
    bool raise_threshold() {
        if (!request_.pruning || counting_) return true;
        while (essential_ < by_bound_.size() && top_.beaten(bound_up_to_[essential_] * rounding)) {
            ++essential_;
            result_.total_exact = false;
        }
        return essential_ < by_bound_.size();
    }

    /// The first document >= `target` that may pass all filters.
    DocumentNumber align_filters(DocumentNumber target) {
        for (std::size_t i = 0; i < request_.filters.size() && target != no_document;) {
            Matcher& filter = *request_.filters[i];
            filter.seek(target);
            if (filter.document() == target) {
                ++i;
            } else {
                target = filter.document();
                i = 0;
            }
        }
        return target;
    }

    /// Whether a document, which all filters stand on, passes them and no exclusion holds it.
    bool passes(DocumentNumber document) {
        for (const auto& filter : request_.filters) {
            if (!filter->matches()) return false;
        }
        for (const auto& exclusion : request_.exclusions) {
            exclusion->seek(document);
            if (exclusion->document() == document && exclusion->matches()) return false;
        }
        return true;
    }

    /// Counts the document, and scores it as far as it can be among the best.
    void consider(DocumentNumber document) {
        touched_.clear();
        double known = 0;
        for (std::size_t i = essential_; i < by_bound_.size(); ++i) {
            if (at_[i] == document) known += look(*by_bound_[i], document);
        }
        // The others from the highest bound down: the sooner is it clear that they do not suffice.
        for (std::size_t i = essential_; i-- > 0;) {
            if (hopeless(known + bound_up_to_[i])) return pass_over();
            if (at_[i] < document) seek(i, document);
            if (at_[i] == document) known += look(*by_bound_[i], document);
        }
        if (hopeless(known)) return pass_over();
        // What takes reading positions comes last. Differences lose digits: the margin is that of
        // the sum they are taken from.
        const double margin = known * (rounding - 1);
        std::sort(touched_.begin(), touched_.end());  // They lie in query order.
        for (Walk* touched : touched_) {
            Walk& walk = *touched;
            if (!walk.present || walk.certain) continue;
            known -= walk.contribution;
            known += make_certain(walk, document);
            if (hopeless(known + margin)) return pass_over();
        }
        double score = 0;
        bool found = !request_.any_concept;
        for (const Walk* touched : touched_) {
            const Walk& walk = *touched;
            if (!walk.present) continue;
            score += walk.contribution;
            found = true;
        }
        if (!found) return;
        ++result_.total;
        top_.offer(document, score);
    }

    bool hopeless(double bound) const { return request_.pruning && top_.beaten(bound * rounding); }

    /// The contribution to the document of a concept that stands on it, or a bound of it.
    double look(Walk& walk, DocumentNumber document) {
        Matcher& matcher = *walk.given.matcher;
        touched_.push_back(&walk);
        walk.certain = matcher.exact;
        matcher.limits(frequencies_);
        return score(walk, document);
    }

    /// The contribution itself, where it was a bound.
    double make_certain(Walk& walk, DocumentNumber document) {
        walk.given.matcher->frequencies(frequencies_);
        walk.certain = true;
        return score(walk, document);
    }

    double score(Walk& walk, DocumentNumber document) {
        walk.present = std::any_of(frequencies_.begin(), frequencies_.end(),
                                   [](std::uint32_t frequency) { return frequency > 0; });
        walk.contribution = walk.present
                                ? walk.given.weight * walk.given.scorer->score(
                                                          frequencies_, source_.lengths(document))
                                : 0;
        return walk.contribution;
    }

    /// The document cannot be among the best; does it count all the same?
    void pass_over() {
        const auto present = [](const Walk* walk) { return walk->present && walk->certain; };
        if (!request_.any_concept || std::any_of(touched_.begin(), touched_.end(), present)) {
            ++result_.total;
        } else if (!counting_) {
            result_.total_exact = false;
        } else if (std::any_of(touched_.begin(), touched_.end(), [](const Walk* walk) {
                       return walk->present && walk->given.matcher->matches();
                   })) {
            ++result_.total;
        }
    }

    postings::Source& source_;
    Request& request_;
    TopDocuments top_;
    bool counting_;
    std::vector<std::uint32_t> frequencies_;
    std::vector<Walk> walks_;          ///< In query order.
    std::vector<Walk*> by_bound_;      ///< Lowest first.
    std::vector<double> bound_up_to_;  ///< Sum of the bounds up to and with each of by_bound_.
    std::vector<DocumentNumber> at_;   ///< Where each of by_bound_ stands.
    std::vector<Walk*> touched_;       ///< Those that may be in the document under consideration.
    std::size_t essential_ = 0;        ///< The first of by_bound_ that is still walked.
    Ranking result_;
};

}  // namespace

Ranking evaluate(postings::Source& source, Request request) {
    return Evaluation(source, request).run();
}

}  // namespace quire::search
