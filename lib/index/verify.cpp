#include "index/verify.hpp"

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/xapian_guard.hpp"
#include "image/image.hpp"
#include "index/blob.hpp"
#include "index/fingerprint.hpp"
#include "index/image_writer.hpp"
#include "index/layout.hpp"
#include "index/lengths.hpp"
#include "index/lexicon.hpp"
#include "index/metadata.hpp"
#include "index/xapian_document.hpp"
#include "quire/error.hpp"
#include "text/analyzers.hpp"

namespace quire::index {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t documents_between_reports = 1000;

/// Every bit of the result depends on every bit of the number (the finalizer of MurmurHash3, by
/// Austin Appleby).
std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ (number >> 33)) * 0xff51afd7ed558ccdULL;
    number = (number ^ (number >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return number ^ (number >> 33);
}

std::uint64_t hash_of(std::string_view bytes) {
    return std::hash<std::string_view>()(bytes);
}

/// Sums over postings, each hashed, by hash of their term: equal for equal sets of postings in
/// whatever order they come, and in bounded memory however many there are.
class PostingSums {
public:
    void add(std::string_view term, Xapian::docid document, std::uint64_t what) {
        const std::uint64_t hash = hash_of(term);
        sums_[hash % buckets] += mixed(mixed(hash ^ document) + what);
    }

    /// Whether the postings of the term, and of others with the same place, are the same.
    bool agree(std::string_view term, const PostingSums& other) const {
        const std::uint64_t place = hash_of(term) % buckets;
        return sums_[place] == other.sums_[place];
    }
    bool operator==(const PostingSums&) const = default;

private:
    static constexpr std::size_t buckets = std::size_t{1} << 20;

    std::vector<std::uint64_t> sums_ = std::vector<std::uint64_t>(buckets);
};

/// What stands for a value slot among the terms: no term begins so.
std::string slot_name(std::size_t row) {
    return "\x01value " + std::to_string(row);
}

std::string quoted(const std::string& term) {
    return '"' + term + '"';
}

class Verifier {
public:
    Verifier(const fs::path& generation, const TakeDamage& take, const DocumentProgress& progress)
        : take_(take),
          progress_(progress),
          database_((generation / "xapian").string()),
          metadata_(read_metadata(database_, generation.string())),
          layout_(metadata_.schema),
          analyzers_(value(metadata_.fingerprint, "language")),
          all_stored_(metadata_.schema.unstored().empty()) {}

    std::uint64_t run() {
        step("lengths", [&] { lengths_ = Lengths::load(database_, layout_.text_field_count()); });
        step("languages", [&] { languages_ = read_languages(database_, analyzers_.language()); });
        step("the lexicon", [&] {
            read_lexicon(database_, {}, [](const postings::Source::Word&) { return true; });
        });
        step("the list of documents", [&] { check_documents(); });
        step("the totals", [&] { check_totals(); });
        step("the postings", [&] { check_postings(); });
        step("the values", [&] { check_values(); });
        return documents_;
    }

private:
    /// Damage that ends one step is no reason not to take the next.
    /// @returns whether it came to its end
    bool step(const std::string& what, const std::function<void()>& work) {
        try {
            guarded(what, work);
            return true;
        } catch (const Error& error) {
            if (!is_damage(error)) throw;
            const std::string message = error.what();
            take_(message.starts_with(what) ? message : what + ": " + message);
            return false;
        }
    }

    void check_documents() {
        const std::uint64_t total = database_.get_doccount();
        for (auto at = database_.postlist_begin(""); at != database_.postlist_end(""); ++at) {
            const Xapian::docid number = *at;
            if (!step(name_of(number), [&] { note_document(number); })) comparable_ = false;
            if (!step(name_of(number), [&] { check_document(number); })) counted_ = false;
            last_ = number;
            if (++documents_ % documents_between_reports == 0) progress_(documents_, total);
        }
        if (documents_ != total) {
            take_("the database counts " + std::to_string(total) + " documents, but lists " +
                  std::to_string(documents_));
        }
        for (const std::string& key : lexicon_keys_) {
            if (database_.get_metadata(key).empty())
                take_("the lexicon lacks the words under " + key);
        }
        for (const std::string& language : used_languages_) {
            if (!std::binary_search(languages_.begin(), languages_.end(), language)) {
                take_("the language " + language +
                      " of a document is not among those of the index");
            }
        }
    }

    /// What the database itself knows of a document.
    void note_document(Xapian::docid number) {
        std::uint64_t length = 0;
        const auto end = database_.termlist_end(number);
        for (auto term = database_.termlist_begin(number); term != end; ++term) {
            length += term.get_wdf();
            listed_.add(*term, number, term.get_wdf());
        }
        total_length_ += length;
        const Xapian::Document stored = database_.get_document(number);
        for (auto at = stored.values_begin(); at != stored.values_end(); ++at) {
            in_documents_.add(slot_name(at.get_valueno()), number, hash_of(*at));
            note_value(at.get_valueno(), *at);
        }
        if (database_.get_doclength(number) != length)
            take_(name_of(number) + ": its length is wrong");
    }

    static std::string name_of(Xapian::docid number) {
        return "document number " + std::to_string(number);
    }

    /// The document itself.
    void check_document(Xapian::docid number) {
        const Xapian::Document stored = database_.get_document(number);
        const Document document = decode(stored.get_data(), metadata_.schema);
        const std::string name = name_of(number) + ", \"" + document.id + '"';
        const Xapian::Document built = builder_.build(document);
        lexicon_.add_keys(lexicon_keys_);
        lexicon_.drop_document();
        used_languages_.emplace(builder_.language());
        if (all_stored_ && !same_terms(built, number)) {
            take_(name + ": its terms are not those of its text");
        }
        if (all_stored_ && !same_values(stored, built)) {
            take_(name + ": its values are not those of its fields");
        }
        if (lengths_) check_lengths(number, name);
    }

    bool same_terms(const Xapian::Document& built, Xapian::docid number) const {
        auto a = built.termlist_begin();
        auto b = database_.termlist_begin(number);
        for (; a != built.termlist_end() && b != database_.termlist_end(number); ++a, ++b) {
            if (*a != *b || a.get_wdf() != b.get_wdf()) return false;
        }
        return a == built.termlist_end() && b == database_.termlist_end(number);
    }

    static bool same_values(const Xapian::Document& stored, const Xapian::Document& built) {
        auto a = stored.values_begin();
        auto b = built.values_begin();
        for (; a != stored.values_end() && b != built.values_end(); ++a, ++b) {
            if (a.get_valueno() != b.get_valueno() || *a != *b) return false;
        }
        return a == stored.values_end() && b == built.values_end();
    }

    void check_lengths(Xapian::docid number, const std::string& name) {
        const std::span<const std::uint32_t> known = lengths_->of(number);
        for (std::size_t field = 0; field < known.size(); ++field) {
            const std::size_t row = layout_.text_fields()[field];
            text_totals_[field] += known[field];
            // What is not stored cannot be counted again.
            if (!metadata_.schema.fields()[row].stored) continue;
            if (known[field] != builder_.lengths()[field]) {
                take_(name + ": the words of " + metadata_.schema.fields()[row].name +
                      " are counted wrong");
            }
        }
    }

    /// The statistics that the database keeps of each slot.
    struct Slot {
        Xapian::doccount documents = 0;
        std::string lowest;
        std::string highest;
    };

    void note_value(Xapian::valueno number, const std::string& bytes) {
        Slot& slot = slots_[number];
        if (slot.documents++ == 0) slot.lowest = slot.highest = bytes;
        slot.lowest = std::min(slot.lowest, bytes);
        slot.highest = std::max(slot.highest, bytes);
    }

    void check_totals() {
        if (comparable_ && database_.get_total_length() != total_length_) {
            take_("the length of all documents is wrong");
        }
        if (database_.get_lastdocid() < last_) take_("there are documents behind the last one");
        if (!lengths_ || !counted_) return;
        for (std::size_t field = 0; field < text_totals_.size(); ++field) {
            if (lengths_->totals()[field] == text_totals_[field]) continue;
            take_("there are lengths of documents that there are not");
            return;
        }
    }

    /// Each term is looked up as a search does, which takes other paths than walking them all.
    void check_postings() {
        PostingSums found;
        std::uint64_t terms = 0;
        for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) {
            step("the postings of " + quoted(*term), [&] { check_term(*term, found); });
            if (++terms % documents_between_reports == 0) progress_(documents_, documents_);
        }
        if (!comparable_ || found == listed_) return;
        bool named = false;
        for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) {
            if (listed_.agree(*term, found)) continue;
            take_("the postings of " + quoted(*term) + " are not those of the documents");
            named = true;
        }
        if (!named) take_("terms of documents have no postings");
    }

    void check_term(const std::string& term, PostingSums& found) {
        Xapian::doccount documents = 0;
        std::uint64_t occurrences = 0;
        Xapian::termcount highest = 0;
        for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at) {
            found.add(term, *at, at.get_wdf());
            ++documents;
            occurrences += at.get_wdf();
            highest = std::max(highest, at.get_wdf());
            if (layout_.text_has_positions()) read_positions(*at, term);
        }
        if (database_.get_termfreq(term) != documents ||
            database_.get_collection_freq(term) != occurrences ||
            database_.get_wdf_upper_bound(term) < highest) {
            take_("the statistics of " + quoted(term) + " are wrong");
        }
    }

    /// There is nothing to compare them with: their text is not stored.
    void read_positions(Xapian::docid document, const std::string& term) const {
        const auto end = database_.positionlist_end(document, term);
        for (auto at = database_.positionlist_begin(document, term); at != end; ++at) {
        }
    }

    void check_values() {
        PostingSums found;
        for (std::size_t row = 0; row < metadata_.schema.fields().size(); ++row) {
            const auto number = static_cast<Xapian::valueno>(row);
            const std::string name = slot_name(row);
            const auto end = database_.valuestream_end(number);
            for (auto at = database_.valuestream_begin(number); at != end; ++at) {
                found.add(name, at.get_docid(), hash_of(*at));
            }
            if (!comparable_) continue;
            const Slot& slot = slots_[number];
            if (!in_documents_.agree(name, found) ||
                database_.get_value_freq(number) != slot.documents ||
                database_.get_value_lower_bound(number) > slot.lowest ||
                database_.get_value_upper_bound(number) < slot.highest) {
                take_("the values of " + metadata_.schema.fields()[row].name +
                      " are not those of the documents");
            }
        }
    }

    const TakeDamage& take_;
    const DocumentProgress& progress_;
    Xapian::Database database_;
    Metadata metadata_;
    Layout layout_;
    text::Analyzers analyzers_;
    LexiconWriter lexicon_;
    DocumentBuilder builder_{metadata_.schema, layout_, analyzers_, lexicon_};
    bool all_stored_;
    std::shared_ptr<const Lengths> lengths_;
    std::vector<std::string> languages_;
    std::set<std::string> lexicon_keys_;
    std::set<std::string> used_languages_;
    bool comparable_ = true;  ///< Whether all that the database knows of documents could be read.
    bool counted_ = true;     ///< Whether all documents could be read.
    std::uint64_t documents_ = 0;
    std::uint64_t total_length_ = 0;
    Xapian::docid last_ = 0;
    std::vector<std::uint64_t> text_totals_ =
        std::vector<std::uint64_t>(layout_.text_field_count());
    std::map<Xapian::valueno, Slot> slots_;
    PostingSums listed_;        ///< Postings by the lists of terms of documents.
    PostingSums in_documents_;  ///< Values by documents.
};

}  // namespace

bool is_damage(const Error& error) {
    return error.code() == ErrorCode::corrupt_index || error.code() == ErrorCode::index_changed;
}

void verify_structure(const fs::path& generation, const TakeDamage& take) {
    const std::string database = (generation / "xapian").string();
    std::ostringstream report;
    const std::size_t errors =
        guarded(database, [&] { return Xapian::Database::check(database, 0, &report); });
    if (errors == 0) return;
    std::string last = report.str();
    while (last.ends_with('\n')) last.pop_back();
    last.erase(0, last.rfind('\n') + 1);
    take(database + ": Xapian's checker finds " + std::to_string(errors) +
         (errors == 1 ? " error: " : " errors: ") + last);
}

std::uint64_t verify_contents(const fs::path& generation, const TakeDamage& take,
                              const DocumentProgress& progress) {
    return guarded(generation.string(), [&] { return Verifier(generation, take, progress).run(); });
}

void verify_image(const fs::path& generation, const TakeDamage& take) {
    const std::optional<ImageName> name = guarded(generation.string(), [&] {
        return read_image_name(Xapian::Database((generation / "xapian").string()));
    });
    if (!name) return;
    const fs::path file = generation / name->file();
    if (!fs::exists(file)) {
        take(file.string() + ": the image is missing");
        return;
    }
    const image::Image image(file);
    if (image.checksum() != name->checksum)
        take(file.string() + ": the image is of another revision");
    image.check_all();
}

}  // namespace quire::index
