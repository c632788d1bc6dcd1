#include <utility>

#include "corpus/format.hpp"
#include "corpus/lines.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"

namespace quire {

struct DocumentReader::State {
    State(const std::string& path, const ReaderOptions& options)
        : format(corpus::find_format(options.format, path)(options)),
          lines(path, {.skip = options.skip_lines, .strip_prefix = options.strip_prefix}) {}

    std::unique_ptr<corpus::Format> format;
    corpus::LineSource lines;
    std::size_t line = 0;
};

DocumentReader::DocumentReader(const std::string& path, const ReaderOptions& options)
    : state_(std::make_unique<State>(path, options)) {}
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

}  // namespace quire
