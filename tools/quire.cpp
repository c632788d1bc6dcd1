// quire: searches an index.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include "ask/page.hpp"
#include "ask/questions.hpp"
#include "ask/request.hpp"
#include "ask/session.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/tool.hpp"
#include "output/format.hpp"
#include "quire/error.hpp"

namespace {

using namespace quire;
using ask::Task;
using cli::Exit;
using cli::UsageError;

completion::Candidates operand_candidates(const std::vector<std::string>& before,
                                          std::string_view word) {
    if (before.empty()) return {completion::Candidates::Kind::directories};
    return completion::query_candidates(before.front(), word);
}

cli::Colors colors(const std::string& when) {
    if (when == "auto") return cli::Colors::automatic;
    if (when == "always") return cli::Colors::always;
    if (when == "never") return cli::Colors::never;
    throw UsageError("--color: expected auto, always or never, got \"" + when + "\"");
}

std::string joined(std::vector<std::string>::const_iterator word,
                   std::vector<std::string>::const_iterator end) {
    std::string text;
    for (bool first = true; word != end; ++word, first = false) text += (first ? "" : " ") + *word;
    return text;
}

/// Whether it is an option, and not a word to leave out: few mean to do so with one called "-n".
bool is_option(const std::string& word) {
    const auto options = ask::options();
    return std::any_of(options.begin(), options.end(), [&](const cli::Option& option) {
        const std::string name = "--" + std::string(option.name);
        const std::string letter = std::string("-") + option.letter;
        const bool is_letter =
            option.letter != 0 && word.starts_with(letter) &&
            (word.size() == 2 ||
             (!option.argument.empty() &&
              word.find_first_not_of("0123456789", letter.size()) == std::string::npos));
        return word == name || word.starts_with(name + "=") || is_letter;
    });
}

/// Says so if there are options in the query.
void report_options(std::span<const std::string> query) {
    for (const std::string& word : query) {
        if (!is_option(word)) continue;
        cli::report("quire", "\"" + word +
                                 "\" stands after INDEX and is read as part of the query; options "
                                 "stand before INDEX");
    }
}

void check_conflicts(const cli::Arguments& arguments) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> conflicts = {{
        {"parse", "count"},
        {"parse", "why-not"},
        {"parse", "facet"},
        {"parse", "explain"},
        {"count", "why-not"},
        {"count", "facet"},
        {"count", "explain"},
        {"count", "collapse"},
        {"why-not", "facet"},
        {"why-not", "queries"},
        {"spelling", "no-spelling"},
    }};
    for (const auto& [one, other] : conflicts) {
        if (!arguments.has(one) || !arguments.has(other)) continue;
        throw UsageError("--" + std::string(one) + " and --" + std::string(other) +
                         " cannot stand together");
    }
    if (arguments.value("queries") == "-" && arguments.value("similar-to") == "-") {
        throw UsageError("--queries and --similar-to cannot both read standard input");
    }
}

template <typename Predicate>
std::string format_names(Predicate has) {
    std::string names;
    for (const output::Format& row : output::formats()) {
        if (has(row)) names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return names;
}

/// The format that is asked for. @throws UsageError if it cannot print what is asked for as well
const output::Format& format(const cli::Arguments& arguments) {
    const std::string name = arguments.value("format", "text");
    const auto formats = output::formats();
    const auto row = std::find_if(formats.begin(), formats.end(),
                                  [&](const output::Format& one) { return one.name == name; });
    if (row == formats.end()) {
        throw UsageError("--format: expected one of " +
                         format_names([](const output::Format&) { return true; }) + ", got \"" +
                         name + "\"");
    }
    const auto check = [&](std::string_view option, auto has) {
        if (!arguments.has(option) || has(*row)) return;
        throw UsageError("--" + std::string(option) + " cannot be printed as " + name +
                         ", only as one of " + format_names(has));
    };
    check("parse", [](const output::Format& one) { return one.reading != nullptr; });
    check("why-not", [](const output::Format& one) { return one.standing != nullptr; });
    check("explain", [](const output::Format& one) { return one.explanations; });
    check("count", [](const output::Format& one) { return one.totals; });
    check("facet", [](const output::Format& one) { return one.facets; });
    if (arguments.has("format-version")) {
        const std::string version = std::to_string(arguments.whole_number("format-version", 0));
        if (row->version == 0) {
            throw UsageError(
                "--format-version: the format " + name + " has no versions, only " +
                format_names([](const output::Format& one) { return one.version != 0; }));
        }
        if (version != std::to_string(row->version)) {
            throw UsageError("--format-version: the version of " + name + " is " +
                             std::to_string(row->version) + ", and not " + version);
        }
    }
    return *row;
}

std::optional<std::chrono::duration<double>> timeout(const cli::Arguments& arguments) {
    if (!arguments.has("timeout")) return std::nullopt;
    return std::chrono::duration<double>(arguments.number("timeout", 0));
}

Task task(const cli::Arguments& arguments, const output::Format& format) {
    Task task;
    task.options = ask::search_options(arguments);
    task.many = arguments.has("queries");
    task.strict = arguments.has("strict");
    task.timeout = timeout(arguments);
    task.paged = arguments.has("after");
    task.id = arguments.value("why-not");
    task.terminal = cli::terminal(STDOUT_FILENO, colors(arguments.value("color", "auto")));
    task.kind = arguments.has("count")     ? Task::Kind::count
                : arguments.has("parse")   ? Task::Kind::reading
                : arguments.has("why-not") ? Task::Kind::standing
                                           : Task::Kind::hits;
    if (task.kind != Task::Kind::hits) task.options.limit = 0;
    task.options.exact_total = task.kind == Task::Kind::count;
    task.options.count_concepts = task.kind == Task::Kind::reading;
    task.options.highlights = format.content == output::Format::Content::highlights;
    if (format.content == output::Format::Content::ids) task.options.fields = {"id"};
    const bool asked_on_terminal = !task.many && cli::terminal(STDERR_FILENO).is_terminal;
    task.options.spelling =
        arguments.has("spelling") || (asked_on_terminal && !arguments.has("no-spelling"));
    return task;
}

Exit ask_all(ask::Session& session, const std::string& file) {
    ask::QuestionFile questions(file);
    Exit exit = Exit::incomplete;
    while (const std::optional<output::Question> question = questions.next()) {
        try {
            const Exit one = session.ask(*question, questions.place());
            if (one == Exit::usage) return one;
            if (one == Exit::timed_out || (one == Exit::done && exit != Exit::timed_out))
                exit = one;
        } catch (const Error& error) {
            throw Error(error.code(), questions.place() + ": " + error.what(), error.hint());
        }
    }
    return exit;
}

/// Says so if an option took what looks like the index for its value: `quire -n INDEX bert`.
std::string index_taken(const cli::Arguments& arguments) {
    for (const cli::Arguments::Given& one : arguments.given()) {
        std::error_code error;
        if (one.value.empty() || !std::filesystem::is_directory(one.value, error)) continue;
        return "; \"" + one.value + "\" was taken for the value of --" + one.option;
    }
    return {};
}

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    if (arguments.has("help-query")) {
        output.write(cli::help(ask::query_page()));
        return Exit::done;
    }
    const std::vector<std::string>& operands = arguments.operands();
    if (operands.empty()) throw UsageError("there is no INDEX" + index_taken(arguments));
    check_conflicts(arguments);
    const output::Format& chosen = format(arguments);
    const bool many = arguments.has("queries");
    const bool similar = arguments.has("similar") || arguments.has("similar-to");
    if (operands.size() == 1 && !many && !similar) {
        throw UsageError("there is no QUERY after " + operands.front() + index_taken(arguments));
    }
    if (operands.size() > 1 && many) {
        throw UsageError("with --queries there is no QUERY after INDEX, got \"" + operands[1] +
                         "\"");
    }
    ask::Session session(operands.front(), chosen, task(arguments, chosen), output);
    if (many) return ask_all(session, arguments.value("queries"));
    report_options(std::span(operands).subspan(1));
    const std::string text = joined(operands.begin() + 1, operands.end());
    return session.ask({"1", text, Query::parse(text)}, "quire");
}

constexpr std::array<cli::OtherPage, 1> other_pages = {{{"man-query", ask::query_page}}};

}  // namespace

int main(int argc, char** argv) {
    return cli::run_tool({"quire", ask::options(), cli::Placement::before_operands, ask::page,
                          operand_candidates, run, other_pages},
                         argc, argv);
}
