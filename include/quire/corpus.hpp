// Reading papers from files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "quire/document.hpp"
#include "quire/export.hpp"
#include "quire/schema.hpp"

namespace quire {

/// A row of the table of formats.
struct FormatInfo {
    std::string_view name;         ///< e.g. "jsonl"
    std::string_view description;  ///< One line.
    std::string_view extensions;   ///< e.g. ".tsv .tab"; empty where only `format` chooses it.
    std::string_view reads;        ///< What of it becomes a paper; a sentence or two.
    std::string_view skips;        ///< What is passed over or refused; a sentence or two.
};

/// Every format that can be read.
QUIRE_API std::span<const FormatInfo> formats();

/// How a file is read.
struct ReaderOptions {
    /// A name from `formats()`; empty: found from the file's name, and from its first bytes where
    /// that does not tell.
    std::string format = {};
    Schema schema = Schema::papers();  ///< Which fields the documents have.

    /// A field of the schema, or "id", and the key of the source (a column, a tag, an element) that
    /// fills it instead of the format's own.
    std::map<std::string, std::string, std::less<>> keys = {};

    std::size_t skip_lines = 0;     ///< Lines at the start that are no records.
    std::string strip_prefix = {};  ///< Taken off the front of the first line that is read.
};

/// Reads the documents of one file, one after the other, in the memory of one record.
///
/// Files may be compressed with gzip, bzip2, zstd or xz, whatever their names.
///
/// Thread contract: one thread at a time. Move-only.
class QUIRE_API DocumentReader {
public:
    /// Opens `path`, or standard input for "-". Of a folder its corpus.jsonl is read, compressed or
    /// not, as in the collections of BEIR.
    /// @throws Error not_found, io: the file cannot be opened. invalid_argument: no such format,
    ///         none or several can be told, or `keys` has a field that the schema has not.
    ///         InputError: the first bytes tell that nothing can be read.
    explicit DocumentReader(const std::string& path, const ReaderOptions& options = {});

    DocumentReader(DocumentReader&&) noexcept;
    DocumentReader& operator=(DocumentReader&&) noexcept;
    ~DocumentReader();

    /// The next document, or nothing at the end.
    /// @throws InputError for a record that cannot be read: call again for the one after it. Also
    ///         where compressed data is damaged or cut short; nothing comes after that.
    ///         Error io: the file cannot be read further.
    std::optional<Document> next();

    /// The file as messages name it: its path, or "standard input".
    const std::string& file() const;

    /// The line, counted from 1, on which the last record returned or thrown starts.
    std::size_t line() const;

    /// Bytes read so far of the file as it is on disk.
    std::uint64_t bytes_read() const;
    /// Size of the file as it is on disk, in bytes; 0 where it has none (a pipe).
    std::uint64_t bytes_total() const;

    /// Keys of records that are no field of the schema, and how many records had each; at most 100
    /// of them, of at most 100 bytes. Empty for formats without keys.
    std::map<std::string, std::uint64_t> unknown_keys() const;

    /// Those of `ReaderOptions::keys` that no record had so far. Empty for tables, whose reader
    /// refuses a first line that lacks one.
    std::set<std::string> unseen_keys() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire
