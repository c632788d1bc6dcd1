#include "index/salvage.hpp"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/child.hpp"
#include "base/xapian_guard.hpp"
#include "index/blob.hpp"
#include "index/layout.hpp"
#include "index/metadata.hpp"
#include "postings/source.hpp"
#include "quire/error.hpp"

namespace quire::index {
namespace {

namespace fs = std::filesystem;
using postings::DocumentNumber;

/// What reads damaged bytes may never end; a single document is read in no time.
constexpr std::chrono::seconds patience{20};

std::string numbered(std::uint64_t number, std::string_view bytes) {
    std::string message;
    ByteWriter(message).number(number);
    return message += bytes;
}

bool can_be_opened(const fs::path& database) {
    try {
        const std::string grief = run_in_child(
            [&](const Send&) {
                guarded(database.string(),
                        [&] { Xapian::Database(database.string()).get_lastdocid(); });
            },
            [](std::string_view) {}, patience);
        return grief.empty();
    } catch (const Error&) {
        return false;
    }
}

class Salvage {
public:
    Salvage(const SalvagedDatabase& database, const Schema& schema,
            const std::function<void(Document)>& take)
        : database_(database.path()), schema_(schema), take_(take) {}

    Salvaged run() {
        find_names();
        // A document that the child dies of is passed over by the next one.
        for (DocumentNumber next = 1; next <= last_;) next = read_from(next);
        // Where postings are damaged as well, nothing may be left of a document but that it counts.
        for (std::uint64_t known = salvaged_.documents + salvaged_.lost.size(); known < count_;
             ++known) {
            salvaged_.lost.push_back("a document whose id and number cannot be read");
        }
        return std::move(salvaged_);
    }

private:
    /// Runs `work`, which may die at any time.
    void in_child(const std::function<void(const Xapian::Database&, const Send&)>& work,
                  const Send& take) {
        try {
            run_in_child(
                [&](const Send& send) {
                    guarded(database_, [&] { work(Xapian::Database(database_), send); });
                },
                take, patience);
        } catch (const Error& error) {
            if (taking_ || error.code() == ErrorCode::io) throw;
        }
    }

    /// Whatever still says that there is a document of a number.
    void find_names() {
        std::uint64_t last = 0;
        in_child(
            [](const Xapian::Database& database, const Send& send) {
                send(numbered(database.get_lastdocid(), {}) +
                     numbered(database.get_doccount(), {}));
            },
            [&](std::string_view message) {
                ByteReader in(message);
                last = in.number();
                count_ = in.number();
            });
        in_child(
            [](const Xapian::Database& database, const Send& send) {
                const auto end = database.postlist_end("");
                for (auto at = database.postlist_begin(""); at != end; ++at) {
                    send(numbered(*at, {}));
                }
            },
            [&](std::string_view message) { ids_.try_emplace(number_of(message)); });
        in_child(
            [](const Xapian::Database& database, const Send& send) {
                const std::string prefix = Layout::id_term({});
                for (auto term = database.allterms_begin(prefix);
                     term != database.allterms_end(prefix); ++term) {
                    const auto end = database.postlist_end(*term);
                    for (auto at = database.postlist_begin(*term); at != end; ++at) {
                        send(numbered(*at, (*term).substr(prefix.size())));
                    }
                }
            },
            [&](std::string_view message) {
                ByteReader in(message);
                const auto number = static_cast<DocumentNumber>(in.number());
                ids_[number] = in.rest();
            });
        // The last number can be damaged, too.
        const std::uint64_t most = 10 * std::uint64_t{ids_.size()} + 1'000'000;
        last_ = static_cast<DocumentNumber>(std::min(last, most));
        if (!ids_.empty()) last_ = std::max(last_, ids_.rbegin()->first);
        count_ = std::min<std::uint64_t>(count_, last_);
    }

    static DocumentNumber number_of(std::string_view message) {
        return static_cast<DocumentNumber>(ByteReader(message).number());
    }

    /// Reads on until the end or until something happens; says which number comes next.
    DocumentNumber read_from(DocumentNumber first) {
        DocumentNumber next = first;
        in_child(
            [&](const Xapian::Database& database, const Send& send) {
                for (DocumentNumber number = first; number <= last_; ++number) {
                    std::string bytes;
                    try {
                        bytes = database.get_document(number, Xapian::DOC_ASSUME_VALID).get_data();
                    } catch (const Xapian::Error&) {
                        // Nothing of it: as if it died, but without the cost.
                    }
                    send(numbered(number, bytes));
                }
            },
            [&](std::string_view message) {
                ByteReader in(message);
                const auto number = static_cast<DocumentNumber>(in.number());
                // Numbers that nothing has come of have been died of.
                for (; next < number; ++next) lose(next);
                hand_on(number, in.rest());
                next = number + 1;
            });
        if (next > last_) return next;
        lose(next);
        return next + 1;
    }

    void hand_on(DocumentNumber number, std::string_view bytes) {
        if (bytes.empty()) {
            if (ids_.contains(number)) lose(number);
            return;
        }
        std::optional<Document> document;
        try {
            document = decode(bytes, schema_);
        } catch (const Error&) {
            lose(number);
            return;
        }
        taking_ = true;  // What `take_` throws is no damage.
        take_(std::move(*document));
        taking_ = false;
        ++salvaged_.documents;
    }

    void lose(DocumentNumber number) {
        const auto known = ids_.find(number);
        salvaged_.lost.push_back(known != ids_.end() && !known->second.empty()
                                     ? known->second
                                     : "document number " + std::to_string(number));
    }

    std::string database_;
    const Schema& schema_;
    const std::function<void(Document)>& take_;
    std::map<DocumentNumber, std::string> ids_;  ///< Of documents that there should be.
    DocumentNumber last_ = 0;
    std::uint64_t count_ = 0;  ///< Of documents, as the database has it.
    bool taking_ = false;
    Salvaged salvaged_;
};

}  // namespace

SalvagedDatabase::SalvagedDatabase(const fs::path& generation) : path_(generation / "xapian") {
    if (can_be_opened(path_)) return;
    const fs::path whole = fs::absolute(path_);
    std::string pattern = (fs::temp_directory_path() / "quire-salvage-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw Error(ErrorCode::io, "cannot create " + pattern + ": " + std::strerror(errno));
    }
    links_ = pattern;
    for (const char* file : {"iamglass", "postlist.glass", "docdata.glass"}) {
        std::error_code ignored;
        fs::create_symlink(whole / file, links_ / file, ignored);
    }
    if (can_be_opened(links_)) {
        path_ = links_;
        return;
    }
    std::error_code ignored;
    fs::remove_all(links_, ignored);
    throw Error(ErrorCode::corrupt_index, path_.string() + ": no document can be read any more",
                "Restore a copy (quire-index --backup makes them), or make the index again "
                "(--rebuild).");
}

SalvagedDatabase::~SalvagedDatabase() {
    std::error_code ignored;
    if (!links_.empty()) fs::remove_all(links_, ignored);
}

std::optional<IndexOptions> salvage_options(const SalvagedDatabase& salvaged) {
    std::optional<IndexOptions> options;
    const std::string database = salvaged.path();
    try {
        run_in_child(
            [&](const Send& send) {
                const IndexOptions read = guarded(
                    database, [&] { return read_options(Xapian::Database(database), database); });
                send(read.schema.to_string());
                send(read.language);
            },
            [&](std::string_view message) {
                if (!options) {
                    options.emplace();
                    options->schema = Schema::parse(message);
                } else {
                    options->language = message;
                }
            },
            patience);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::io) throw;
        return std::nullopt;
    }
    return options;
}

Salvaged salvage_documents(const SalvagedDatabase& database, const Schema& schema,
                           const std::function<void(Document)>& take) {
    return Salvage(database, schema, take).run();
}

}  // namespace quire::index
