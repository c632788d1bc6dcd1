// What quire-index was asked to do with the index.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "quire/corpus.hpp"
#include "quire/index.hpp"

namespace quire::indexing {

/// The command line of an indexing, read and checked.
struct Task {
    std::string index;
    std::vector<std::string> inputs;
    std::vector<std::string> deletions;
    ReaderOptions reader;
    IndexOptions new_index;
    bool schema_given = false;
    bool language_given = false;
    bool rebuild = false;
    bool strict = false;
    bool quiet = false;
    WriterOptions writer;
};

/// What --schema and --language say of an index. @throws Error: a schema that cannot be read.
IndexOptions new_index(const cli::Arguments& arguments);

/// What --wait says. @throws cli::UsageError
std::chrono::milliseconds lock_wait(const cli::Arguments& arguments);

/// @throws cli::UsageError. Error: a schema that cannot be read.
Task task(const cli::Arguments& arguments);

}  // namespace quire::indexing
