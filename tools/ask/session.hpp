// Asks questions of an index and prints what it answers.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/exit_codes.hpp"
#include "cli/streams.hpp"
#include "output/format.hpp"
#include "quire/searcher.hpp"

namespace quire::ask {

/// What to do with a question.
struct Task {
    enum class Kind { hits, count, reading, standing };

    Kind kind = Kind::hits;
    std::string id = {};  ///< Of the document whose standing is wanted.
    SearchOptions options = {};
    std::optional<std::chrono::duration<double>> timeout = {};  ///< For each question.
    bool many = false;    ///< Whether there are many questions.
    bool strict = false;  ///< Whether a question with remarks is refused.
    bool paged = false;   ///< Whether people go from page to page, and need the place of the next.
    cli::Terminal terminal = {};
};

/// Holds an index open; not to be moved, since the writer knows where the setting is.
class Session {
public:
    /// @throws Error: there is no index at `path`, or it cannot be searched
    Session(const std::string& path, const output::Format& format, Task task,
            cli::StandardOutput& output);

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// @param place where the question comes from, for remarks
    /// @throws Error
    cli::Exit ask(const output::Question& question, std::string_view place);

private:
    void set_deadline();
    cli::Exit print_hits(const output::Answer& answer);
    void help_out(const output::Question& question);
    cli::Exit print_count(const output::Answer& answer);
    cli::Exit print_standing(const output::Question& question, std::string_view place);

    const output::Format& format_;
    Task task_;
    cli::StandardOutput& output_;
    Searcher searcher_;
    Schema schema_;
    output::Setting setting_;
    std::unique_ptr<output::Writer> writer_;
    bool begun_ = false;
};

}  // namespace quire::ask
