#include "support.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

namespace quire::test {

TemporaryDirectory::TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "quire-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed: " + pattern);
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::filesystem::path source_file(std::string_view name) {
    return std::filesystem::path(QUIRE_SOURCE_DIR) / name;
}

std::string tool(std::string_view name) {
    return (std::filesystem::path(QUIRE_BIN_DIR) / name).string();
}

std::optional<std::filesystem::path> data_file(std::string_view name) {
    const char* folder = std::getenv("QUIRE_DATA");
    if (folder != nullptr) {
        const std::filesystem::path file = std::filesystem::path(folder) / name;
        if (std::filesystem::exists(file)) return file;
    }
    MESSAGE("skipped: needs " << name << " in $QUIRE_DATA");
    return std::nullopt;
}

bool long_mode() {
    const char* const value = std::getenv("QUIRE_LONG");
    return value != nullptr && std::string_view(value) == "1";
}

std::vector<std::uint64_t> seeds() {
    const char* const given = std::getenv("QUIRE_SEED");
    const std::uint64_t own = given != nullptr ? std::stoull(given) : std::random_device()();
    MESSAGE("seed of this run: QUIRE_SEED=" << own);
    return {1, 2, own};
}

void report_count(std::string_view what, std::size_t tried, std::size_t wrong) {
    MESSAGE("counted: " << tried << " " << what << ", " << wrong << " wrong");
}

}  // namespace quire::test
