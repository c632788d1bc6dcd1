#include "search/query_oracle.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "base/numbers.hpp"
#include "ranking/model.hpp"
#include "schema/values.hpp"

namespace quire::test {
namespace {

using query::Demand;
using query::Node;
using text::Token;

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> result;
    for (const char c : text) {
        if (result.empty() || (static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            result.emplace_back();
        result.back() += c;
    }
    return result;
}

/// The first and the last day that a canonical date names.
struct Days {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
};

Days days(const std::string& canonical) {
    using namespace std::chrono;
    const auto number = [&](std::size_t at, std::size_t length) {
        return std::stoi(canonical.substr(at, length));
    };
    const year y(number(0, 4));
    if (canonical.size() == 4) return {sys_days(y / January / 1), sys_days(y / December / 31)};
    const month m(static_cast<unsigned>(number(4, 2)));
    if (canonical.size() == 6) return {sys_days(y / m / 1), sys_days(y / m / std::chrono::last)};
    const sys_days day(y / m / static_cast<int>(number(6, 2)));
    return {day, day};
}

/// Whether words of a value stand as `wanted` does, in order, with `gap` others in between.
bool stand(const std::vector<Token>& wanted, const std::vector<Token>& words, unsigned gap) {
    if (wanted.empty()) return false;
    std::function<bool(std::size_t, std::size_t, unsigned)> from =
        [&](std::size_t next, std::size_t at, unsigned left) {
            if (next == wanted.size()) return true;
            for (std::size_t skip = 0; skip <= left && at + skip < words.size(); ++skip) {
                if (words[at + skip].word == wanted[next].word &&
                    from(next + 1, at + skip + 1, left - static_cast<unsigned>(skip))) {
                    return true;
                }
            }
            return false;
        };
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at].word == wanted[0].word && from(1, at + 1, gap)) return true;
    }
    return false;
}

bool says_nothing(const std::string& value, FieldKind kind) {
    return !canonical(kind, value).has_value();
}

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
    const auto left = characters(a);
    const auto right = characters(b);
    std::vector<std::vector<std::size_t>> distance(left.size() + 1,
                                                   std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            std::size_t least = i == 0 || j == 0 ? i + j : SIZE_MAX;
            if (i > 0) least = std::min(least, distance[i - 1][j] + 1);
            if (j > 0) least = std::min(least, distance[i][j - 1] + 1);
            if (i > 0 && j > 0) {
                const bool same = left[i - 1] == right[j - 1];
                least = std::min(least, distance[i - 1][j - 1] + (same ? 0 : 1));
            }
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                least = std::min(least, distance[i - 2][j - 2] + 1);
            }
            distance[i][j] = least;
        }
    }
    return distance[left.size()][right.size()];
}

bool fits(std::string_view pattern, std::string_view word) {
    const auto signs = characters(pattern);
    const auto letters = characters(word);
    std::function<bool(std::size_t, std::size_t)> from = [&](std::size_t i, std::size_t j) {
        if (i == signs.size()) return j == letters.size();
        if (signs[i] == "*") return from(i + 1, j) || (j < letters.size() && from(i, j + 1));
        return j < letters.size() && (signs[i] == "?" || signs[i] == letters[j]) &&
               from(i + 1, j + 1);
    };
    return from(0, 0);
}

const Field* QueryOracle::field_called(std::string_view name) const {
    std::string wanted(name);
    for (char& c : wanted) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const Field* beginning = nullptr;
    std::size_t beginnings = 0;
    for (const Field& field : schema_.fields()) {
        if (field.name == wanted || (field.many && field.name == wanted + "s")) return &field;
        if (wanted.size() >= 2 && field.name.starts_with(wanted)) {
            beginning = &field;
            ++beginnings;
        }
    }
    return beginnings == 1 ? beginning : nullptr;
}

std::size_t QueryOracle::text_field(const Field& field) const {
    std::size_t number = 0;
    for (const Field& other : schema_.fields()) {
        if (&other == &field) break;
        if (other.kind == FieldKind::text) ++number;
    }
    return number;
}

// What stands in texts.

QueryOracle::Thing QueryOracle::stem(std::string_view term,
                                     std::optional<std::size_t> field) const {
    Thing word;
    const std::string wanted(term);
    word.is = [wanted](const Token& token) {
        return token.term == wanted || token.bare_term == wanted;
    };
    word.stems = {wanted};
    word.field = field;
    return word;
}

QueryOracle::Thing QueryOracle::spelled(const std::function<bool(const std::string&)>& accept,
                                        std::optional<std::size_t> field) const {
    Thing word;
    word.is = [accept](const Token& token) { return accept(token.word); };
    for (const Paper& paper : papers_) {
        for (const auto& words : paper.text) {
            for (const Token& token : words) {
                if (accept(token.word)) word.stems.insert(token.term);
            }
        }
    }
    word.field = field;
    return word;
}

QueryOracle::Thing QueryOracle::pattern(std::string_view text, std::optional<std::size_t> field) {
    Thing whole;
    whole.kind = Thing::Kind::sequence;
    std::string rest(text);
    rest += '-';
    for (std::size_t end = rest.find('-'); end != std::string::npos; end = rest.find('-')) {
        const std::string part = rest.substr(0, end);
        rest.erase(0, end + 1);
        if (part.find_first_of("*?") == std::string::npos) {
            for (const Token& token : analyzer_.analyze(part)) {
                whole.parts.push_back(stem(token.term, field));
            }
        } else {
            whole.parts.push_back(
                spelled([part](const std::string& word) { return fits(part, word); }, field));
        }
    }
    return whole;
}

QueryOracle::Thing QueryOracle::sequence(const std::vector<Token>& tokens,
                                         std::optional<std::size_t> field, unsigned gap) {
    Thing whole;
    whole.kind = Thing::Kind::sequence;
    whole.gap = gap;
    for (std::size_t first = 0; first < tokens.size();) {
        std::size_t last = first + 1;
        while (options_.compounds && last < tokens.size() &&
               tokens[last].joint != text::Joint::none) {
            ++last;
        }
        // What was typed as one word may be written as several, or some of them solid.
        Thing spellings;
        spellings.kind = Thing::Kind::either;
        for (unsigned solid = 0; solid < 1U << (last - first - 1); ++solid) {
            Thing spelling;
            spelling.kind = Thing::Kind::sequence;
            for (std::size_t at = first; at < last;) {
                std::string word = tokens[at].word;
                std::size_t end = at + 1;
                for (; end < last && (solid >> (end - first - 1) & 1U) != 0; ++end) {
                    word += tokens[end].word;
                }
                spelling.parts.push_back(
                    stem(end == at + 1 ? tokens[at].term : analyzer_.stem(word), field));
                at = end;
            }
            spellings.parts.push_back(std::move(spelling));
        }
        whole.parts.push_back(std::move(spellings));
        first = last;
    }
    return whole;
}

QueryOracle::Thing QueryOracle::thing(const Node& node, std::vector<Token> tokens,
                                      std::optional<std::size_t> field) {
    if (node.pattern) return pattern(text::fold(node.text), field);
    if (node.edits > 0 && tokens.size() == 1) {
        const std::string near = tokens[0].word;
        const unsigned edits = node.edits;
        return spelled(
            [near, edits](const std::string& word) { return edits_between(near, word) <= edits; },
            field);
    }
    std::optional<Token> beginning;
    if (node.prefix) {
        beginning = tokens.back();
        tokens.pop_back();
    }
    Thing whole;
    whole.kind = Thing::Kind::sequence;
    if (node.exact) {
        for (const Token& token : tokens) {
            const std::string form = token.word;
            whole.parts.push_back(
                spelled([form](const std::string& word) { return word == form; }, field));
        }
    } else {
        whole = sequence(tokens, field, node.slop);
    }
    whole.gap = node.slop;
    if (beginning) {
        const std::string start = beginning->word;
        whole.parts.push_back(
            spelled([start](const std::string& word) { return word.starts_with(start); }, field));
    }
    return whole;
}

std::optional<QueryOracle::Thing> QueryOracle::near_thing(const Node& node,
                                                          std::optional<std::size_t> field) {
    if (!node.field.empty()) {
        const Field* own = field_called(node.field);
        if (own == nullptr || own->kind != FieldKind::text) return std::nullopt;
        if (field && *field != text_field(*own)) return std::nullopt;
        field = text_field(*own);
    }
    if (node.demand == Demand::excluded) return std::nullopt;
    if (node.kind == Node::Kind::range || node.kind == Node::Kind::all) return std::nullopt;
    if (node.parts.empty()) {
        std::vector<Token> tokens = analyzer_.analyze(node.text);
        if (!tokens.empty()) return thing(node, std::move(tokens), field);
        Thing nothing;
        nothing.kind = Thing::Kind::either;
        return nothing;
    }
    Thing whole;
    whole.kind = node.kind == Node::Kind::near ? Thing::Kind::near : Thing::Kind::either;
    whole.gap = node.distance;
    const bool list = node.kind == Node::Kind::list;
    const auto stop_word = [&](const Node& part) {
        const std::vector<Token> tokens = analyzer_.analyze(part.text);
        return list && part.kind == Node::Kind::word && !part.exact && !part.pattern &&
               part.edits == 0 && tokens.size() == 1 && tokens[0].stop_word;
    };
    const bool said = !std::all_of(node.parts.begin(), node.parts.end(), stop_word);
    for (const Node& part : node.parts) {
        // A sign in a list says more than where words stand.
        if (list && part.demand != Demand::none) return std::nullopt;
        auto one = near_thing(part, field);
        if (!one) return std::nullopt;
        // What holds no word is passed over.
        const bool nothing = one->kind != Thing::Kind::word && one->parts.empty();
        if (!nothing && !(said && stop_word(part))) {
            whole.parts.push_back(std::move(*one));
        }
    }
    return whole;
}

std::set<QueryOracle::Stretch> QueryOracle::stretches(const Thing& thing,
                                                      const std::vector<Token>& words,
                                                      std::size_t field) const {
    std::set<Stretch> found;
    if (thing.kind == Thing::Kind::word) {
        if (thing.field && *thing.field != field) return found;
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (thing.is(words[at])) found.insert({at, at + 1});
        }
        return found;
    }
    std::vector<std::set<Stretch>> of_parts;
    for (const Thing& part : thing.parts) of_parts.push_back(stretches(part, words, field));
    if (thing.kind == Thing::Kind::either) {
        for (const auto& of_part : of_parts) found.insert(of_part.begin(), of_part.end());
        return found;
    }
    const std::size_t all = (std::size_t{1} << of_parts.size()) - 1;
    // In order, with so many words left to pass over; or in any order, with so many each time.
    std::function<void(Stretch, std::size_t, std::size_t)> go_on =
        [&](Stretch so_far, std::size_t visited, std::size_t left) {
            if (visited == all) {
                found.insert(so_far);
                return;
            }
            for (std::size_t part = 0; part < of_parts.size(); ++part) {
                if ((visited >> part & 1U) != 0) continue;
                for (const Stretch& next : of_parts[part]) {
                    if (next.first < so_far.second || next.first > so_far.second + left) continue;
                    const std::size_t passed = next.first - so_far.second;
                    go_on({so_far.first, next.second}, visited | std::size_t{1} << part,
                          thing.kind == Thing::Kind::near ? left : left - passed);
                }
                if (thing.kind == Thing::Kind::sequence) break;
            }
        };
    for (std::size_t part = 0; part < of_parts.size(); ++part) {
        for (const Stretch& first : of_parts[part]) {
            go_on(first, std::size_t{1} << part, thing.gap);
        }
        if (thing.kind == Thing::Kind::sequence) break;
    }
    if (thing.parts.size() == 1) return found;
    // Those count that hold no shorter one.
    std::set<Stretch> shortest;
    for (const Stretch& stretch : found) {
        const bool holds = std::any_of(found.begin(), found.end(), [&](const Stretch& other) {
            return other != stretch && other.first >= stretch.first &&
                   other.second <= stretch.second;
        });
        if (!holds) shortest.insert(stretch);
    }
    return shortest;
}

std::uint32_t QueryOracle::count(const Thing& thing, const std::vector<Token>& words,
                                 std::size_t field) const {
    // One part alone is itself.
    if (thing.parts.size() == 1) return count(thing.parts.front(), words, field);
    std::uint32_t sum = 0;
    if (thing.kind == Thing::Kind::either) {
        for (const Thing& part : thing.parts) sum += count(part, words, field);
        return sum;
    }
    std::vector<Stretch> by_end;
    for (const Stretch& stretch : stretches(thing, words, field)) by_end.push_back(stretch);
    std::sort(by_end.begin(), by_end.end(),
              [](const Stretch& a, const Stretch& b) { return a.second < b.second; });
    std::size_t free_from = 0;
    for (const Stretch& stretch : by_end) {
        if (stretch.first < free_from) continue;
        ++sum;
        free_from = stretch.second;
    }
    return sum;
}

bool QueryOracle::occurs(const Thing& thing, const Paper& paper) const {
    for (std::size_t field = 0; field < paper.text.size(); ++field) {
        if (!stretches(thing, paper.text[field], field).empty()) return true;
    }
    return false;
}

std::uint64_t QueryOracle::document_frequency(const Thing& thing) const {
    std::uint64_t frequency =
        thing.kind == Thing::Kind::sequence || thing.kind == Thing::Kind::near ? papers_.size() : 0;
    for (const Thing& part : thing.parts) {
        const std::uint64_t of_part = document_frequency(part);
        frequency =
            thing.kind == Thing::Kind::either ? frequency + of_part : std::min(frequency, of_part);
    }
    for (const std::string& term : thing.stems) {
        const Thing word = stem(term, thing.field);
        for (const Paper& paper : papers_) frequency += occurs(word, paper) ? 1 : 0;
    }
    return std::min<std::uint64_t>(frequency, papers_.size());
}

std::uint64_t QueryOracle::collection_frequency(const Thing& thing) const {
    std::uint64_t frequency =
        thing.kind == Thing::Kind::sequence || thing.kind == Thing::Kind::near ? UINT64_MAX : 0;
    for (const Thing& part : thing.parts) {
        const std::uint64_t of_part = collection_frequency(part);
        frequency =
            thing.kind == Thing::Kind::either ? frequency + of_part : std::min(frequency, of_part);
    }
    for (const std::string& term : thing.stems) {
        const Thing word = stem(term, thing.field);
        for (const Paper& paper : papers_) {
            for (std::size_t field = 0; field < paper.text.size(); ++field) {
                frequency += count(word, paper.text[field], field);
            }
        }
    }
    return frequency;
}

// Values.

std::vector<QueryOracle::Reading> QueryOracle::read_values(const Node& node,
                                                           const Field& field) const {
    const std::size_t row = static_cast<std::size_t>(&field - schema_.fields().data());
    std::function<bool(const std::string&)> accept;
    const FieldKind kind = field.kind;
    const bool range = node.kind == Node::Kind::range;
    if (kind == FieldKind::keyword) {
        if (range) return {};
        accept = [this, node](const std::string& value) {
            const std::string wanted = text::fold(node.text);
            const std::string whole = text::fold(value);
            const std::vector<Token> words = analyzer_.words(value);
            const auto any = [&](const std::function<bool(const std::string&)>& test) {
                return test(whole) ||
                       std::any_of(words.begin(), words.end(),
                                   [&](const Token& word) { return test(word.word); });
            };
            if (node.pattern || node.prefix) {
                const std::string pattern = node.prefix ? wanted + '*' : wanted;
                return any([&](const std::string& one) { return fits(pattern, one); });
            }
            if (node.edits > 0) {
                return any([&](const std::string& one) {
                    return edits_between(wanted, one) <= node.edits;
                });
            }
            // A single word of a value is a value as well.
            if (node.exact) return any([&](const std::string& one) { return one == wanted; });
            return whole == wanted || stand(analyzer_.words(node.text), words, node.slop);
        };
    } else {
        if (node.pattern || node.prefix || node.edits > 0) return {};
        const auto from = range ? node.from : node.text;
        const auto to = range ? node.to : node.text;
        if (from && says_nothing(*from, kind)) return {};
        if (to && says_nothing(*to, kind)) return {};
        const auto between = [node](const auto& from_value, const auto& to_value, const auto& first,
                                    const auto& last) {
            return (!from_value || (node.from_open ? first > *from_value : first >= *from_value)) &&
                   (!to_value || (node.to_open ? last < *to_value : last <= *to_value));
        };
        accept = [from, to, kind, node, between](const std::string& value) {
            if (kind == FieldKind::date) {
                std::optional<std::chrono::sys_days> first;
                std::optional<std::chrono::sys_days> last;
                const auto named = [](const std::string& text) {
                    return days(*canonical(FieldKind::date, text));
                };
                if (from) first = node.from_open ? named(*from).last : named(*from).first;
                if (to) last = node.to_open ? named(*to).first : named(*to).last;
                return between(first, last, named(value).first, named(value).last);
            }
            const auto number = [](const std::optional<std::string>& text) {
                return text ? std::optional(std::stod(*text)) : std::nullopt;
            };
            return between(number(from), number(to), *number(value), *number(value));
        };
    }
    Reading reading;
    reading.holds = [row, accept](const Paper& paper) {
        return std::any_of(paper.values[row].begin(), paper.values[row].end(), accept);
    };
    return {reading};
}

// Lists and what operators join.

QueryOracle::Reading QueryOracle::list(std::vector<Reading> parts, bool all) const {
    // Stop words without signs are dropped if another part says something.
    const auto droppable = [](const Reading& part) {
        return part.stop_word && part.demand == Demand::none;
    };
    const bool said = std::any_of(parts.begin(), parts.end(), [&](const Reading& part) {
        return part.words && part.demand != Demand::excluded && !droppable(part);
    });
    if (said) parts.erase(std::remove_if(parts.begin(), parts.end(), droppable), parts.end());
    Reading whole;
    whole.words = std::any_of(parts.begin(), parts.end(), [](const Reading& part) {
        return part.words && part.demand != Demand::excluded;
    });
    whole.holds = [parts = std::move(parts), all](const Paper& paper) {
        bool words_required = false;
        bool optional_parts = false;
        bool optional_held = false;
        for (const Reading& part : parts) {
            const bool held = part.holds(paper);
            if (part.demand == Demand::excluded) {
                if (held) return false;
            } else if (part.demand == Demand::required || !part.words || all) {
                if (!held) return false;
                words_required = words_required || part.words;
            } else {
                optional_parts = true;
                optional_held = optional_held || held;
            }
        }
        return words_required || !optional_parts || optional_held;
    };
    return whole;
}

QueryOracle::Reading QueryOracle::scored(Thing thing, const Scope& scope, bool stop_word) {
    Reading reading;
    reading.words = true;
    reading.stop_word = stop_word;
    reading.holds = [this, thing](const Paper& paper) { return occurs(thing, paper); };
    if (!scope.excluded) {
        std::optional<std::size_t> field;
        if (scope.field != nullptr) field = text_field(*scope.field);
        reading.leaf = scored_.size();
        scored_.push_back({std::move(thing), field, scope.weight, stop_word});
    }
    return reading;
}

std::vector<QueryOracle::Reading> QueryOracle::read_words(const Node& node, const Scope& scope) {
    std::optional<std::size_t> field;
    if (scope.field != nullptr) field = text_field(*scope.field);
    if (node.pattern) return {scored(thing(node, {}, field), scope, false)};
    const std::vector<Token> tokens = analyzer_.analyze(node.text);
    if (tokens.empty()) return {};
    if (node.kind == Node::Kind::phrase || node.exact || node.edits > 0 || scope.excluded) {
        return {scored(thing(node, tokens, field), scope, false)};
    }
    std::vector<Reading> readings;
    for (std::size_t first = 0; first < tokens.size();) {
        std::size_t last = first + 1;
        while (last < tokens.size() && tokens[last].joint != text::Joint::none) ++last;
        const std::vector<Token> group(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                                       tokens.begin() + static_cast<std::ptrdiff_t>(last));
        const bool stop_word = group.size() == 1 && group[0].stop_word;
        readings.push_back(scored(thing(node, group, field), scope, stop_word));
        first = last;
    }
    return readings;
}

std::vector<QueryOracle::Reading> QueryOracle::read_parts(const Node& node, const Scope& scope) {
    std::vector<Reading> readings;
    for (const Node& part : node.parts) {
        for (Reading& reading : read(part, scope)) readings.push_back(std::move(reading));
    }
    return readings;
}

std::vector<QueryOracle::Reading> QueryOracle::read_operands(const Node& node, const Scope& scope) {
    std::vector<Reading> operands;
    for (const Node& part : node.parts) {
        std::vector<Reading> readings = read(part, scope);
        if (readings.empty()) continue;
        if (readings.size() == 1) {
            operands.push_back(std::move(readings[0]));
        } else {
            // In brackets one of them is enough; what was typed as one word is one thing.
            operands.push_back(list(std::move(readings), part.kind != Node::Kind::list));
        }
    }
    if (operands.empty()) return {};
    Reading whole;
    whole.words = std::any_of(operands.begin(), operands.end(), [](const Reading& operand) {
        return operand.words && operand.demand != Demand::excluded;
    });
    const bool any = node.kind == Node::Kind::any;
    whole.holds = [operands = std::move(operands), any](const Paper& paper) {
        const auto held = [&](const Reading& operand) {
            return operand.holds(paper) != (operand.demand == Demand::excluded);
        };
        return any ? std::any_of(operands.begin(), operands.end(), held)
                   : std::all_of(operands.begin(), operands.end(), held);
    };
    return {whole};
}

std::vector<QueryOracle::Reading> QueryOracle::read_unknown_field(const Node& node, Scope scope) {
    // It was no field but a word; what is kept out is kept out only if it has all of it.
    scope.field = nullptr;
    scope.id = false;
    Node rest = node;
    rest.field.clear();
    rest.boost = 1;
    if (node.kind == Node::Kind::range) {
        rest.kind = Node::Kind::word;
        const std::string from = node.from.value_or("");
        const std::string to = node.to.value_or("");
        rest.text = node.from_open ? from : node.to_open ? to : from + ".." + to;
    }
    if (scope.excluded) {
        if (!node.parts.empty()) return {};
        Node phrase;
        phrase.kind = Node::Kind::phrase;
        phrase.demand = node.demand;
        phrase.text = node.field + ' ' + rest.text;
        phrase.slop = node.slop;
        return read(phrase, scope);
    }
    Node name;
    name.kind = Node::Kind::word;
    name.demand = node.demand;
    name.text = node.field;
    std::vector<Reading> readings = read(name, scope);
    for (Reading& reading : read(rest, scope)) readings.push_back(std::move(reading));
    return readings;
}

/// Values without a sign of which one is enough, and whatever else stands beside them.
std::vector<QueryOracle::Reading> QueryOracle::read_value_list(const Node& node,
                                                               const Scope& scope) {
    std::vector<Reading> readings;
    std::vector<Reading> values;
    for (const Node& part : node.parts) {
        for (Reading& reading : read(part, scope)) {
            const bool value =
                part.field.empty() && !reading.words && reading.demand == Demand::none;
            (value ? values : readings).push_back(std::move(reading));
        }
    }
    if (values.empty()) return readings;
    readings.push_back({[values = std::move(values)](const Paper& paper) {
        return std::any_of(values.begin(), values.end(),
                           [&](const Reading& value) { return value.holds(paper); });
    }});
    return readings;
}

std::vector<QueryOracle::Reading> QueryOracle::read(const Node& node, Scope scope) {
    const auto star = [](const Node& one) {
        return one.kind == Node::Kind::word && one.text == "*" && !one.exact;
    };
    scope.weight *= node.boost;
    scope.excluded = scope.excluded || node.demand == Demand::excluded;
    if (!node.field.empty()) {
        scope.id = node.field == "id";
        scope.field = scope.id ? nullptr : field_called(node.field);
        if (!scope.id && scope.field == nullptr) return read_unknown_field(node, scope);
    }
    const bool values = scope.field != nullptr && scope.field->kind != FieldKind::text;
    std::vector<Reading> readings;
    switch (node.kind) {
        case Node::Kind::word:
        case Node::Kind::phrase:
        case Node::Kind::range:
            if (scope.id) {
                // The papers of the oracle have no ids.
                readings.push_back({[](const Paper&) { return false; }});
            } else if (scope.field != nullptr && star(node) && (values || !node.field.empty())) {
                const std::size_t row =
                    static_cast<std::size_t>(scope.field - schema_.fields().data());
                const std::size_t text = values ? 0 : text_field(*scope.field);
                readings = {{[=](const Paper& paper) {
                    return values ? !paper.values[row].empty() : !paper.text[text].empty();
                }}};
            } else if (values) {
                readings = read_values(node, *scope.field);
            } else if (node.kind != Node::Kind::range) {
                readings = read_words(node, scope);
            }
            break;
        case Node::Kind::list: {
            readings = values || scope.id ? read_value_list(node, scope) : read_parts(node, scope);
            const bool ranks = std::all_of(
                readings.begin(), readings.end(),
                [](const Reading& part) { return part.demand == Demand::none && part.words; });
            // Brackets around one part, or around what only ranks, change nothing.
            const bool one = readings.size() == 1 &&
                             (node.demand == Demand::none || readings[0].demand == Demand::none);
            if (!readings.empty() && !one && !(ranks && node.demand == Demand::none)) {
                readings = {list(std::move(readings), false)};
            }
            break;
        }
        case Node::Kind::near: {
            std::optional<std::size_t> field;
            if (scope.field != nullptr && !values) field = text_field(*scope.field);
            std::optional<Thing> near;
            if (!scope.id && !values) {
                Node bare = node;
                bare.field.clear();
                bare.demand = Demand::none;
                near = near_thing(bare, field);
            }
            if (!near) {
                readings = read_operands(node, scope);
            } else if (!near->parts.empty()) {
                readings = {scored(std::move(*near), scope, false)};
            }
            break;
        }
        case Node::Kind::all:
        case Node::Kind::any:
            readings = read_operands(node, scope);
            break;
    }
    for (Reading& reading : readings) {
        if (node.demand != Demand::none) reading.demand = node.demand;
        // A stop word that is asked for says something.
        if (node.demand != Demand::required) continue;
        reading.stop_word = false;
        if (reading.leaf) scored_[*reading.leaf].stop_word = false;
    }
    return readings;
}

std::vector<QueryOracle::Answer> QueryOracle::answers(const query::Syntax& syntax,
                                                      const RankingModel& model) {
    scored_.clear();
    std::vector<Reading> parts = read_parts(syntax.root, {});
    if (parts.empty()) return {};
    const Reading query = list(std::move(parts), options_.all);

    std::vector<std::uint64_t> totals;
    std::vector<double> weights;
    for (const Field& field : schema_.fields()) {
        if (field.kind != FieldKind::text) continue;
        std::uint64_t total = 0;
        for (const Paper& paper : papers_) total += paper.text[weights.size()].size();
        totals.push_back(total);
        weights.push_back(field.weight);
    }
    struct Leaf {
        const Scored* scored;
        std::unique_ptr<ranking::Scorer> scorer;
        std::vector<std::vector<std::uint32_t>> counts;  ///< By paper and text field.
        bool stop_word;
    };
    std::vector<Leaf> leaves;
    for (const Scored& scored : scored_) {
        Leaf leaf{&scored,
                  model.model().scorer(
                      {papers_.size(), totals, weights},
                      {document_frequency(scored.thing), collection_frequency(scored.thing),
                       scored.field ? static_cast<int>(*scored.field) : -1}),
                  {},
                  scored.stop_word};
        for (const Paper& paper : papers_) {
            leaf.counts.emplace_back();
            for (std::size_t field = 0; field < paper.text.size(); ++field) {
                leaf.counts.back().push_back(count(scored.thing, paper.text[field], field));
            }
        }
        leaves.push_back(std::move(leaf));
    }
    // A stop word that the query says in another way as well, as `"the"`, is none.
    const auto stems = [](const Leaf& leaf) {
        const Thing* thing = &leaf.scored->thing;
        while (thing->parts.size() == 1) thing = &thing->parts.front();
        return thing->stems;
    };
    for (Leaf& leaf : leaves) {
        for (const Leaf& other : leaves) {
            if (!other.stop_word && other.scored->field == leaf.scored->field &&
                other.counts == leaf.counts && stems(other) == stems(leaf)) {
                leaf.stop_word = false;
            }
        }
    }
    const bool said =
        std::any_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) { return !leaf.stop_word; });
    std::vector<Answer> found;
    for (std::size_t number = 0; number < papers_.size(); ++number) {
        const Paper& paper = papers_[number];
        if (!query.holds(paper)) continue;
        std::vector<std::uint32_t> lengths;
        for (const auto& words : paper.text) {
            lengths.push_back(static_cast<std::uint32_t>(words.size()));
        }
        double score = 0;
        for (const Leaf& leaf : leaves) {
            if (said && leaf.stop_word) continue;
            const auto& counts = leaf.counts[number];
            if (std::all_of(counts.begin(), counts.end(), [](auto n) { return n == 0; })) continue;
            score += leaf.scored->weight * leaf.scorer->score(counts, lengths);
        }
        found.push_back({number, score});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Answer& a, const Answer& b) { return a.score > b.score; });
    return found;
}

}  // namespace quire::test
