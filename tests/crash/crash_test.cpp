#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <random>
#include <utility>

#include "cli/run.hpp"
#include "crash/disk.hpp"
#include "crash/stage.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::test;
namespace fs = std::filesystem;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

/// Counts tries, and reports what went wrong.
class Tally {
public:
    explicit Tally(const char* what) : what_(what) {}
    ~Tally() { report(); }
    Tally(const Tally&) = delete;
    Tally& operator=(const Tally&) = delete;

    std::size_t tried() const { return tried_; }

    /// @param problem empty if all went right
    template <typename Where>
    void add(const std::string& problem, const Where& where) {
        ++tried_;
        if (!problem.empty()) {
            ++wrong_;
            FAIL_CHECK(where() << ": " << problem);
        }
        // Long runs are stopped at times.
        if (tried_ - reported_ == 500) report();
    }

private:
    void report() {
        report_count(what_, tried_ - reported_, std::exchange(wrong_, 0));
        reported_ = tried_;
    }

    const char* what_;
    std::size_t tried_ = 0;
    std::size_t reported_ = 0;
    std::size_t wrong_ = 0;
};

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
    Tally tally("kills");
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
            tally.add(problem, [&] {
                return on.name() + ", " + fault.action + " call " + std::to_string(fault.at) +
                       " of " + std::to_string(on.changes().back().number) + ", seed " +
                       std::to_string(seed);
            });
        }
    }
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

template <typename T>
std::vector<T> shuffled(std::vector<T> all, std::uint64_t seed) {
    Random random(seed);
    std::shuffle(all.begin(), all.end(), random);
    return all;
}

/// @param count the calls to look at, as the shim names them
void fail_calls(const std::string& count, const char* what) {
    if (!can_disturb()) return;
    std::vector<std::pair<std::size_t, Fault>> all;
    for (std::size_t number = 0; number < scenarios().size(); ++number) {
        const Stage& on = stage(number);
        on.reset();
        on.run({"record", 0, 0, count});
        const std::int64_t calls = read_log(on.log()).back().number;
        // The same calls again and again say nothing new.
        const std::int64_t step = 1 + calls / 150;
        for (const Failure& failure : failures) {
            for (std::int64_t at = 1; at <= calls; at += step) {
                all.push_back({number, {failure.action, at, failure.error, count}});
            }
        }
    }
    Tally tally(what);
    std::size_t enough = 0;
    for (const std::uint64_t seed : long_mode() ? std::vector<std::uint64_t>{1} : seeds()) {
        enough += long_mode() ? all.size() : 15;
        for (const auto& one : shuffled(all, seed)) {
            const auto& number = one.first;
            const auto& fault = one.second;
            if (tally.tried() == enough) break;
            const Stage& on = stage(number);
            on.reset();
            const Outcome outcome = on.run(fault);
            if (!on.was_disturbed()) continue;
            const std::vector<Change> hit = read_log(on.log());
            tally.add(on.problem_of(outcome, fault), [&] {
                return on.name() + ", " + fault.action + " call " + std::to_string(fault.at) +
                       " with " + std::strerror(fault.error) + " (" + hit.front().what + " " +
                       hit.front().path + ")";
            });
        }
    }
}

}  // namespace

TEST_CASE("a change that fails is survived, or told with the index as it was") {
    fail_calls("changes", "failing changes of the writer");
}

TEST_CASE("a read of the writer that fails is survived, or told with the index as it was") {
    fail_calls("reads", "failing reads of the writer");
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

TEST_CASE("a file of a piece that cannot be opened is not taken for an empty one") {
    if (!can_disturb()) return;
    const Stage& on = stage(0);
    on.reset();
    on.run({"record", 0, 0, "reads"});
    std::size_t tried = 0;
    for (const Change& call : read_log(on.log())) {
        if (call.what != "open" || !call.path.ends_with(".glass")) continue;
        const Fault fault = {"fail", call.number, EIO, "reads"};
        CAPTURE(call.path);
        on.reset();
        CHECK(on.problem_of(on.run(fault), fault) == "");
        ++tried;
    }
    CHECK(tried > 2);
}

TEST_CASE("a change is not called a failure because the folder cannot be listed behind it") {
    if (!can_disturb()) return;
    const Stage& on = stage(0);
    on.reset();
    on.run({"record", 0, 0, "reads"});
    const std::vector<Change> calls = read_log(on.log());
    const auto last = std::find_if(calls.rbegin(), calls.rend(), [&](const Change& call) {
        return call.what == "open" && call.path == on.index().string();
    });
    REQUIRE(last != calls.rend());
    on.reset();
    CHECK(on.run({"fail", last->number, EIO, "reads"}).status == 0);
    CHECK(on.problem({on.after()}) == "");
}

TEST_CASE("a run that synced nothing would be lost in a power cut: the model is not too kind") {
    if (!can_disturb()) return;
    for (std::size_t number = 0; number < scenarios().size(); ++number) {
        const Stage& on = stage(number);
        CAPTURE(on.name());
        Disk disk = on.start();
        for (const Change& change : on.changes()) {
            if (change.what != "sync") disk.apply(change);
        }
        const auto keeps = [&](bool data, bool entry) {
            fs::remove_all(on.disk());
            disk.write_what_is_kept({[&] { return data; }, [&] { return entry; }}, on.disk());
            return on.look();
        };
        CHECK(keeps(false, false) == on.before());
        CHECK(keeps(true, true) == on.after());
        CHECK(keeps(false, true) != on.after());
    }
}

TEST_CASE("after a power cut there is the old index or the new one, and the new one once told") {
    if (!can_disturb()) return;
    const std::size_t cuts = long_mode() ? 250 : 18;  // A seed.
    Tally tally("power cuts");
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
            tally.add(problem, [&] {
                return on.name() + ", after call " + std::to_string(end) + " of " +
                       std::to_string(changes.size()) + " (" + changes[end - 1].what + " " +
                       changes[end - 1].path + "), kept " + std::to_string(kind) + ", seed " +
                       std::to_string(seed);
            });
        }
    }
}

TEST_CASE("a read that fails is told, or the answer is right all the same") {
    if (!can_disturb()) return;
    const Stage& on = stage(1);
    on.reset();
    const std::string index = on.index().string();
    const std::vector<std::vector<std::string>> commands = {
        {"quire-index", "--info", index},
        {"quire", "--format", "jsonl", "--engine", "auto", index, "diffusion -gan"},
        {"quire", "--format", "jsonl", "--engine", "image", index, "diffusion -gan"},
        {"quire", "--format", "jsonl", "--engine", "xapian", index, "\"diffusion models\""},
    };
    std::vector<std::pair<std::size_t, Fault>> all;
    std::vector<std::string> answers;
    for (std::size_t number = 0; number < commands.size(); ++number) {
        answers.push_back(on.run(commands[number], {"record", 0, 0, "reads"}).output);
        const std::int64_t calls = read_log(on.log()).back().number;
        for (const Failure& failure : failures) {
            if (failure.error == ENOSPC) continue;
            for (std::int64_t at = 1; at <= calls; ++at) {
                all.push_back({number, {failure.action, at, failure.error, "reads"}});
            }
        }
    }
    Tally tally("faults of readers");
    std::size_t enough = 0;
    for (const std::uint64_t seed : long_mode() ? std::vector<std::uint64_t>{1} : seeds()) {
        enough += long_mode() ? all.size() : 60;
        for (const auto& one : shuffled(all, seed)) {
            const auto& number = one.first;
            const auto& fault = one.second;
            if (tally.tried() == enough) break;
            const Outcome outcome = on.run(commands[number], fault);
            if (!on.was_disturbed()) continue;
            const Change hit = read_log(on.log()).front();
            const std::string reason = std::strerror(fault.error);
            const bool is_told =
                (outcome.status == 3 && outcome.errors.find(index) != std::string::npos &&
                 outcome.errors.find(reason) != std::string::npos) ||
                // What an index is, is also what is wrong with it.
                (number == 0 && outcome.status == 0 &&
                 outcome.output.find(reason) != std::string::npos);
            const bool is_right = outcome.status == 0 && outcome.output == answers[number];
            const bool must_be_right =
                fault.action == "half" || (fault.error == EINTR && hit.what == "failed read");
            const bool is_good = is_right || (is_told && !must_be_right);
            tally.add(is_good ? "" : outcome.errors + outcome.output.substr(0, 300), [&] {
                return commands[number].front() + " " + std::to_string(number) + ", " +
                       fault.action + " call " + std::to_string(fault.at) + " with " + reason +
                       " (" + hit.what + " " + hit.path + "): exit status " +
                       std::to_string(outcome.status);
            });
        }
    }
}

namespace {

/// A file system of that size in memory, or none where this process may not mount one.
class SmallDisk {
public:
    SmallDisk(fs::path path, const std::string& size) : path_(std::move(path)) {
        fs::create_directory(path_);
        is_there_ =
            shell("mount -t tmpfs -o size=" + size + " quire-test '" + path_.string() + "'");
    }
    ~SmallDisk() {
        if (is_there_) shell("umount '" + path_.string() + "'");
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    explicit operator bool() const { return is_there_; }
    bool make_read_only() const { return shell("mount -o remount,ro '" + path_.string() + "'"); }
    fs::path operator/(const char* name) const { return path_ / name; }

private:
    static bool shell(const std::string& line) { return run_shell(line, "/").status == 0; }

    fs::path path_;
    bool is_there_ = false;
};

Outcome answers_of(const std::string& index) {
    return run({.words = {"quire", "-n", "1000", "--format", "ids", index, "title:*"}});
}

}  // namespace

TEST_CASE("a full disk and one that is read only are told, and the index goes on to answer") {
    const TemporaryDirectory directory;
    const SmallDisk disk(directory / "disk", "600k");
    if (!disk) {
        MESSAGE("skipped: needs to mount a file system in memory");
        return;
    }
    const std::string index = (disk / "papers.index").string();
    const std::string papers = source_file("corpus/papers.jsonl").string();
    const std::string few = (directory / "few.jsonl").string();
    write_file(few, R"({"id": "1", "title": "One"})"
                    "\n"
                    R"({"id": "2", "title": "Two"})"
                    "\n");
    REQUIRE(run({.words = {"quire-index", index, few}}).status == 0);
    const Outcome before = answers_of(index);
    const auto refused = [&](const std::vector<std::string>& words, const std::string& reason) {
        CAPTURE(words.back());
        const Outcome outcome = run({.words = words});
        CHECK(outcome.status == 3);
        CHECK(outcome.errors.find(index) != std::string::npos);
        CHECK(outcome.errors.find(reason) != std::string::npos);
        CHECK(answers_of(index).output == before.output);
    };
    refused({"quire-index", index, papers}, "No space left on device");
    refused({"quire-index", "--rebuild", index, papers}, "No space left on device");
    CHECK(run({.words = {"quire-index", index, few}}).status == 0);
    if (!disk.make_read_only()) return;
    refused({"quire-index", index, few}, "Read-only file system");
    refused({"quire-index", "--rebuild", index, few}, "Read-only file system");
    refused({"quire-index", "--delete", "1", index}, "Read-only file system");
    CHECK(run({.words = {"quire-index", "--info", index}}).status == 0);
}

TEST_CASE("a missing permission is told, and the index goes on to answer") {
    const TemporaryDirectory directory;
    fs::permissions(directory.path(), fs::perms(0755));
    const std::string index = (directory / "papers.index").string();
    const std::string file = (directory / "few.jsonl").string();
    write_file(file, R"({"id": "1", "title": "One"})"
                     "\n");
    REQUIRE(run({.words = {"quire-index", index, file}}).status == 0);
    // Whoever runs the tests may be allowed everything; this is somebody who is not.
    std::string as_nobody;
    if (run_shell("test $(id -u) = 0", "/").status == 0) {
        as_nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    }
    if (run_shell(as_nobody + "quire-index --version", "/").status != 0) {
        MESSAGE("skipped: nobody else can run the tools where they are");
        return;
    }
    REQUIRE(run_shell("chmod -R a-w,a+rX " + index, "/").status == 0);
    for (const std::string options : {"", "--rebuild "}) {
        CAPTURE(options);
        const Outcome outcome =
            run_shell(as_nobody + "quire-index " + options + index + " " + file, "/");
        CHECK(outcome.status == 3);
        CHECK(outcome.errors.find("cannot open " + index + "/lock: Permission denied") !=
              std::string::npos);
    }
    CHECK(run_shell(as_nobody + "quire --format ids " + index + " one", "/").output == "1\n");
    REQUIRE(run_shell("chmod -R go-rx " + index + "/gen-1", "/").status == 0);
    if (as_nobody.empty()) REQUIRE(run_shell("chmod -R a-rx " + index + "/gen-1", "/").status == 0);
    const Outcome unread = run_shell(as_nobody + "quire " + index + " one", "/");
    CHECK(unread.status == 3);
    CHECK(unread.errors.find("gen-1") != std::string::npos);
    CHECK(unread.errors.find("Permission denied") != std::string::npos);
    REQUIRE(run_shell("chmod -R u+rwX " + index, "/").status == 0);
}

TEST_CASE("an index that is removed under its reader is an error or the right answer") {
    for (const Engine engine : {Engine::automatic, Engine::image, Engine::xapian}) {
        const TemporaryDirectory directory;
        const fs::path index = directory / "papers.index";
        {
            IndexWriter writer = IndexWriter::create(index);
            for (int i = 0; i < 300; ++i) {
                writer.put({.id = std::to_string(i), .title = "One of many", .abstract = "Words."});
            }
            writer.commit();
        }
        const Searcher searcher(index);
        SearchOptions options;
        options.engine = engine;
        REQUIRE(searcher.search(Query::parse("many"), options).hits.size() == 10);
        fs::remove_all(index);
        try {
            const std::size_t hits = searcher.search(Query::parse("many"), options).hits.size();
            CHECK(hits == 10);
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::not_found);
            CHECK(std::string(error.what()).find(index.string()) != std::string::npos);
        }
    }
}
