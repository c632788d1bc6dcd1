// Hebrew words and the little words that are written at their front.
#pragma once

#include <string_view>

namespace quire::text {

/// A folded word without "and", "that", "the", "in", "to", "as" or "from" at its front, as far as
/// three letters are left: "מודל" for "והמודל". Some words lose a letter of their own.
std::string_view without_hebrew_proclitics(std::string_view word);

}  // namespace quire::text
