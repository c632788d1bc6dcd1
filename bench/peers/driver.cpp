#include "driver.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace peers {

namespace {

using Clock = std::chrono::steady_clock;

double micros_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

std::ifstream opened(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return file;
}

/// Every `every`-th query of each kind.
std::vector<Query> read_queries(const std::string& path, std::size_t every) {
    std::ifstream file = opened(path);
    std::vector<Query> queries;
    std::map<std::string, std::size_t> seen;
    for (std::string line; std::getline(file, line);) {
        std::istringstream columns(line);
        Query query;
        std::getline(columns, query.kind, '\t');
        std::getline(columns, query.words, '\t');
        std::getline(columns, query.year, '\t');
        if (seen[query.kind]++ % every == 0) queries.push_back(std::move(query));
    }
    return queries;
}

void print_answers(const Engine& engine, const std::string& index, const std::string& path) {
    const std::unique_ptr<Session> session = engine.open(index);
    std::size_t number = 0;
    for (const Query& query : read_queries(path, 1)) {
        nlohmann::json ids = nlohmann::json::array();
        for (const Hit& hit : session->search(query)) {
            if (hit.title.empty()) throw std::runtime_error("no title with " + hit.id);
            ids.push_back(hit.id);
        }
        std::cout << nlohmann::json{{"what", "answers"},    {"engine", engine.name},
                                    {"query", number++},    {"kind", query.kind},
                                    {"words", query.words}, {"ids", ids}}
                  << '\n';
    }
}

void time_alone(const Engine& engine, Session& session, const std::vector<Query>& queries) {
    for (const Query& query : queries) session.search(query);
    std::map<std::string, std::vector<double>> micros;
    for (const Query& query : queries) {
        const auto start = Clock::now();
        session.search(query);
        micros[query.kind].push_back(micros_since(start));
    }
    for (const auto& [kind, times] : micros) {
        std::cout << nlohmann::json{{"what", "queries"},
                                    {"engine", engine.name},
                                    {"kind", kind},
                                    {"micros", times}}
                  << '\n';
    }
}

/// Goes through the queries once, each thread taking the next; returns the seconds.
double pass(const std::vector<std::unique_ptr<Session>>& sessions,
            const std::vector<Query>& queries) {
    std::atomic<std::size_t> next = 0;
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (const auto& session : sessions) {
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < queries.size(); i = next++) {
                    session->search(queries[i]);
                }
            });
        }
    }
    return micros_since(start) / 1e6;
}

void time_together(const Engine& engine, Session& session, const std::vector<Query>& queries,
                   std::size_t threads) {
    std::vector<std::unique_ptr<Session>> sessions;
    for (std::size_t i = 0; i < threads; ++i) sessions.push_back(session.another());
    pass(sessions, queries);
    std::cout << nlohmann::json{{"what", "throughput"},
                                {"engine", engine.name},
                                {"threads", threads},
                                {"queries", queries.size()},
                                {"seconds", pass(sessions, queries)}}
              << '\n';
}

void time_searches(const Engine& engine, const std::string& index, const std::string& path,
                   std::size_t threads, std::size_t every) {
    const std::vector<Query> queries = read_queries(path, every);
    if (queries.empty()) throw std::runtime_error("no queries in " + path);
    const auto start = Clock::now();
    const std::unique_ptr<Session> session = engine.open(index);
    session->search(queries.front());
    std::cout << nlohmann::json{{"what", "open"},
                                {"engine", engine.name},
                                {"micros", micros_since(start)}}
              << '\n';
    time_alone(engine, *session, queries);
    if (threads > 1) time_together(engine, *session, queries, threads);
}

}  // namespace

void for_each_record(const std::string& path, const std::function<void(Record&)>& use) {
    std::ifstream file = opened(path);
    Record record;
    while (std::getline(file, record.line)) {
        record.json = nlohmann::json::parse(record.line);
        record.id = record.json.at("id").get<std::string>();
        record.title = record.json.value("title", std::string());
        record.abstract = record.json.value("abstract", std::string());
        const auto year = record.json.find("year");
        record.year = year == record.json.end() ? std::string()
                      : year->is_string()       ? year->get<std::string>()
                                                : year->dump();
        use(record);
    }
}

std::string joined(const Query& query, const std::string& between) {
    std::string text;
    for (const char letter : query.words) {
        if (letter == ' ') {
            text += between;
        } else {
            text += letter;
        }
    }
    return text;
}

int run(const Engine& engine, int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 3 && arguments[0] == "index") {
            engine.index(arguments[1], arguments[2]);
        } else if (arguments.size() == 3 && arguments[0] == "answers") {
            print_answers(engine, arguments[1], arguments[2]);
        } else if (arguments.size() == 5 && arguments[0] == "search") {
            time_searches(engine, arguments[1], arguments[2], std::stoul(arguments[3]),
                          std::stoul(arguments[4]));
        } else {
            std::cerr << "usage: " << argv[0]
                      << " index CORPUS INDEX | answers INDEX QUERIES | search INDEX QUERIES "
                         "THREADS EVERY\n";
            return 2;
        }
        return std::cout.flush() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << engine.name << ": " << error.what() << '\n';
        return 1;
    }
}

}  // namespace peers
