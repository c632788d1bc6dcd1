// What the drivers of the engines share: the corpus, the queries, and how searches are timed.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace peers {

/// A line of the corpus.
struct Record {
    std::string line;
    nlohmann::json json;
    std::string id;
    std::string title;
    std::string abstract;
    std::string year;  ///< Empty where there is none.
};

/// Calls `use` with each line of a file of JSON Lines.
void for_each_record(const std::string& path, const std::function<void(Record&)>& use);

/// A line of the query set: `kind<TAB>words<TAB>year`. Words are lower-case ASCII.
struct Query {
    /// "and": all words must be there; "phrase": side by side; any other: any word, best first.
    std::string kind;
    std::string words;
    std::string year;  ///< Empty, or what the document's year must be.
};

/// The words put together again, with `between` between them.
std::string joined(const Query& query, const std::string& between);

/// What is fetched of a document that was found.
struct Hit {
    std::string id;
    std::string title;
};

/// An open index, for one thread.
class Session {
public:
    virtual ~Session() = default;
    /// The best ten, from the text of the query to their ids and titles.
    virtual std::vector<Hit> search(const Query& query) = 0;
    /// One more, for another thread.
    virtual std::unique_ptr<Session> another() = 0;
};

struct Engine {
    std::string name;
    std::function<void(const std::string& corpus, const std::string& index)> index;
    std::function<std::unique_ptr<Session>(const std::string& index)> open;
};

/// The program of a driver:
///
///     index CORPUS INDEX                       makes the index, durably
///     answers INDEX QUERIES                    prints the ids that each query finds
///     search INDEX QUERIES THREADS EVERY       times every EVERY-th query of a kind
///
/// A search times opening with the first query, then goes through the queries untimed, then timed one
/// by one, then, if there are several threads, in all of them. What is printed are lines of JSON.
int run(const Engine& engine, int argc, char** argv);

}  // namespace peers
