// Makes a corpus of several times as many papers:
//
//     peers_corpus PAPERS.jsonl TIMES OUT.jsonl
//
// The sentences of each year are pooled, shuffled with a fixed seed and dealt out again, to each
// paper as many as it had, with the title of a paper of the same year; so TIMES times over. Words
// keep how often they occur and with what, so that postings grow as they would with more papers.
// Once is the papers as they are. Prints the corpus's size as a line of JSON.
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "driver.hpp"
#include "sentences.hpp"

namespace {

struct Paper {
    nlohmann::json json;
    std::size_t sentences;
};

struct Year {
    std::vector<Paper> papers;
    std::vector<std::string> sentences;
    std::vector<std::string> titles;
};

void make(const std::string& papers, std::size_t times, const std::string& out) {
    std::map<std::string, Year> years;
    std::ofstream file(out, std::ios::binary);
    std::size_t documents = 0;
    std::size_t text_bytes = 0;
    peers::for_each_record(papers, [&](peers::Record& record) {
        ++documents;
        text_bytes += record.title.size() + record.abstract.size();
        if (times == 1) {
            file << record.line << '\n';
            return;
        }
        Year& year = years[record.year];
        std::vector<std::string> sentences = peers::sentences(record.abstract);
        year.titles.push_back(record.title);
        year.papers.push_back({std::move(record.json), sentences.size()});
        for (std::string& sentence : sentences) year.sentences.push_back(std::move(sentence));
    });

    peers::Random random(1);
    // In rounds over all years, so that time passes in a part of the corpus as in the whole.
    for (std::size_t round = 0; times > 1 && round < times; ++round) {
        for (auto& [name, year] : years) {
            random.shuffle(year.sentences);
            random.shuffle(year.titles);
            auto sentence = year.sentences.begin();
            auto title = year.titles.begin();
            for (const Paper& paper : year.papers) {
                std::string abstract;
                for (std::size_t i = 0; i < paper.sentences; ++i) {
                    abstract += (i > 0 ? " " : "") + *sentence++;
                }
                nlohmann::json json = paper.json;
                json["id"] = json["id"].get<std::string>() + "/" + std::to_string(round + 1);
                json["title"] = *title++;
                json["abstract"] = abstract;
                file << json << '\n';
            }
        }
    }
    if (!file.flush()) throw std::runtime_error("cannot write " + out);
    std::cout << nlohmann::json{{"what", "corpus"},
                                {"documents", documents * times},
                                {"text_bytes", text_bytes * times},
                                {"file_bytes", static_cast<std::size_t>(file.tellp())}}
              << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 4 || std::stoul(argv[2]) == 0) {
            std::cerr << "usage: peers_corpus PAPERS.jsonl TIMES OUT.jsonl\n";
            return 2;
        }
        make(argv[1], std::stoul(argv[2]), argv[3]);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "peers_corpus: " << error.what() << '\n';
        return 1;
    }
}
