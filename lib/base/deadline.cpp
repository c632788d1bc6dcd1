#include "base/deadline.hpp"

namespace quire {
namespace {

thread_local Deadline::Time deadline = Deadline::Time::max();
thread_local std::uint64_t checks_left = 0;

}  // namespace

Deadline::Deadline(Time time) : before_(deadline) {
    deadline = time;
}

Deadline::~Deadline() {
    deadline = before_;
}

void check_deadline() {
    if (checks_left > 0 && --checks_left == 0) throw TimeUp();
    if (deadline == Deadline::Time::max()) return;
    if (std::chrono::steady_clock::now() >= deadline) throw TimeUp();
}

void let_time_be_up_at(std::uint64_t check) {
    checks_left = check;
}

bool time_will_be_up() {
    return checks_left > 0;
}

}  // namespace quire
