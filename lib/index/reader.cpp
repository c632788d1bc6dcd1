#include "index/reader.hpp"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/deadline.hpp"
#include "base/file.hpp"
#include "base/xapian_guard.hpp"
#include "index/blob.hpp"
#include "index/fingerprint.hpp"
#include "index/generations.hpp"
#include "index/image_source.hpp"
#include "index/layout.hpp"
#include "index/metadata.hpp"
#include "index/revision_data.hpp"
#include "index/xapian_source.hpp"
#include "index/xapian_values.hpp"
#include "quire/error.hpp"

namespace quire::index {
namespace {

/// Tries before a search takes the gate, and how long it waits there for a commit to end.
constexpr int free_tries = 4;
constexpr std::chrono::milliseconds gate_wait{10'000};

/// How long to wait there.
std::chrono::milliseconds wait_until(Deadline::Time deadline) {
    const auto now = std::chrono::steady_clock::now();
    if (deadline <= now) return std::chrono::milliseconds{0};
    return std::min(gate_wait,
                    std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now));
}

/// Readers that are kept for the next search; each holds files open.
constexpr std::size_t most_idle = 16;

/// The data of the newest revision that any reader has seen.
class RevisionCache {
public:
    std::shared_ptr<RevisionData> get(const Xapian::Database& database,
                                      const std::filesystem::path& images,
                                      std::size_t text_fields) {
        const std::lock_guard lock(mutex_);
        const std::string revision =
            database.get_uuid() + " " + std::to_string(database.get_revision());
        if (!data_ || revision != revision_) {
            data_ = std::make_shared<RevisionData>(database, images, text_fields);
            revision_ = revision;
        }
        return data_;
    }

private:
    std::mutex mutex_;
    std::string revision_;  ///< Of which database, and which of its revisions.
    std::shared_ptr<RevisionData> data_;
};

class XapianReader final : public Reader {
public:
    XapianReader(const Generations& generations, Generations::Held held, RevisionCache& cache)
        : generations_(generations),
          held_(std::move(held)),
          cache_(cache),
          database_(generations.database(held_.number).string()),
          metadata_(read_metadata(database_, generations.index().string())),
          layout_(metadata_.schema),
          analyzers_(value(metadata_.fingerprint, "language")),
          local_(is_local(generations.index())) {
        load();
    }

    /// Goes to the newest revision; says no if another generation is in use.
    bool refresh() {
        // Looked at first: what changes meanwhile shows the next time.
        const auto stamps = local_ ? generations_.stamps(held_.number) : std::nullopt;
        if (stamps && stamps == stamps_) return true;
        // The index may have been removed and made again under the same numbers.
        if (generations_.current() != held_.number ||
            !held_.lock.still_names(generations_.directory(held_.number))) {
            return false;
        }
        if (database_.reopen()) load();
        stamps_ = stamps;
        return true;
    }

    std::uint64_t generation() const override { return held_.number; }
    std::uint64_t revision() const override { return revision_; }
    const Schema& schema() const override { return metadata_.schema; }
    text::Analyzers& analyzers() override { return analyzers_; }
    const std::vector<std::string>& languages() const override { return languages_; }
    postings::Source& source() override { return *source_; }

    /// Has `source` be that which the engine stands for.
    void use(Engine engine) {
        const std::shared_ptr<const image::Image> image =
            engine == Engine::xapian ? nullptr : data_->image();
        if (engine == Engine::image && !image) {
            const std::string problem = data_->image_problem();
            throw Error(ErrorCode::not_found,
                        generations_.index().string() + ": there is no image of this revision" +
                            (problem.empty() ? "" : " (" + problem + ")"),
                        "Leave the choice to quire (engine auto); the next change of the index "
                        "makes an image again.");
        }
        if (source_ && image == image_) return;
        image_ = image;
        source_ =
            std::make_unique<XapianSource>(database_, metadata_.schema, layout_, analyzers_, data_);
        if (image_) source_ = std::make_unique<ImageSource>(image_, layout_, std::move(source_));
    }

    /// Has no reader of this revision use its image any more; says whether this one did.
    bool drop_image(const std::string& problem) {
        if (!image_) return false;
        data_->drop_image(problem);
        return true;
    }

    Document fetch(postings::DocumentNumber document) override {
        return decode(database_.get_document(document).get_data(), metadata_.schema);
    }

    std::optional<Document> head(postings::DocumentNumber document) override {
        if (!image_) return std::nullopt;
        return decode(image_->head(document), metadata_.schema);
    }

    std::optional<postings::DocumentNumber> find(std::string_view id) override {
        const std::string term = Layout::id_term(id);
        const Xapian::PostingIterator at = database_.postlist_begin(term);
        if (at == database_.postlist_end(term)) return std::nullopt;
        return *at;
    }

    std::vector<FieldValue> values(std::size_t field, std::string_view prefix,
                                   std::size_t limit) override {
        return frequent_values(database_, layout_, field, prefix, limit);
    }

    IndexInfo info() override {
        IndexInfo info;
        info.documents = database_.get_doccount();
        auto term = database_.allterms_begin();
        for (const auto end = database_.allterms_end(); term != end; ++term) ++info.terms;
        info.bytes = generations_.bytes(held_.number);
        info.generation = held_.number;
        info.revision = revision_;
        info.schema = metadata_.schema;
        info.languages = languages_;
        info.image = data_->image() != nullptr;
        info.image_problem = data_->image_problem();
        info.fingerprint = metadata_.fingerprint;
        return info;
    }

private:
    void load() {
        revision_ = database_.get_revision();
        languages_ = read_languages(database_, analyzers_.language());
        data_ =
            cache_.get(database_, generations_.directory(held_.number), layout_.text_field_count());
        source_.reset();
        image_.reset();
    }

    const Generations& generations_;
    Generations::Held held_;
    RevisionCache& cache_;
    Xapian::Database database_;
    Metadata metadata_;
    Layout layout_;
    text::Analyzers analyzers_;
    std::vector<std::string> languages_;
    std::uint64_t revision_ = 0;
    bool local_ = false;
    std::optional<Generations::Stamps> stamps_;  ///< Of the revision, if they tell.
    std::shared_ptr<RevisionData> data_;
    std::shared_ptr<const image::Image> image_;  ///< That `source_` reads, or null.
    std::unique_ptr<postings::Source> source_;
};

}  // namespace

struct ReaderPool::State {
    explicit State(const std::filesystem::path& index) : generations(index) {}

    std::unique_ptr<XapianReader> take() {
        std::unique_ptr<XapianReader> reader;
        {
            const std::lock_guard lock(mutex);
            if (!idle.empty()) {
                reader = std::move(idle.back());
                idle.pop_back();
            }
        }
        if (reader && reader->refresh()) return reader;
        if (reader) {
            // Its generation is not in use any more; idle readers would keep it on disk.
            reader.reset();
            const std::lock_guard lock(mutex);
            idle.clear();
        }
        return std::make_unique<XapianReader>(generations, generations.hold_current(), cache);
    }

    void give_back(std::unique_ptr<XapianReader> reader) {
        const std::lock_guard lock(mutex);
        if (idle.size() < most_idle) idle.push_back(std::move(reader));
    }

    Generations generations;
    RevisionCache cache;
    std::mutex mutex;
    std::vector<std::unique_ptr<XapianReader>> idle;
};

ReaderPool::ReaderPool(const std::filesystem::path& index) : state_(new State(index)) {
    run(Engine::automatic, [](Reader&) {});
}

ReaderPool::~ReaderPool() = default;

void ReaderPool::run(Engine engine, const std::function<void(Reader&)>& work,
                     Deadline::Time deadline) {
    std::uint64_t damaged = 0;  // The revision that looked damaged at the last try, or 0.
    for (int attempt = 1;; ++attempt) {
        std::optional<FileLock> gate;
        if (attempt > free_tries) {
            gate = FileLock::acquire(state_->generations.index(), LockKind::shared,
                                     wait_until(deadline));
        }
        std::unique_ptr<XapianReader> reader;
        try {
            guarded(state_->generations.index().string(), [&] {
                reader = state_->take();
                reader->use(engine);
                work(*reader);
            });
            state_->give_back(std::move(reader));
            return;
        } catch (const Error& error) {
            // A reader that failed is not used again.
            if (error.code() == ErrorCode::index_changed) {
                if (attempt > free_tries) throw;
            } else if (error.code() == ErrorCode::corrupt_index && engine == Engine::automatic &&
                       reader && reader->drop_image(error.what())) {
                // The database answers instead.
            } else if (error.code() == ErrorCode::corrupt_index) {
                const std::uint64_t revision = reader ? reader->revision() : 0;
                if (attempt > free_tries || (revision != 0 && revision == damaged)) throw;
                damaged = revision;
            } else {
                throw;
            }
        }
    }
}

}  // namespace quire::index
