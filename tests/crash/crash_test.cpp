#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <random>

#include "crash/disk.hpp"
#include "crash/stage.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::test;
namespace fs = std::filesystem;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

/// A call of those: every other time one that is no write, of which there are few.
std::int64_t any_call(Random& random, const std::vector<Change>& changes) {
    const bool want_few = below(random, 2) == 0;
    for (;;) {
        const Change& change = changes[below(random, changes.size())];
        if (!want_few || change.what != "write") return change.number;
    }
}

/// Stages are slow to make.
const Stage& stage(std::size_t number) {
    static std::map<std::size_t, Stage> made;
    const auto known = made.find(number);
    return known != made.end() ? known->second
                               : made.try_emplace(number, scenarios()[number]).first->second;
}

}  // namespace

TEST_CASE("a kill at any call leaves the old index or the new one, and the next run finishes") {
    if (!can_disturb()) return;
    const std::size_t kills = long_mode() ? 350 : 17;  // A seed.
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : seeds()) {
        Random random(seed);
        for (std::size_t i = 0; i < kills; ++i) {
            const Stage& on = stage(i % scenarios().size());
            Fault fault;
            fault.at = any_call(random, on.changes());
            fault.action = std::vector<std::string>{"kill-before", "kill-amid",
                                                    "kill-after"}[below(random, 3)];
            on.reset();
            const Outcome outcome = on.run(fault);
            std::string problem;
            if (outcome.status == 0) {  // Threads came to fewer calls this time.
                problem = on.problem({on.after()});
            } else if (outcome.status != -1) {
                problem = "exit status " + std::to_string(outcome.status) + ": " + outcome.errors;
            } else {
                problem = on.problem({on.before(), on.after()});
            }
            ++tried;
            if (problem.empty()) continue;
            ++wrong;
            FAIL_CHECK(on.name() << ", " << fault.action << " call " << fault.at << " of "
                                 << on.changes().back().number << ", seed " << seed << ": "
                                 << problem);
        }
    }
    report_count("kills", tried, wrong);
}

namespace {

/// What a call is answered with.
struct Failure {
    std::string action;
    int error;
};

const std::vector<Failure> failures = {
    {"fail", EIO},    {"fail", ENOSPC},    {"fail", EINTR}, {"fail", EACCES},
    {"fail-on", EIO}, {"fail-on", ENOSPC}, {"half", 0},
};

/// Each of some, or some of them.
template <typename T>
std::vector<T> sample(std::vector<T> all, std::size_t most, std::uint64_t seed) {
    Random random(seed);
    std::shuffle(all.begin(), all.end(), random);
    if (all.size() > most) all.resize(most);
    return all;
}

}  // namespace

TEST_CASE("a call that fails is survived, or told with the index as it was") {
    if (!can_disturb()) return;
    std::vector<std::pair<std::size_t, Fault>> all;
    for (std::size_t number = 0; number < scenarios().size(); ++number) {
        const std::int64_t calls = stage(number).changes().back().number;
        // The same calls again and again say nothing new.
        const std::int64_t step = 1 + calls / 150;
        for (const Failure& failure : failures) {
            for (std::int64_t at = 1; at <= calls; at += step) {
                all.push_back({number, {failure.action, at, failure.error}});
            }
        }
    }
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : long_mode() ? std::vector<std::uint64_t>{1} : seeds()) {
        for (const auto& [number, fault] : sample(all, long_mode() ? all.size() : 50, seed)) {
            const Stage& on = stage(number);
            on.reset();
            const Outcome outcome = on.run(fault);
            if (!on.was_disturbed()) continue;
            ++tried;
            const std::string problem = on.problem_of(outcome, fault);
            if (problem.empty()) continue;
            ++wrong;
            FAIL_CHECK(on.name() << ", " << fault.action << " call " << fault.at << " of "
                                 << on.changes().back().number << " with "
                                 << std::string(std::strerror(fault.error)) << " ("
                                 << read_log(on.log()).front().what << " "
                                 << read_log(on.log()).front().path << "): " << problem);
        }
    }
    report_count("faults of writing", tried, wrong);
}

TEST_CASE("a change that readers see but that may not be on disk is told so, and stays") {
    if (!can_disturb()) return;
    for (std::size_t number = 0; number < scenarios().size(); ++number) {
        const Stage& on = stage(number);
        CAPTURE(on.name());
        // Of what a rebuild replaces, the removal is synced behind it.
        const auto last =
            std::find_if(on.changes().rbegin(), on.changes().rend(), [](const Change& change) {
                return change.what == "sync" &&
                       (change.path.ends_with("/papers.index") || change.path.ends_with("/xapian"));
            });
        const Fault fault = {"fail", last->number, EIO};
        on.reset();
        const Outcome outcome = on.run(fault);
        CHECK(outcome.status == 3);
        CHECK(outcome.errors.find(on.index().string() +
                                  ": the change is made, but may not outlast a loss of power: "
                                  "cannot write " +
                                  on.disk().string()) != std::string::npos);
        CHECK(on.problem({on.after()}) == "");
    }
}

TEST_CASE("after a power cut there is the old index or the new one, and the new one once told") {
    if (!can_disturb()) return;
    const std::size_t cuts = long_mode() ? 400 : 24;  // A seed.
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : seeds()) {
        Random random(seed);
        for (std::size_t i = 0; i < cuts; ++i) {
            const Stage& on = stage(i % scenarios().size());
            const std::vector<Change>& changes = on.changes();
            // Every fourth comes after the end.
            const std::size_t end = below(random, 4) == 0
                                        ? changes.size()
                                        : static_cast<std::size_t>(any_call(random, changes));
            Disk disk = on.start();
            for (std::size_t k = 0; k < end; ++k) disk.apply(changes[k]);
            const std::size_t kind = below(random, 6);
            const std::size_t tenths = 1 + below(random, 9);
            const auto some = [&] { return below(random, 10) < tenths; };
            const auto all = [] { return true; };
            const auto none = [] { return false; };
            const std::vector<Disk::Keep> keeps = {{none, none}, {all, all},   {none, all},
                                                   {all, none},  {some, some}, {some, all}};
            fs::remove_all(on.disk());
            disk.write_what_is_kept(keeps[kind], on.disk());
            const bool told = end == changes.size();
            const std::string problem =
                on.problem(told ? std::vector{on.after()} : std::vector{on.before(), on.after()});
            ++tried;
            if (problem.empty()) continue;
            ++wrong;
            FAIL_CHECK(on.name() << ", after call " << end << " of " << changes.size() << " ("
                                 << changes[end - 1].what << " " << changes[end - 1].path
                                 << "), kept " << kind << ", seed " << seed << ": " << problem);
        }
    }
    report_count("power cuts", tried, wrong);
}
