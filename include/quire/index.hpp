// Making an index and changing it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quire/document.hpp"
#include "quire/export.hpp"
#include "quire/schema.hpp"

namespace quire {

/// What is fixed when an index is made.
struct IndexOptions {
    Schema schema = Schema::papers();  ///< Which fields the documents have.

    /// Whose words are stemmed and which stop words are known: a name, a code or a tag as
    /// `find_language` takes. For documents that do not say what language they are in.
    std::string language = "english";
};

/// A row of the table of languages.
struct LanguageInfo {
    std::string_view name;    ///< In English, e.g. "german".
    std::string_view code;    ///< ISO 639-1, e.g. "de"; empty for "none".
    bool stemmed;             ///< Whether inflected forms of a word are one, by its stem.
    std::size_t stop_words;   ///< How many are known.
    std::string_view remark;  ///< What is not done that one could expect; may be empty.
};

/// Every language that text can be analysed in, by name. "none" is one: words as they are, without
/// stems or stop words.
QUIRE_API std::vector<LanguageInfo> languages();

/// The language of a name, a code of two or three letters, or a tag, in any case: "German", "de",
/// "deu", "de-AT", "de_AT"; nothing where it is not known.
QUIRE_API std::optional<LanguageInfo> find_language(std::string_view name);

/// What the index at `path` was made with, also if another version made it; nothing where there is
/// no index. @throws Error corrupt_index, io; incompatible_index: its schema cannot be read.
QUIRE_API std::optional<IndexOptions> index_options(const std::filesystem::path& path);

/// How a writer behaves; nothing of it is kept in the index.
struct WriterOptions {
    /// How long to wait for another writer to finish before giving up with `locked`.
    std::chrono::milliseconds lock_wait{0};

    /// How many threads analyse and write the documents before the first commit of a new index or a
    /// rebuild; 0 for as many as there are cores, 1 for the caller's own alone. The index is the
    /// same whatever their number.
    unsigned threads = 0;
};

/// What a commit made visible.
struct CommitInfo {
    std::uint64_t generation = 0;  ///< Which build of the index; grows with each rebuild.
    std::uint64_t revision = 0;    ///< Grows with every commit of the generation, not by one.
    std::uint64_t documents = 0;   ///< Documents in the index.
};

/// An entry of an index's fingerprint: what must agree for its postings to be understood.
struct FingerprintEntry {
    std::string name;   ///< e.g. "icu"
    std::string value;  ///< e.g. "72.1"

    bool operator==(const FingerprintEntry&) const = default;
};

/// What an index is.
struct IndexInfo {
    std::uint64_t documents = 0;       ///< Documents in the index.
    std::uint64_t terms = 0;           ///< Distinct terms of all kinds.
    std::uint64_t bytes = 0;           ///< On disk, the generation in use.
    std::uint64_t generation = 0;      ///< As in `CommitInfo`.
    std::uint64_t revision = 0;        ///< As in `CommitInfo`.
    Schema schema = Schema::papers();  ///< Its fields.
    /// Names of the languages that its documents were analysed in; it grows until a rebuild.
    std::vector<std::string> languages;
    std::vector<FingerprintEntry> fingerprint;  ///< What it was made with.
    bool image = false;         ///< Whether searches read an image of this revision.
    std::string image_problem;  ///< What is wrong with the image; empty where nothing is.
};

/// Adds documents to an index, replaces and removes them.
///
/// Nothing that a writer does is visible to any reader, or survives the process, before `commit()`
/// returns; then all of it is and does. Destroying a writer discards what was not committed.
/// Memory stays bounded however many documents are put between commits: in a new index or a rebuild
/// by the words of a few thousand abstracts and 16 bytes a document, in an index that is changed by
/// the words of 10,000 documents. One writer at a time holds an index, in this process or any other.
///
/// Thread contract: one thread at a time. Move-only.
class QUIRE_API IndexWriter {
public:
    /// Makes a new index in the directory `path`, which may exist if it is empty or holds what a
    /// writer that died left of one. It can be opened once the first commit has been made.
    /// @throws Error already_exists: an index is there, or a directory that holds other things.
    ///         invalid_argument: no such language. corrupt_index: CURRENT is missing,
    ///         but a generation is there. locked, io.
    static IndexWriter create(const std::filesystem::path& path, const IndexOptions& index = {},
                              const WriterOptions& options = {});

    /// Opens the index at `path` for changes.
    /// @throws Error not_found: no index there. locked: another writer holds it (the message says
    ///         who). incompatible_index: what differs, and what to do. corrupt_index, io.
    static IndexWriter open(const std::filesystem::path& path, const WriterOptions& options = {});

    /// Starts the index at `path` again from nothing, as a new generation; makes it where there is
    /// none. Readers stay on the old generation until `commit()`, and keep it as long as they need.
    /// @throws Error as `create`, but already_exists only for a directory that is not an index.
    static IndexWriter rebuild(const std::filesystem::path& path, const IndexOptions& index = {},
                               const WriterOptions& options = {});

    /// A writer that was moved from can be destroyed or assigned to, and nothing else.
    IndexWriter(IndexWriter&&) noexcept;
    IndexWriter& operator=(IndexWriter&&) noexcept;
    ~IndexWriter();

    /// Inserts the document, or replaces the one with the same id. A value is kept as its field has
    /// it: "3" becomes 3 for an integer, a text a list of one for a keyword with many.
    /// @throws Error invalid_argument: a value that cannot become one of its field, a field that
    ///         the schema has not, text that is not UTF-8, an unusable id; names document and field,
    ///         and the writer goes on as if `put` had not been called. io.
    void put(const Document& document);

    /// Removes the document with this id; says whether there was one. @throws Error io.
    bool remove(std::string_view id);

    /// Makes everything since the last commit visible and durable. If it throws, the writer cannot
    /// be used again, and nothing of it is visible; unless the very last step failed, which asks
    /// the disk to keep what has just become visible: the message says so, and the writer goes on.
    /// @throws Error io.
    CommitInfo commit();

    /// The schema of the index.
    const Schema& schema() const;

private:
    struct State;
    explicit IndexWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace quire
