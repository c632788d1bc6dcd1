#include "cli/engines.hpp"

#include <string>

#include "cli/options.hpp"

namespace quire::cli {
namespace {

struct Row {
    std::string_view name;
    Engine engine;
    std::string_view what;
};

constexpr Row rows[] = {
    {"auto", Engine::automatic, "the image if there is one, else the database"},
    {"image", Engine::image, "the image of the index"},
    {"xapian", Engine::xapian, "Xapian's database"},
};

}  // namespace

std::vector<TableRow> engine_rows() {
    std::vector<TableRow> table;
    for (const Row& row : rows) table.push_back({std::string(row.name), std::string(row.what)});
    return table;
}

Engine engine(std::string_view name) {
    std::string names;
    for (const Row& row : rows) {
        if (row.name == name) return row.engine;
        names += ' ' + std::string(row.name);
    }
    throw UsageError("there is no engine '" + std::string(name) + "'; there are:" + names);
}

}  // namespace quire::cli
