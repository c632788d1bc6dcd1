// How fast each format of input files is read: the papers of corpus/ fifty times over, as a file of
// each. The documents that come out are counted, so that no record is skipped unseen.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "papers.hpp"
#include "quire/corpus.hpp"

namespace {

using Json = nlohmann::json;
using quire::Document;

constexpr int copies = 50;

/// `text` with each character of `special` replaced by what stands for it.
std::string escaped(std::string_view text, const std::map<char, std::string>& special) {
    std::string result;
    for (const char c : text) {
        const auto found = special.find(c);
        found == special.end() ? result += c : result += found->second;
    }
    return result;
}

std::string xml(std::string_view text) {
    return escaped(text, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}});
}
std::string cell(std::string_view text) {
    return '"' + escaped(text, {{'"', "\"\""}}) + '"';
}

/// A file of one format: what stands before the records and after them, and how each is written.
struct Writer {
    std::string before;
    std::function<std::string(const Document&)> record;
    std::string after = {};
};

const std::map<std::string, Writer> writers = {
    {"jsonl",
     {"",
      [](const Document& d) {
          return Json{{"id", d.id}, {"title", d.title}, {"abstract", d.abstract}}.dump() + "\n";
      }}},
    {"beir",
     {"",
      [](const Document& d) {
          return Json{{"_id", d.id}, {"title", d.title}, {"text", d.abstract}, {"metadata", {}}}
                     .dump() +
                 "\n";
      }}},
    {"arxiv",
     {"",
      [](const Document& d) {
          return Json{{"id", d.id},
                      {"title", d.title},
                      {"abstract", d.abstract},
                      {"authors_parsed", {{"Ek", "Ada", ""}}},
                      {"categories", "cs.CL cs.LG"},
                      {"update_date", "2020-05-01"}}
                     .dump() +
                 "\n";
      }}},
    {"csv",
     {"id,title,abstract\n",
      [](const Document& d) {
          return d.id + ',' + cell(d.title) + ',' + cell(d.abstract) + '\n';
      }}},
    {"tsv",
     {"id\ttitle\tabstract\n",
      [](const Document& d) { return d.id + '\t' + d.title + '\t' + d.abstract + '\n'; }}},
    {"bibtex",
     {"",
      [](const Document& d) {
          const std::map<char, std::string> special = {{'{', ""}, {'}', ""}, {'%', "\\%"}};
          return "@article{" + d.id + ",\n  title = {" + escaped(d.title, special) +
                 "},\n  author = {Ek, Ada and Bo Roe},\n  year = 2020,\n  abstract = {" +
                 escaped(d.abstract, special) + "}\n}\n";
      }}},
    {"acl",
     {"<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"2020.acl\">\n<volume id=\"main\">\n"
      "<meta><booktitle>Proceedings</booktitle><year>2020</year></meta>\n",
      [](const Document& d) {
          return "<paper id=\"" + d.id + "\"><title>" + xml(d.title) +
                 "</title><author><first>Ada</first><last>Ek</last></author><abstract>" +
                 xml(d.abstract) + "</abstract></paper>\n";
      },
      "</volume>\n</collection>\n"}},
    {"pubmed",
     {"<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n",
      [](const Document& d) {
          return "<PubmedArticle><MedlineCitation><PMID>" + d.id +
                 "</PMID><Article><ArticleTitle>" + xml(d.title) +
                 "</ArticleTitle><Abstract><AbstractText>" + xml(d.abstract) +
                 "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n";
      },
      "</PubmedArticleSet>\n"}},
    {"trec",
     {"",
      [](const Document& d) {
          return "<DOC>\n<DOCNO>" + d.id + "</DOCNO>\n<TITLE>" + d.title + "</TITLE>\n<TEXT>\n" +
                 d.abstract + "\n</TEXT>\n</DOC>\n";
      }}},
    {"smart",
     {"",
      [](const Document& d) {
          return ".I " + d.id + "\n.T\n" + d.title + "\n.A\nEk, A.\n.W\n" + d.abstract + "\n";
      }}},
    {"pairs", {"", [](const Document& d) { return d.title + "\n" + d.abstract + "\n"; }}},
};

void read(benchmark::State& state, const std::string& format) {
    const Writer& writer = writers.at(format);
    const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                       ("quire-bench-" + std::to_string(::getpid()) + format);
    std::size_t papers = 0;
    {
        std::ofstream out(path, std::ios::binary);
        out << writer.before;
        for (int copy = 0; copy < copies; ++copy) {
            for (Document document : quire::bench::papers()) {
                document.id = std::to_string(++papers);
                out << writer.record(document);
            }
        }
        out << writer.after;
    }
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
    for (auto _ : state) {
        quire::DocumentReader reader(path.string(), {.format = format});
        std::size_t count = 0;
        while (reader.next()) ++count;
        if (count != papers) throw std::runtime_error(format + ": records are missing");
    }
    std::filesystem::remove(path);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(papers));
    state.SetBytesProcessed(state.iterations() * bytes);
}

}  // namespace

int main(int argc, char** argv) {
    for (const quire::FormatInfo& format : quire::formats()) {
        const std::string name(format.name);
        benchmark::RegisterBenchmark(name.c_str(),
                                     [name](benchmark::State& state) { read(state, name); });
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
