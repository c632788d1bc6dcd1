#include "base/xapian_guard.hpp"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/damage.hpp"
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

/// What the system refused (permissions, open files, a failing disk) is an error of its own. That a
/// file is not there can be the work of a commit, and is tried again like damage.
Error damaged(std::string_view where, const Xapian::Error& error) {
    const char* reason = error.get_error_string();
    if (reason != nullptr && std::string_view(reason) != std::strerror(ENOENT)) {
        return {ErrorCode::io, message(where, error), "Check the disk, permissions and limits."};
    }
    return damage(message(where, error) + " (the index is damaged)");
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
        throw damaged(where, error);
    } catch (const Xapian::DatabaseOpeningError& error) {
        throw damaged(where, error);
    } catch (const Xapian::DatabaseCreateError& error) {
        throw Error(ErrorCode::io, message(where, error), "Check the path, permissions and space.");
    } catch (const Xapian::DatabaseCorruptError& error) {
        throw damaged(where, error);
    } catch (const Xapian::DocNotFoundError& error) {
        // Asked for only where a posting list names it.
        throw damaged(where, error);
    } catch (const Xapian::DatabaseError& error) {
        throw damaged(where, error);
    } catch (const Xapian::Error& error) {
        throw Error(ErrorCode::internal, message(where, error) + " (" + error.get_type() + ")",
                    "This is a defect in quire: please report it.");
    }
}

}  // namespace quire
