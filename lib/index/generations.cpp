#include "index/generations.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/checksum.hpp"
#include "base/damage.hpp"
#include "base/numbers.hpp"
#include "quire/error.hpp"

namespace quire::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view generation_prefix = "gen-";
constexpr const char* unfinished = "unfinished";

/// The number of a generation's directory; nothing for any other name.
std::optional<std::uint64_t> number_of(std::string_view name) {
    if (!name.starts_with(generation_prefix)) return std::nullopt;
    return parse_number<std::uint64_t>(name.substr(generation_prefix.size()));
}

/// With one bit of it changed, CURRENT must not name another generation.
std::string line_of_current(const std::string& name) {
    return name + ' ' + hexadecimal(crc32(name)) + '\n';
}

/// What a directory holds; nothing where there is none. @throws Error io: an incomplete list could
/// cost a generation its life.
std::vector<std::string> names_in(const fs::path& directory) {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(directory, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throw Error(ErrorCode::io, "cannot read " + directory.string() + ": " + error.message(),
                    "Check the path and its permissions.");
    }
    return names;
}

std::vector<std::uint64_t> all_of(const fs::path& index) {
    std::vector<std::uint64_t> numbers;
    for (const std::string& name : names_in(index)) {
        if (const auto number = number_of(name)) numbers.push_back(*number);
    }
    return numbers;
}

/// Who this process is, for whoever finds the lock held.
std::string describe_this_process() {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    char when[32] = "";
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S UTC", &utc);
    return "process " + std::to_string(getpid()) + " on " + host + ", since " + when + "\n";
}

}  // namespace

std::optional<std::uint64_t> Generations::current() const {
    const std::optional<std::string> text = read_small_file(index_ / "CURRENT");
    if (!text) return std::nullopt;
    const std::string name = text->substr(0, text->find(' '));
    const auto number = number_of(name);
    if (!number || *text != line_of_current(name)) {
        throw damage((index_ / "CURRENT").string() + ": names no generation of the index");
    }
    return number;
}

std::optional<Generations::Stamps> Generations::stamps(std::uint64_t generation) const {
    // Xapian puts a new one in its place with every revision.
    const auto database_version = stamp_of(database(generation) / "iamglass");
    const auto current = stamp_of(index_ / "CURRENT");
    if (!database_version || !current) return std::nullopt;
    if (!database_version->is_settled() || !current->is_settled()) return std::nullopt;
    return Stamps{*current, *database_version};
}

fs::path Generations::directory(std::uint64_t generation) const {
    return index_ / (std::string(generation_prefix) + std::to_string(generation));
}

fs::path Generations::database(std::uint64_t generation) const {
    return directory(generation) / "xapian";
}

std::uint64_t Generations::bytes(std::uint64_t generation) const {
    std::uint64_t sum = 0;
    for (const fs::path& file : files_below(directory(generation))) {
        std::error_code gone;  // A commit replaces files meanwhile.
        const std::uintmax_t size = fs::file_size(file, gone);
        if (!gone) sum += size;
    }
    return sum;
}

void Generations::set_current(std::uint64_t generation) const {
    // What CURRENT names must be on disk before it, with every folder on the way there.
    sync_directory(database(generation));
    sync_directory(directory(generation));
    sync_directory(index_);
    sync_folders_above(index_);
    replace_file(index_ / "CURRENT", line_of_current(directory(generation).filename().string()));
}

void Generations::sync() const {
    sync_directory(index_);
}

std::uint64_t Generations::make() const {
    std::uint64_t next = 1;
    for (const std::uint64_t number : all_of(index_)) next = std::max(next, number + 1);
    std::error_code error;
    if (!fs::create_directory(directory(next), error)) {
        // One that is there already is somebody else's.
        if (!error) error = std::make_error_code(std::errc::file_exists);
        fail_io("create", directory(next), error.value());
    }
    replace_file(directory(next) / unfinished, "");
    sync_directory(directory(next));
    return next;
}

bool Generations::lost_current() const {
    return !current() && newest_finished();
}

std::optional<std::uint64_t> Generations::newest_finished() const {
    std::optional<std::uint64_t> newest;
    for (const std::uint64_t number : all_of(index_)) {
        // One that holds no database yet was only begun, or is almost gone.
        if (!fs::exists(database(number)) || fs::exists(directory(number) / unfinished)) continue;
        newest = std::max(newest.value_or(number), number);
    }
    return newest;
}

void Generations::remove_unused(std::uint64_t keep) const {
    // If the one to keep is not there, it may be one of the others that is needed.
    if (keep != 0 && !fs::is_directory(directory(keep))) return;
    std::vector<std::uint64_t> numbers;
    try {
        numbers = all_of(index_);
    } catch (const Error&) {
        // It cannot be listed: the next call may have better luck.
    }
    for (const std::uint64_t number : numbers) {
        if (number == keep) {
            std::error_code ignored;
            fs::remove(directory(number) / unfinished, ignored);
            continue;
        }
        try {
            const auto held = FileLock::acquire(directory(number), LockKind::exclusive);
            if (held) discard(number);
        } catch (const Error&) {
            // It cannot be opened: the next call may have better luck.
        }
    }
}

void Generations::discard(std::uint64_t generation) const {
    // The database goes before `unfinished`, also on disk: what is left after a crash must not seem
    // to have been in use. What cannot be removed stays for the next writer.
    std::error_code error;
    const std::uintmax_t removed = fs::remove_all(database(generation), error);
    if (error) return;
    try {
        if (removed > 0) sync_directory(directory(generation));
    } catch (const Error&) {
        return;
    }
    fs::remove_all(directory(generation), error);
}

bool Generations::holds_other_things() const {
    const std::vector<std::string> names = names_in(index_);
    return std::any_of(names.begin(), names.end(), [](const std::string& name) {
        return name != "CURRENT" && name != "CURRENT.new" && name != "lock" && !number_of(name);
    });
}

Generations::Held Generations::hold_current() const {
    for (;;) {
        const std::optional<std::uint64_t> number = current();
        if (!number) {
            throw Error(ErrorCode::not_found, "there is no index at " + index_.string(),
                        "Make one with quire-index, or check the path.");
        }
        auto lock = FileLock::acquire(directory(*number), LockKind::shared);
        // A rebuild may have taken its place, or its removal be under way.
        if (current() != number) continue;
        if (!lock) {
            throw damage(index_.string() +
                         ": the generation in use is missing: " + directory(*number).string());
        }
        return {*number, std::move(*lock)};
    }
}

FileLock Generations::lock_for_writing(std::chrono::milliseconds wait) const {
    const fs::path path = index_ / "lock";
    std::optional<FileLock> lock = FileLock::acquire_or_make(path, wait);
    if (!lock) {
        std::string holder = read_small_file(path).value_or("");
        while (holder.ends_with('\n')) holder.pop_back();
        throw Error(ErrorCode::locked,
                    index_.string() + ": another writer holds the index: " +
                        (holder.empty() ? "it does not say who" : holder),
                    "Wait until it has ended, or give it time (quire-index --wait SECONDS).");
    }
    lock->write(describe_this_process());
    return std::move(*lock);
}

}  // namespace quire::index
