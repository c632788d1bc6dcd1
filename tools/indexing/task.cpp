#include "indexing/task.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>

#include "cli/files.hpp"
#include "cli/tool.hpp"
#include "quire/error.hpp"

namespace quire::indexing {
namespace {

/// The one name of a language; what was given where it is not known, for the index to refuse.
std::string language_name(const std::string& given) {
    const std::optional<LanguageInfo> known = find_language(given);
    return known ? std::string(known->name) : given;
}

/// Reads the values of --map.
std::map<std::string, std::string, std::less<>> keys(const std::vector<std::string>& mappings) {
    std::map<std::string, std::string, std::less<>> keys;
    for (const std::string& mapping : mappings) {
        const std::size_t equals = mapping.find('=');
        if (equals == 0 || equals >= mapping.size() - 1) {
            throw cli::UsageError("--map takes FIELD=KEY, not \"" + mapping + "\"");
        }
        const std::string field = mapping.substr(0, equals);
        if (!keys.emplace(field, mapping.substr(equals + 1)).second) {
            throw cli::UsageError("--map is given twice for " + field);
        }
    }
    return keys;
}

/// What the options leave open of the index that is rebuilt stays as it is.
void keep_existing(Task& task) {
    try {
        const std::optional<IndexOptions> existing = index_options(task.index);
        if (!existing) return;
        if (!task.schema_given) task.new_index.schema = existing->schema;
        if (!task.language_given) task.new_index.language = existing->language;
    } catch (const Error& error) {
        const std::string open = task.schema_given     ? "language"
                                 : task.language_given ? "schema"
                                                       : "schema and language";
        cli::report("quire-index", "the default " + open + " will be used, as those of the index " +
                                       "cannot be read: " + error.what());
    }
}

/// Of a file, or of an index.
Schema schema_of(const std::string& file) {
    if (!std::filesystem::is_directory(file)) {
        return Schema::parse(cli::read_file(file), cli::file_name(file));
    }
    const std::optional<IndexOptions> existing = index_options(file);
    if (existing) return existing->schema;
    throw Error(ErrorCode::not_found, "there is no index at " + file,
                "--schema takes a file, or an index.");
}

}  // namespace

IndexOptions new_index(const cli::Arguments& arguments) {
    IndexOptions options;
    if (arguments.has("schema")) options.schema = schema_of(arguments.value("schema"));
    options.language = language_name(arguments.value("language", options.language));
    return options;
}

std::chrono::milliseconds lock_wait(const cli::Arguments& arguments) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(arguments.number("wait", 0) * 1000));
}

Task task(const cli::Arguments& arguments) {
    const std::vector<std::string>& operands = arguments.operands();
    Task task;
    task.index = operands.front();
    task.inputs.assign(operands.begin() + 1, operands.end());
    task.deletions = arguments.values("delete");
    if (task.inputs.empty() && task.deletions.empty()) {
        throw cli::UsageError("there is no INPUT after " + task.index);
    }
    task.reader.format = arguments.value("format");
    task.reader.keys = keys(arguments.values("map"));
    task.reader.skip_lines = arguments.whole_number("skip-lines", 0);
    task.reader.strip_prefix = arguments.value("strip-prefix");
    task.schema_given = arguments.has("schema");
    task.language_given = arguments.has("language");
    task.new_index = new_index(arguments);
    task.rebuild = arguments.has("rebuild");
    if (task.rebuild && !(task.schema_given && task.language_given)) keep_existing(task);
    task.strict = arguments.has("strict");
    task.quiet = arguments.has("quiet");
    task.writer.lock_wait = lock_wait(arguments);
    return task;
}

}  // namespace quire::indexing
