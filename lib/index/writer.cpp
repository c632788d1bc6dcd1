#include <xapian.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/xapian_guard.hpp"
#include "index/blob.hpp"
#include "index/bulk_load.hpp"
#include "index/fingerprint.hpp"
#include "index/generations.hpp"
#include "index/image_writer.hpp"
#include "index/layout.hpp"
#include "index/lengths.hpp"
#include "index/lexicon.hpp"
#include "index/metadata.hpp"
#include "index/revision_data.hpp"
#include "index/seal.hpp"
#include "index/xapian_document.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "text/analyzers.hpp"
#include "text/languages.hpp"

namespace quire {
namespace {

using index::Generations;
namespace fs = std::filesystem;

/// Words of the lexicon that are gathered before they are merged into it.
constexpr std::size_t most_words_gathered = 30'000;

/// How long a commit waits for searches that hold the gate.
constexpr std::chrono::milliseconds gate_wait{2'000};

/// Makes the directory where there is none; says whether it did. @throws Error io.
bool make_directory(const fs::path& path) {
    std::error_code error;
    const bool made = fs::create_directories(path, error);
    if (error || !fs::is_directory(path, error)) {
        throw Error(ErrorCode::io,
                    "cannot create " + path.string() + ": " +
                        (error ? error.message() : "a file of that name is in the way"),
                    "Choose another path, or check the permissions.");
    }
    return made;
}

}  // namespace

namespace {

LanguageInfo info(const text::Language& language) {
    return {language.name, language.code, !language.stemmer.empty(),
            text::words_in(language.stop_words).size(), language.remark};
}

}  // namespace

std::vector<LanguageInfo> languages() {
    std::vector<LanguageInfo> all;
    for (const text::Language& language : text::languages()) all.push_back(info(language));
    return all;
}

std::optional<LanguageInfo> find_language(std::string_view name) {
    const text::Language* const language = text::find_language(name);
    return language != nullptr ? std::optional(info(*language)) : std::nullopt;
}

std::optional<IndexOptions> index_options(const fs::path& path) {
    const Generations generations(path);
    if (!generations.current()) return std::nullopt;
    return guarded(path.string(), [&] {
        const Generations::Held held = generations.hold_current();
        return index::read_options(Xapian::Database(generations.database(held.number).string()),
                                   path.string());
    });
}

struct IndexWriter::State {
    /// A new generation.
    State(Generations where, FileLock held, text::Analyzers words, const IndexOptions& options,
          unsigned threads, bool made)
        : generations(std::move(where)),
          lock(std::move(held)),
          made_directory(made),
          metadata{options.schema, index::fingerprint(words.language())},
          analyzers(std::move(words)),
          layout(metadata.schema),
          generation(generations.make()),
          fresh(true) {
        try {
            const unsigned cores = std::max(std::thread::hardware_concurrency(), 1U);
            load.emplace(generations.directory(generation), metadata.schema, analyzers.language(),
                         threads > 0 ? threads : cores, index::BulkLoad::Limits{});
        } catch (...) {
            generations.discard(generation);
            throw;
        }
    }

    /// The generation in use. One that replaces it does not have to know it, if CURRENT is damaged.
    static std::optional<std::uint64_t> current_for(const Generations& generations, bool replace) {
        try {
            return generations.current();
        } catch (const Error& error) {
            if (!replace || error.code() != ErrorCode::corrupt_index) throw;
            return std::nullopt;
        }
    }

    /// Begins a new generation, where there is no index yet or in its place.
    static std::unique_ptr<State> start(const fs::path& path, const IndexOptions& options,
                                        const WriterOptions& writer, bool replace) {
        text::Analyzers analyzers(options.language);  // An unknown language leaves no trace.
        const Generations generations(path);
        if (generations.holds_other_things()) {
            throw Error(ErrorCode::already_exists,
                        path.string() + " is a directory that holds other things than an index",
                        "Choose another path.");
        }
        const bool made = make_directory(path);
        FileLock lock = generations.lock_for_writing(writer.lock_wait);
        const std::optional<std::uint64_t> current = current_for(generations, replace);
        if (current && !replace) {
            throw Error(ErrorCode::already_exists,
                        "there is an index at " + path.string() + " already",
                        "Open it to change it, rebuild it, or choose another path.");
        }
        if (!replace && generations.lost_current()) {
            throw Error(ErrorCode::corrupt_index,
                        path.string() +
                            ": the file CURRENT, which names the generation in use, is "
                            "missing, but a generation is there",
                        "Restore the whole directory, or make the index again (quire-index "
                        "--rebuild).");
        }
        // What a writer that died has left, and old generations that no reader holds any more; but
        // nothing while it is not known which one is in use.
        if (current || !replace) generations.remove_unused(current.value_or(0));
        return std::make_unique<State>(generations, std::move(lock), std::move(analyzers), options,
                                       writer.threads, made);
    }

    /// The generation in use.
    State(Generations where, FileLock held, std::uint64_t in_use)
        : generations(std::move(where)),
          lock(std::move(held)),
          metadata(guarded(name(),
                           [&] {
                               const Xapian::Database stored(generations.database(in_use).string());
                               return index::read_metadata(stored, name());
                           })),
          analyzers(index::value(metadata.fingerprint, "language")),
          layout(metadata.schema),
          generation(in_use),
          fresh(false) {
        guarded(name(), [&] {
            database = Xapian::WritableDatabase(generations.database(generation).string(),
                                                Xapian::DB_OPEN);
            if (database.get_doccount() > 0) {
                languages = index::read_languages(database, analyzers.language());
            }
            open_image();
            database.begin_transaction();
        });
    }

    ~State() {
        try {
            load.reset();
            if (!fresh) cancel();
            database.close();
            if (fresh) discard();
            lock.write("");  // Nobody holds it any more.
        } catch (...) {
            // Nothing was promised: what was not committed is gone either way.
        }
    }

    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::string name() const { return generations.index().string(); }

    void require_usable() const {
        if (failed) {
            throw Error(ErrorCode::io, name() + ": an earlier write failed; nothing of it was kept",
                        "Open the index again and repeat what was not committed.");
        }
    }

    /// Runs a change of the database; after one that failed no further change is made, since what
    /// Xapian holds in memory may be half of it.
    template <typename Work>
    void change(Work&& work) {
        require_usable();
        failed = true;
        guarded(name(), std::forward<Work>(work));
        failed = false;
    }

    void cancel() {
        // A commit that failed has ended its transaction, but Xapian would try again on closing.
        if (failed) {
            try {
                database.begin_transaction(false);
            } catch (const Xapian::InvalidOperationError&) {
                // It was another change that failed: the transaction is there.
            }
        }
        database.cancel_transaction();
    }

    /// Ends the bulk load: from then on a document is changed at a time.
    void settle() {
        const fs::path path = generations.database(generation);
        const index::ImageName name{++image_number, 0};
        const fs::path directory = generations.directory(generation);
        index::BulkLoad::Loaded loaded = load->finish(path, directory / name.file());
        load.reset();
        database = Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OPEN);
        write_metadata(database, metadata);
        languages = std::move(loaded.languages);
        store_languages();
        index::write_image_name(database, {{name.number, loaded.image->checksum()}});
        image.emplace(directory, layout, std::move(loaded.image));
    }

    /// The image, if all of it is as it was written.
    static std::shared_ptr<const quire::image::Image> whole(
        std::shared_ptr<const quire::image::Image> base) {
        try {
            if (base) base->check_all();
        } catch (const Error& error) {
            if (error.code() != ErrorCode::corrupt_index) throw;
            return nullptr;
        }
        return base;
    }

    /// Goes on from the image of the revision, or makes it again of the stored documents where it is
    /// missing or damaged. Where a field is not stored, there is none until the index is rebuilt.
    void open_image() {
        const fs::path directory = generations.directory(generation);
        const auto name = index::read_image_name(database);
        index::remove_other_images(directory, name);
        std::shared_ptr<const quire::image::Image> base;
        if (name) {
            base =
                whole(index::RevisionData(database, directory, layout.text_field_count()).image());
            image_number = name->number;
        }
        const bool all_stored = metadata.schema.unstored().empty();
        if (!base && database.get_doccount() > 0 && !all_stored) return;
        const bool made = base != nullptr;
        image.emplace(directory, layout, std::move(base));
        if (made) return;
        for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
            const std::string stored = database.get_document(*at).get_data();
            builder.build(index::decode(stored, metadata.schema));
            lexicon.drop_document();  // Its words are known.
            image->put(*at, builder.terms(), builder.lengths(), builder.head());
        }
    }

    /// To be called before the first change of a generation in use.
    void unseal() {
        if (fresh || !sealed) return;
        index::remove_seal(generations.directory(generation));
        sealed = false;
    }

    /// Has the next commit bring the image of what it makes visible.
    void write_image() {
        if (!image) {
            if (!index::read_image_name(database)) return;
            unseal();
            index::write_image_name(database, std::nullopt);
        } else if (image->changed()) {
            unseal();
            index::write_image_name(database, image->write(++image_number));
            // What the database names must be on disk before it.
            sync_directory(generations.directory(generation));
        }
    }

    /// Both Xapian's commit and that of a generation end by renaming a file, which this has on disk.
    void sync_change(bool new_generation) const {
        try {
            if (new_generation) {
                generations.sync();
            } else {
                sync_directory(generations.database(generation));
            }
        } catch (const Error& error) {
            throw Error(ErrorCode::io,
                        name() + ": the change is made, but may not outlast a loss of power: " +
                            error.what(),
                        "Check the disk, and then make the index again (quire-index --rebuild).");
        }
    }

    /// Leaves no trace of a generation that never came into use.
    void discard() {
        const std::optional<std::uint64_t> current = current_for(generations, true);
        if (current == generation) return;
        generations.discard(generation);
        if (current || !made_directory) return;
        std::error_code ignored;
        fs::remove(generations.index() / "lock", ignored);
        fs::remove(generations.index(), ignored);
    }

    /// To be called after each change of a document.
    void note_lengths(postings::DocumentNumber document, std::span<const std::uint32_t> now) {
        lengths.set(database, document, now);
        if (lexicon.size() >= most_words_gathered) lexicon.store(database);
    }

    /// Keeps the language that a document was analysed in among those of the index.
    void add_language(std::string_view language) {
        const auto place = std::lower_bound(languages.begin(), languages.end(), language);
        if (place != languages.end() && *place == language) return;
        languages.emplace(place, language);
        store_languages();
    }

    /// A database that says nothing has the index's own language alone.
    void store_languages() {
        const bool only_own = languages.size() == 1 && languages.front() == analyzers.language();
        if (!languages.empty() && !only_own) index::write_languages(database, languages);
    }

    Generations generations;
    FileLock lock;
    bool made_directory = false;
    index::Metadata metadata;
    text::Analyzers analyzers;
    index::Layout layout;
    index::LexiconWriter lexicon;
    index::DocumentBuilder builder{metadata.schema, layout, analyzers, lexicon};
    index::LengthsWriter lengths{layout.text_field_count()};
    std::vector<std::string> languages;  ///< Of the documents so far, in order.
    std::uint64_t generation;
    std::optional<index::BulkLoad> load;      ///< Until the first commit or removal.
    std::optional<index::ImageWriter> image;  ///< Nothing where there is no image to go on from.
    std::uint64_t image_number = 0;           ///< Of the last one.
    bool fresh;                               ///< Whether the generation has never been in use.
    bool sealed = true;                       ///< Unless it is known not to be.
    bool failed = false;
    Xapian::WritableDatabase database;
};

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

IndexWriter IndexWriter::create(const fs::path& path, const IndexOptions& index,
                                const WriterOptions& options) {
    return IndexWriter(State::start(path, index, options, false));
}

IndexWriter IndexWriter::rebuild(const fs::path& path, const IndexOptions& index,
                                 const WriterOptions& options) {
    return IndexWriter(State::start(path, index, options, true));
}

IndexWriter IndexWriter::open(const fs::path& path, const WriterOptions& options) {
    const Generations generations(path);
    const auto require_index = [&] {
        const std::optional<std::uint64_t> current = generations.current();
        if (current) return *current;
        throw Error(ErrorCode::not_found, "there is no index at " + path.string(),
                    "Make one first, or check the path.");
    };
    require_index();  // Before the lock: its file would be made where nothing is.
    FileLock lock = generations.lock_for_writing(options.lock_wait);
    const std::uint64_t current = require_index();
    generations.remove_unused(current);
    return IndexWriter(std::make_unique<State>(generations, std::move(lock), current));
}

const Schema& IndexWriter::schema() const {
    return state_->metadata.schema;
}

void IndexWriter::put(const Document& document) {
    State& state = *state_;
    state.require_usable();
    Document checked = state.builder.check(document);
    if (state.load) {
        state.change([&] { state.load->put(std::move(checked)); });
        return;
    }
    const Xapian::Document built =
        guarded(state.name(), [&] { return state.builder.build(checked); });
    state.change([&] {
        state.unseal();
        const std::string term = index::Layout::id_term(document.id);
        const Xapian::docid number = state.database.replace_document(term, built);
        state.lexicon.take_document();
        state.add_language(state.builder.language());
        if (state.image) {
            state.image->put(number, state.builder.terms(), state.builder.lengths(),
                             state.builder.head());
        }
        state.note_lengths(number, state.builder.lengths());
    });
}

bool IndexWriter::remove(std::string_view id) {
    State& state = *state_;
    bool existed = false;
    state.change([&] {
        if (state.load) state.settle();
        const std::string term = index::Layout::id_term(id);
        const Xapian::PostingIterator found = state.database.postlist_begin(term);
        existed = found != state.database.postlist_end(term);
        if (!existed) return;
        state.unseal();
        const Xapian::docid document = *found;
        state.database.delete_document(document);
        if (state.image) state.image->remove(document);
        const std::vector<std::uint32_t> none(state.layout.text_field_count());
        state.note_lengths(document, none);
    });
    return existed;
}

CommitInfo IndexWriter::commit() {
    State& state = *state_;
    CommitInfo info;
    const bool was_fresh = state.fresh;
    std::optional<index::ImageName> image;
    state.change([&] {
        if (state.load) state.settle();
        state.lengths.store(state.database);
        state.lexicon.store(state.database);
        state.write_image();
        image = index::read_image_name(state.database);
        const fs::path directory = state.generations.directory(state.generation);
        if (state.fresh) {
            state.database.commit();
            index::remove_other_images(directory, image);
            index::write_seal(directory);
            state.generations.set_current(state.generation);
            state.fresh = false;
        } else {
            const std::optional<FileLock> gate =
                FileLock::acquire(state.generations.index(), LockKind::exclusive, gate_wait);
            state.database.commit_transaction();
        }
        info.generation = state.generation;
        info.revision = state.database.get_revision();
        info.documents = state.database.get_doccount();
        state.database.begin_transaction();
    });
    // Readers see the change by now.
    state.sync_change(was_fresh);
    if (was_fresh) state.generations.remove_unused(state.generation);
    index::remove_other_images(state.generations.directory(state.generation), image);
    return info;
}

}  // namespace quire
