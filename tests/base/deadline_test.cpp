#include "base/deadline.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace quire;
using namespace std::chrono_literals;

TEST_CASE("a deadline that has passed is found by the next check, of its own thread only") {
    const auto now = std::chrono::steady_clock::now();
    check_deadline();
    {
        const Deadline passed(now);
        CHECK_THROWS_AS(check_deadline(), TimeUp);
        {
            const Deadline later(now + 1h);
            check_deadline();
        }
        CHECK_THROWS_AS(check_deadline(), TimeUp);
        std::thread([] { check_deadline(); }).join();
    }
    check_deadline();
}

TEST_CASE("a pace checks at its first step, and then at every so many") {
    const Deadline passed(std::chrono::steady_clock::now());
    Pace pace(3);
    for (int step = 0; step < 10; ++step) {
        bool up = false;
        try {
            pace.step();
        } catch (const TimeUp&) {
            up = true;
        }
        CHECK(up == (step % 3 == 0));
    }
}
