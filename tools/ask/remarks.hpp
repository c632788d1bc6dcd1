// What there is to say about a query beside its answer, on standard error.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "output/format.hpp"
#include "quire/searcher.hpp"

namespace quire::ask {

/// The remarks together: the query, and below it what each is about, underlined. A query that is
/// too long for a line is shown in parts.
/// @param place what the query comes from: "quire", or a line of a file
void report(std::string_view place, std::span<const Diagnostic> remarks, std::string_view query);

/// The query as it was perhaps meant.
void report(std::string_view place, std::span<const Correction> corrections,
            std::string_view query);

/// What each part of a query that finds nothing would find alone, and the least change that helps.
void report(const Rescue& rescue, std::string_view query);

/// That the answer is not all that there is.
void report_timeout(std::string_view place, std::chrono::duration<double> timeout);

}  // namespace quire::ask
