#include "quire/query.hpp"

#include <utility>

#include "query/parser.hpp"
#include "query/plain.hpp"
#include "query/printer.hpp"
#include "query/syntax.hpp"

namespace quire {

Query::Query(std::shared_ptr<const query::Syntax> syntax) : syntax_(std::move(syntax)) {}

Query Query::parse(std::string_view text) {
    return Query(std::make_shared<const query::Syntax>(query::parse(text)));
}

Query Query::plain(std::string_view text) {
    return Query(std::make_shared<const query::Syntax>(query::plain(text)));
}

std::span<const Diagnostic> Query::diagnostics() const {
    return syntax_->diagnostics;
}

std::string Query::to_string() const {
    return query::to_string(*syntax_);
}

}  // namespace quire
