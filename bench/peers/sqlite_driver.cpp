// SQLite FTS5 in the way that its documentation teaches: one table of title and abstract with the
// Porter stemmer, the rest of the record in columns that are not indexed, one transaction, prepared
// statements, order by rank (which is bm25).
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "driver.hpp"

namespace {

class Statement {
public:
    Statement(sqlite3* database, const std::string& sql) : database_(database) {
        check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr));
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    /// The text must live until the next `reset`.
    void bind(int column, const std::string& text) {
        check(sqlite3_bind_text(statement_, column, text.data(), static_cast<int>(text.size()),
                                SQLITE_STATIC));
    }
    /// Whether there is a row.
    bool step() {
        const int result = sqlite3_step(statement_);
        if (result != SQLITE_ROW && result != SQLITE_DONE) check(result);
        return result == SQLITE_ROW;
    }
    std::string text(int column) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    void reset() { check(sqlite3_reset(statement_)); }

private:
    void check(int result) {
        if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
    }

    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

Database opened(const std::string& path, int flags) {
    sqlite3* database = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    Database owned(database);
    if (result != SQLITE_OK) throw std::runtime_error(path + ": " + sqlite3_errstr(result));
    return owned;
}

void index_records(const std::string& corpus, const std::string& path) {
    const Database database = opened(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    Statement(database.get(),
              "CREATE VIRTUAL TABLE papers USING fts5(title, abstract, id UNINDEXED, "
              "year UNINDEXED, rest UNINDEXED, tokenize = 'porter unicode61')")
        .step();
    Statement(database.get(), "BEGIN").step();
    Statement insert(database.get(),
                     "INSERT INTO papers(title, abstract, id, year, rest) VALUES (?,?,?,?,?)");
    peers::for_each_record(corpus, [&](peers::Record& record) {
        for (const char* key : {"title", "abstract", "id", "year"}) record.json.erase(key);
        const std::string rest = record.json.dump();
        insert.bind(1, record.title);
        insert.bind(2, record.abstract);
        insert.bind(3, record.id);
        insert.bind(4, record.year);
        insert.bind(5, rest);
        insert.step();
        insert.reset();
    });
    Statement(database.get(), "COMMIT").step();
}

class Session : public peers::Session {
public:
    explicit Session(const std::string& path)
        : path_(path), database_(opened(path, SQLITE_OPEN_READONLY)) {}

    std::vector<peers::Hit> search(const peers::Query& query) override {
        const std::string text = query.kind == "and"      ? '"' + joined(query, "\" AND \"") + '"'
                                 : query.kind == "phrase" ? '"' + query.words + '"'
                                                          : '"' + joined(query, "\" OR \"") + '"';
        Statement& statement = query.year.empty() ? words_ : words_and_year_;
        statement.bind(1, text);
        if (!query.year.empty()) statement.bind(2, query.year);
        std::vector<peers::Hit> hits;
        while (statement.step()) hits.push_back({statement.text(0), statement.text(1)});
        statement.reset();
        return hits;
    }

    std::unique_ptr<peers::Session> another() override { return std::make_unique<Session>(path_); }

private:
    std::string path_;
    Database database_;
    Statement words_{database_.get(),
                     "SELECT id, title FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT 10"};
    Statement words_and_year_{database_.get(),
                              "SELECT id, title FROM papers WHERE papers MATCH ? AND year = ? "
                              "ORDER BY rank LIMIT 10"};
};

}  // namespace

int main(int argc, char** argv) {
    const auto open = [](const std::string& path) { return std::make_unique<Session>(path); };
    return peers::run({"sqlite", index_records, open}, argc, argv);
}
