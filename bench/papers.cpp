#include "papers.hpp"

#include <optional>
#include <utility>

#include "quire/corpus.hpp"

namespace quire::bench {

std::vector<Document> papers() {
    std::vector<Document> documents;
    DocumentReader reader(QUIRE_SOURCE_DIR "/corpus/papers.jsonl");
    while (std::optional<Document> document = reader.next()) {
        documents.push_back(*std::move(document));
    }
    return documents;
}

}  // namespace quire::bench
