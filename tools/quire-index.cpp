// quire-index: makes an index, changes it, says what it is, and keeps it sound.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/tool.hpp"
#include "indexing/info.hpp"
#include "indexing/load.hpp"
#include "indexing/page.hpp"
#include "indexing/task.hpp"
#include "indexing/upkeep.hpp"
#include "quire/searcher.hpp"

namespace {

using namespace quire;
using cli::Exit;

completion::Candidates operand_candidates(const std::vector<std::string>& before,
                                          std::string_view) {
    using Kind = completion::Candidates::Kind;
    return {before.empty() ? Kind::directories : Kind::files};
}

Exit info(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const IndexInfo info = Searcher(arguments.operands().front()).info();
    output.write(arguments.has("json") ? indexing::info_json(info) : indexing::info_text(info));
    return Exit::done;
}

/// What can be done with an index besides adding to it, by the option that asks for it.
struct Action {
    std::string_view option;
    Exit (*run)(const cli::Arguments& arguments, cli::StandardOutput& output);
};
constexpr std::array<Action, 5> actions = {{
    {"info", info},
    {"verify", indexing::verify},
    {"repair", indexing::repair},
    {"dump", indexing::dump},
    {"backup", indexing::back_up},
}};

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const std::vector<std::string>& operands = arguments.operands();
    if (operands.empty()) throw cli::UsageError("there is no INDEX");
    const Action* asked = nullptr;
    for (const Action& action : actions) {
        if (!arguments.has(action.option)) continue;
        if (asked != nullptr) {
            throw cli::UsageError("--" + std::string(asked->option) + " and --" +
                                  std::string(action.option) + " exclude each other");
        }
        asked = &action;
    }
    if (asked == nullptr) {
        return indexing::load(indexing::task(arguments), arguments.has("json"), output);
    }
    if (operands.size() > 1) {
        throw cli::UsageError("--" + std::string(asked->option) + " takes no INPUT");
    }
    return asked->run(arguments, output);
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_tool({"quire-index", indexing::options(), cli::Placement::anywhere,
                          indexing::page, operand_candidates, run},
                         argc, argv);
}
