// From the keys of a source to the fields of a schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/format.hpp"
#include "quire/corpus.hpp"
#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::corpus {

/// A key of a source (a column, a tag, an element) that fills a field, or "id", unless the caller
/// maps that otherwise. Of several keys for one field the first that a record has counts.
struct KeyName {
    std::string_view field;  ///< Passed over where the schema has no such field.
    std::string_view key;
};

/// The most values of a record, of all keys together. Papers of large collaborations have some
/// thousand authors; each value takes many times the memory of what it may be in a file.
inline constexpr std::size_t most_values = 50'000;

/// What is said of a record that has more.
inline std::string too_many_values() {
    return "more than " + std::to_string(most_values) + " values in a record";
}

/// A record as its source has it: keys with texts, in their order.
struct RawRecord {
    struct Entry {
        std::string key;
        std::string text;
    };

    std::size_t line = 0;  ///< On which it starts.
    std::vector<Entry> entries;
    bool too_many = false;  ///< Whether one was added beyond `most_values`.

    /// A key that is added again makes a list; for a text field its texts are joined.
    void add(std::string_view key, std::string_view text) {
        too_many = entries.size() >= most_values;
        if (!too_many) entries.push_back({std::string(key), std::string(text)});
    }
};

/// Whether keys that differ in the case of ASCII letters only are one.
enum class KeyCase { exact, ignored };

/// What a format says of its keys.
struct KeyRules {
    std::span<const KeyName> names = {};
    KeyCase key_case = KeyCase::exact;
    std::string_view separators = {};  ///< Characters at which a text is cut for a list.
};

/// Counts the records that have a key which is not wanted, in bounded memory.
class UnknownKeys {
public:
    /// @param line of the record, which may have the key twice
    void add(const std::string& key, std::size_t line);

    std::map<std::string, std::uint64_t> records() const;

private:
    struct Count {
        std::uint64_t records = 0;
        std::size_t last_line = 0;
    };
    std::map<std::string, Count> keys_;
};

/// Makes documents of raw records. A field is filled from the key that `ReaderOptions::keys` gives
/// it; without one from the key of its own name, or else from those of `KeyRules::names`. A key
/// that is the name of a field fills no other by those rules.
class Mapping {
public:
    /// @throws Error invalid_argument: `options.keys` has a field that the schema has not.
    explicit Mapping(const ReaderOptions& options, const KeyRules& rules = {});

    /// The document of a record. Texts lose the white space around them, and count as none if
    /// nothing is left. Keys that fill no field are counted.
    /// @throws InputError: it has no id, or a value that its field cannot hold.
    Record record(const RawRecord& raw, const LineSource& lines);

    /// The keys that fill `field`, which is one of the schema or "id", the most wanted first.
    std::span<const std::string> keys(std::string_view field) const;

    bool fills(std::string_view field, std::string_view key) const;

    /// Whether a key of the source fills any field.
    bool wants(std::string_view key) const;

    const Schema& schema() const { return schema_; }
    /// As `DocumentReader::unseen_keys`.
    std::set<std::string> unseen() const;

    /// Notes that a record has a key which fills a field.
    void see(std::string_view key);

    UnknownKeys& unknown() { return unknown_; }
    const UnknownKeys& unknown() const { return unknown_; }

private:
    bool same(std::string_view wanted, std::string_view key) const;
    std::vector<std::string> texts(std::string_view field, const RawRecord& raw) const;
    std::optional<Value> value(const Field& field, const RawRecord& raw) const;
    Document document(const RawRecord& raw) const;

    Schema schema_;
    KeyCase key_case_;
    std::string separators_;
    std::map<std::string, std::vector<std::string>, std::less<>> keys_;  ///< By field.
    std::vector<std::string> unseen_;  ///< Those of the caller's keys that no record had yet.
    UnknownKeys unknown_;
};

/// The name of the last text field, which is the longest; see `Schema`.
std::string last_text_field(const Schema& schema);

}  // namespace quire::corpus
