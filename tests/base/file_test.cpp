#include "base/file.hpp"

#include <thread>

#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using namespace std::chrono_literals;

TEST_CASE("a file is replaced whole and leaves nothing beside it") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "CURRENT";
    CHECK_FALSE(read_small_file(path).has_value());
    replace_file(path, "one\n");
    CHECK(read_small_file(path) == "one\n");
    replace_file(path, std::string(10'000, 'x'));
    CHECK(read_small_file(path) == std::string(10'000, 'x'));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(directory.path())) {
        ++files;
    }
    CHECK(files == 1);
}

TEST_CASE("a file that cannot be written is an error that names it") {
    try {
        replace_file("/nonexistent/folder/file", "x");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::io);
        CHECK(std::string(error.what()) ==
              "cannot create /nonexistent/folder/file.new: No such file or directory");
    }
}

TEST_CASE("locks conflict between objects of one process as between processes") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "lock";
    CHECK_FALSE(FileLock::acquire(path, LockKind::exclusive).has_value());  // No such file.
    auto first = FileLock::acquire_or_make(path);
    REQUIRE(first.has_value());
    first->write("me");
    CHECK(read_small_file(path) == "me");
    CHECK_FALSE(FileLock::acquire_or_make(path, 5ms).has_value());
    CHECK_FALSE(FileLock::acquire(path, LockKind::shared).has_value());
    first.reset();
    const auto reader = FileLock::acquire(path, LockKind::shared);
    const auto other_reader = FileLock::acquire(path, LockKind::shared);
    CHECK(reader.has_value());
    CHECK(other_reader.has_value());
    CHECK_FALSE(FileLock::acquire(path, LockKind::exclusive).has_value());
}

TEST_CASE("a wait may be as long as the type can say") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "lock";
    auto first = FileLock::acquire_or_make(path);
    std::thread later([&] {
        std::this_thread::sleep_for(20ms);
        first.reset();
    });
    CHECK(FileLock::acquire_or_make(path, std::chrono::milliseconds::max()).has_value());
    later.join();
}

TEST_CASE("a lock on a file that was removed meanwhile locks the new file of that name") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "lock";
    auto old = FileLock::acquire_or_make(path);
    std::filesystem::remove(path);
    const auto fresh = FileLock::acquire_or_make(path);
    CHECK(fresh.has_value());
    CHECK_FALSE(FileLock::acquire(path, LockKind::exclusive).has_value());
}

TEST_CASE("a file that is written or replaced has another stamp as soon as its own is settled") {
    const test::TemporaryDirectory directory;
    CHECK(!stamp_of(directory / "none"));
    test::write_file(directory / "written", "one");
    test::write_file(directory / "replaced", "one");
    // What is written now may bear the same time.
    CHECK(!stamp_of(directory / "written")->is_settled());
    std::this_thread::sleep_for(std::chrono::milliseconds(3200));
    const auto written = stamp_of(directory / "written");
    const auto replaced = stamp_of(directory / "replaced");
    CHECK(written->is_settled());
    CHECK(written == stamp_of(directory / "written"));
    CHECK(written != replaced);
    test::write_file(directory / "written", "two");
    replace_file(directory / "replaced", "two");
    CHECK(written != stamp_of(directory / "written"));
    CHECK(replaced != stamp_of(directory / "replaced"));
}
