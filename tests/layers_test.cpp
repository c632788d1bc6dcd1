// The #include lines of the whole tree against the table of layers in lib/README.md.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"

namespace fs = std::filesystem;

namespace {

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, separator);) {
        const auto begin = part.find_first_not_of(' ');
        const auto end = part.find_last_not_of(' ');
        parts.push_back(begin == std::string::npos ? "" : part.substr(begin, end - begin + 1));
    }
    return parts;
}

/// Which files of a folder may include a library: a cell of the table.
class Permission {
public:
    /// Reads "no", "text.cpp only", ".cpp only", "xapian_guard only" (a file without its
    /// extension), "xapian_* headers", and several of these with "and" between them.
    explicit Permission(const std::string& cell) : cell_(cell) {
        if (cell == "no") return;
        std::vector<std::string> words = split(cell, ' ');
        std::erase(words, "and");
        for (std::size_t i = 0; i < words.size(); i += 2) {
            const std::string& name = words[i];
            const std::string kind = i + 1 < words.size() ? words[i + 1] : "";
            if (kind == "headers" && name.ends_with('*')) {
                patterns_.push_back({name.substr(0, name.size() - 1), ".hpp"});
            } else if (kind != "only" && kind != "only,") {
                throw std::runtime_error("lib/README.md: cannot understand \"" + cell + "\"");
            } else if (name.starts_with('.')) {
                patterns_.push_back({"", name});
            } else {
                patterns_.push_back({name.find('.') == name.npos ? name + "." : name, ""});
            }
        }
    }

    bool allows(std::string_view file_name) const {
        return std::ranges::any_of(patterns_, [&](const Pattern& pattern) {
            return file_name.starts_with(pattern.prefix) && file_name.ends_with(pattern.suffix);
        });
    }

    const std::string& cell() const { return cell_; }

private:
    struct Pattern {
        std::string prefix, suffix;
    };

    std::string cell_;
    std::vector<Pattern> patterns_;
};

struct Layer {
    std::string includes;           // The cell as it is written.
    std::set<std::string> folders;  // What it comes to.
    Permission xapian, icu, parsers;
};

using Layers = std::map<std::string, Layer>;

/// The first table of lib/README.md. "all above but X" stands for the rows before it without X.
Layers read_layers(const std::string& readme) {
    Layers layers;
    std::set<std::string> above;
    std::istringstream in(readme);
    bool in_table = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("|---")) {
            in_table = true;
            continue;
        }
        if (!in_table) continue;
        if (!line.starts_with("|")) break;
        const std::vector<std::string> cells = split(line, '|');  // Before the first `|` is one.
        if (cells.size() != 7) throw std::runtime_error("lib/README.md: not six cells: " + line);

        Layer layer{cells[3], {}, Permission(cells[4]), Permission(cells[5]), Permission(cells[6])};
        std::vector<std::string> words = split(cells[3], ' ');
        const bool all_above = cells[3].starts_with("all above");
        if (all_above) {
            layer.folders = above;
            const auto names = std::ranges::find(words, "but");
            words.erase(words.begin(), names == words.end() ? names : names + 1);
        }
        for (const std::string& word : words) {
            if (!above.contains(word)) {
                throw std::runtime_error("lib/README.md: no folder above called \"" + word + "\"");
            }
            if (all_above) {
                layer.folders.erase(word);
            } else {
                layer.folders.insert(word);
            }
        }
        above.insert(cells[1]);
        layers.emplace(cells[1], std::move(layer));
    }
    return layers;
}

bool is_standard(std::string_view header) {
    return header.find_first_of("./") == header.npos;
}

/// Headers of the system, as far as quire has a use for them.
bool is_posix(std::string_view header) {
    constexpr std::array names = {"cxxabi.h", "dirent.h",  "fcntl.h",  "langinfo.h", "limits.h",
                                  "poll.h",   "pthread.h", "pty.h",    "signal.h",   "spawn.h",
                                  "stdlib.h", "termios.h", "unistd.h", "wchar.h"};
    return header.starts_with("sys/") || header.starts_with("linux/") ||
           std::ranges::find(names, header) != names.end();
}

bool is_xapian(std::string_view h) {
    return h == "xapian.h" || h.starts_with("xapian/");
}
bool is_icu(std::string_view h) {
    return h.starts_with("unicode/");
}
bool is_boost_or_json(std::string_view h) {
    return h.starts_with("boost/") || h.starts_with("nlohmann/");
}
bool is_xml(std::string_view h) {
    return h == "pugixml.hpp";
}

/// The rule that including `header` from `file` (its path in the repository) breaks, or nothing.
std::string broken_rule(const Layers& layers, const fs::path& file, const std::string& header,
                        bool quoted) {
    const std::string top = *file.begin();
    const std::string folder = file.parent_path().filename();
    const std::string name = file.filename();
    const bool has_folder = header.find('/') != std::string::npos;
    const std::string header_folder = has_folder ? header.substr(0, header.find('/')) : folder;

    if (header.find("..") != std::string::npos) return "no path leads upwards";
    if (header.starts_with("quire/")) return {};
    if (!quoted && is_standard(header)) return {};
    if (top == "include") return "public headers include only each other and the standard library";
    if (!quoted && is_posix(header)) return {};

    if (top == "tools") {
        const std::string rule =
            "tools include only quire/, their own headers, Boost, JSON, the standard library and "
            "the system's headers";
        if (!quoted) return is_boost_or_json(header) ? "" : rule;
        constexpr std::array folders = {"ask",      "cli", "completion", "eval",
                                        "indexing", "man", "output"};
        return !has_folder || std::ranges::find(folders, header_folder) != folders.end() ? ""
                                                                                         : rule;
    }

    const auto row = layers.find(folder);
    if (row == layers.end()) return "the table has no folder " + folder;
    const Layer& layer = row->second;
    const auto by_cell = [&](const Permission& permission, const std::string& library) {
        return permission.allows(name) ? "" : library + " in " + folder + ": " + permission.cell();
    };
    if (is_xapian(header)) return by_cell(layer.xapian, "xapian.h");
    if (is_icu(header)) return by_cell(layer.icu, "ICU");
    if (is_boost_or_json(header) || is_xml(header)) {
        return by_cell(layer.parsers, "Boost, JSON, XML");
    }
    if (header == "zlib.h")
        return folder == "base" ? "" : "zlib is for checksums, which are base's";
    if (!quoted) return "neither a standard header nor a library that the table knows";
    if (header_folder == folder || layer.folders.contains(header_folder)) return {};
    const std::string allowed = layer.includes.empty() ? "nothing" : layer.includes;
    return folder + " may include: " + allowed;
}

/// One message `FILE:LINE: #include HEADER: RULE` for each line of `text` that breaks a rule.
std::vector<std::string> violations(const Layers& layers, const fs::path& file,
                                    const std::string& text) {
    std::vector<std::string> messages;
    std::istringstream in(text);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        std::erase(line, ' ');
        constexpr std::string_view directive = "#include";
        if (!line.starts_with(directive)) continue;

        const std::string rest = line.substr(directive.size());
        const bool quoted = rest.starts_with('"');
        const std::size_t end = rest.find(quoted ? '"' : '>', 1);
        const std::string where = file.string() + ":" + std::to_string(number) + ": #include ";
        if ((!quoted && !rest.starts_with('<')) || end == rest.npos) {
            messages.push_back(where + rest + ": names no file");
            continue;
        }
        const std::string header = rest.substr(1, end - 1);
        const std::string rule = broken_rule(layers, file, header, quoted);
        if (!rule.empty()) messages.push_back(where + header + ": " + rule);
    }
    return messages;
}

const fs::path root = quire::test::source_file("");

Layers repository_layers() {
    return read_layers(quire::test::read_file(root / "lib/README.md"));
}

}  // namespace

TEST_CASE("every #include keeps to the table of layers") {
    const Layers layers = repository_layers();
    std::size_t files = 0;
    for (const char* top : {"include", "lib", "tools"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            const fs::path& path = entry.path();
            if (path.extension() != ".cpp" && path.extension() != ".hpp") continue;
            ++files;
            const std::string text = quire::test::read_file(path);
            for (const std::string& message :
                 violations(layers, path.lexically_relative(root), text)) {
                FAIL_CHECK(message);
            }
        }
    }
    CHECK(files > 20);
}

TEST_CASE("the table of layers has a row for every folder and a folder for every row") {
    const Layers layers = repository_layers();
    for (const auto& row : layers) {
        CHECK_MESSAGE(fs::is_directory(root / "lib" / row.first), row.first);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(root / "lib")) {
        const std::string folder = entry.path().filename();
        if (entry.is_directory()) CHECK_MESSAGE(layers.contains(folder), folder);
    }
}

TEST_CASE("an #include that breaks a rule is reported with file, line and rule") {
    const Layers layers = read_layers(
        "| folder | what it is | may include | xapian.h | ICU | Boost, JSON, XML |\n"
        "|---|---|---|---|---|---|\n"
        "| base | errors | | xapian_guard only | no | no |\n"
        "| text | words | base | stemmer.cpp only | .cpp only | no |\n"
        "| corpus | files | base | no | no | .cpp only, and xml_* headers |\n"
        "| index | postings | base text | .cpp only, and xapian_* headers | no | no |\n"
        "| search | answers | all above but corpus | no | no | no |\n");

    struct Case {
        const char* file;
        const char* line;
        const char* rule;  // Empty: allowed.
    };
    constexpr std::array cases = {
        Case{"lib/base/error.cpp", "#include \"quire/error.hpp\"", ""},
        Case{"lib/base/error.cpp", "#include <utility>", ""},
        Case{"lib/base/file.cpp", "#include <sys/stat.h>", ""},
        Case{"lib/base/xapian_guard.hpp", "#include <xapian.h>", ""},
        Case{"lib/base/xapian_guard.cpp", "#include <xapian.h>", ""},
        Case{"lib/base/checksum.cpp", "#include <zlib.h>", ""},
        Case{"lib/base/error.cpp", "#include <xapian.h>", "xapian.h in base: xapian_guard only"},
        Case{"lib/base/error.cpp", "#include \"text/fold.hpp\"", "base may include: nothing"},
        Case{"lib/base/error.cpp", "#include <curl/curl.h>",
             "neither a standard header nor a library that the table knows"},
        Case{"lib/text/fold.cpp", "#include <unicode/unorm2.h>", ""},
        Case{"lib/text/fold.hpp", "#include <unicode/unorm2.h>", "ICU in text: .cpp only"},
        Case{"lib/text/stemmer.cpp", "#include <xapian.h>", ""},
        Case{"lib/text/stemmer.hpp", "#include <xapian.h>", "xapian.h in text: stemmer.cpp only"},
        Case{"lib/text/fold.cpp", "  #  include  \"index/writer.hpp\"  // why",
             "text may include: base"},
        Case{"lib/text/fold.cpp", "#include \"../base/error.hpp\"", "no path leads upwards"},
        Case{"lib/text/fold.cpp", "#include <zlib.h>", "zlib is for checksums, which are base's"},
        Case{"lib/text/fold.cpp", "#include HEADER", "names no file"},
        Case{"lib/text/fold.cpp", "// An #include in a comment: \"index/writer.hpp\"", ""},
        Case{"lib/corpus/jsonl.cpp", "#include <nlohmann/json.hpp>", ""},
        Case{"lib/corpus/jsonl.hpp", "#include <boost/version.hpp>",
             "Boost, JSON, XML in corpus: .cpp only, and xml_* headers"},
        Case{"lib/corpus/xml_record.hpp", "#include <pugixml.hpp>", ""},
        Case{"lib/text/fold.cpp", "#include <pugixml.hpp>", "Boost, JSON, XML in text: no"},
        Case{"lib/index/xapian_postings.hpp", "#include <xapian.h>", ""},
        Case{"lib/index/writer.cpp", "#include <xapian.h>", ""},
        Case{"lib/index/writer.hpp", "#include <xapian.h>",
             "xapian.h in index: .cpp only, and xapian_* headers"},
        Case{"lib/search/plan.cpp", "#include \"index/reader.hpp\"", ""},
        Case{"lib/search/plan.cpp", "#include \"corpus/format.hpp\"",
             "search may include: all above but corpus"},
        Case{"lib/other/a.cpp", "#include \"base/error.hpp\"", "the table has no folder other"},
        Case{"include/quire/query.hpp", "#include <string>", ""},
        Case{"include/quire/query.hpp", "#include \"quire/error.hpp\"", ""},
        Case{"include/quire/query.hpp", "#include \"query/syntax.hpp\"",
             "public headers include only each other and the standard library"},
        Case{"include/quire/query.hpp", "#include <unistd.h>",
             "public headers include only each other and the standard library"},
        Case{"tools/quire.cpp", "#include \"cli/options.hpp\"", ""},
        Case{"tools/quire.cpp", "#include <boost/program_options.hpp>", ""},
        Case{"tools/output/jsonl.cpp", "#include <nlohmann/json.hpp>", ""},
        Case{"tools/cli/terminal.cpp", "#include <sys/ioctl.h>", ""},
        Case{"tools/examples/search.cpp", "#include <quire/searcher.hpp>", ""},
        Case{"tools/quire.cpp", "#include \"search/plan.hpp\"",
             "tools include only quire/, their own headers, Boost, JSON, the standard library and "
             "the system's headers"},
        Case{"tools/quire.cpp", "#include <xapian.h>",
             "tools include only quire/, their own headers, Boost, JSON, the standard library and "
             "the system's headers"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.file);
        CAPTURE(c.line);
        const auto messages =
            violations(layers, c.file, "// first line\n" + std::string(c.line) + "\n");
        if (std::string_view(c.rule).empty()) {
            CHECK(messages == std::vector<std::string>{});
        } else {
            REQUIRE(messages.size() == 1);
            CHECK(messages[0].starts_with(std::string(c.file) + ":2: "));
            CHECK(messages[0].ends_with(": " + std::string(c.rule)));
        }
    }
}

TEST_CASE("a table of layers that cannot be understood is an error") {
    const std::string head = "|---|---|---|---|---|---|\n";
    CHECK_THROWS_WITH(read_layers(head + "| base | errors | | sometimes | no | no |\n"),
                      "lib/README.md: cannot understand \"sometimes\"");
    CHECK_THROWS_WITH(read_layers(head + "| base | errors | text | no | no | no |\n"),
                      "lib/README.md: no folder above called \"text\"");
    CHECK_THROWS_WITH(read_layers(head + "| base | errors | no |\n"),
                      "lib/README.md: not six cells: | base | errors | no |");
}
