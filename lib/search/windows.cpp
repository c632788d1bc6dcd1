#include "search/windows.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/deadline.hpp"
#include "search/candidates.hpp"

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

/// Documents of a window: what is added up for them stays in the processor's nearest cache.
constexpr DocumentNumber most_documents = 4096;
/// A window is no shorter than so many documents for each list: each takes its time to look at.
constexpr DocumentNumber fewest_documents_for_each = 64;
/// The first ones are short: the sooner there are enough documents, the sooner others are beaten.
constexpr DocumentNumber first_documents = 512;

/// Documents that are scored, and lists that are read, between two looks at the deadline: a document
/// may have phrases to be looked for.
constexpr std::uint32_t steps_between_checks = 64;

/// A concept and its part in the window.
struct Part {
    explicit Part(Walk& of) : walk(&of) {}

    Walk* walk;
    double bound = 0;                       ///< Within the window.
    bool read = false;                      ///< Whether all its postings in the window were.
    std::vector<DocumentNumber> documents;  ///< Those that were read.
    std::vector<double> contributions;
    std::size_t at = 0;  ///< Among them.

    /// Adds documents; says where their contributions go.
    std::span<double> add(std::span<const DocumentNumber> more) {
        const std::size_t before = documents.size();
        documents.insert(documents.end(), more.begin(), more.end());
        contributions.resize(documents.size());
        return std::span(contributions).subspan(before);
    }

    /// What was read for a document, if anything was. Documents ascend.
    const double* contribution_to(DocumentNumber document) {
        while (at < documents.size() && documents[at] < document) ++at;
        return at < documents.size() && documents[at] == document ? &contributions[at] : nullptr;
    }
};

class Windows {
public:
    explicit Windows(Evaluation& evaluation)
        : evaluation_(evaluation),
          last_(static_cast<DocumentNumber>(evaluation.source.length_rows().size() /
                                            evaluation.source.total_lengths().size()) -
                1),
          sums_(most_documents),
          seen_(most_documents / 64) {
        parts_.reserve(evaluation.walks.size());
        for (Walk& walk : evaluation.walks) parts_.emplace_back(walk);
        for (Part& part : parts_) by_bound_.push_back(&part);
        bound_up_to_.resize(parts_.size());
        fewest_documents_ = static_cast<DocumentNumber>(
            std::min<std::size_t>(parts_.size() * fewest_documents_for_each, most_documents));
    }

    void run() {
        for (begin_ = 1; begin_ <= last_; begin_ = end_) {
            check_deadline();
            choose_end();
            choose_essential();
            if (essential_ == by_bound_.size()) continue;
            read_essential();
            rank_window();
        }
    }

private:
    bool skipping() const { return evaluation_.pruning && !evaluation_.counting; }

    /// Where the first block ends of those that were worth to be read last.
    void choose_end() {
        const bool full = evaluation_.top.full();
        const DocumentNumber most = skipping() && !full ? first_documents : most_documents;
        const DocumentNumber farthest = std::min(last_ - begin_, most - 1) + begin_;
        DocumentNumber end = farthest;
        if (skipping() && full) {
            for (std::size_t i = essential_; i < by_bound_.size(); ++i) {
                by_bound_[i]->walk->bound_from(begin_);
                end = std::min(end, by_bound_[i]->walk->block_end());
            }
            end = std::min(std::max(end, begin_ + (fewest_documents_ - 1)), farthest);
        }
        end_ = end + 1;
    }

    /// Puts those in front that cannot lift a document by themselves.
    void choose_essential() {
        essential_ = 0;
        if (!evaluation_.can_skip()) {
            // Nothing is beaten yet: bounds would only take time.
            return;
        }
        for (Part* part : by_bound_) part->bound = part->walk->bound_in(begin_, end_);
        // Nearly sorted from the window before.
        for (std::size_t i = 1; i < by_bound_.size(); ++i) {
            for (std::size_t j = i; j > 0 && by_bound_[j]->bound < by_bound_[j - 1]->bound; --j) {
                std::swap(by_bound_[j], by_bound_[j - 1]);
            }
        }
        double sum = 0;
        for (std::size_t i = 0; i < by_bound_.size(); ++i) {
            bound_up_to_[i] = sum += by_bound_[i]->bound;
            if (!evaluation_.top.beaten(sum * rounding)) continue;
            essential_ = i + 1;
            evaluation_.ranking.total_exact = false;
        }
    }

    void read_essential() {
        whole_.clear();
        read_.clear();
        for (std::size_t i = 0; i < by_bound_.size(); ++i) {
            Part& part = *by_bound_[i];
            part.read = i >= essential_ && part.walk->blocks() != nullptr;
            if (part.read) {
                read(part);
                read_.push_back(&part);
            } else if (i >= essential_) {
                part.walk->seek(begin_);
                whole_.push_back(&part);
            }
        }
    }

    /// Reads what it has in the window, but for blocks none of whose documents can be among the
    /// best: there what is read of other parts does not suffice either.
    void read(Part& part) {
        pace_.step();
        part.documents.clear();
        part.contributions.clear();
        part.at = 0;
        Walk& walk = *part.walk;
        postings::Cursor& list = *walk.blocks();
        const bool skip = evaluation_.can_skip();
        double others = 0;
        for (const Part* other : by_bound_) others += other == &part ? 0 : other->bound;
        for (DocumentNumber from = std::max(begin_, walk.document()); from < end_;) {
            if (skip && evaluation_.top.beaten((walk.bound_from(from) + others) * rounding)) {
                evaluation_.ranking.total_exact = false;
                if (walk.block_end() >= end_) return;
                from = walk.block_end() + 1;
                continue;
            }
            walk.seek(from);
            if (walk.document() >= end_) return;
            const postings::Run run = list.run(end_);
            from = run.documents.back() + 1;
            if (!evaluation_.conditions.has_filters()) {
                walk.contributions(run, part.add(run.documents));
                continue;
            }
            left_.take(run.documents);
            left_.keep_those_of(evaluation_.conditions);
            left_.add_contributions(walk, run);
            std::ranges::copy(left_.known(), part.add(left_.documents()).begin());
        }
    }

    void add_up(const Part& part) {
        for (std::size_t i = 0; i < part.documents.size(); ++i) {
            const DocumentNumber place = part.documents[i] - begin_;
            sums_[place] += part.contributions[i];
            seen_[place / 64] |= std::uint64_t{1} << (place % 64);
        }
    }

    void rank_window() {
        others_ = essential_ > 0 ? bound_up_to_[essential_ - 1] : 0;
        if (whole_.empty() && read_.size() == 1) {
            rank_read(read_.front()->documents, read_.front()->contributions);
            return;
        }
        for (const Part* part : read_) add_up(*part);
        if (whole_.empty()) {
            rank_read(begin_, end_);
            return;
        }
        // Those that are not in blocks are walked document by document in between.
        for (DocumentNumber from = begin_; from < end_;) {
            DocumentNumber next = no_document;
            for (const Part* part : whole_) next = std::min(next, part->walk->document());
            rank_read(from, std::min(next, end_));
            if (next >= end_) return;
            const DocumentNumber place = next - begin_;
            const std::uint64_t bit = std::uint64_t{1} << (place % 64);
            const bool read = (seen_[place / 64] & bit) != 0;
            seen_[place / 64] &= ~bit;
            consider(next, std::exchange(sums_[place], 0), read);
            for (Part* part : whole_) part->walk->seek(next + 1);
            from = next + 1;
        }
    }

    /// Ranks and forgets the documents of [begin, end) that were read.
    void rank_read(DocumentNumber begin, DocumentNumber end) {
        if (begin >= end) return;
        documents_.clear();
        known_.clear();
        const DocumentNumber first = begin - begin_;
        const DocumentNumber last = end - begin_ - 1;
        for (DocumentNumber word = first / 64; word <= last / 64; ++word) {
            std::uint64_t bits = seen_[word];
            if (word == first / 64) bits &= ~std::uint64_t{0} << (first % 64);
            if (word == last / 64) bits &= ~std::uint64_t{0} >> (63 - last % 64);
            seen_[word] &= ~bits;
            for (; bits != 0; bits &= bits - 1) {
                const DocumentNumber place =
                    word * 64 + static_cast<DocumentNumber>(std::countr_zero(bits));
                documents_.push_back(begin_ + place);
                known_.push_back(std::exchange(sums_[place], 0));
            }
        }
        rank_read(documents_, known_);
    }

    /// Documents that something was read for, and which no walk stands on that is not in blocks.
    void rank_read(std::span<const DocumentNumber> documents, std::span<const double> known) {
        const bool skip = evaluation_.can_skip();
        left_.take(documents, known, evaluation_.threshold(), others_);
        if (skip) {
            // From the highest bound down: the sooner are few left.
            for (std::size_t i = essential_; i-- > 0 && left_.size() > 0;) {
                left_.add_bounds(*by_bound_[i]->walk);
                left_.keep_above(evaluation_.threshold(), i > 0 ? bound_up_to_[i - 1] : 0);
            }
        }
        std::size_t beaten = documents.size() - left_.size();
        for (std::size_t i = 0; i < left_.size(); ++i) {
            // The threshold rises meanwhile.
            if (skip && evaluation_.hopeless(left_.limits()[i])) {
                ++beaten;
            } else {
                consider(left_.documents()[i], left_.known()[i], true);
            }
        }
        if (evaluation_.conditions.empty()) {
            evaluation_.ranking.total += beaten;
        } else if (beaten > 0) {
            evaluation_.ranking.total_exact = false;  // Whether they pass is not worth to know.
        }
    }

    /// Counts a document, and scores it as far as it can be among the best.
    /// @param known what was read for it
    /// @param read whether anything was
    void consider(DocumentNumber document, double known, bool read) {
        if (!evaluation_.conditions.empty() && !evaluation_.conditions.hold_for(document)) return;
        evaluation_.touched.clear();
        score(document, known, read);
    }

    void score(DocumentNumber document, double known, bool read) {
        pace_.step();
        for (Part* part : whole_) {
            if (part->walk->document() == document) known += evaluation_.touch(*part->walk);
        }
        // From the highest bound down: the sooner is it clear that they do not suffice.
        for (std::size_t i = essential_; i-- > 0;) {
            if (evaluation_.hopeless(known + bound_up_to_[i])) return evaluation_.pass_over(read);
            Walk& walk = *by_bound_[i]->walk;
            if (walk.reach(document)) known += evaluation_.touch(walk);
        }
        if (evaluation_.hopeless(known) || !evaluation_.settle(known)) {
            return evaluation_.pass_over(read);
        }
        // In query order: sums depend on it.
        double score = 0;
        bool found = false;
        auto touched = evaluation_.touched.begin();
        for (Part& part : parts_) {
            if (touched != evaluation_.touched.end() && *touched == part.walk) {
                ++touched;
                if (!part.walk->present()) continue;
                score += part.walk->contribution();
                found = true;
            } else if (part.read) {
                const double* const contribution = part.contribution_to(document);
                if (contribution == nullptr) continue;
                score += *contribution;
                found = true;
            }
        }
        if (!found) return;
        ++evaluation_.ranking.total;
        evaluation_.top.offer(document, score);
    }

    Evaluation& evaluation_;
    DocumentNumber last_;
    DocumentNumber fewest_documents_ = 0;
    std::vector<Part> parts_;                ///< In query order.
    std::vector<Part*> by_bound_;            ///< Lowest in the window first.
    std::vector<double> bound_up_to_;        ///< Sums of the bounds in the window.
    std::vector<DocumentNumber> documents_;  ///< Those read for in the window.
    std::vector<double> known_;              ///< What was read for each.
    Candidates left_;
    std::size_t essential_ = 0;  ///< The first of `by_bound_` that can lift documents.
    DocumentNumber begin_ = 1;   ///< Of the window.
    DocumentNumber end_ = 1;
    std::vector<double> sums_;         ///< By place in the window: what was read.
    std::vector<std::uint64_t> seen_;  ///< A bit for each: whether anything was.
    std::vector<Part*> read_;          ///< Essential ones that were read.
    std::vector<Part*> whole_;         ///< Essential ones that are not in blocks.
    Pace pace_{steps_between_checks};
    double others_ = 0;  ///< What those add at most that are not essential.
};

}  // namespace

void rank_in_windows(Evaluation& evaluation) {
    Windows(evaluation).run();
}

}  // namespace quire::search
