// A progress bar, and Ctrl-C that leaves everything as it was:  progress INDEX FILE
//
// Reading and analysing is what takes time, and it happens between two calls of `put`: there the
// program looks at the clock and at what the user wants. A commit at the end is short, however much
// was put, because the writer writes as it goes; nobody sees any of it before.
#include <chrono>
#include <csignal>
#include <iostream>
#include <optional>
#include <quire/corpus.hpp>
#include <quire/error.hpp>
#include <quire/index.hpp>
#include <string>

namespace {

// A signal handler may do no more than this.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) {
    interrupted = 1;
}

// Draws `[#####     ]  50%` over itself, at most ten times a second.
class Bar {
public:
    void draw(std::uint64_t done, std::uint64_t total) {
        const auto now = std::chrono::steady_clock::now();
        if (total == 0 || now < next_) return;  // The size of a pipe is not known.
        next_ = now + std::chrono::milliseconds(100);
        constexpr std::uint64_t width = 40;
        const std::string filled(static_cast<std::size_t>(done * width / total), '#');
        const std::string empty(width - filled.size(), ' ');
        std::cerr << "\r[" << filled << empty << "] " << done * 100 / total << "% " << std::flush;
    }

    // Takes the bar away, so that other text can be written.
    static void erase() { std::cerr << "\r\x1b[K"; }

private:
    std::chrono::steady_clock::time_point next_;
};

// The writer for what is there, or for a new index. Readers see the old state until the commit.
quire::IndexWriter open_or_create(const std::string& path) {
    if (quire::index_options(path)) return quire::IndexWriter::open(path);
    return quire::IndexWriter::create(path);
}

}  // namespace

int main(int count, char** words) try {
    if (count != 3) {
        std::cerr << "usage: progress INDEX FILE\n";
        return 2;
    }
    std::signal(SIGINT, note_interrupt);

    quire::IndexWriter writer = open_or_create(words[1]);
    quire::DocumentReader reader(words[2]);
    Bar bar;
    std::uint64_t skipped = 0;
    while (interrupted == 0) {
        // A record that cannot be read is reported; the next call goes on after it.
        try {
            const std::optional<quire::Document> document = reader.next();
            if (!document) break;
            writer.put(*document);
        } catch (const quire::InputError& error) {
            Bar::erase();
            std::cerr << error.what() << '\n';
            ++skipped;
        }
        bar.draw(reader.bytes_read(), reader.bytes_total());
    }
    Bar::erase();
    if (interrupted != 0) {
        // Nothing has to be undone: a writer that goes away without a commit changed nothing.
        std::cerr << "cancelled: the index is as it was\n";
        return 1;
    }
    const quire::CommitInfo info = writer.commit();
    std::cout << "the index holds " << info.documents << " documents";
    if (skipped != 0) std::cout << "; " << skipped << " records could not be read";
    std::cout << '\n';
} catch (const quire::Error& error) {
    std::cerr << "progress: " << error.what() << '\n' << error.hint() << '\n';
    return 1;
}
