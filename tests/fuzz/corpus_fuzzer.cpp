// Any bytes are a file of papers: of the format whose name is the first line, else of one that is
// told by what stands behind it. Compressed data is known by its first bytes, as everywhere. What is
// read is valid and the same when it is read again; nothing else is thrown than what is documented.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/utf8.hpp"
#include "fuzz/expect.hpp"
#include "fuzz/input.hpp"
#include "fuzz/memory_file.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"

using namespace quire;
using test::expect;

namespace {

void check_text(const std::string& text) {
    expect(find_invalid_utf8(text) == std::string_view::npos, "a value that is no UTF-8");
}

void check_document(const Document& document, const Schema& schema) {
    check_text(document.id);
    for (const Field& field : schema.fields()) {
        const auto value = document.value(field.name);
        if (!value) continue;
        if (const auto* text = std::get_if<std::string>(&*value)) check_text(*text);
        if (const auto* list = std::get_if<std::vector<std::string>>(&*value)) {
            std::ranges::for_each(*list, check_text);
        }
    }
}

/// What came of a file, to compare it.
struct Outcome {
    std::vector<Document> documents;
    std::vector<std::string> errors;

    bool operator==(const Outcome&) const = default;
};

Outcome read(const std::string& path, const ReaderOptions& options, std::size_t size) {
    Outcome outcome;
    try {
        DocumentReader reader(path, options);
        std::size_t line = 0;
        for (bool more = true; more;) {
            try {
                std::optional<Document> document = reader.next();
                more = document.has_value();
                if (!more) break;
                check_document(*document, options.schema);
                outcome.documents.push_back(std::move(*document));
            } catch (const InputError& error) {
                expect(!error.reason().empty(), "an error without a reason");
                check_text(error.what());
                outcome.errors.emplace_back(error.what());
            }
            // What is said of the whole file is said of its first line.
            expect(reader.line() >= line || reader.line() == 1, "lines that go back");
            line = std::max(line, reader.line());
            // A bomb has many records in few bytes: a thousand of them say as much as all.
            if (outcome.documents.size() + outcome.errors.size() > size + 1'000) return outcome;
        }
        expect(!reader.next(), "a document behind the end");
        expect(reader.bytes_read() <= reader.bytes_total(), "more read than there is");
        for (const auto& [key, count] : reader.unknown_keys()) {
            check_text(key);
            expect(count > 0, "a key that no record has");
        }
    } catch (const Error& error) {
        // Which format it is, or that it is none.
        expect(error.code() == ErrorCode::invalid_argument ||
                   error.code() == ErrorCode::malformed_input,
               error.what());
        outcome.errors.emplace_back(error.what());
    }
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    const auto [name, bytes] = test::first_line(test::bytes_of(data, size));
    ReaderOptions options;
    const auto known = std::ranges::find(formats(), name, &FormatInfo::name);
    if (known != formats().end()) options.format = name;
    file.write(bytes);
    const Outcome outcome = read(file.path(), options, size);
    expect(read(file.path(), options, size) == outcome, "read again it is another file");
    return 0;
}
