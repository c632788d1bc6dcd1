// Documents of which it is found out, many at a time, whether they can be among the best.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "postings/source.hpp"
#include "search/walk.hpp"

namespace quire::search {

class Candidates {
public:
    /// Begins with these documents of a run, of which nothing is known.
    void take(std::span<const postings::DocumentNumber> documents);
    /// Begins with those of these documents, which ascend, that pass the threshold by what is known
    /// that they score and others bring at most.
    void take(std::span<const postings::DocumentNumber> documents, std::span<const double> known,
              double threshold, double others);

    std::size_t size() const { return size_; }
    std::span<const postings::DocumentNumber> documents() const {
        return std::span(documents_).first(size_);
    }
    std::span<const double> known() const { return std::span(known_).first(size_); }
    /// What each can score, as far as it was looked at.
    std::span<const double> limits() const { return std::span(limits_).first(size_); }

    /// Leaves those that something does not rule out, a walk or conditions.
    template <typename Rule>
    void keep_those_of(const Rule& rule) {
        flag(rule);
        keep([&](std::size_t i) { return may_hold_[i] != 0; });
    }
    /// Adds to the limits what a walk can bring.
    void add_bounds(Walk& walk);
    /// Adds what the walk brings to documents that were taken from a run of it.
    void add_contributions(const Walk& walk, const postings::Run& run);
    /// Leaves those whose limits, with what others bring at most, pass the threshold.
    void keep_above(double threshold, double others);

private:
    void make_room(std::size_t size);
    /// Has `may_hold_` say of each whether it is not ruled out.
    template <typename Rule>
    void flag(const Rule& rule) {
        std::fill_n(may_hold_.begin(), size_, std::uint8_t{1});
        rule.rule_out(documents(), may_hold_);
    }
    /// Few are left of many, and which cannot be foretold: no branch depends on a single document.
    template <typename Passes>
    void keep(Passes&& passes) {
        std::size_t left = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            left_[left] = static_cast<std::uint32_t>(i);
            left += passes(i) ? 1 : 0;
        }
        if (left < size_) move(left);
    }
    /// Leaves the first so many of `left_`.
    void move(std::size_t left);

    std::size_t size_ = 0;
    std::vector<std::uint32_t> places_;  ///< Among those that it began with.
    std::vector<postings::DocumentNumber> documents_;
    std::vector<double> known_;
    std::vector<double> limits_;  ///< What is known, and the bounds that were added.

    std::vector<std::uint32_t> left_;
    std::vector<std::uint8_t> may_hold_;
    std::vector<std::uint32_t> frequencies_;
    std::vector<double> contributions_;
};

}  // namespace quire::search
