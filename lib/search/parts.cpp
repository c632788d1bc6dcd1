#include "search/parts.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace quire::search {

using query::Demand;

std::vector<Part> each_once(std::vector<Part> parts) {
    std::set<std::pair<std::size_t, Demand>> seen;
    const auto again = [&](const Part& part) {
        return part.clause && !seen.insert({*part.clause, part.demand}).second;
    };
    parts.erase(std::remove_if(parts.begin(), parts.end(), again), parts.end());
    return parts;
}

std::vector<Expression> conditions_of(std::vector<Part> parts) {
    std::vector<Expression> conditions;
    for (Part& part : each_once(std::move(parts))) {
        Expression condition = std::move(part.condition);
        if (part.demand == Demand::excluded) condition = none_of({std::move(condition)});
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

bool any_words(const std::vector<Part>& parts) {
    return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
        return part.words && part.demand != Demand::excluded;
    });
}

void drop_stop_words(std::vector<Part>& parts) {
    const auto says_nothing = [](const Part& part) {
        return part.stop_word && part.demand == Demand::none;
    };
    const auto says_something = [&](const Part& part) {
        return part.words && part.demand != Demand::excluded && !says_nothing(part);
    };
    if (!std::any_of(parts.begin(), parts.end(), says_something)) return;
    parts.erase(std::remove_if(parts.begin(), parts.end(), says_nothing), parts.end());
}

Part together(std::vector<Part> parts, bool all) {
    drop_stop_words(parts);
    std::vector<Part> required;
    std::vector<Part> optional;
    Part whole;
    whole.words = any_words(parts);
    bool words_required = false;
    for (Part& part : parts) {
        if (part.demand == Demand::none && part.words && !all) {
            optional.push_back(std::move(part));
            continue;
        }
        const bool excluded = part.demand == Demand::excluded;
        words_required = words_required || (part.words && !excluded);
        required.push_back(std::move(part));
    }
    std::vector<Expression> conditions = conditions_of(std::move(required));
    if (!words_required && !optional.empty()) {
        conditions.push_back(any_of(conditions_of(std::move(optional))));
    }
    whole.condition = all_of(std::move(conditions));
    return whole;
}

}  // namespace quire::search
