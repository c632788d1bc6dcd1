// The formats "jsonl" and "beir": one JSON object a line.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ascii.hpp"
#include "corpus/format.hpp"
#include "corpus/json_errors.hpp"
#include "corpus/mapping.hpp"
#include "corpus/object_lines.hpp"
#include "quire/error.hpp"
#include "schema/values.hpp"

namespace quire::corpus {
namespace {

using Json = nlohmann::json;
using List = std::vector<std::string>;

/// What the object of a line says about one key.
struct Entry {
    std::string key;
    bool is_id = false;
    bool seen = false;
    bool inner = false;                         ///< Whether it was seen in the inner object only.
    std::optional<Value> value = std::nullopt;  ///< Nothing for null.
    std::string number = {};                    ///< As it is written, if the value is one.
    std::string unusable = {};                  ///< What stands there that no field can hold.
};

/// Takes the values of the wanted keys out of one object. It is told of the JSON piece by piece, so
/// that neither a deep nesting nor a key that nobody wants costs any memory.
class ObjectReader : public nlohmann::json_sax<Json> {
public:
    /// @param entries one for each wanted key
    /// @param inner the key of an object whose keys count as well, but for ids, and unless they
    ///        stand in the outermost one too; may be empty
    ObjectReader(std::string_view line, std::size_t number, std::vector<Entry>& entries,
                 Mapping& mapping, std::string_view inner)
        : line_(line), number_(number), entries_(entries), mapping_(mapping), inner_(inner) {}

    /// Why the line is no such object; empty if it is one.
    const std::string& reason() const { return reason_; }

    bool null() override {
        if (depth_ != level_) return other("null");
        return true;
    }
    bool boolean(bool value) override { return other(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override {
        return number(value, std::to_string(value));
    }
    bool number_unsigned(number_unsigned_t value) override {
        constexpr auto largest =
            static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
        if (value > largest) return number(static_cast<double>(value), std::to_string(value));
        return number(static_cast<std::int64_t>(value), std::to_string(value));
    }
    bool number_float(number_float_t value, const string_t& text) override {
        return number(value, text);
    }
    bool string(string_t& value) override {
        if (depth_ == 0) return no_object();
        if (current_ == nullptr) return true;
        if (depth_ == level_) {
            current_->value = std::move(value);
        } else if (in_list()) {
            if (++values_ > most_values) {
                reason_ = too_many_values();
                return false;
            }
            std::get<List>(*current_->value).push_back(std::move(value));
        }
        return true;
    }
    bool binary(binary_t&) override { return other("binary data"); }

    bool start_object(std::size_t) override {
        if (depth_ > 0) other("an object");
        if (depth_ == 1 && at_inner_) level_ = 2;
        ++depth_;
        return true;
    }
    bool end_object() override {
        --depth_;
        if (depth_ < level_) level_ = 1;
        return true;
    }
    bool start_array(std::size_t) override {
        if (depth_ == 0) return no_object();
        if (depth_ > level_) {
            other("a list");
        } else if (current_ != nullptr) {
            current_->value = List();
        }
        ++depth_;
        return true;
    }
    bool end_array() override {
        --depth_;
        return true;
    }
    bool key(string_t& name) override {
        if (depth_ != level_) return true;
        const bool is_inner = level_ == 2;
        at_inner_ = !is_inner && !inner_.empty() && name == inner_;
        current_ = nullptr;
        if (at_inner_) return true;
        const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
            return e.key == name && !(is_inner && e.is_id);
        });
        if (entry == entries_.end()) {
            mapping_.unknown().add(name, number_);
            return true;
        }
        if (entry->seen && is_inner) return true;
        if (entry->seen && !entry->inner) {
            reason_ = "the key \"" + name + "\" stands there twice";
            return false;
        }
        *entry = {std::move(entry->key), entry->is_id, true, is_inner};
        current_ = &*entry;
        mapping_.see(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const Json::exception& error) override {
        reason_ = why_not_json(line_, position, error.id, depth_ > 0);
        return false;
    }

private:
    bool in_list() const {
        return depth_ == level_ + 1 && current_->value &&
               std::holds_alternative<List>(*current_->value);
    }

    bool no_object() {
        reason_ = "expected a JSON object";
        return false;
    }

    /// A value that no field can hold, or that no list can.
    bool other(std::string_view what) {
        if (depth_ == 0) return no_object();
        if (current_ != nullptr && current_->unusable.empty()) {
            current_->unusable = (depth_ > level_ ? "a list with " : "") + std::string(what);
        }
        return true;
    }

    bool number(Value value, std::string text) {
        if (depth_ != level_) return other(text);
        if (current_ == nullptr) return true;
        current_->value = std::move(value);
        current_->number = std::move(text);
        return true;
    }

    std::string_view line_;
    std::size_t number_;
    std::vector<Entry>& entries_;
    Mapping& mapping_;
    std::string_view inner_;
    Entry* current_ = nullptr;  ///< The wanted key whose value is being read.
    std::size_t values_ = 0;    ///< In lists.
    std::size_t depth_ = 0;
    std::size_t level_ = 1;  ///< The depth at which keys count: in the inner object 2.
    bool at_inner_ = false;  ///< Whether the value of the key `inner_` is being read.
    std::string reason_;
};

/// Keys of the outermost object are fields of the schema; others are counted and passed over. As in
/// the BEIR collections, "_id" stands for "id" and "text" for the last text field, unless there is
/// an "id", a field "text", or a value for that field itself.
class JsonLines : public Format {
public:
    /// @param inner as for `ObjectReader`
    JsonLines(const ReaderOptions& options, std::string_view inner)
        : mapping_(mapping(options)), inner_(inner) {
        add_entries("id");
        for (const Field& field : options.schema.fields()) add_entries(field.name);
    }

    std::optional<Record> next(LineSource& lines) override {
        const Line read = objects_.next(lines, line_);
        if (read == Line::end) return std::nullopt;

        const auto error = [&](const std::string& reason) {
            return InputError(lines.name(), lines.number(), reason);
        };
        if (const std::string reason = defect(read, line_); !reason.empty()) throw error(reason);
        for (Entry& entry : entries_) entry = {std::move(entry.key), entry.is_id};
        ObjectReader object(line_, lines.number(), entries_, mapping_, inner_);
        Json::sax_parse(line_.begin(), line_.end(), &object);
        if (!object.reason().empty()) {
            throw InputError(lines.name(), lines.number(), object.reason(), advice_on_json(line_));
        }
        try {
            return Record{document(), lines.number()};
        } catch (const Error& wrong_value) {
            throw InputError(lines.name(), lines.number(), wrong_value.what(), wrong_value.hint());
        }
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    static Mapping mapping(const ReaderOptions& options) {
        const std::string last = last_text_field(options.schema);
        const std::array<KeyName, 2> names{{{"id", "_id"}, {last, "text"}}};
        return Mapping(options, {.names = names});
    }

    void add_entries(std::string_view field) {
        for (const std::string& key : mapping_.keys(field)) {
            if (find_entry(key) == entries_.end()) entries_.push_back({key, field == "id"});
        }
    }

    std::vector<Entry>::const_iterator find_entry(std::string_view key) const {
        return std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& entry) { return entry.key == key; });
    }

    /// The entry that fills `field`, or null where the object has none or null there.
    const Entry* find(std::string_view field) const {
        for (const std::string& key : mapping_.keys(field)) {
            const auto entry = find_entry(key);
            if (entry->value || !entry->unusable.empty()) return &*entry;
        }
        return nullptr;
    }

    static Error wrong(std::string_view key, const std::string& expected, const Entry& entry) {
        const std::string got = entry.unusable.empty() ? describe(*entry.value) : entry.unusable;
        return {ErrorCode::malformed_input,
                "field \"" + std::string(key) + "\": expected " + expected + ", got " + got};
    }

    std::string id() const {
        const Entry* entry = find("id");
        if (entry == nullptr) throw Error(ErrorCode::malformed_input, "no id");
        if (!entry->number.empty()) return entry->number;
        const auto* text = entry->value ? std::get_if<std::string>(&*entry->value) : nullptr;
        if (text == nullptr || !entry->unusable.empty()) {
            throw wrong(entry->key, "a string or a number", *entry);
        }
        if (text->empty()) throw Error(ErrorCode::malformed_input, "no id");
        return *text;
    }

    Document document() const {
        Document document;
        document.id = id();
        for (const Field& field : mapping_.schema().fields()) {
            const Entry* entry = find(field.name);
            if (entry == nullptr) continue;
            if (!entry->unusable.empty()) {
                throw wrong(entry->key, "a string, a number or a list of strings", *entry);
            }
            std::optional<Value> value = checked(field, *entry->value, document.id);
            if (value) document.set(field.name, std::move(*value));
        }
        return document;
    }

    Mapping mapping_;
    std::string_view inner_;
    std::vector<Entry> entries_;
    ObjectLines objects_;
    std::string line_;
};

}  // namespace

std::unique_ptr<Format> make_jsonl(const ReaderOptions& options) {
    return std::make_unique<JsonLines>(options, "");
}

std::unique_ptr<Format> make_beir(const ReaderOptions& options) {
    return std::make_unique<JsonLines>(options, "metadata");
}

bool recognises_jsonl(std::string_view first_bytes) {
    // A list is told so by the reader.
    if (first_bytes.starts_with('[')) return true;
    return first_bytes.starts_with('{') && !recognises_arxiv(first_bytes);
}

}  // namespace quire::corpus
