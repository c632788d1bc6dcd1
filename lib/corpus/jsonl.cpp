// The format "jsonl": one JSON object a line.
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

#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "quire/error.hpp"
#include "schema/values.hpp"

namespace quire::corpus {
namespace {

using Json = nlohmann::json;
using List = std::vector<std::string>;

/// What the object of a line says about one key.
struct Entry {
    std::string key;
    bool seen = false;
    std::optional<Value> value = std::nullopt;  ///< Nothing for null.
    std::string number = {};                    ///< As it is written, if the value is one.
    std::string unusable = {};                  ///< What stands there that no field can hold.
};

/// The part of `line` around the byte at `position`, as errors show it.
std::string_view near(std::string_view line, std::size_t position) {
    constexpr std::size_t before = 16;
    const auto continues = [&](std::size_t at) {
        return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
    };
    std::size_t begin = position - std::min(position, before);
    while (continues(begin)) ++begin;
    std::size_t end = std::min(position + 1, line.size());
    while (continues(end)) ++end;
    return line.substr(begin, end - begin);
}

/// Takes the values of the wanted keys out of one object. It is told of the JSON piece by piece, so
/// that neither a deep nesting nor a key that nobody wants costs any memory.
class ObjectReader : public nlohmann::json_sax<Json> {
public:
    /// @param entries one for each wanted key
    ObjectReader(std::string_view line, std::size_t number, std::vector<Entry>& entries,
                 UnknownKeys& unknown)
        : line_(line), number_(number), entries_(entries), unknown_(unknown) {}

    /// Why the line is no such object; empty if it is one.
    const std::string& reason() const { return reason_; }

    bool null() override {
        if (depth_ != 1) return other("null");
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
        if (depth_ == 1) {
            current_->value = std::move(value);
        } else if (in_list()) {
            std::get<List>(*current_->value).push_back(std::move(value));
        }
        return true;
    }
    bool binary(binary_t&) override { return other("binary data"); }

    bool start_object(std::size_t) override {
        if (depth_ > 0) other("an object");
        ++depth_;
        return true;
    }
    bool end_object() override {
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override {
        if (depth_ == 0) return no_object();
        if (depth_ > 1) {
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
        if (depth_ != 1) return true;
        const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                        [&](const Entry& e) { return e.key == name; });
        current_ = entry == entries_.end() ? nullptr : &*entry;
        if (current_ == nullptr) {
            unknown_.add(name, number_);
            return true;
        }
        if (current_->seen) {
            reason_ = "the key \"" + name + "\" stands there twice";
            return false;
        }
        current_->seen = true;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const Json::exception& error) override {
        constexpr int number_overflow = 406;
        const std::string column = "column " + std::to_string(position);
        if (position > line_.size()) {
            reason_ = depth_ == 0 ? "expected a JSON object" : "the JSON object is not closed";
        } else if (error.id == number_overflow) {
            reason_ = "the number at " + column + " is too large";
        } else {
            reason_ = "not JSON at " + column + ", near " + std::string(near(line_, position - 1));
        }
        return false;
    }

private:
    bool in_list() const {
        return depth_ == 2 && current_->value && std::holds_alternative<List>(*current_->value);
    }

    bool no_object() {
        reason_ = "expected a JSON object";
        return false;
    }

    /// A value that no field can hold, or that no list can.
    bool other(std::string_view what) {
        if (depth_ == 0) return no_object();
        if (current_ != nullptr && current_->unusable.empty()) {
            current_->unusable = (depth_ > 1 ? "a list with " : "") + std::string(what);
        }
        return true;
    }

    bool number(Value value, std::string text) {
        if (depth_ != 1) return other(text);
        if (current_ == nullptr) return true;
        current_->value = std::move(value);
        current_->number = std::move(text);
        return true;
    }

    std::string_view line_;
    std::size_t number_;
    std::vector<Entry>& entries_;
    UnknownKeys& unknown_;
    Entry* current_ = nullptr;  ///< The key of the outermost object whose value is being read.
    std::size_t depth_ = 0;
    std::string reason_;
};

/// Keys of the outermost object are fields of the schema; others are counted and passed over. As in
/// the BEIR collections, "_id" stands for "id" and "text" for the last text field, unless there is
/// an "id", a field "text", or a value for that field itself.
class JsonLines : public Format {
public:
    explicit JsonLines(const ReaderOptions& options) : mapping_(mapping(options)) {
        add_entries("id");
        for (const Field& field : options.schema.fields()) add_entries(field.name);
    }

    std::optional<Record> next(LineSource& lines) override {
        Line read = Line::read;
        do {
            read = lines.next(line_);
            if (read == Line::end) return std::nullopt;
        } while (read == Line::read && is_blank(line_));

        const auto error = [&](const std::string& reason) {
            return InputError(lines.name(), lines.number(), reason);
        };
        if (const std::string reason = defect(read, line_); !reason.empty()) throw error(reason);
        for (Entry& entry : entries_) entry = {std::move(entry.key)};
        ObjectReader object(line_, lines.number(), entries_, mapping_.unknown());
        Json::sax_parse(line_.begin(), line_.end(), &object);
        if (!object.reason().empty()) throw error(object.reason());
        try {
            return Record{document(), lines.number()};
        } catch (const Error& wrong_value) {
            throw InputError(lines.name(), lines.number(), wrong_value.what(), wrong_value.hint());
        }
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

private:
    static Mapping mapping(const ReaderOptions& options) {
        const std::string last = last_text_field(options.schema);
        const std::array<KeyName, 2> names{{{"id", "_id"}, {last, "text"}}};
        return Mapping(options, {.names = names});
    }

    void add_entries(std::string_view field) {
        for (const std::string& key : mapping_.keys(field)) {
            if (find_entry(key) == entries_.end()) entries_.push_back({key});
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
    std::vector<Entry> entries_;
    std::string line_;
};

}  // namespace

std::unique_ptr<Format> make_jsonl(const ReaderOptions& options) {
    return std::make_unique<JsonLines>(options);
}

}  // namespace quire::corpus
