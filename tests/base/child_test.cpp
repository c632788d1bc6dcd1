#include "base/child.hpp"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using namespace std::chrono_literals;

TEST_CASE("what a child sends arrives in order, whatever it ends like") {
    std::vector<std::string> got;
    const auto run = [&](const std::function<void()>& end,
                         std::chrono::milliseconds patience = 60s) {
        got.clear();
        return run_in_child(
            [&](const Send& send) {
                send("one");
                send("");
                send(std::string(200'000, 'x'));
                end();
            },
            [&](std::string_view message) { got.emplace_back(message); }, patience);
    };
    const std::vector<std::string> all{"one", "", std::string(200'000, 'x')};
    CHECK(run([] {}).empty());
    CHECK(got == all);
    CHECK(run([] { std::raise(SIGKILL); }) == "crashed (Killed)");
    CHECK(got == all);
    CHECK(run([] { std::raise(SIGTERM); }) == "crashed (Terminated)");
    CHECK(run([] { std::this_thread::sleep_for(60s); }, 1000ms) ==
          "did not end (it was given 1 s)");
    CHECK(got == all);
    try {
        run([] { throw Error(ErrorCode::io, "no disk", "Buy one."); });
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::io);
        CHECK(std::string(error.what()) == "no disk");
        CHECK(error.hint() == "Buy one.");
    }
    CHECK(got == all);
}

TEST_CASE("what is thrown over a message of a child ends the child") {
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(run_in_child(
                        [](const Send& send) {
                            send("one");
                            std::this_thread::sleep_for(60s);
                        },
                        [](std::string_view) { throw std::runtime_error("enough"); }, 60s),
                    std::runtime_error);
    CHECK(std::chrono::steady_clock::now() - begin < 30s);
}
