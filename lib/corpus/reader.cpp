#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "corpus/format.hpp"
#include "corpus/lines.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"

namespace quire {

namespace {

/// What is to be read.
struct Input {
    std::string file;
    std::string format;
};

/// The file of a folder in the layout of BEIR; any other path as it is.
Input find_input(const std::string& path, const std::string& format) {
    std::error_code unknown;
    const bool may_be_folder = format.empty() || format == "beir";
    if (!may_be_folder || !std::filesystem::is_directory(path, unknown)) return {path, format};
    const std::filesystem::path corpus = std::filesystem::path(path) / "corpus.jsonl";
    for (const char* packing : {"", ".gz", ".bz2", ".zst", ".xz"}) {
        const std::string file = corpus.string() + packing;
        if (std::filesystem::exists(file, unknown)) return {file, "beir"};
    }
    throw Error(ErrorCode::not_found, "there is no corpus.jsonl in the folder " + path,
                "A folder is read as a collection of BEIR; name the files in any other.");
}

}  // namespace

struct DocumentReader::State {
    State(const Input& input, const ReaderOptions& options)
        : lines(input.file, {.skip = options.skip_lines, .strip_prefix = options.strip_prefix}),
          format(corpus::find_format(input.format, lines)(options)) {}

    corpus::LineSource lines;
    std::unique_ptr<corpus::Format> format;
    std::size_t line = 0;
};

DocumentReader::DocumentReader(const std::string& path, const ReaderOptions& options)
    : state_(std::make_unique<State>(find_input(path, options.format), options)) {}
DocumentReader::DocumentReader(DocumentReader&&) noexcept = default;
DocumentReader& DocumentReader::operator=(DocumentReader&&) noexcept = default;
DocumentReader::~DocumentReader() = default;

std::optional<Document> DocumentReader::next() {
    try {
        std::optional<corpus::Record> record = state_->format->next(state_->lines);
        if (!record) return std::nullopt;
        state_->line = record->line;
        return std::move(record->document);
    } catch (const InputError& error) {
        state_->line = error.line();
        throw;
    }
}

const std::string& DocumentReader::file() const {
    return state_->lines.name();
}
std::size_t DocumentReader::line() const {
    return state_->line;
}
std::uint64_t DocumentReader::bytes_read() const {
    return state_->lines.bytes_read();
}
std::uint64_t DocumentReader::bytes_total() const {
    return state_->lines.bytes_total();
}
std::map<std::string, std::uint64_t> DocumentReader::unknown_keys() const {
    return state_->format->unknown_keys();
}
std::set<std::string> DocumentReader::unseen_keys() const {
    return state_->format->unseen_keys();
}

}  // namespace quire
