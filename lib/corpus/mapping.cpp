#include "corpus/mapping.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "quire/error.hpp"
#include "schema/fields.hpp"
#include "schema/values.hpp"

namespace quire::corpus {
namespace {

bool is_field(const Schema& schema, std::string_view name) {
    const Field* field = schema.find(name);
    return field != nullptr && field->name == name;
}

/// @throws Error invalid_argument for the first of the caller's fields that the schema has not
void check_fields(const ReaderOptions& options) {
    for (const auto& [name, key] : options.keys) {
        if (name == "id" || is_field(options.schema, name)) continue;
        std::string list = "id";
        for (const Field& field : options.schema.fields()) list += ", " + field.name;
        const std::string_view nearest = nearest_field(name, options.schema);
        throw Error(
            ErrorCode::invalid_argument,
            "no field is called \"" + name + "\", which the key \"" + key + "\" is mapped to",
            (nearest.empty() ? "" : "Did you mean " + std::string(nearest) + "? ") +
                "The fields are: " + list + ".");
    }
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
    return all;
}

/// The parts between separators that are not empty.
std::vector<std::string> split(const std::vector<std::string>& texts, std::string_view separators) {
    std::vector<std::string> parts;
    for (const std::string_view text : texts) {
        std::size_t begin = 0;
        while (begin <= text.size()) {
            const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
            const std::string_view part = trimmed(text.substr(begin, end - begin));
            if (!part.empty()) parts.emplace_back(part);
            if (parts.size() > most_values) {
                throw Error(ErrorCode::malformed_input, too_many_values());
            }
            begin = end + 1;
        }
    }
    return parts;
}

}  // namespace

void UnknownKeys::add(const std::string& key, std::size_t line) {
    constexpr std::size_t most_keys = 100;
    constexpr std::size_t longest_key = 100;
    auto found = keys_.find(key);
    if (found == keys_.end()) {
        if (keys_.size() == most_keys || key.size() > longest_key) return;
        found = keys_.emplace(key, Count{}).first;
    }
    if (found->second.last_line == line) return;
    found->second = {found->second.records + 1, line};
}

std::map<std::string, std::uint64_t> UnknownKeys::records() const {
    std::map<std::string, std::uint64_t> result;
    for (const auto& [key, count] : keys_) result.emplace(key, count.records);
    return result;
}

Mapping::Mapping(const ReaderOptions& options, const KeyRules& rules)
    : schema_(options.schema), key_case_(rules.key_case), separators_(rules.separators) {
    check_fields(options);
    const auto add_field = [&](const std::string& name) {
        std::vector<std::string>& keys = keys_[name];
        if (const auto mapped = options.keys.find(name); mapped != options.keys.end()) {
            keys.push_back(mapped->second);
            return;
        }
        keys.push_back(name);
        for (const KeyName& row : rules.names) {
            const bool free = key_case_ == KeyCase::exact ? !is_field(schema_, row.key)
                                                          : !is_field(schema_, lower_case(row.key));
            if (row.field == name && free) keys.emplace_back(row.key);
        }
    };
    for (const auto& [field, key] : options.keys) unseen_.push_back(key);
    add_field("id");
    for (const Field& field : schema_.fields()) add_field(field.name);
}

bool Mapping::same(std::string_view wanted, std::string_view key) const {
    return key_case_ == KeyCase::exact ? wanted == key : same_but_case(wanted, key);
}

std::span<const std::string> Mapping::keys(std::string_view field) const {
    return keys_.find(field)->second;
}

bool Mapping::fills(std::string_view field, std::string_view key) const {
    return std::ranges::any_of(keys(field),
                               [&](const std::string& wanted) { return same(wanted, key); });
}

bool Mapping::wants(std::string_view key) const {
    return std::ranges::any_of(keys_, [&](const auto& row) { return fills(row.first, key); });
}

void Mapping::see(std::string_view key) {
    std::erase_if(unseen_, [&](const std::string& unseen) { return same(unseen, key); });
}

std::set<std::string> Mapping::unseen() const {
    return {unseen_.begin(), unseen_.end()};
}

/// The texts of the first key of `field` that the record has.
std::vector<std::string> Mapping::texts(std::string_view field, const RawRecord& raw) const {
    std::vector<std::string> found;
    for (const std::string& key : keys(field)) {
        for (const RawRecord::Entry& entry : raw.entries) {
            if (!same(key, entry.key)) continue;
            if (const auto text = trimmed(entry.text); !text.empty()) found.emplace_back(text);
        }
        if (!found.empty()) break;
    }
    return found;
}

std::optional<Value> Mapping::value(const Field& field, const RawRecord& raw) const {
    std::vector<std::string> found = texts(field.name, raw);
    if (found.empty()) return std::nullopt;
    if (field.kind == FieldKind::text) return joined(found);
    if (field.many && !separators_.empty()) return split(found, separators_);
    if (found.size() == 1) return std::move(found.front());
    return found;
}

Document Mapping::document(const RawRecord& raw) const {
    const std::vector<std::string> ids = texts("id", raw);
    if (ids.empty()) {
        throw Error(ErrorCode::malformed_input, "no id",
                    "Say which key holds the ids (with quire-index: --map id=KEY).");
    }
    Document document;
    document.id = ids.front();
    for (const Field& field : schema_.fields()) {
        std::optional<Value> given = value(field, raw);
        if (given) given = checked(field, *given, document.id);
        if (given) document.set(field.name, std::move(*given));
    }
    return document;
}

Record Mapping::record(const RawRecord& raw, const LineSource& lines) {
    if (raw.too_many) {
        throw InputError(lines.name(), raw.line, too_many_values());
    }
    for (const RawRecord::Entry& entry : raw.entries) {
        if (!wants(entry.key)) unknown_.add(entry.key, raw.line);
        if (!unseen_.empty()) see(entry.key);
    }
    try {
        return {document(raw), raw.line};
    } catch (const Error& error) {
        throw InputError(lines.name(), raw.line, error.what(), error.hint());
    }
}

std::string last_text_field(const Schema& schema) {
    std::string last;
    for (const Field& field : schema.fields()) {
        if (field.kind == FieldKind::text) last = field.name;
    }
    return last;
}

}  // namespace quire::corpus
