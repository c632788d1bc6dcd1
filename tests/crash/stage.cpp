#include "crash/stage.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace quire::test {
namespace {

namespace fs = std::filesystem;

/// Lines of the corpus, from the first to the one before the last, with another title or not.
std::string papers(std::size_t first, std::size_t last, bool revised = false) {
    std::istringstream in(read_file(source_file("corpus/papers.jsonl")));
    std::string line;
    std::string lines;
    for (std::size_t number = 0; number < last && std::getline(in, line); ++number) {
        if (number < first) continue;
        const std::string title = "\"title\": \"";
        if (revised) line.insert(line.find(title) + title.size(), "Revisiting ");
        lines += line + "\n";
    }
    return lines;
}

/// So many short papers, some of which have the id of an earlier one.
std::string short_papers(std::size_t count) {
    const std::vector<std::string> words = {"latent",      "diffusion", "model", "graph",
                                            "translation", "speech",    "image", "sparse",
                                            "kernel",      "bound"};
    std::uint64_t state = 1;
    const auto word = [&] {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return words[(state >> 33) % words.size()];
    };
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t id = i % 500 == 499 ? i - 400 : i;
        lines += "{\"id\": \"s" + std::to_string(id) + "\", \"title\": \"" + word() + " " + word() +
                 " w" + std::to_string(i % 97) + "\", \"abstract\": \"" + word() + " " + word() +
                 " " + word() + "\"}\n";
    }
    return lines;
}

std::string queries() {
    return "title:*\ndiffusion model\n\"latent space\" -gan\nrevisiting +image\n";
}

std::string first_difference(const std::string& a, const std::string& b) {
    const auto at = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t begin = at > 60 ? at - 60 : 0;
    return "\"" + a.substr(begin, 160) + "\" instead of \"" + b.substr(begin, 160) + "\"";
}

std::string difference(const Seen& seen, const Seen& expected) {
    if (!seen.wrong.empty()) return seen.wrong;
    if (seen.is_there != expected.is_there) return seen.is_there ? "there is one" : "there is none";
    if (seen.info != expected.info) return first_difference(seen.info, expected.info);
    return first_difference(seen.answers, expected.answers);
}

}  // namespace

const std::vector<Scenario>& scenarios() {
    static const std::vector<Scenario> all = [] {
        const std::vector<std::string> old = {"DIR/old.jsonl"};
        std::vector<Scenario> some = {
            {"a new index", {}, old},
            {"an update", old, {"DIR/update.jsonl"}},
            {"a deletion", old, {"--delete", "p003", "--delete", "p017", "--delete", "p040"}},
            {"a deletion with an update", old, {"--delete", "p003", "DIR/update.jsonl"}},
            {"a rebuild", old, {"--rebuild", "DIR/update.jsonl"}},
            {"a bulk load", {}, {"DIR/short.jsonl"}},
            {"an update of an index with a damaged image", old, {"DIR/update.jsonl"}, true},
            {"a new index in new folders", {}, old, false, "of/2026/papers.index"},
        };
        return some;
    }();
    return all;
}

bool can_disturb() {
    if (fs::exists(tool("quire_faults.so"))) return true;
    MESSAGE("skipped: a program under a sanitizer cannot be disturbed at its calls");
    return false;
}

Stage::Stage(const Scenario& scenario) : scenario_(scenario) {
    write_file(folder_ / "old.jsonl", papers(0, 60));
    write_file(folder_ / "update.jsonl", papers(40, 90, true));
    write_file(folder_ / "short.jsonl", short_papers(2'600));
    write_file(folder_ / "queries.txt", queries());
    fs::create_directory(disk());
    if (!scenario.before.empty()) {
        const Outcome made = test::run({.words = words(scenario.before)});
        if (made.status != 0) throw std::runtime_error(made.errors);
    }
    if (scenario.damages_image) {
        std::string image = read_file(index() / "gen-1" / "image-1");
        image[image.size() - 1] ^= 1;
        write_file(index() / "gen-1" / "image-1", image);
    }
    fs::copy(disk(), folder_ / "old", fs::copy_options::recursive);
    before_ = look();
    start_.emplace(fs::canonical(disk()));
    const Outcome done = run({"record"});
    if (done.status != 0) throw std::runtime_error(scenario.name + ": " + done.errors);
    changes_ = read_log(log());
    after_ = look();
    files_after_ = files();
}

void Stage::reset() const {
    fs::remove_all(disk());
    fs::copy(folder_ / "old", disk(), fs::copy_options::recursive);
}

std::vector<std::string> Stage::words(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {"quire-index", "--quiet", index().string()};
    for (std::string argument : arguments) {
        if (argument.starts_with("DIR/")) argument.replace(0, 3, folder_.path().string());
        words.push_back(argument);
    }
    return words;
}

Outcome Stage::run() const {
    return test::run({.words = words(scenario_.arguments)});
}

Outcome Stage::run(const Fault& fault) const {
    return run(words(scenario_.arguments), fault);
}

Outcome Stage::run(std::vector<std::string> words, const Fault& fault) const {
    fs::remove(log());
    return test::run({.words = std::move(words),
                      .environment = {{"LD_PRELOAD", tool("quire_faults.so")},
                                      {"FAULTS_ROOT", fs::canonical(disk()).string()},
                                      {"FAULTS_COUNT", fault.count},
                                      {"FAULTS_AT", std::to_string(fault.at)},
                                      {"FAULTS_DO", fault.action},
                                      {"FAULTS_ERROR", std::to_string(fault.error)},
                                      {"FAULTS_LOG", log().string()}}});
}

Seen Stage::look() const {
    Seen seen;
    const Outcome info =
        test::run({.words = {"quire-index", "--info", "--json", index().string()}});
    if (info.status == 3 && info.errors.find("there is no index at ") != std::string::npos) {
        return seen;
    }
    seen.is_there = true;
    if (info.status != 0) {
        seen.wrong = "--info: " + info.errors;
        return seen;
    }
    nlohmann::json facts = nlohmann::json::parse(info.output);
    const bool has_image = facts["image"].get<bool>();
    // A run that is repeated makes other generations and revisions.
    for (const char* key : {"bytes", "generation", "revision"}) facts.erase(key);
    seen.info = facts.dump();
    for (const char* engine : {"xapian", "image"}) {
        if (!has_image && std::string_view(engine) == "image") continue;
        const Outcome found = test::run(
            {.words = {"quire", "-n", "100000", "--format", "jsonl", "--engine", engine,
                       "--queries", (folder_ / "queries.txt").string(), index().string()}});
        if (found.status != 0) seen.wrong += std::string(engine) + ": " + found.errors;
        if (seen.answers.empty()) {
            seen.answers = found.output;
        } else if (seen.answers != found.output) {
            seen.wrong += "the engines differ: " + first_difference(found.output, seen.answers);
        }
    }
    return seen;
}

std::vector<std::string> Stage::files() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(disk())) {
        std::string name = fs::relative(entry.path(), disk()).string();
        // A run over an index that is whole already changes it in place, which takes the seal off.
        if (entry.path().filename() == "seal") continue;
        // Numbers grow from try to try.
        name.erase(std::remove_if(name.begin(), name.end(),
                                  [](unsigned char c) { return std::isdigit(c) != 0; }),
                   name.end());
        // The same papers make the same image.
        if (name.ends_with("/image-")) {
            const std::string bytes = read_file(entry.path());
            name += " of hash " + std::to_string(std::hash<std::string>()(bytes));
        }
        all.push_back(name);
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::string Stage::problem(const std::vector<Seen>& allowed) const {
    const Seen seen = look();
    if (std::find(allowed.begin(), allowed.end(), seen) == allowed.end()) {
        std::string all = "the index is none of those that it may be";
        for (const Seen& one : allowed) all += "; " + difference(seen, one);
        return all;
    }
    const Outcome again = run();
    if (again.status != 0) return "the next run failed: " + again.errors;
    const Seen repeated = look();
    if (repeated != after_) return "after the next run: " + difference(repeated, after_);
    const std::vector<std::string> now = files();
    if (now == files_after_) return {};
    std::string all = "after the next run there are the files";
    for (const std::string& file : now) all += " " + file;
    all += ", and not";
    for (const std::string& file : files_after_) all += " " + file;
    return all;
}

std::string Stage::problem_of(const Outcome& outcome, const Fault& fault) const {
    if (outcome.status == 0) return problem({after_});
    if (outcome.status != 3) {
        return "exit status " + std::to_string(outcome.status) + ": " + outcome.errors;
    }
    // On a local disk nothing but reading and writing is ever interrupted; Xapian gives up then.
    const std::string hit = read_log(log()).front().what;
    if (fault.action == "half" ||
        (fault.error == EINTR && (hit == "failed read" || hit == "failed write"))) {
        return "not survived: " + outcome.errors;
    }
    const bool says_where = outcome.errors.find(disk().string()) != std::string::npos;
    // Xapian keeps two reasons to itself.
    const bool says_why =
        outcome.errors.find(std::strerror(fault.error)) != std::string::npos ||
        outcome.errors.find("Failed to create iamglass file") != std::string::npos ||
        outcome.errors.find("cannot open all files of ") != std::string::npos;
    if (!says_where || !says_why) return "the error does not say where and why: " + outcome.errors;
    // Only where it says so may what is done stay done.
    const bool is_done = outcome.errors.find("the change is made") != std::string::npos;
    const std::string wrong = problem({is_done ? after_ : before_});
    return wrong.empty() ? wrong : wrong + "; it had said: " + outcome.errors;
}

}  // namespace quire::test
