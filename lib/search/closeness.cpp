#include "search/closeness.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/deadline.hpp"

namespace quire::search {
namespace {

using postings::DocumentNumber;

bool same_extent(const Extent& a, const Extent& b) {
    return a.begin == b.begin && a.end == b.end;
}

bool same_field(const Extent& a, const Extent& b) {
    return a.begin >> postings::position_bits == b.begin >> postings::position_bits;
}

/// Parts that stand close together: what sequences and nears have in common.
class ClosenessMatcher : public Matcher {
public:
    ClosenessMatcher(Matchers parts, std::size_t text_field_count)
        : parts_(std::move(parts)), alignment_(parts_), part_limits_(text_field_count) {
        exact = false;
        document_frequency = alignment_.rarest().document_frequency;
        collection_frequency = parts_.front()->collection_frequency;
        highest_frequency = parts_.front()->highest_frequency;
        for (const auto& part : parts_) {
            collection_frequency = std::min(collection_frequency, part->collection_frequency);
            highest_frequency = std::min(highest_frequency, part->highest_frequency);
        }
    }

    DocumentNumber document() const override { return alignment_.document(); }
    void seek(DocumentNumber target) override { alignment_.seek(target); }
    postings::Cursor* lead() override { return alignment_.rarest().lead(); }
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        alignment_.rule_out(documents, may);
    }
    bool reach(DocumentNumber target) override { return alignment_.reach(target); }
    bool matches() override { return !found().empty(); }
    void limits(std::span<std::uint32_t> by_field) override {
        parts_.front()->limits(by_field);
        for (std::size_t i = 1; i < parts_.size(); ++i) {
            parts_[i]->limits(part_limits_);
            for (std::size_t field = 0; field < by_field.size(); ++field) {
                by_field[field] = std::min(by_field[field], part_limits_[field]);
            }
        }
    }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        // The earliest end first: as many as possible that do not overlap.
        by_end_ = found();
        std::sort(by_end_.begin(), by_end_.end(),
                  [](const Extent& a, const Extent& b) { return a.end < b.end; });
        std::uint32_t free_from = 0;
        for (const Extent& extent : by_end_) {
            if (extent.begin < free_from) continue;
            ++by_field[extent.begin >> postings::position_bits];
            free_from = extent.end;
        }
    }
    void extents(std::vector<Extent>& out) override { out = found(); }

protected:
    /// The extents in the current document, in order, each once.
    virtual void find(std::vector<Extent>& found) = 0;

    Matchers parts_;

private:
    const std::vector<Extent>& found() {
        if (found_in_ != document()) {
            found_in_ = document();
            find(found_);
        }
        return found_;
    }

    Alignment alignment_;
    std::vector<std::uint32_t> part_limits_;
    DocumentNumber found_in_ = 0;
    std::vector<Extent> found_;
    std::vector<Extent> by_end_;
};

bool by_end(const Extent& a, const Extent& b) {
    return a.end != b.end ? a.end < b.end : a.begin < b.begin;
}

/// Sorts stretches and leaves those that hold no other.
void keep_shortest(std::vector<Extent>& stretches) {
    if (!std::is_sorted(stretches.begin(), stretches.end(), by_end)) {
        std::sort(stretches.begin(), stretches.end(), by_end);
    }
    std::size_t kept = 0;
    for (const Extent& stretch : stretches) {
        if (kept > 0 && stretch.begin <= stretches[kept - 1].begin) continue;
        // Of those that end together the last is the shortest.
        if (kept > 0 && stretch.end == stretches[kept - 1].end) --kept;
        stretches[kept++] = stretch;
    }
    stretches.resize(kept);
}

class SequenceMatcher final : public ClosenessMatcher {
public:
    SequenceMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count), gap_(gap) {}

private:
    /// A beginning of the sequence.
    struct Beginning {
        Extent extent;
        std::uint32_t used;  ///< Words between its parts.

        /// The next part begins so late at most, less the gap.
        std::uint32_t reach() const { return extent.end - used; }
    };

    /// Those of the first part, carried on by extents of the next that begin where they end, or as
    /// many words later as are left of the gap. Nearly always one of them is the best for all that
    /// comes: so the time is linear, however often the words are repeated.
    void find(std::vector<Extent>& found) override {
        begun_.clear();
        parts_.front()->extents(next_);
        for (const Extent& extent : next_) begun_.push_back({extent, 0});
        for (std::size_t i = 1; i < parts_.size() && !begun_.empty(); ++i) {
            const auto before = [](const Beginning& a, const Beginning& b) {
                return by_end(a.extent, b.extent);
            };
            if (!std::is_sorted(begun_.begin(), begun_.end(), before)) {
                std::sort(begun_.begin(), begun_.end(), before);
            }
            parts_[i]->extents(next_);
            carried_.clear();
            best_.clear();
            std::size_t ended = 0;
            for (const Extent& next : next_) {
                pace_.step();
                for (; ended < begun_.size() && begun_[ended].extent.end <= next.begin; ++ended) {
                    add_to_best(begun_[ended]);
                }
                std::erase_if(best_, [&](const Beginning& beginning) {
                    return beginning.reach() + gap_ < next.begin ||
                           !same_field(beginning.extent, next);
                });
                for (const Beginning& beginning : best_) {
                    carried_.push_back({{beginning.extent.begin, next.end},
                                        beginning.used + next.begin - beginning.extent.end});
                }
            }
            begun_.swap(carried_);
        }
        found.clear();
        for (const Beginning& whole : begun_) found.push_back(whole.extent);
        if (parts_.size() > 1) keep_shortest(found);
    }

    /// One that begins later and reaches as far is better than another.
    void add_to_best(const Beginning& beginning) {
        const auto better = [](const Beginning& a, const Beginning& b) {
            return a.extent.begin >= b.extent.begin && a.reach() >= b.reach();
        };
        for (const Beginning& other : best_) {
            if (better(other, beginning)) return;
        }
        std::erase_if(best_, [&](const Beginning& other) { return better(beginning, other); });
        best_.push_back(beginning);
    }

    unsigned gap_;
    Pace pace_;
    std::vector<Extent> next_;
    std::vector<Beginning> begun_;
    std::vector<Beginning> carried_;
    std::vector<Beginning> best_;
};

class NearMatcher final : public ClosenessMatcher {
public:
    NearMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count),
          gap_(gap),
          latest_(std::size_t{1} << parts_.size()) {}

private:
    /// An occurrence of a part.
    struct Item {
        Extent extent;
        std::size_t part;
    };

    /// A way through some of the parts.
    struct Way {
        std::uint32_t begin;
        std::uint32_t end;
    };

    /// Of the ways that end together, one behind the begin of the latest for each set of parts; 0
    /// where there is none.
    using Begins = std::vector<std::uint32_t>;

    /// Goes through all occurrences in the order of the text and keeps for each set of parts the
    /// ways through them that end close enough to be followed. Of these the one that begins last
    /// stands for all. So the time is linear in the occurrences.
    void find(std::vector<Extent>& found) override {
        items_.clear();
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            parts_[part]->extents(found);
            for (const Extent& extent : found) items_.push_back({extent, part});
        }
        std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
            return same_extent(a.extent, b.extent) ? a.part < b.part : in_order(a.extent, b.extent);
        });
        found.clear();
        forget();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (i > 0 && !same_field(items_[i - 1].extent, items_[i].extent)) forget();
            visit(items_[i], found);
        }
        keep_shortest(found);
    }

    void visit(const Item& item, std::vector<Extent>& found) {
        pace_.step();
        while (!pending_.empty() && pending_.begin()->first <= item.extent.begin) {
            add(pending_.begin()->first, pending_.begin()->second);
            pending_.erase(pending_.begin());
        }
        Begins& begins = pending_.try_emplace(item.extent.end, latest_.size()).first->second;
        const std::size_t bit = std::size_t{1} << item.part;
        begins[bit] = std::max(begins[bit], item.extent.begin + 1);
        for (std::size_t visited = 1; visited + 1 < latest_.size(); ++visited) {
            if ((visited & bit) != 0) continue;
            std::deque<Way>& ways = latest_[visited];
            while (!ways.empty() && ways.front().end + gap_ < item.extent.begin) ways.pop_front();
            if (ways.empty()) continue;
            const std::uint32_t begin = ways.front().begin;
            if (visited + bit + 1 == latest_.size()) {
                found.push_back({begin, item.extent.end});
            } else {
                begins[visited + bit] = std::max(begins[visited + bit], begin + 1);
            }
        }
    }

    /// Ways come in the order of their ends; one that begins earlier than a later one is of no use.
    void add(std::uint32_t end, const Begins& begins) {
        for (std::size_t visited = 1; visited < begins.size(); ++visited) {
            if (begins[visited] == 0) continue;
            const Way way{begins[visited] - 1, end};
            std::deque<Way>& ways = latest_[visited];
            while (!ways.empty() && ways.back().begin <= way.begin) ways.pop_back();
            ways.push_back(way);
        }
    }

    void forget() {
        for (std::deque<Way>& ways : latest_) ways.clear();
        pending_.clear();
    }

    unsigned gap_;
    Pace pace_;
    std::vector<Item> items_;
    std::vector<std::deque<Way>> latest_;  ///< By visited parts, a bit each; the best in front.
    /// By end: ways that another item can follow only later.
    std::map<std::uint32_t, Begins> pending_;
};

}  // namespace

std::unique_ptr<Matcher> match_sequence(Matchers parts, unsigned gap,
                                        std::size_t text_field_count) {
    return std::make_unique<SequenceMatcher>(std::move(parts), gap, text_field_count);
}

std::unique_ptr<Matcher> match_near(Matchers parts, unsigned gap, std::size_t text_field_count) {
    return std::make_unique<NearMatcher>(std::move(parts), gap, text_field_count);
}

}  // namespace quire::search
