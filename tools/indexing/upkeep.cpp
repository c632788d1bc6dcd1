#include "indexing/upkeep.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "cli/progress.hpp"
#include "cli/tool.hpp"
#include "indexing/task.hpp"
#include "output/json_objects.hpp"
#include "quire/maintenance.hpp"
#include "quire/searcher.hpp"

namespace quire::indexing {
namespace {

using cli::Exit;
using output::Json;

/// Names are listed on standard output up to here; --json has all of them.
constexpr std::size_t most_shown = 20;

/// Options of the library, with a progress line on standard error.
MaintenanceOptions options_of(const cli::Arguments& arguments, cli::Progress& progress) {
    MaintenanceOptions options;
    options.lock_wait = lock_wait(arguments);
    options.progress = [&progress](std::uint64_t done, std::uint64_t) { progress.update(done, 0); };
    return options;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most_shown; ++i) {
        text += "  " + cli::printable(names[i]) + '\n';
    }
    if (names.size() > most_shown) {
        text += "  ... and " + cli::grouped(names.size() - most_shown) + " more\n";
    }
    return text;
}

std::string verdict(const Verification& found) {
    const std::string size =
        cli::counted(found.documents, "paper") + ", " + cli::megabytes(found.bytes) + '\n';
    if (!found.sound) return "damaged: " + size + listed(found.damage);
    return "sound: " + size +
           (found.sealed
                ? "every byte is as it was written when the index was built\n"
                : "papers, postings and image agree with each other and their checksums\n");
}

Json to_json(const Verification& found) {
    return Json({{"version", output::json_version},
                 {"sound", found.sound},
                 {"sealed", found.sealed},
                 {"documents", found.documents},
                 {"bytes", found.bytes},
                 {"damage", found.damage}});
}

}  // namespace

Exit verify(const cli::Arguments& arguments, cli::StandardOutput& output) {
    cli::Progress progress(!arguments.has("quiet"), 0);
    const Verification found =
        quire::verify(arguments.operands().front(), options_of(arguments, progress));
    progress.erase();
    if (arguments.has("json")) {
        output.write(output::line(to_json(found)));
    } else if (!arguments.has("quiet")) {
        output.write(verdict(found));
        if (!found.sound) {
            cli::write_error("`quire-index --repair` keeps what can be read.\n");
        }
    }
    return found.sound ? Exit::done : Exit::incomplete;
}

Exit repair(const cli::Arguments& arguments, cli::StandardOutput& output) {
    cli::Progress progress(!arguments.has("quiet"), 0);
    const std::string& index = arguments.operands().front();
    IndexOptions fallback;
    const bool has_fallback = arguments.has("schema");
    if (has_fallback) fallback = new_index(arguments);
    const Repair done =
        quire::repair(index, options_of(arguments, progress), has_fallback ? &fallback : nullptr);
    progress.erase();
    if (arguments.has("json")) {
        output.write(output::line(Json({{"version", output::json_version},
                                        {"before", to_json(done.before)},
                                        {"documents", done.documents},
                                        {"lost", done.lost}})));
    } else if (!arguments.has("quiet")) {
        output.write(verdict(done.before));
        if (!done.before.sound) {
            output.write("repaired: the index holds " + cli::counted(done.documents, "paper") +
                         (done.lost.empty() ? "; none is lost\n"
                                            : "; lost: " + cli::grouped(done.lost.size()) + '\n' +
                                                  listed(done.lost)));
        }
    }
    return done.lost.empty() ? Exit::done : Exit::incomplete;
}

Exit dump(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const std::string& index = arguments.operands().front();
    const Searcher searcher(index);
    const std::string unstored = searcher.info().schema.unstored();
    if (!unstored.empty()) {
        cli::report("quire-index", index + ": not stored, and so not written: " + unstored);
    }
    searcher.for_each(
        [&](const Document& document) { output.write(output::line(output::to_json(document))); });
    return Exit::done;
}

Exit back_up(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const std::string& index = arguments.operands().front();
    const std::string copy = arguments.value("backup");
    quire::back_up(index, copy);
    if (!arguments.has("quiet")) {
        const IndexInfo info = Searcher(copy).info();
        output.write("copied " + cli::counted(info.documents, "paper") + ", " +
                     cli::megabytes(info.bytes) + ", to " + cli::printable(copy) + '\n');
    }
    return Exit::done;
}

}  // namespace quire::indexing
