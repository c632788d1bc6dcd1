// Papers for tests that need an index.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "quire/index.hpp"

namespace quire::test {

inline Document paper(std::string id, std::string title, std::string abstract) {
    Document document;
    document.id = std::move(id);
    document.title = std::move(title);
    document.abstract = std::move(abstract);
    return document;
}

/// Makes an index of these papers at `path`.
inline void make_index(const std::filesystem::path& path, const std::vector<Document>& papers,
                       const IndexOptions& options = {}) {
    IndexWriter writer = IndexWriter::create(path, options);
    for (const Document& document : papers) writer.put(document);
    writer.commit();
}

}  // namespace quire::test
