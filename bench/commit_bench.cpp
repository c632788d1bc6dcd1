// What it takes until changed documents are found:
//
//     commit_bench PAPERS.jsonl[.gz] INDEX [ROUNDS]
//
// Makes INDEX of the papers, unless there is one, and changes it: so many documents are put, and
// committed, and a searcher that has the index open finds them. They are new ones, which come last;
// or papers from all over the index, revised by a word, or replaced by the text of another paper.
// Prints the medians of the rounds in milliseconds. New documents stay: the index grows.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/index.hpp"
#include "quire/query.hpp"
#include "quire/searcher.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using quire::Document;
using quire::IndexWriter;

std::vector<Document> read(const std::string& path) {
    std::vector<Document> papers;
    quire::DocumentReader reader(path);
    while (auto paper = reader.next()) papers.push_back(*std::move(paper));
    return papers;
}

struct Round {
    double open;
    double put;
    double commit;
    double answer;
};

enum class Change { added, revised, replaced };

class Bench {
public:
    Bench(std::vector<Document> papers, const std::string& index)
        : papers_(std::move(papers)), index_(index), searcher_(made(papers_, index)) {}

    Round run(Change change, std::size_t count) {
        std::vector<Document> changed;
        ++round_;
        const std::string mark = "zzmark" + std::to_string(round_) + "x" + std::to_string(count);
        for (std::size_t i = 0; i < count; ++i) {
            // Round by round, other ones.
            const std::size_t at = (i * papers_.size() / count + round_ * 9973) % papers_.size();
            Document document = papers_[at];
            if (change == Change::added) document.id = mark + std::to_string(i);
            if (change == Change::replaced) {
                document = papers_[(at + 4241) % papers_.size()];
                document.id = papers_[at].id;
            }
            document.abstract += ' ' + mark;
            changed.push_back(std::move(document));
        }
        Clock::time_point last = Clock::now();
        const auto lap = [&] {
            const Clock::time_point before = std::exchange(last, Clock::now());
            return std::chrono::duration<double, std::milli>(last - before).count();
        };
        Round times{};
        IndexWriter writer = IndexWriter::open(index_);
        times.open = lap();
        for (const Document& document : changed) writer.put(document);
        times.put = lap();
        writer.commit();
        times.commit = lap();
        quire::SearchOptions options;
        options.exact_total = true;
        if (searcher_.search(quire::Query::parse(mark), options).total != count) {
            throw std::runtime_error("not all that was committed is found");
        }
        times.answer = lap();
        return times;
    }

private:
    static const std::string& made(const std::vector<Document>& papers, const std::string& index) {
        if (std::filesystem::exists(index)) return index;
        IndexWriter writer = IndexWriter::create(index);
        for (const Document& paper : papers) writer.put(paper);
        writer.commit();
        return index;
    }

    std::vector<Document> papers_;
    std::string index_;
    quire::Searcher searcher_;
    std::size_t round_ =
        static_cast<std::size_t>(Clock::now().time_since_epoch().count() % 100'000);
};

double median(const std::vector<Round>& rounds, double Round::*part) {
    std::vector<double> values;
    for (const Round& round : rounds) values.push_back(round.*part);
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3 || argc > 4) {
        std::fputs("usage: commit_bench PAPERS.jsonl[.gz] INDEX [ROUNDS]\n", stderr);
        return 2;
    }
    const int rounds = argc > 3 ? std::stoi(argv[3]) : 5;
    Bench bench(read(argv[1]), argv[2]);
    constexpr std::pair<Change, const char*> changes[] = {
        {Change::added, "new"}, {Change::revised, "revised"}, {Change::replaced, "replaced"}};
    std::puts("documents   count   open    put  commit  answer");
    constexpr std::size_t counts[] = {1, 100, 10'000};
    for (const std::size_t count : counts) {
        for (const auto& [change, name] : changes) {
            std::vector<Round> all;
            for (int i = 0; i < rounds; ++i) all.push_back(bench.run(change, count));
            std::printf("%-9s %7zu %6.0f %6.0f %7.0f %7.1f\n", name, count,
                        median(all, &Round::open), median(all, &Round::put),
                        median(all, &Round::commit), median(all, &Round::answer));
            std::fflush(stdout);
        }
    }
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "commit_bench: %s\n", error.what());
    return 1;
}
