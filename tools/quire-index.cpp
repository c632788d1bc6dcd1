// quire-index: makes an index, changes it, and says what it is.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/characters.hpp"
#include "cli/files.hpp"
#include "cli/help.hpp"
#include "cli/numbers.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/tool.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"

namespace {

using namespace quire;
using cli::Exit;
using Json = nlohmann::ordered_json;

std::vector<cli::TableRow> format_rows() {
    std::vector<cli::TableRow> rows;
    for (const FormatInfo& format : formats()) {
        std::string meaning(format.description);
        if (!format.extensions.empty()) meaning += " (" + std::string(format.extensions) + ")";
        meaning += ". Read: " + std::string(format.reads);
        rows.push_back(
            {std::string(format.name), meaning + " Passed over: " + std::string(format.skips)});
    }
    return rows;
}

std::vector<cli::TableRow> language_rows() {
    std::vector<cli::TableRow> rows;
    for (const LanguageInfo& language : languages()) {
        std::string name(language.name);
        if (!language.code.empty()) name += ", " + std::string(language.code);
        std::string meaning = language.stemmed ? "stems, " : "no stems, ";
        meaning += std::to_string(language.stop_words) + " stop words";
        if (!language.remark.empty()) meaning += ". " + std::string(language.remark);
        rows.push_back({std::move(name), std::move(meaning)});
    }
    return rows;
}

// What the shells complete has less to say than the page.
std::vector<cli::TableRow> format_values() {
    std::vector<cli::TableRow> rows;
    for (const FormatInfo& format : formats()) {
        rows.push_back({std::string(format.name), std::string(format.description)});
    }
    return rows;
}

std::vector<cli::TableRow> language_values() {
    std::vector<cli::TableRow> rows;
    for (const LanguageInfo& language : languages())
        rows.push_back({std::string(language.name), ""});
    return rows;
}

constexpr std::array<cli::Option, 15> options = {{
    {"format", 0, "FORMAT", false, "Format of the inputs, see Formats. Default: by their names.",
     format_values},
    {"map", 0, "FIELD=KEY", true,
     "Fill FIELD of the schema, or id, from KEY of the inputs: a column, a key, a tag. May be "
     "repeated. Default: the key of the same name, and those under Formats."},
    {"skip-lines", 0, "N", false,
     "Pass over the first N lines of each input; they still count. Default: 0."},
    {"strip-prefix", 0, "TEXT", false, "Take TEXT off the first line that is read of each input."},
    {"schema", 0, "FILE", false,
     "Fields of a new index, see Schema. Default: those of the index that --rebuild starts again, "
     "else those of papers."},
    {"language", 0, "NAME", false,
     "Language of a new index, for papers that do not name their own, see Languages. Default: that "
     "of the index that --rebuild starts again, else english.",
     language_values},
    {"rebuild", 0, "", false,
     "Start the index again from nothing, with the schema and language that it has unless others "
     "are given. Searches use the old one until the new one is done."},
    {"delete", 0, "ID", true,
     "Remove the paper with this id before anything is added. May be repeated, and INPUT may then "
     "be left out."},
    {"strict", 0, "", false,
     "Stop at the first record that cannot be read, and leave the index as it was."},
    {"wait", 0, "SECONDS", false,
     "How long to wait for another writer of the index to finish. Default: 0."},
    {"info", 0, "", false, "Print what INDEX is, and do nothing else."},
    {"json", 0, "", false, "Print the summary, or --info, as a JSON object, see Keys."},
    {"quiet", 'q', "", false, "Print neither progress nor summary; a JSON summary all the same."},
    {"version", 0, "", false, "Print the version."},
    {"help", 'h', "", false, "Print this page."},
}};

cli::Page page() {
    using cli::Paragraph;
    using cli::Table;
    cli::Page page{"quire-index", "make an index of papers, change it, describe it"};
    page.usage = {"quire-index [OPTIONS] INDEX INPUT...", "quire-index --info [--json] INDEX"};
    page.description =
        "Adds the papers of each INPUT to INDEX, which is a directory and is made if it is not "
        "there. A paper whose id is in the index already replaces the one there. An INPUT may be "
        "compressed (gzip, bzip2, zstd, xz); - is standard input. Options may stand anywhere. "
        "Searches see all changes at the end, at once; until then, and after any failure, the "
        "index is as it was.";
    page.examples = {
        {"quire-index papers.index corpus/papers.jsonl"},
        {"quire-index --rebuild papers.index corpus/papers.jsonl more.jsonl.gz"},
        {"quire-index --format pairs --skip-lines 2 papers.index page.txt"},
        {"quire-index --map title=Titel --map id=Nr papers.index list.csv"},
        {"quire-index papers.index --delete p001 --delete p002"},
        {"quire-index --info papers.index",
         "...\n"
         "schema\n"
         "  title       text weight=2\n"
         "  abstract    text\n"
         "  authors     keyword many\n"
         "  categories  keyword many\n"
         "  venue       keyword\n"
         "  url         keyword\n"
         "  year        integer\n"
         "  language    keyword\n"
         "...\n"},
    };
    page.sections = {
        {"Options", {cli::OptionTable{options}}},
        {"Formats",
         {Table{format_rows()},
          Paragraph{
              "The name of an INPUT tells its format, also under .gz, .bz2, .zst and .xz; where it "
              "leaves that open, as for standard input, the first bytes do. A folder is read as a "
              "collection of BEIR. A key named as a field of the schema fills it in every format; "
              "keys that fill none are counted. A record that cannot be read is reported as "
              "FILE:LINE: REASON and passed over, as is what follows where compressed data is "
              "damaged."}}},
        {"Schema",
         {Paragraph{"A schema file has a line for each field: its name, its kind (text, keyword, "
                    "integer, real or date), and if need be weight=NUMBER for text, many for "
                    "keywords, and unstored. The last text field should be the longest. This is "
                    "the default:"},
          cli::Verbatim{Schema::papers().to_string()}}},
        {"Languages",
         {Paragraph{
              "A language is called by its name, a code of two or three letters, or a tag that "
              "begins with one (de-AT). A paper whose field language names one is analysed in it, "
              "and as none if "
              "it names one that is not known; all others in the language of the index. A query is "
              "read in every language that papers of the index are in, or in that of its filter, "
              "language:de."},
          Table{language_rows()}}},
        {"Keys",
         {Paragraph{"The summary, by --json:"},
          Table{{
              {"version", "1; it grows when a key changes its meaning or goes"},
              {"read", "papers that were read and added"},
              {"skipped", "records that could not be read"},
              {"replaced", "papers that one read later, with the same id, took the place of"},
              {"deleted", "papers that --delete removed"},
              {"documents", "papers in the index now"},
              {"bytes", "size of what was read, as it is on disk"},
              {"seconds", "how long it took"},
              {"generation", "which build of the index this is; grows with --rebuild"},
              {"revision", "grows with every commit of the generation, not by one"},
              {"unknown_keys", "object: keys that are no field, and how many records had each"},
          }},
          Paragraph{"What an index is, by --info --json:"},
          Table{{
              {"version", "1, as above"},
              {"documents", "papers in the index"},
              {"languages", "list of those that papers were analysed in since the last --rebuild"},
              {"terms", "distinct terms of all kinds"},
              {"bytes", "size of the index on disk"},
              {"generation, revision", "as above"},
              {"image", "whether searches read the image of the index, which is faster"},
              {"image_problem", "what is wrong with the image; empty if nothing is"},
              {"schema", "list of its fields: name, kind, many, stored, weight"},
              {"fingerprint", "object: what must agree for the index to be read, by name"},
          }}}},
        cli::exit_section(&cli::ExitCode::quire_index),
        cli::completion_section("quire-index"),
    };
    page.see_also = {"quire(1)"};
    return page;
}

completion::Candidates operand_candidates(const std::vector<std::string>& before,
                                          std::string_view) {
    using Kind = completion::Candidates::Kind;
    return {before.empty() ? Kind::directories : Kind::files};
}

constexpr int json_version = 1;

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

void check_interrupted() {
    if (interrupted != 0) throw Error(ErrorCode::cancelled, "interrupted, nothing changed");
}

/// What the tool was asked to do.
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
    if (task.schema_given) {
        const std::string file = arguments.value("schema");
        task.new_index.schema = Schema::parse(cli::read_file(file), cli::file_name(file));
    }
    task.language_given = arguments.has("language");
    task.new_index.language = language_name(arguments.value("language", task.new_index.language));
    task.rebuild = arguments.has("rebuild");
    if (task.rebuild && !(task.schema_given && task.language_given)) keep_existing(task);
    task.strict = arguments.has("strict");
    task.quiet = arguments.has("quiet");
    task.writer.lock_wait =
        std::chrono::milliseconds(static_cast<std::int64_t>(arguments.number("wait", 0) * 1000));
    return task;
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

/// Reads and counts.
class Indexing {
public:
    Indexing(const Task& task, IndexWriter& writer, std::uint64_t bytes_total)
        : task_(task),
          writer_(writer),
          progress_(!task.quiet, bytes_total),
          before_(documents_before(task)) {
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
    void finish() {
        progress_.erase();
        if (skipped_ > reports_) {
            cli::write_error("... and " + cli::grouped(skipped_ - reports_) + " more\n");
        }
        if (read_ == 0) return;
        for (const auto& [key, field] : unseen_keys_) {
            cli::report("quire-index",
                        "no record has the key \"" + key + "\", which --map gives to " + field,
                        seen_keys(key, unknown_keys_));
        }
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
        return true;
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
    bool any_empty_ = false;                          ///< Whether an input has no record.
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

/// The keys that most records had come first.
std::string passed_over(const std::map<std::string, std::uint64_t>& unknown_keys) {
    constexpr std::size_t most_keys = 10;
    if (unknown_keys.empty()) return {};
    std::vector<std::pair<std::string, std::uint64_t>> keys(unknown_keys.begin(),
                                                            unknown_keys.end());
    std::stable_sort(keys.begin(), keys.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::size_t shown = std::min(keys.size(), most_keys);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        text += (i == 0 ? "" : ", ") + cli::printable(keys[i].first) + " (" +
                cli::grouped(keys[i].second) + ")";
    }
    if (shown < keys.size()) text += " and " + cli::grouped(keys.size() - shown) + " more";
    return "passed over keys that are no field: " + text + "\n";
}

std::string summary(const Indexing& indexing, const CommitInfo& commit, double seconds) {
    std::string text = "read " + cli::counted(indexing.read(), "paper");
    if (indexing.skipped() > 0) text += ", skipped " + cli::counted(indexing.skipped(), "record");
    const std::uint64_t replaced = indexing.replaced(commit.documents);
    if (replaced > 0) text += ", replaced " + cli::counted(replaced, "paper") + " of the same id";
    if (indexing.deleted() > 0) text += ", deleted " + cli::counted(indexing.deleted(), "paper");
    text += ", " + cli::rounded(static_cast<double>(indexing.bytes()) / 1e6) + " MB in " +
            cli::rounded(seconds) + " s\n";
    return text + "the index holds " + cli::counted(commit.documents, "paper") + " (generation " +
           std::to_string(commit.generation) + ", revision " + std::to_string(commit.revision) +
           ")\n" + passed_over(indexing.unknown_keys());
}

std::string json_summary(const Indexing& indexing, const CommitInfo& commit, double seconds) {
    Json unknown_keys = Json::object();
    for (const auto& [key, records] : indexing.unknown_keys()) unknown_keys[key] = records;
    return Json({{"version", json_version},
                 {"read", indexing.read()},
                 {"skipped", indexing.skipped()},
                 {"replaced", indexing.replaced(commit.documents)},
                 {"deleted", indexing.deleted()},
                 {"documents", commit.documents},
                 {"bytes", indexing.bytes()},
                 {"seconds", seconds},
                 {"generation", commit.generation},
                 {"revision", commit.revision},
                 {"unknown_keys", unknown_keys}})
               .dump() +
           "\n";
}

std::string info_text(const IndexInfo& info) {
    std::string languages;
    for (const std::string& name : info.languages) {
        languages += (languages.empty() ? "" : ", ") + name;
    }
    std::string text = cli::table({
        {"documents", cli::grouped(info.documents)},
        {"languages", languages},
        {"terms", cli::grouped(info.terms)},
        {"size", cli::rounded(static_cast<double>(info.bytes) / 1e6) + " MB"},
        {"generation", std::to_string(info.generation)},
        {"revision", std::to_string(info.revision)},
        {"image", info.image                   ? "of this revision"
                  : info.image_problem.empty() ? "none: searches read the database"
                                               : info.image_problem},
    });
    text += "schema\n" + cli::indented(info.schema.to_string(), 2);
    std::vector<cli::TableRow> rows;
    for (const FingerprintEntry& entry : info.fingerprint) {
        rows.push_back({entry.name, entry.value});
    }
    return text + "fingerprint\n" + cli::table(rows);
}

std::string info_json(const IndexInfo& info) {
    Json schema = Json::array();
    for (const Field& field : info.schema.fields()) {
        schema.push_back({{"name", field.name},
                          {"kind", name(field.kind)},
                          {"many", field.many},
                          {"stored", field.stored},
                          {"weight", field.weight}});
    }
    Json fingerprint = Json::object();
    for (const FingerprintEntry& entry : info.fingerprint) fingerprint[entry.name] = entry.value;
    return Json({{"version", json_version},
                 {"documents", info.documents},
                 {"languages", info.languages},
                 {"terms", info.terms},
                 {"bytes", info.bytes},
                 {"generation", info.generation},
                 {"revision", info.revision},
                 {"image", info.image},
                 {"image_problem", info.image_problem},
                 {"schema", schema},
                 {"fingerprint", fingerprint}})
               .dump() +
           "\n";
}

Exit index(const Task& task, bool json, cli::StandardOutput& output) {
    stop_on_signals();
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

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const std::vector<std::string>& operands = arguments.operands();
    if (operands.empty()) throw cli::UsageError("there is no INDEX");
    if (!arguments.has("info")) return index(task(arguments), arguments.has("json"), output);
    if (operands.size() > 1) throw cli::UsageError("--info takes no INPUT");
    const IndexInfo info = Searcher(operands.front()).info();
    output.write(arguments.has("json") ? info_json(info) : info_text(info));
    return Exit::done;
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_tool(
        {"quire-index", options, cli::Placement::anywhere, page, operand_candidates, run}, argc,
        argv);
}
