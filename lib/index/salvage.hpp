// Reads what can be read of a database that is damaged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "quire/document.hpp"
#include "quire/index.hpp"

namespace quire::index {

/// The database of a generation, or what stands for it: a few of its files are enough to read
/// documents, and Xapian opens none if one of the others cannot be opened.
class SalvagedDatabase {
public:
    /// @throws Error corrupt_index: it cannot be opened either way.
    explicit SalvagedDatabase(const std::filesystem::path& generation);
    ~SalvagedDatabase();
    SalvagedDatabase(const SalvagedDatabase&) = delete;
    SalvagedDatabase& operator=(const SalvagedDatabase&) = delete;

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
    std::filesystem::path links_;  ///< A directory of links to those few; may be empty.
};

struct Salvaged {
    std::uint64_t documents = 0;  ///< That were handed on.
    std::vector<std::string>
        lost;  ///< Those that are known to be missing, by id where it is known.
};

/// What the index was made with; nothing where it cannot tell any more.
std::optional<IndexOptions> salvage_options(const SalvagedDatabase& database);

/// Hands on each stored document that can be read, in order. Reads in child processes.
/// @param schema of the documents
/// @throws Error io. What `take` throws.
Salvaged salvage_documents(const SalvagedDatabase& database, const Schema& schema,
                           const std::function<void(Document)>& take);

}  // namespace quire::index
