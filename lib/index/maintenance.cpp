#include "quire/maintenance.hpp"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/child.hpp"
#include "base/damage.hpp"
#include "base/file.hpp"
#include "base/xapian_guard.hpp"
#include "index/generations.hpp"
#include "index/image_writer.hpp"
#include "index/salvage.hpp"
#include "index/seal.hpp"
#include "index/verify.hpp"
#include "quire/error.hpp"

namespace quire {
namespace {

using index::Generations;
namespace fs = std::filesystem;

/// What reads damaged bytes may never end.
constexpr std::chrono::minutes patience{2};

constexpr std::size_t most_sentences = 1000;

/// In front of what a child sends.
constexpr char of_damage = 'd';
constexpr char of_progress = 'p';

class Verifying {
public:
    Verifying(const fs::path& path, const MaintenanceOptions& options)
        : generations_(path), options_(options) {}

    Verification run() {
        const std::optional<FileLock> lock = lock_where_possible();
        generation_ = find_generation();
        const fs::path directory = generations_.directory(generation_);
        const index::SealCheck seal = index::check_seal(directory);
        result_.sealed = seal.sealed;
        for (const std::string& sentence : seal.damaged) note(sentence);
        result_.bytes = generations_.bytes(generation_);
        if (seal.sealed && seal.damaged.empty()) {
            // Each byte is as it was written: Xapian can be trusted with them.
            guarded(generations_.index().string(), [&] {
                const Xapian::Database database(generations_.database(generation_).string());
                result_.documents = database.get_doccount();
            });
            return result_;
        }
        const auto take_damage = [](const Send& send) {
            return [&send](std::string_view sentence) { send(of_damage + std::string(sentence)); };
        };
        const std::size_t before = damages_;
        in_child("Xapian's checker",
                 [&](const Send& send) { index::verify_structure(directory, take_damage(send)); });
        in_child("reading the database", [&](const Send& send) {
            const auto report = [&](std::uint64_t done, std::uint64_t total) {
                send(of_progress + std::to_string(done) + ' ' + std::to_string(total));
            };
            const auto documents = index::verify_contents(directory, take_damage(send), report);
            report(documents, documents);
        });
        is_database_sound_ = damages_ == before;
        in_child("reading the image",
                 [&](const Send& send) { index::verify_image(directory, take_damage(send)); });
        return result_;
    }

    /// The generation that was looked at, which CURRENT may not name.
    std::uint64_t generation() const { return generation_; }
    /// Whether the damage, if any, is of seal, image or CURRENT alone.
    bool is_database_sound() const { return is_database_sound_; }

private:
    void note(std::string_view sentence) {
        ++damages_;
        result_.sound = false;
        if (result_.damage.size() < most_sentences) result_.damage.emplace_back(sentence);
    }

    /// Where nobody can write, there is no writer either.
    std::optional<FileLock> lock_where_possible() const {
        if (!fs::exists(generations_.index())) return std::nullopt;
        try {
            return generations_.lock_for_writing(options_.lock_wait);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::io) throw;
            return std::nullopt;
        }
    }

    std::uint64_t find_generation() {
        std::string problem = (generations_.index() / "CURRENT").string() +
                              ": is missing, which names the generation in use";
        try {
            if (const std::optional<std::uint64_t> current = generations_.current()) {
                const fs::path directory = generations_.directory(*current);
                if (fs::is_directory(directory)) return *current;
                problem = directory.string() + ": the generation in use is missing";
            }
        } catch (const Error& error) {
            if (error.code() != ErrorCode::corrupt_index) throw;
            problem = error.what();
        }
        const std::optional<std::uint64_t> newest = generations_.newest_finished();
        if (!newest) {
            if (fs::exists(generations_.index() / "CURRENT")) throw damage(problem);
            throw Error(ErrorCode::not_found,
                        "there is no index at " + generations_.index().string(),
                        "Make one with quire-index, or check the path.");
        }
        note(problem);
        return *newest;
    }

    void in_child(const std::string& what, const std::function<void(const Send&)>& work) {
        try {
            const std::string grief = run_in_child(
                work, [&](std::string_view message) { take(message); }, patience);
            if (!grief.empty()) note(what + ' ' + grief);
        } catch (const Error& error) {
            if (!index::is_damage(error)) throw;
            note(error.what());
        }
    }

    void take(std::string_view message) {
        const std::string text(message.substr(1));
        if (message.front() == of_damage) {
            note(text);
            return;
        }
        std::istringstream numbers(text);
        std::uint64_t total = 0;
        numbers >> result_.documents >> total;
        if (options_.progress) options_.progress(result_.documents, total);
    }

    Generations generations_;
    const MaintenanceOptions& options_;
    Verification result_;
    std::size_t damages_ = 0;
    std::uint64_t generation_ = 0;
    bool is_database_sound_ = true;
};

/// Makes a new generation of what can be read of the old one.
void rebuild_from(const fs::path& path, const index::SalvagedDatabase& database,
                  const IndexOptions& made_with, const MaintenanceOptions& options,
                  Repair& repair) {
    WriterOptions writing;
    writing.lock_wait = options.lock_wait;
    IndexWriter writer = IndexWriter::rebuild(path, made_with, writing);
    index::Salvaged salvaged =
        index::salvage_documents(database, made_with.schema, [&](const Document& document) {
            writer.put(document);
            if (options.progress && ++repair.documents % 1000 == 0) {
                options.progress(repair.documents,
                                 std::max(repair.documents, repair.before.documents));
            }
        });
    if (salvaged.documents == 0) {
        throw damage(path.string() + ": no document can be read");
    }
    repair.lost = std::move(salvaged.lost);
    repair.documents = writer.commit().documents;
}

/// A directory that goes unless it is finished.
class Unfinished {
public:
    explicit Unfinished(fs::path path) : path_(std::move(path)) {}
    ~Unfinished() { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    void keep() { path_.clear(); }
    void remove() const {
        if (path_.empty()) return;
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

private:
    fs::path path_;
};

void copy_part(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) fs::copy_file(from, to, error);
    // What a writer needs for a while only may be gone.
    if (!error || error == std::errc::no_such_file_or_directory) return;
    throw Error(ErrorCode::io,
                "cannot copy " + from.string() + " to " + to.string() + ": " + error.message(),
                "Check the path, its permissions and the space on the disk.");
}

/// Copies a generation, which a writer may be about to change, and has it on disk.
void copy_generation(const fs::path& from, const fs::path& to) {
    for (const std::string& name : index::data_files(from)) copy_part(from / name, to / name);
    // A seal that was taken off meanwhile may not be true of all that was copied.
    if (fs::exists(from / index::seal_name)) {
        copy_part(from / index::seal_name, to / index::seal_name);
    }
    guarded(to.string(), [&] {
        const Xapian::Database database((to / "xapian").string());
        index::remove_other_images(to, index::read_image_name(database));
    });
    sync_files(to / "xapian");
    sync_files(to);
}

}  // namespace

Verification verify(const fs::path& path, const MaintenanceOptions& options) {
    return Verifying(path, options).run();
}

Repair repair(const fs::path& path, const MaintenanceOptions& options,
              const IndexOptions* fallback) {
    Verifying verifying(path, options);
    Repair repair;
    repair.before = verifying.run();
    repair.documents = repair.before.documents;
    if (repair.before.sound) return repair;
    const Generations generations(path);
    const fs::path generation = generations.directory(verifying.generation());
    // Nobody removes it while it is read.
    const auto held = FileLock::acquire(generation, LockKind::shared);
    if (verifying.is_database_sound()) {
        const FileLock lock = generations.lock_for_writing(options.lock_wait);
        index::remove_seal(generation);
        generations.set_current(verifying.generation());
        generations.sync();
    } else {
        const index::SalvagedDatabase salvaged(generation);
        std::optional<IndexOptions> made_with = index::salvage_options(salvaged);
        if (!made_with && fallback != nullptr) made_with = *fallback;
        if (!made_with) {
            throw Error(ErrorCode::corrupt_index,
                        path.string() + ": it does not say any more which schema it has",
                        "Say so (quire-index --repair --schema FILE, and --language if it is not "
                        "english).");
        }
        const std::string unstored = made_with->schema.unstored();
        if (!unstored.empty()) {
            throw Error(ErrorCode::invalid_argument,
                        path.string() +
                            ": it cannot be made again of what it stores, which is not " + unstored,
                        "Make the index again from its source (quire-index --rebuild); quire-index "
                        "--dump writes what it stores.");
        }
        rebuild_from(path, salvaged, *made_with, options, repair);
        return repair;
    }
    // Opened for changes, it makes an image that is not whole again.
    WriterOptions writing;
    writing.lock_wait = options.lock_wait;
    IndexWriter::open(path, writing).commit();
    return repair;
}

void back_up(const fs::path& path, const fs::path& copy) {
    constexpr int tries = 20;
    constexpr std::chrono::seconds gate_wait{10};
    const Generations from(path);
    const Generations to(copy);
    if (fs::exists(copy)) {
        throw Error(ErrorCode::already_exists,
                    "there is something at " + copy.string() + " already", "Choose another path.");
    }
    Unfinished unfinished(copy);
    for (int i = 0; i < tries; ++i) {
        // Between two commits the files of a revision stay as they are, but for what a writer adds
        // to them, and nothing leads there.
        const auto gate = FileLock::acquire(path, LockKind::shared, gate_wait);
        const Generations::Held held = from.hold_current();
        const auto revision = [&] {
            return guarded(path.string(), [&] {
                return Xapian::Database(from.database(held.number).string()).get_revision();
            });
        };
        const auto before = revision();
        copy_generation(from.directory(held.number), to.directory(held.number));
        if (revision() == before) {
            to.set_current(held.number);
            to.sync();
            unfinished.keep();
            return;
        }
        unfinished.remove();
    }
    throw Error(ErrorCode::index_changed,
                path.string() + ": commits came faster than it could be copied",
                "Try again when no writer is at work.");
}

}  // namespace quire
