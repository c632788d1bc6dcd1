#include "indexing/load.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "cli/progress.hpp"
#include "cli/tool.hpp"
#include "output/json_objects.hpp"
#include "quire/error.hpp"
#include "quire/searcher.hpp"

namespace quire::indexing {
namespace {

using cli::Exit;
using output::Json;

/// Set by SIGINT and SIGTERM.
volatile std::sig_atomic_t interrupted = 0;

/// Asks the tool to stop. Standard input is put at its end, as a read that waits for it would go on
/// waiting; a second signal ends the process as if there were no handler.
void interrupt(int) {
    interrupted = 1;
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
}

void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

/// For `give_up`, which cannot be told.
std::string index_at_work;

/// Xapian 1.4 ends the process where a write fails at an unlucky place of a commit: it throws again
/// what has been caught already. Like a process that was killed, it leaves the index as it was.
[[noreturn]] void give_up() {
    const int error = errno;
    if (std::current_exception()) std::abort();
    cli::report("quire-index",
                index_at_work + ": a write failed, and the database could not go on (" +
                    std::strerror(error) + "); nothing changed",
                "Check the disk and the space on it.");
    std::_Exit(static_cast<int>(Exit::failure));
}

void check_interrupted() {
    if (interrupted != 0) throw Error(ErrorCode::cancelled, "interrupted, nothing changed");
}

/// The schema that documents will have. What is wrong with an index that cannot be read is said when
/// it is opened.
Schema schema_of_documents(const Task& task) {
    if (task.rebuild || task.schema_given) return task.new_index.schema;
    try {
        const std::optional<IndexOptions> existing = index_options(task.index);
        if (existing) return existing->schema;
    } catch (const Error&) {
    }
    return task.new_index.schema;
}

/// Fails if the index that exists is not what the options ask for.
void check_existing(const Task& task, const Schema& schema) {
    const auto refuse = [&](const std::string& what) {
        throw Error(ErrorCode::invalid_argument, "the index " + task.index + " has another " + what,
                    "Leave the option out, or make the index again with --rebuild.");
    };
    if (task.schema_given && schema != task.new_index.schema) refuse("schema");
    if (!task.language_given) return;
    const std::optional<IndexOptions> existing = index_options(task.index);
    if (existing && existing->language != task.new_index.language) {
        refuse("language, " + existing->language);
    }
}

IndexWriter open_writer(const Task& task) {
    if (task.rebuild) return IndexWriter::rebuild(task.index, task.new_index, task.writer);
    std::optional<IndexWriter> existing;
    try {
        existing.emplace(IndexWriter::open(task.index, task.writer));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found || task.inputs.empty()) throw;
        return IndexWriter::create(task.index, task.new_index, task.writer);
    }
    check_existing(task, existing->schema());
    return std::move(*existing);
}

/// The papers that the index holds before the first commit of the writer, which has been opened.
std::uint64_t documents_before(const Task& task) {
    if (task.rebuild) return 0;
    try {
        return Searcher(task.index).info().documents;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found) throw;
        return 0;
    }
}

/// Whether one may have been meant where the other is written: in other case, or longer.
bool are_alike(std::string_view a, std::string_view b) {
    constexpr std::size_t enough = 3;
    const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const auto same = [&](char x, char y) { return lower(x) == lower(y); };
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end(), same).first;
    return end == a.end() || static_cast<std::size_t>(end - a.begin()) >= enough;
}

/// Those of the keys that are like `wanted`, or all if none is; the first few of them.
std::string seen_keys(const std::string& wanted,
                      const std::map<std::string, std::uint64_t>& unknown_keys) {
    constexpr std::size_t most_keys = 5;
    std::vector<std::string> alike;
    std::vector<std::string> all;
    for (const auto& [key, records] : unknown_keys) {
        all.push_back(key);
        if (are_alike(wanted, key)) alike.push_back(key);
    }
    const std::vector<std::string>& keys = alike.empty() ? all : alike;
    if (keys.empty()) return {};
    std::string list = alike.empty() ? "Keys that fill no field: " : "Like it are: ";
    for (std::size_t i = 0; i < std::min(keys.size(), most_keys); ++i) {
        list += (i == 0 ? "" : ", ") + keys[i];
    }
    return list + (keys.size() > most_keys ? ", ..." : ".");
}

/// Whether papers have the field `language`, which has them analysed in another than the index.
bool says_language(const Schema& schema) {
    const Field* const field = schema.find("language");
    return field != nullptr && field->name == "language" && field->kind == FieldKind::keyword &&
           !field->many;
}

/// Reads and counts.
class Indexing {
public:
    Indexing(const Task& task, IndexWriter& writer, std::uint64_t bytes_total)
        : task_(task),
          writer_(writer),
          progress_(!task.quiet, bytes_total),
          before_(documents_before(task)),
          has_languages_(says_language(writer.schema())) {
        for (const auto& [field, key] : task.reader.keys) unseen_keys_.emplace(key, field);
    }

    void remove(const std::string& id) {
        if (writer_.remove(id)) {
            ++deleted_;
        } else {
            cli::report("quire-index", "there is no document with the id \"" + id + "\"");
        }
    }

    void add(const std::string& input) {
        ReaderOptions reader_options = task_.reader;
        reader_options.schema = writer_.schema();
        DocumentReader reader(input, reader_options);
        const std::uint64_t before = read_ + skipped_;
        bool more = true;
        while (more) {
            try {
                more = add_next(reader);
            } catch (const InputError& error) {
                skip(error);
            }
            check_interrupted();
            progress_.update(read_, bytes_ + reader.bytes_read());
        }
        bytes_ += reader.bytes_read();
        for (const auto& [key, records] : reader.unknown_keys()) unknown_keys_[key] += records;
        const std::set<std::string> unseen = reader.unseen_keys();
        std::erase_if(unseen_keys_, [&](const auto& key) { return !unseen.contains(key.first); });
        if (read_ + skipped_ > before) return;
        progress_.erase();
        any_empty_ = true;
        cli::report("quire-index", "there is no record in " + reader.file());
    }

    /// Ends the reports; called once, after all inputs.
    /// @throws Error: a key that --map names was in no record. Papers without the field would take
    /// the place of those that have it.
    void finish() {
        progress_.erase();
        if (skipped_ > reports_) {
            cli::write_error("... and " + cli::grouped(skipped_ - reports_) + " more\n");
        }
        if (read_ == 0 || unseen_keys_.empty()) return;
        const auto& [key, field] = *unseen_keys_.begin();
        throw Error(ErrorCode::invalid_argument,
                    "no record has the key \"" + key + "\", which --map gives to " + field +
                        "; nothing changed",
                    seen_keys(key, unknown_keys_));
    }

    std::uint64_t read() const { return read_; }
    std::uint64_t skipped() const { return skipped_; }
    bool is_incomplete() const { return skipped_ > 0 || any_empty_; }
    std::uint64_t deleted() const { return deleted_; }
    /// Papers that one with the same id took the place of, in the index or among those read.
    std::uint64_t replaced(std::uint64_t documents) const {
        return before_ + read_ - deleted_ - documents;
    }
    std::uint64_t bytes() const { return bytes_; }
    const std::map<std::string, std::uint64_t>& unknown_keys() const { return unknown_keys_; }
    /// Names of languages that are none, with the papers in them.
    const std::map<std::string, std::uint64_t>& unknown_languages() const {
        return unknown_languages_;
    }

private:
    /// Beyond them an error is reported only if its advice is new.
    static constexpr std::uint64_t most_reports = 20;

    /// False at the end. @throws InputError
    bool add_next(DocumentReader& reader) {
        const std::optional<Document> document = reader.next();
        if (!document) return false;
        try {
            writer_.put(*document);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::invalid_argument) throw;
            throw InputError(reader.file(), reader.line(), error.what(), error.hint());
        }
        ++read_;
        if (has_languages_) count_language(*document);
        return true;
    }

    void count_language(const Document& document) {
        constexpr std::size_t most_names = 1000;
        const std::optional<Value> value = document.value("language");
        if (!value) return;
        const std::string& name = std::get<std::string>(*value);
        if (find_language(name)) return;
        const auto known = unknown_languages_.find(name);
        if (known != unknown_languages_.end()) {
            ++known->second;
        } else if (unknown_languages_.size() < most_names) {
            unknown_languages_.emplace(name, 1);
        }
    }

    void skip(const InputError& error) {
        progress_.erase();
        if (task_.strict) throw error;
        const bool is_advised = !error.hint().empty() && hints_.insert(error.hint()).second;
        if (++skipped_ > most_reports && !is_advised) return;
        ++reports_;
        cli::write_error(cli::printable(error.what()) + "\n");
        if (is_advised) cli::write_error("  " + cli::printable(error.hint()) + "\n");
    }

    const Task& task_;
    IndexWriter& writer_;
    cli::Progress progress_;
    std::uint64_t before_;
    std::uint64_t read_ = 0;
    std::uint64_t skipped_ = 0;
    std::uint64_t deleted_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t reports_ = 0;
    std::set<std::string> hints_;  ///< The same advice is not repeated.
    std::map<std::string, std::uint64_t> unknown_keys_;
    std::map<std::string, std::string> unseen_keys_;  ///< To the field that each is mapped to.
    bool has_languages_;                              ///< Whether a paper can say in which it is.
    std::map<std::string, std::uint64_t> unknown_languages_;
    bool any_empty_ = false;  ///< Whether an input has no record.
};

/// The size of all inputs; 0 if one of them has none. Opens each once, so that one that is missing,
/// or of no known format, is an error before any work is done.
std::uint64_t check_inputs(const Task& task) {
    ReaderOptions reader_options = task.reader;
    reader_options.schema = schema_of_documents(task);
    std::uint64_t bytes = 0;
    bool known = true;
    for (const std::string& input : task.inputs) {
        // To open a pipe, and to close it again, would disturb who writes to it.
        std::error_code missing;
        const std::filesystem::file_status status = std::filesystem::status(input, missing);
        if (input == "-" || (!missing && status.type() == std::filesystem::file_type::fifo)) {
            known = false;
            continue;
        }
        bytes += DocumentReader(input, reader_options).bytes_total();
    }
    return known ? bytes : 0;
}

/// A line that counts records by name, those with most first; empty where there are none.
std::string counts(const std::string& what, const std::map<std::string, std::uint64_t>& records) {
    constexpr std::size_t most_names = 10;
    if (records.empty()) return {};
    std::vector<std::pair<std::string, std::uint64_t>> names(records.begin(), records.end());
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::size_t shown = std::min(names.size(), most_names);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        text += (i == 0 ? "" : ", ") + cli::printable(names[i].first) + " (" +
                cli::grouped(names[i].second) + ")";
    }
    if (shown < names.size()) text += " and " + cli::grouped(names.size() - shown) + " more";
    return what + ": " + text + "\n";
}

std::string summary(const Indexing& indexing, const CommitInfo& commit, double seconds) {
    std::string text = "read " + cli::counted(indexing.read(), "paper");
    if (indexing.skipped() > 0) text += ", skipped " + cli::counted(indexing.skipped(), "record");
    const std::uint64_t replaced = indexing.replaced(commit.documents);
    if (replaced > 0) text += ", replaced " + cli::counted(replaced, "paper") + " of the same id";
    if (indexing.deleted() > 0) text += ", deleted " + cli::counted(indexing.deleted(), "paper");
    text += ", " + cli::megabytes(indexing.bytes()) + " in " + cli::rounded(seconds) + " s\n";
    return text + "the index holds " + cli::counted(commit.documents, "paper") + " (generation " +
           std::to_string(commit.generation) + ", revision " + std::to_string(commit.revision) +
           ")\n" + counts("passed over keys that are no field", indexing.unknown_keys()) +
           counts("words left as they are, in languages that are not known",
                  indexing.unknown_languages());
}

std::string json_summary(const Indexing& indexing, const CommitInfo& commit, double seconds) {
    return Json({{"version", output::json_version},
                 {"read", indexing.read()},
                 {"skipped", indexing.skipped()},
                 {"replaced", indexing.replaced(commit.documents)},
                 {"deleted", indexing.deleted()},
                 {"documents", commit.documents},
                 {"bytes", indexing.bytes()},
                 {"seconds", seconds},
                 {"generation", commit.generation},
                 {"revision", commit.revision},
                 {"unknown_keys", indexing.unknown_keys()},
                 {"unknown_languages", indexing.unknown_languages()}})
               .dump() +
           "\n";
}

}  // namespace

Exit load(const Task& task, bool json, cli::StandardOutput& output) {
    stop_on_signals();
    index_at_work = task.index;
    std::set_terminate(give_up);
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t bytes_total = check_inputs(task);
    IndexWriter writer = open_writer(task);
    Indexing indexing(task, writer, bytes_total);
    try {
        for (const std::string& id : task.deletions) indexing.remove(id);
        for (const std::string& input : task.inputs) indexing.add(input);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        throw Error(error.code(), std::string(error.what()) + "; nothing changed", error.hint());
    }
    indexing.finish();
    if (indexing.read() == 0 && indexing.is_incomplete() && indexing.deleted() == 0) {
        throw Error(ErrorCode::malformed_input, "no record could be read, nothing changed",
                    "Is --format right?");
    }
    check_interrupted();
    const CommitInfo commit = writer.commit();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (json) {
        output.write(json_summary(indexing, commit, seconds.count()));
    } else if (!task.quiet) {
        output.write(summary(indexing, commit, seconds.count()));
    }
    return indexing.is_incomplete() ? Exit::incomplete : Exit::done;
}

}  // namespace quire::indexing
