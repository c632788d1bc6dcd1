// Analyzers of several languages, made when they are first needed.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "text/analyzer.hpp"
#include "text/languages.hpp"

namespace quire::text {

/// Keeps one analyzer a language: of a few MiB at most, and there are no more than `languages()`.
///
/// Thread contract: one thread at a time.
class Analyzers {
public:
    /// @throws Error invalid_argument: no such language.
    explicit Analyzers(std::string_view language) : own_(&require_language(language)) {}

    /// The name of the language that texts are in unless they say otherwise.
    std::string_view language() const { return own_->name; }

    /// For that language.
    Analyzer& own() { return of(*own_); }

    /// @throws Error invalid_argument: no such language.
    Analyzer& of(std::string_view language) { return of(require_language(language)); }

private:
    Analyzer& of(const Language& language) {
        const auto known = analyzers_.find(language.name);
        if (known != analyzers_.end()) return known->second;
        return analyzers_.emplace(language.name, Analyzer({.language = std::string(language.name)}))
            .first->second;
    }

    const Language* own_;
    std::map<std::string_view, Analyzer> analyzers_;
};

}  // namespace quire::text
