// When the work of a thread has to end.
#pragma once

#include <chrono>
#include <cstdint>

namespace quire {

/// Thrown where time is up. It is no error: who set the deadline catches it and says what is known.
struct TimeUp {};

/// Gives the work of this thread a deadline, as long as it lives. It belongs to the thread and is
/// handed to nobody, since the work that takes long is far from who knows the deadline: behind
/// cursors, in the lexicon, in the analysis of texts, which all serve others as well.
class Deadline {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Deadline(Time time);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

private:
    Time before_;
};

/// Reads the clock, if this thread has a deadline. @throws TimeUp: it has passed.
void check_deadline();

/// Checks the deadline at the first of so many steps, and at the first of the next so many: for
/// loops whose steps are shorter than it takes to read the clock.
class Pace {
public:
    explicit Pace(std::uint32_t steps = 1024) : steps_(steps) {}

    void step() {
        if (left_-- > 0) return;
        left_ = steps_ - 1;
        check_deadline();
    }

private:
    std::uint32_t steps_;
    std::uint32_t left_ = 0;
};

/// For tests: has one check of this thread find that time is up, counted from 1 on; none for 0.
void let_time_be_up_at(std::uint64_t check);

/// For tests: whether that check is still to come.
bool time_will_be_up();

}  // namespace quire
