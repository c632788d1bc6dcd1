#include "index/metadata.hpp"

#include <xapian.h>

#include <string>

#include "base/damage.hpp"
#include "index/checked_metadata.hpp"
#include "index/fingerprint.hpp"
#include "quire/error.hpp"
#include "text/languages.hpp"

namespace quire::index {
namespace {

constexpr const char* fingerprint_key = "quire.fingerprint";
constexpr const char* schema_key = "quire.schema";
constexpr const char* languages_key = "quire.languages";

}  // namespace

Metadata read_metadata(const Xapian::Database& database, std::string_view where) {
    const std::string stored = database.get_metadata(fingerprint_key);
    if (stored.empty()) {
        throw damage(std::string(where) + ": the database does not say how it was made");
    }
    // The fingerprint first: another version may write its schema in another way.
    std::vector<FingerprintEntry> fingerprint = parse_fingerprint(stored);
    check(fingerprint, where);
    try {
        return {Schema::parse(read_checked(database, schema_key)), std::move(fingerprint)};
    } catch (const Error& error) {
        throw damage(std::string(where) + ": its schema cannot be read: " + error.what());
    }
}

IndexOptions read_options(const Xapian::Database& database, std::string_view where) {
    const auto fingerprint = parse_fingerprint(database.get_metadata(fingerprint_key));
    const std::string language(value(fingerprint, "language"));
    if (text::find_language(language) == nullptr) {
        throw Error(ErrorCode::incompatible_index,
                    std::string(where) + ": its language cannot be read: \"" + language + "\"");
    }
    try {
        return {Schema::parse(read_checked(database, schema_key)), language};
    } catch (const Error& error) {
        throw Error(ErrorCode::incompatible_index,
                    std::string(where) + ": its schema cannot be read: " + error.what());
    }
}

std::vector<std::string> read_languages(const Xapian::Database& database, std::string_view own) {
    const std::string stored = read_checked(database, languages_key);
    std::vector<std::string> languages;
    for (const std::string_view name : text::words_in(stored)) languages.emplace_back(name);
    if (languages.empty()) languages.emplace_back(own);
    return languages;
}

void write_languages(Xapian::WritableDatabase& database,
                     const std::vector<std::string>& languages) {
    std::string stored;
    for (const std::string& name : languages) stored += (stored.empty() ? "" : " ") + name;
    write_checked(database, languages_key, stored);
}

void write_metadata(Xapian::WritableDatabase& database, const Metadata& metadata) {
    database.set_metadata(fingerprint_key, to_string(metadata.fingerprint));
    write_checked(database, schema_key, metadata.schema.to_string());
}

}  // namespace quire::index
