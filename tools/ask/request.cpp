#include "ask/request.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "cli/engines.hpp"
#include "cli/files.hpp"

namespace quire::ask {

namespace {

/// "-year,venue"
std::vector<SortKey> sort_keys(const std::string& text) {
    std::vector<SortKey> keys;
    std::string_view rest = text;
    for (bool more = true; more;) {
        std::string_view field = rest.substr(0, rest.find(','));
        more = field.size() < rest.size();
        rest.remove_prefix(field.size() + (more ? 1 : 0));
        const bool descending = field.starts_with('-');
        if (descending) field.remove_prefix(1);
        if (field.empty()) {
            throw cli::UsageError(
                "--sort: expected fields with commas between, as in -year,venue, got \"" + text +
                "\"");
        }
        keys.push_back({std::string(field), descending});
    }
    return keys;
}

/// "venue" or "venue:20"
FacetRequest facet(const std::string& text) {
    FacetRequest request{text.substr(0, text.find(':'))};
    if (request.field.size() < text.size()) {
        const char* begin = text.data() + request.field.size() + 1;
        const char* end = text.data() + text.size();
        const auto result = std::from_chars(begin, end, request.limit);
        if (result.ec != std::errc{} || result.ptr != end) {
            throw cli::UsageError("--facet: expected FIELD or FIELD:N, got \"" + text + "\"");
        }
    }
    return request;
}

}  // namespace

SearchOptions search_options(const cli::Arguments& arguments) {
    SearchOptions search;
    search.limit = arguments.whole_number("limit", search.limit);
    search.offset = arguments.whole_number("offset", 0);
    if (const std::string place = arguments.value("after"); place != "start") search.after = place;
    if (arguments.has("sort")) search.sort = sort_keys(arguments.value("sort"));
    search.collapse = arguments.value("collapse");
    for (const std::string& text : arguments.values("facet")) search.facets.push_back(facet(text));
    search.similar_ids = arguments.values("similar");
    if (arguments.has("similar-to")) {
        search.similar_text = cli::read_file(arguments.value("similar-to"));
    }
    if (arguments.has("synonyms")) {
        const std::string file = arguments.value("synonyms");
        search.synonyms = Synonyms::parse(cli::read_file(file), cli::file_name(file));
    }
    if (arguments.has("model")) search.model = RankingModel::parse(arguments.value("model"));
    if (arguments.has("engine")) search.engine = cli::engine(arguments.value("engine"));
    search.compounds = !arguments.has("no-compounds");
    search.all_words = arguments.has("all");
    search.explain = arguments.has("explain");
    return search;
}

}  // namespace quire::ask
