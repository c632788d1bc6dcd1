// The one door through which Xapian's exceptions leave: as quire::Error.
#pragma once

#include <string_view>
#include <utility>

namespace quire {

/// Call in a `catch (...)` block: throws what was caught, a Xapian error as the Error that it
/// means.
/// @param where names the index, for the message
[[noreturn]] void rethrow_translated(std::string_view where);

/// Runs `work`, which calls Xapian.
template <typename Work>
decltype(auto) guarded(std::string_view where, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (...) {
        rethrow_translated(where);
    }
}

}  // namespace quire
