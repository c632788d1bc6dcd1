#include "index/bulk_load.hpp"

#include <xapian.h>

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

#include "base/file.hpp"
#include "base/xapian_guard.hpp"
#include "image/segment.hpp"
#include "image/write.hpp"
#include "index/blob.hpp"
#include "index/checked_metadata.hpp"
#include "index/image_writer.hpp"
#include "index/layout.hpp"
#include "index/lengths.hpp"
#include "index/lexicon.hpp"
#include "index/xapian_document.hpp"
#include "quire/error.hpp"
#include "schema/members.hpp"
#include "text/analyzers.hpp"

namespace quire::index {
namespace {

namespace fs = std::filesystem;
using postings::DocumentNumber;

/// A run of documents on its way.
struct Batch {
    std::size_t number = 0;  ///< Of the piece, from 0.
    DocumentNumber first = 1;
    std::vector<Document> documents;
    std::size_t bytes = 0;
};

/// What is on disk of one or more batches that follow each other.
struct Piece {
    fs::path path;
    std::size_t number = 0;  ///< Of its first batch.
    DocumentNumber first = 1;
    DocumentNumber last = 0;

    fs::path database() const { return path / "xapian"; }
    fs::path image() const { return path / "image"; }
};

/// Merges what pieces keep under the same key.
class MetadataMerger : public Xapian::Compactor {
public:
    std::string resolve_duplicate_metadata(const std::string& key, std::size_t count,
                                           const std::string values[]) override {
        // Xapian 1.4 gives the key as its table has it, with two bytes in front.
        constexpr std::string_view of_metadata("\0\xc0", 2);
        std::string_view own = key;
        if (own.starts_with(of_metadata)) own.remove_prefix(of_metadata.size());
        std::vector<std::string> all;
        for (std::size_t i = 0; i < count; ++i) all.emplace_back(without_checksum(own, values[i]));
        return with_checksum(own, is_lexicon_key(own) ? merge_lexicon(all) : merge_lengths(all));
    }
};

/// Opens the database of a piece. Xapian takes a file of the stored documents or of their terms that
/// it cannot open for one that is not there, and would merge as if there were nothing in it.
Xapian::Database open_piece(const fs::path& path) {
    Xapian::Database database(path.string());
    const auto first = database.postlist_begin("");
    if (first == database.postlist_end("")) return database;
    bool whole = !database.get_document(*first).get_data().empty();
    try {
        whole = whole && database.termlist_begin(*first) != database.termlist_end(*first);
    } catch (const Xapian::FeatureUnavailableError&) {
        whole = false;
    }
    if (!whole) {
        throw Error(ErrorCode::io, "cannot open all files of " + path.string(),
                    "Check the disk, and the limit of open files.");
    }
    return database;
}

/// Merges databases, whose documents keep their numbers.
void merge_databases(const std::vector<fs::path>& from, const fs::path& to) {
    Xapian::Database all;
    for (const fs::path& path : from) all.add_database(open_piece(path));
    MetadataMerger merger;
    all.compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER, 0, merger);
}

/// About how many bytes a document takes.
std::size_t bytes_of(const Document& document) {
    struct Count {
        std::size_t operator()(const std::string& text) const { return text.size(); }
        std::size_t operator()(const std::vector<std::string>& texts) const {
            std::size_t sum = 0;
            for (const std::string& text : texts) sum += text.size();
            return sum;
        }
        std::size_t operator()(std::int64_t) const { return sizeof(std::int64_t); }
        std::size_t operator()(double) const { return sizeof(double); }
    };
    std::size_t sum = sizeof(Document) + document.id.size();
    for (const std::string_view name : fields_of(document)) {
        sum += std::visit(Count(), *document.value(name));
    }
    return sum;
}

}  // namespace

class BulkLoad::Implementation {
public:
    Implementation(fs::path directory, const Schema& schema, std::string_view language,
                   unsigned threads, const Limits& limits)
        : limits_(limits),
          directory_(std::move(directory) / "load"),
          schema_(schema),
          layout_(schema_),
          language_(language) {
        std::error_code ignored;
        fs::remove_all(directory_, ignored);
        make(directory_);
        if (threads < 2) return;
        for (unsigned i = 0; i < threads; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }

    ~Implementation() {
        {
            const std::lock_guard lock(mutex_);
            waiting_.clear();  // Nobody wants them any more.
        }
        stop();
        std::error_code ignored;
        fs::remove_all(directory_, ignored);
    }

    void put(Document document) {
        batch_.bytes += bytes_of(document);
        batch_.documents.push_back(std::move(document));
        if (batch_.documents.size() >= limits_.piece_documents ||
            batch_.bytes >= limits_.piece_bytes) {
            hand_over();
        }
    }

    Loaded finish(const fs::path& database, const fs::path& image) {
        if (!batch_.documents.empty()) hand_over();
        stop();
        if (failure_) std::rethrow_exception(failure_);
        const std::set<DocumentNumber> removed = remove_duplicates();
        std::vector<fs::path> databases;
        for (const auto& [number, piece] : pieces_) databases.push_back(piece.database());

        // The two have nothing to do with each other.
        std::exception_ptr failure;
        const auto merge_images = [&] {
            try {
                std::vector<std::unique_ptr<image::Input>> inputs;
                for (const auto& [number, piece] : pieces_) {
                    inputs.push_back(
                        image::input_of(std::make_shared<image::Image>(piece.image())));
                }
                image::write_image(image, layout_.text_field_count(), inputs, removed, 0, true);
            } catch (...) {
                failure = std::current_exception();
            }
        };
        {
            std::jthread images;
            if (parallel_) {
                images = std::jthread(merge_images);
            } else {
                merge_images();
            }
            if (!databases.empty()) merge_databases(databases, database);
        }
        if (failure) std::rethrow_exception(failure);
        if (!databases.empty()) sync_files(database);
        std::error_code ignored;
        fs::remove_all(directory_, ignored);
        return {{languages_.begin(), languages_.end()}, std::make_shared<image::Image>(image)};
    }

private:
    /// What a thread makes pieces with.
    struct Tools {
        explicit Tools(const Implementation& load)
            : analyzers(load.language_),
              builder(load.schema_, load.layout_, analyzers, lexicon),
              segment(load.layout_.text_field_count()) {}

        text::Analyzers analyzers;
        LexiconWriter lexicon;
        DocumentBuilder builder;
        image::Segment segment;
    };

    void make(const fs::path& path) const {
        std::error_code error;
        fs::create_directory(path, error);
        if (error) fail_io("create", path, error.value());
    }

    void hand_over() {
        Batch next;
        next.number = batch_.number + 1;
        next.first = batch_.first + static_cast<DocumentNumber>(batch_.documents.size());
        std::swap(next, batch_);
        if (threads_.empty()) {
            if (!own_tools_) own_tools_ = std::make_unique<Tools>(*this);
            write(std::move(next), *own_tools_);
            return;
        }
        std::unique_lock lock(mutex_);
        // As many wait as are worked at: what is read is ahead, but not far.
        room_.wait(lock, [&] { return failure_ || waiting_.size() < threads_.size(); });
        if (failure_) std::rethrow_exception(failure_);
        waiting_.push_back(std::move(next));
        work_.notify_one();
    }

    void work() {
        try {
            Tools tools(*this);
            for (;;) {
                Batch batch;
                {
                    std::unique_lock lock(mutex_);
                    work_.wait(lock, [&] { return failure_ || ended_ || !waiting_.empty(); });
                    if (failure_ || waiting_.empty()) return;
                    batch = std::move(waiting_.front());
                    waiting_.erase(waiting_.begin());
                    room_.notify_one();
                }
                write(std::move(batch), tools);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            room_.notify_all();
            work_.notify_all();
        }
    }

    void stop() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
            work_.notify_all();
        }
        parallel_ = parallel_ || !threads_.empty();
        threads_.clear();
    }

    /// Writes a piece; merges pieces where there are many.
    void write(Batch batch, Tools& tools) {
        Piece piece;
        piece.path = directory_ / std::to_string(batch.number);
        piece.number = batch.number;
        piece.first = batch.first;
        piece.last = batch.first + static_cast<DocumentNumber>(batch.documents.size()) - 1;
        std::set<std::string> languages;
        std::vector<std::size_t> ids;
        guarded(piece.path.string(), [&] {
            make(piece.path);
            Xapian::WritableDatabase database(piece.database().string(),
                                              Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
            LengthsWriter lengths(layout_.text_field_count());
            DocumentNumber number = batch.first;
            for (const Document& document : batch.documents) {
                const Xapian::Document built = tools.builder.build(document);
                database.replace_document(number, built);
                tools.lexicon.take_document();
                lengths.set(database, number, tools.builder.lengths());
                languages.emplace(tools.builder.language());
                tools.segment.add_document(number, tools.builder.lengths(), tools.builder.head());
                tools.segment.add_terms(tools.builder.terms());
                ids.push_back(std::hash<std::string>()(document.id));
                ++number;
            }
            lengths.store(database);
            tools.lexicon.store(database);
            database.commit();
        });
        std::vector<std::unique_ptr<image::Input>> inputs;
        inputs.push_back(image::input_of(tools.segment));
        image::write_image(piece.image(), layout_.text_field_count(), inputs, {}, piece.first,
                           false);
        inputs.clear();
        tools.segment.clear();

        std::vector<Piece> to_merge;
        {
            const std::lock_guard lock(mutex_);
            languages_.insert(languages.begin(), languages.end());
            for (std::size_t i = 0; i < ids.size(); ++i) {
                ids_.emplace_back(ids[i], batch.first + static_cast<DocumentNumber>(i));
            }
            pieces_.emplace(batch.number, piece);
            to_merge = take_small_pieces();
        }
        if (!to_merge.empty()) merge(std::move(to_merge));
    }

    /// Pieces of one batch each that follow each other, if there are enough of them: always the
    /// same ones, whoever is first.
    std::vector<Piece> take_small_pieces() {
        std::vector<Piece> run;
        auto at = pieces_.find(merged_up_to_);
        while (at != pieces_.end() && at->first == merged_up_to_ + run.size() &&
               run.size() < limits_.pieces_at_once) {
            run.push_back(at->second);
            ++at;
        }
        if (run.size() < limits_.pieces_at_once) return {};
        for (const Piece& piece : run) pieces_.erase(piece.number);
        merged_up_to_ += limits_.pieces_at_once;
        return run;
    }

    void merge(std::vector<Piece> pieces) {
        Piece whole;
        whole.number = pieces.front().number;
        whole.path = directory_ / ("merged-" + std::to_string(whole.number));
        whole.first = pieces.front().first;
        whole.last = pieces.back().last;
        make(whole.path);
        std::vector<fs::path> databases;
        std::vector<std::unique_ptr<image::Input>> inputs;
        for (const Piece& piece : pieces) {
            databases.push_back(piece.database());
            inputs.push_back(image::input_of(std::make_shared<image::Image>(piece.image())));
        }
        image::write_image(whole.image(), layout_.text_field_count(), inputs, {}, whole.first,
                           false);
        inputs.clear();
        guarded(whole.path.string(), [&] { merge_databases(databases, whole.database()); });
        for (const Piece& piece : pieces) {
            std::error_code ignored;
            fs::remove_all(piece.path, ignored);
        }
        const std::lock_guard lock(mutex_);
        pieces_.emplace(whole.number, whole);
    }

    /// Removes the documents from the pieces that a later one with the same id replaces.
    std::set<DocumentNumber> remove_duplicates() {
        std::set<DocumentNumber> removed;
        std::map<std::string, DocumentNumber> newest;
        for (auto& [number, id] : ids_of(with_equal_hashes())) {
            const auto [known, fresh] = newest.emplace(std::move(id), number);
            if (!fresh) removed.insert(std::exchange(known->second, number));
        }
        for (const auto& [number, piece] : pieces_) {
            auto at = removed.lower_bound(piece.first);
            if (at == removed.end() || *at > piece.last) continue;
            guarded(piece.path.string(), [&, &piece = piece] {
                Xapian::WritableDatabase database(piece.database().string(),
                                                  Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
                LengthsWriter lengths(layout_.text_field_count());
                const std::vector<std::uint32_t> none(layout_.text_field_count());
                for (; at != removed.end() && *at <= piece.last; ++at) {
                    database.delete_document(*at);
                    lengths.set(database, *at, none);
                }
                lengths.store(database);
                database.commit();
            });
        }
        return removed;
    }

    /// Documents that may have the id of another one: different ids can have the same hash.
    std::set<DocumentNumber> with_equal_hashes() {
        std::sort(ids_.begin(), ids_.end());
        std::set<DocumentNumber> found;
        for (std::size_t i = 1; i < ids_.size(); ++i) {
            if (ids_[i].first == ids_[i - 1].first) {
                found.insert({ids_[i - 1].second, ids_[i].second});
            }
        }
        return found;
    }

    std::vector<std::pair<DocumentNumber, std::string>> ids_of(
        const std::set<DocumentNumber>& numbers) const {
        std::vector<std::pair<DocumentNumber, std::string>> ids;
        for (const auto& [key, piece] : pieces_) {
            auto at = numbers.lower_bound(piece.first);
            if (at == numbers.end() || *at > piece.last) continue;
            guarded(piece.path.string(), [&, &piece = piece] {
                const Xapian::Database database = open_piece(piece.database());
                for (; at != numbers.end() && *at <= piece.last; ++at) {
                    ids.emplace_back(*at,
                                     decode(database.get_document(*at).get_data(), schema_).id);
                }
            });
        }
        return ids;
    }

    Limits limits_;
    fs::path directory_;
    const Schema& schema_;
    Layout layout_;
    std::string language_;
    Batch batch_;
    std::unique_ptr<Tools> own_tools_;
    bool parallel_ = false;

    std::mutex mutex_;  ///< Of all that follows.
    std::condition_variable work_;
    std::condition_variable room_;
    std::vector<Batch> waiting_;
    bool ended_ = false;
    std::exception_ptr failure_;
    std::map<std::size_t, Piece> pieces_;  ///< By the number of their first batch.
    std::size_t merged_up_to_ = 0;         ///< Batches before it are in merged pieces.
    std::set<std::string> languages_;
    std::vector<std::pair<std::size_t, DocumentNumber>> ids_;  ///< By their hashes.
    std::vector<std::jthread> threads_;                        ///< Last: they use the others.
};

BulkLoad::BulkLoad(std::filesystem::path directory, const Schema& schema, std::string_view language,
                   unsigned threads, const Limits& limits)
    : implementation_(std::make_unique<Implementation>(std::move(directory), schema, language,
                                                       threads, limits)) {}

BulkLoad::~BulkLoad() = default;

void BulkLoad::put(Document document) {
    implementation_->put(std::move(document));
}

BulkLoad::Loaded BulkLoad::finish(const std::filesystem::path& database,
                                  const std::filesystem::path& image) {
    return implementation_->finish(database, image);
}

}  // namespace quire::index
