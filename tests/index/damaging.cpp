#include "index/damaging.hpp"

#include <algorithm>
#include <cstddef>

#include "quire/corpus.hpp"
#include "quire/index.hpp"
#include "support.hpp"

namespace quire::test {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_of(const fs::path& index) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(index)) {
        const bool data =
            entry.is_regular_file() && entry.file_size() > 0 && entry.path().filename() != "lock";
        if (data) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<Document> papers_of_corpus() {
    std::vector<Document> all;
    DocumentReader reader(test::source_file("corpus/papers.jsonl"));
    while (auto paper = reader.next()) all.push_back(std::move(*paper));
    return all;
}

void make_sound_index(const fs::path& path, const Schema& schema) {
    IndexWriter writer = IndexWriter::create(path, {.schema = schema});
    for (const Document& paper : papers_of_corpus()) writer.put(paper);
    writer.commit();
}

void change_index(const fs::path& path) {
    IndexWriter writer = IndexWriter::open(path);
    std::vector<Document> all = papers_of_corpus();
    for (std::size_t i = 0; i < all.size(); i += 5) {
        all[i].abstract += " This one was revised, and speaks of disentangled latent spaces.";
        writer.put(all[i]);
    }
    writer.commit();
    for (std::size_t i = 3; i < all.size(); i += 11) writer.remove(all[i].id);
    Document fresh = all.front();
    fresh.id = "fresh";
    fresh.language = "german";
    fresh.year = 1999;
    writer.put(fresh);
    writer.commit();
}

std::size_t Damager::below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
}

std::string Damager::damage(const fs::path& index) {
    const std::vector<fs::path> files = files_of(index);
    // By size, so that each byte is as likely as any other; now and then small files get their turn.
    std::size_t total = 0;
    for (const fs::path& file : files) total += fs::file_size(file);
    fs::path file = files[below(files.size())];
    if (below(4) > 0) {
        std::size_t at = below(total);
        for (const fs::path& one : files) {
            file = one;
            if (at < fs::file_size(one)) break;
            at -= fs::file_size(one);
        }
    }
    std::string bytes = test::read_file(file);
    const std::string name = file.lexically_relative(index).string();
    const std::size_t at = below(bytes.size());
    switch (below(20)) {
        case 0:  // Cut short.
            bytes.resize(at);
            test::write_file(file, bytes);
            return name + " cut at " + std::to_string(at);
        case 1: {  // Two blocks change places.
            constexpr std::size_t block = 8192;
            const std::size_t blocks = bytes.size() / block;
            if (blocks < 2) break;
            const std::size_t a = below(blocks);
            const std::size_t b = (a + 1 + below(blocks - 1)) % blocks;
            std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a * block),
                             bytes.begin() + static_cast<std::ptrdiff_t>((a + 1) * block),
                             bytes.begin() + static_cast<std::ptrdiff_t>(b * block));
            test::write_file(file, bytes);
            return name + " blocks " + std::to_string(a) + " and " + std::to_string(b);
        }
        default:
            break;
    }
    const std::size_t bit = below(8);
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    test::write_file(file, bytes);
    return name + " bit " + std::to_string(bit) + " of byte " + std::to_string(at);
}

void copy_index(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace quire::test
