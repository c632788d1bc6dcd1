// What a format of input files is to the reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "corpus/lines.hpp"
#include "quire/corpus.hpp"
#include "quire/document.hpp"

namespace quire::corpus {

/// A document and the line that it starts on.
struct Record {
    Document document;
    std::size_t line = 0;
};

/// Makes documents of lines; one object reads one file.
class Format {
public:
    virtual ~Format() = default;

    /// The next record, or nothing at the end.
    /// @throws InputError for a record that cannot be read; the lines then stand after it.
    virtual std::optional<Record> next(LineSource& lines) = 0;

    /// As `DocumentReader::unknown_keys`.
    virtual std::map<std::string, std::uint64_t> unknown_keys() const { return {}; }

    /// As `DocumentReader::unseen_keys`.
    virtual std::set<std::string> unseen_keys() const { return {}; }
};

/// @throws Error invalid_argument if the format cannot fill the fields of `options.schema`, or
///         `options.keys` has others.
using MakeFormat = std::unique_ptr<Format> (*)(const ReaderOptions& options);

std::unique_ptr<Format> make_jsonl(const ReaderOptions& options);
std::unique_ptr<Format> make_bibtex(const ReaderOptions& options);
std::unique_ptr<Format> make_csv(const ReaderOptions& options);
std::unique_ptr<Format> make_tsv(const ReaderOptions& options);
std::unique_ptr<Format> make_beir(const ReaderOptions& options);
std::unique_ptr<Format> make_arxiv(const ReaderOptions& options);
std::unique_ptr<Format> make_acl(const ReaderOptions& options);
std::unique_ptr<Format> make_pubmed(const ReaderOptions& options);
std::unique_ptr<Format> make_trec(const ReaderOptions& options);
std::unique_ptr<Format> make_smart(const ReaderOptions& options);
std::unique_ptr<Format> make_pairs(const ReaderOptions& options);

bool recognises_jsonl(std::string_view first_bytes);
bool recognises_bibtex(std::string_view first_bytes);
bool recognises_arxiv(std::string_view first_bytes);
bool recognises_acl(std::string_view first_bytes);
bool recognises_pubmed(std::string_view first_bytes);
bool recognises_trec(std::string_view first_bytes);
bool recognises_smart(std::string_view first_bytes);

/// The format called `name`. If that is empty, the one that the name of the source asks for; the
/// first bytes decide where several do, or none.
/// @throws Error invalid_argument: there is none, or still several; io: as `LineSource::peek`
MakeFormat find_format(const std::string& name, LineSource& lines);

/// Why the line cannot be used: it is too long or not UTF-8. Empty if it can be.
std::string defect(Line result, const std::string& line);

/// Whether the line holds nothing but spaces and tabs.
bool is_blank(const std::string& line);

}  // namespace quire::corpus
