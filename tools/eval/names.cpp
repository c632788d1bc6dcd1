#include "eval/names.hpp"

#include <cstddef>
#include <map>
#include <utility>

namespace quire::eval {

std::vector<std::string> shortest_ends(const std::vector<std::string>& paths) {
    std::vector<std::string> ends;
    // Where the end begins if it has one folder more.
    const auto longer = [](const std::string& path, std::size_t begin) {
        const std::size_t slash = begin < 2 ? std::string::npos : path.rfind('/', begin - 2);
        return slash == std::string::npos ? 0 : slash + 1;
    };
    std::vector<std::size_t> begins;
    for (const std::string& path : paths) {
        begins.push_back(longer(path, path.size() + 1));
        ends.push_back(path.substr(begins.back()));
    }
    for (bool changed = true; std::exchange(changed, false);) {
        std::map<std::string, int> count;
        for (const std::string& end : ends) ++count[end];
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (count[ends[i]] == 1 || begins[i] == 0) continue;
            begins[i] = longer(paths[i], begins[i]);
            ends[i] = paths[i].substr(begins[i]);
            changed = true;
        }
    }
    return ends;
}

}  // namespace quire::eval
