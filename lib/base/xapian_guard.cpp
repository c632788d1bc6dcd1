#include "base/xapian_guard.hpp"

#include <xapian.h>

#include <string>

#include "quire/error.hpp"

namespace quire {
namespace {

std::string message(std::string_view where, const Xapian::Error& error) {
    std::string text(where);
    text += ": ";
    text += error.get_msg();
    if (const char* reason = error.get_error_string(); reason != nullptr) {
        text += ": ";
        text += reason;
    }
    return text;
}

}  // namespace

void rethrow_translated(std::string_view where) {
    // From the particular to the general: most of these derive from DatabaseError.
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError& error) {
        throw Error(ErrorCode::index_changed, message(where, error), "Search again.");
    } catch (const Xapian::DatabaseLockError& error) {
        throw Error(ErrorCode::locked, message(where, error),
                    "Another program writes to Xapian's database itself; wait until it has ended.");
    } catch (const Xapian::DatabaseVersionError& error) {
        throw Error(ErrorCode::incompatible_index, message(where, error),
                    "Make the index again with this version (quire-index --rebuild).");
    } catch (const Xapian::DatabaseNotFoundError& error) {
        throw Error(ErrorCode::corrupt_index, message(where, error),
                    "A part of the index is missing; make it again (quire-index --rebuild).");
    } catch (const Xapian::DatabaseOpeningError& error) {
        throw Error(ErrorCode::corrupt_index, message(where, error),
                    "Make the index again (quire-index --rebuild).");
    } catch (const Xapian::DatabaseCreateError& error) {
        throw Error(ErrorCode::io, message(where, error), "Check the path, permissions and space.");
    } catch (const Xapian::DatabaseCorruptError& error) {
        throw Error(ErrorCode::corrupt_index, message(where, error),
                    "Make the index again (quire-index --rebuild).");
    } catch (const Xapian::DocNotFoundError& error) {
        // Asked for only where a posting list names it.
        throw Error(ErrorCode::corrupt_index, message(where, error),
                    "Make the index again (quire-index --rebuild).");
    } catch (const Xapian::DatabaseError& error) {
        // With an errno it is the disk that failed; without, bytes that make no sense.
        if (error.get_error_string() != nullptr) {
            throw Error(ErrorCode::io, message(where, error),
                        "Check the disk's space and permissions.");
        }
        throw Error(ErrorCode::corrupt_index, message(where, error),
                    "Make the index again (quire-index --rebuild).");
    } catch (const Xapian::Error& error) {
        throw Error(ErrorCode::internal, message(where, error) + " (" + error.get_type() + ")",
                    "This is a defect in quire: please report it.");
    }
}

}  // namespace quire
