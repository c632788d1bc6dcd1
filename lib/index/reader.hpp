// Handles on an index for reading, and the pool that keeps them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "postings/source.hpp"
#include "quire/document.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "text/analyzers.hpp"

namespace quire::index {

/// A view of one revision of an index. Any call may throw Error index_changed, or corrupt_index for
/// what may be a revision that was overwritten meanwhile; ReaderPool tells the two apart.
///
/// Thread contract: one thread at a time.
class Reader {
public:
    virtual ~Reader() = default;

    virtual std::uint64_t generation() const = 0;
    virtual std::uint64_t revision() const = 0;
    virtual const Schema& schema() const = 0;
    virtual text::Analyzers& analyzers() = 0;
    /// The names of the languages that documents were analysed in, in order; never empty.
    virtual const std::vector<std::string>& languages() const = 0;
    virtual postings::Source& source() = 0;

    /// A document of this revision, as stored.
    virtual Document fetch(postings::DocumentNumber document) = 0;
    /// The id and the first text field of a document, quickly; nothing where that is no quicker.
    virtual std::optional<Document> head(postings::DocumentNumber document) = 0;
    /// The number of the document with this id; nothing where there is none.
    virtual std::optional<postings::DocumentNumber> find(std::string_view id) = 0;
    /// Values of a keyword field (a row of the schema) and words of them that begin with `prefix`,
    /// which is folded; see `Searcher::values`.
    virtual std::vector<FieldValue> values(std::size_t field, std::string_view prefix,
                                           std::size_t limit) = 0;
    virtual IndexInfo info() = 0;
};

/// Lends out readers on the newest revision and keeps them for the next search.
///
/// Thread contract: any number of threads at once.
class ReaderPool {
public:
    /// Opens the index once, to see that it can be. @throws Error as `Searcher`.
    explicit ReaderPool(const std::filesystem::path& index);
    ~ReaderPool();

    /// Runs `work` on the newest revision; again where commits disturb it; at last with commits
    /// held off. Where an image turns out to be damaged, the database answers.
    /// @param engine what the reader's source draws from
    /// @param deadline how long commits are waited for at most
    /// @throws Error what `work` throws; index_changed when every try was disturbed; corrupt_index
    ///         when the same revision failed twice; not_found: there is no image, and it had to be.
    void run(Engine engine, const std::function<void(Reader&)>& work,
             Deadline::Time deadline = Deadline::Time::max());

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire::index
