#include "quire/searcher.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "base/xapian_guard.hpp"
#include "index/reader.hpp"
#include "postings/source.hpp"
#include "quire/error.hpp"
#include "search/search.hpp"

namespace quire {

struct Searcher::State {
    explicit State(const std::filesystem::path& path) : readers(path) {}
    index::ReaderPool readers;
};

Searcher::Searcher(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

SearchResults Searcher::search(const Query& query, const SearchOptions& options) const {
    SearchResults results;
    state_->readers.run(
        options.engine,
        [&](index::Reader& reader) { results = search::search(reader, query.syntax(), options); },
        options.deadline);
    return results;
}

std::optional<Standing> Searcher::why(const Query& query, std::string_view id,
                                      const SearchOptions& options) const {
    std::optional<Standing> standing;
    state_->readers.run(
        options.engine,
        [&](index::Reader& reader) { standing = search::why(reader, query.syntax(), id, options); },
        options.deadline);
    return standing;
}

Rescue Searcher::rescue(const Query& query, const SearchOptions& options) const {
    Rescue rescue;
    state_->readers.run(
        options.engine,
        [&](index::Reader& reader) { rescue = search::rescue(reader, query.syntax(), options); },
        options.deadline);
    return rescue;
}

std::optional<Document> Searcher::find(std::string_view id) const {
    std::optional<Document> found;
    state_->readers.run(Engine::automatic, [&](index::Reader& reader) {
        found.reset();
        if (const auto number = reader.find(id)) found = reader.fetch(*number);
    });
    return found;
}

void Searcher::for_each(const std::function<void(const Document&)>& take) const {
    // What has been handed on cannot be taken back, as another try would have to.
    std::exception_ptr failure;
    bool begun = false;
    state_->readers.run(Engine::xapian, [&](index::Reader& reader) {
        try {
            const std::unique_ptr<postings::Cursor> all = reader.source().all();
            for (; all->document() != postings::no_document; all->next()) {
                const Document document = reader.fetch(all->document());
                begun = true;
                take(document);
            }
        } catch (...) {
            if (!begun) throw;
            try {
                rethrow_translated("reading all documents");
            } catch (...) {
                failure = std::current_exception();
            }
        }
    });
    if (failure) std::rethrow_exception(failure);
}

std::vector<FieldValue> Searcher::values(std::string_view field, std::string_view prefix,
                                         std::size_t limit) const {
    const std::string folded = text::fold(prefix);
    std::vector<FieldValue> found;
    state_->readers.run(Engine::automatic, [&](index::Reader& reader) {
        const Field* row = reader.schema().find(field);
        if (row == nullptr) {
            throw Error(ErrorCode::not_found,
                        "the index has no field \"" + std::string(field) + "\"");
        }
        if (row->kind != FieldKind::keyword) {
            throw Error(ErrorCode::invalid_argument, "the field \"" + row->name +
                                                         "\" is no keyword field, but one of " +
                                                         std::string(name(row->kind)));
        }
        const auto number = static_cast<std::size_t>(row - reader.schema().fields().data());
        found = reader.values(number, folded, limit);
    });
    return found;
}

Schema Searcher::schema() const {
    std::optional<Schema> schema;
    state_->readers.run(Engine::automatic,
                        [&](index::Reader& reader) { schema = reader.schema(); });
    return *std::move(schema);
}

IndexInfo Searcher::info() const {
    IndexInfo info;
    state_->readers.run(Engine::automatic, [&](index::Reader& reader) { info = reader.info(); });
    return info;
}

}  // namespace quire
