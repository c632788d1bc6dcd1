// The format "arxiv": the snapshot of arXiv's metadata, one JSON object a line.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/ascii.hpp"
#include "corpus/format.hpp"
#include "corpus/json_errors.hpp"
#include "corpus/mapping.hpp"
#include "corpus/object_lines.hpp"
#include "corpus/white_space.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

using Json = nlohmann::json;

constexpr std::array<KeyName, 1> names{{{"venue", "journal-ref"}}};

Error wrong(std::string_view key, std::string_view expected) {
    return {ErrorCode::malformed_input,
            "the key \"" + std::string(key) + "\": expected " + std::string(expected)};
}

/// @throws Error malformed_input
Json parse(std::string_view line) {
    // The parts of names are as deep as it gets; what is deeper costs no memory. A name and its
    // parts come in five events.
    constexpr int deepest = 3;
    constexpr std::size_t most_events = 10 * most_values;
    std::size_t events = 0;
    const auto keep = [&](int depth, Json::parse_event_t, const Json&) {
        if (depth > deepest) return false;
        if (++events > most_events) {
            throw Error(ErrorCode::malformed_input, too_many_values());
        }
        return true;
    };
    try {
        Json object = Json::parse(line.begin(), line.end(), keep);
        if (object.is_object()) return object;
    } catch (const Json::parse_error& error) {
        const bool opened = trimmed(line).starts_with('{');
        throw Error(ErrorCode::malformed_input, why_not_json(line, error.byte, error.id, opened));
    } catch (const Json::out_of_range&) {
        throw Error(ErrorCode::malformed_input, "a number is too large");
    }
    throw Error(ErrorCode::malformed_input, "expected a JSON object");
}

/// The text under a key; empty for null or where there is none.
std::string text_at(const Json& object, const char* key) {
    const auto value = object.find(key);
    if (value == object.end() || value->is_null()) return {};
    if (!value->is_string()) throw wrong(key, "a string");
    return squeezed(value->get_ref<const std::string&>());
}

/// Adds the names of "authors_parsed", which are lists of last name, first name and suffix; false
/// if there are none.
bool add_parsed_authors(RawRecord& raw, const Json& object) {
    constexpr const char* key = "authors_parsed";
    const auto authors = object.find(key);
    if (authors == object.end() || authors->is_null()) return false;
    const std::string_view expected = "a list of lists of strings";
    if (!authors->is_array()) throw wrong(key, expected);
    for (const Json& author : *authors) {
        if (!author.is_array()) throw wrong(key, expected);
        std::string name;
        for (const std::size_t part : {1U, 0U, 2U}) {
            if (part >= author.size()) continue;
            if (!author[part].is_string()) throw wrong(key, expected);
            name += author[part].get_ref<const std::string&>() + " ";
        }
        raw.add("authors", squeezed(name));
    }
    return !authors->empty();
}

/// Adds the names of a text such as "A. Smith, B. Jones and C. Brown".
void add_authors(RawRecord& raw, std::string_view text) {
    for_each_name(text, ',', [&](std::string_view name) {
        name = trimmed(name);
        if (name.starts_with("and ")) name.remove_prefix(4);
        raw.add("authors", name);
    });
}

/// The year of the first version, else of the last change.
std::string year_of(const Json& object) {
    const auto versions = object.find("versions");
    if (versions != object.end() && versions->is_array() && !versions->empty()) {
        const Json& first = versions->front();
        if (!first.is_object()) throw wrong("versions", "a list of objects");
        const std::string created = text_at(first, "created");
        if (const std::string_view year = find_year(created); !year.empty()) {
            return std::string(year);
        }
    }
    return std::string(find_year(text_at(object, "update_date")));
}

std::string address(const Json& object) {
    const std::string doi = text_at(object, "doi");
    if (!doi.empty()) return "https://doi.org/" + doi.substr(0, doi.find(' '));
    return "https://arxiv.org/abs/" + text_at(object, "id");
}

class Arxiv : public Format {
public:
    explicit Arxiv(const ReaderOptions& options) : mapping_(options, {.names = names}) {}

    std::optional<Record> next(LineSource& lines) override {
        const Line read = objects_.next(lines, line_);
        if (read == Line::end) return std::nullopt;

        std::string reason = defect(read, line_);
        RawRecord raw{lines.number(), {}};
        try {
            if (reason.empty()) read_object(parse(line_), raw);
        } catch (const Error& error) {
            reason = error.what();
        }
        if (!reason.empty()) {
            throw InputError(lines.name(), raw.line, reason, advice_on_json(line_));
        }
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    void read_object(const Json& object, RawRecord& raw) const {
        if (mapping_.wants("authors") && !add_parsed_authors(raw, object)) {
            add_authors(raw, text_at(object, "authors"));
        }
        if (mapping_.wants("year")) raw.add("year", year_of(object));
        if (mapping_.wants("url")) raw.add("url", address(object));
        for (const auto& [key, value] : object.items()) {
            if (key == "authors" || key == "year" || key == "url") continue;
            const bool is_read = key == "authors_parsed" || key == "versions" || key == "doi" ||
                                 key == "update_date";
            if (!mapping_.wants(key)) {
                if (!is_read) raw.add(key, "");  // To be counted.
            } else if (key == "categories") {
                add_words(raw, key, text_at(object, key.c_str()));
            } else {
                raw.add(key, text_at(object, key.c_str()));
            }
        }
    }

    static void add_words(RawRecord& raw, std::string_view key, std::string_view words) {
        while (!words.empty()) {
            const std::size_t end = std::min(words.find(' '), words.size());
            raw.add(key, words.substr(0, end));
            words.remove_prefix(std::min(words.size(), end + 1));
        }
    }

    Mapping mapping_;
    ObjectLines objects_;
    std::string line_;
};

}  // namespace

std::unique_ptr<Format> make_arxiv(const ReaderOptions& options) {
    return std::make_unique<Arxiv>(options);
}

bool recognises_arxiv(std::string_view first_bytes) {
    return first_bytes.starts_with('{') &&
           (first_bytes.find("\"authors_parsed\"") != std::string_view::npos ||
            first_bytes.find("\"submitter\"") != std::string_view::npos);
}

}  // namespace quire::corpus
