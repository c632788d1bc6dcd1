#include "ask/session.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "ask/remarks.hpp"
#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "quire/error.hpp"

namespace quire::ask {

using cli::Exit;
using output::Answer;
using output::Question;

namespace {

Exit status(const SearchResults& results, bool found) {
    if (results.timed_out) return Exit::timed_out;
    return found ? Exit::done : Exit::incomplete;
}

}  // namespace

Session::Session(const std::string& path, const output::Format& format, Task task,
                 cli::StandardOutput& output)
    : format_(format),
      task_(std::move(task)),
      output_(output),
      searcher_(path),
      schema_(searcher_.schema()),
      setting_{schema_, task_.terminal, task_.many},
      writer_(format.writer(setting_)) {}

Exit Session::ask(const Question& question, std::string_view place) {
    set_deadline();
    const SearchResults results = searcher_.search(question.query, task_.options);
    report(place, results.diagnostics, question.text);
    const bool problems = std::ranges::any_of(results.diagnostics, [](const Diagnostic& one) {
        return one.severity == Diagnostic::Severity::problem;
    });
    if (task_.strict && problems) return Exit::usage;
    report(place, results.corrections, question.text);
    if (results.timed_out && task_.kind != Task::Kind::standing) {
        report_timeout(place, *task_.timeout);
    }

    const Answer answer{question, task_.options, results};
    switch (task_.kind) {
        case Task::Kind::hits:
            return print_hits(answer);
        case Task::Kind::count:
            return print_count(answer);
        case Task::Kind::standing:
            return print_standing(question, place);
        case Task::Kind::reading:
            break;
    }
    output_.write(format_.reading(setting_, answer));
    return results.timed_out ? Exit::timed_out : Exit::done;
}

void Session::set_deadline() {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::hours none(24 * 365);  // So late that it is as good as none.
    if (!task_.timeout || *task_.timeout > none) return;
    task_.options.deadline =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(*task_.timeout);
}

Exit Session::print_hits(const Answer& answer) {
    const SearchResults& results = answer.results;
    if (!std::exchange(begun_, true)) output_.write(writer_->head());
    output_.write(writer_->answer(answer));
    const bool found = task_.options.limit == 0 ? results.total > 0 : !results.hits.empty();
    const Exit exit = status(results, found);
    if (task_.many) return exit;

    output_.flush();
    if (format_.summary != nullptr) {
        cli::write_error(format_.summary(answer) + "\n");
        if (results.total == 0 && !results.timed_out) help_out(answer.question);
    }
    if (task_.paged && !results.next.empty()) {
        cli::write_error("next: --after " + cli::printable(results.next) + "\n");
    }
    return exit;
}

/// What could be asked where nothing is found.
void Session::help_out(const Question& question) {
    const Rescue rescue = searcher_.rescue(question.query, task_.options);
    report(rescue, question.text);
    if (rescue.timed_out) report_timeout("quire", *task_.timeout);
}

/// A number that is not known is not printed as one: a script would take it for it.
Exit Session::print_count(const Answer& answer) {
    const SearchResults& results = answer.results;
    const std::string topic =
        task_.many ? cli::printable(answer.question.topic) + "\t" : std::string();
    if (format_.summary == nullptr) {
        output_.write(writer_->answer(answer));
    } else if (results.timed_out) {
        cli::write_error(topic + "at least " + cli::counted(results.total, "paper") + "\n");
    } else {
        output_.write(topic + std::to_string(results.total) + "\n");
    }
    return status(results, results.total > 0);
}

Exit Session::print_standing(const Question& question, std::string_view place) {
    const auto standing = searcher_.why(question.query, task_.id, task_.options);
    if (standing && standing->timed_out) {
        report_timeout(place, *task_.timeout);
        return Exit::timed_out;
    }
    const std::optional<Document> document = searcher_.find(task_.id);
    if (!standing || !document) {
        throw Error(ErrorCode::not_found, "no document has the id \"" + task_.id + "\"",
                    "Ids are matched whole, in upper and lower case as they were indexed.");
    }
    output_.write(format_.standing(setting_, {question, *document, *standing}));
    return standing->found ? Exit::done : Exit::incomplete;
}

}  // namespace quire::ask
