#include "index/xapian_values.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "text/analyzer.hpp"

namespace quire::index {
namespace {

/// More terms than that are not looked at: a person is waiting.
constexpr std::size_t most_terms = 100'000;

}  // namespace

std::vector<FieldValue> frequent_values(const Xapian::Database& database, const Layout& layout,
                                        std::size_t field, std::string_view prefix,
                                        std::size_t limit) {
    const std::string beginning = layout.value_term(prefix, field);
    std::vector<FieldValue> found;
    auto at = database.allterms_begin(beginning);
    const auto end = database.allterms_end(beginning);
    for (std::size_t count = 0; at != end && count < most_terms; ++count) {
        const std::string term = *at;
        const std::optional<std::string_view> value = layout.value_of(term, field);
        if (!value) {
            // Of a field whose prefix begins with this one's: after it comes no capital letter.
            at.skip_to(layout.prefix(field) + static_cast<char>('Z' + 1));
            continue;
        }
        if (!text::is_shortened(*value)) found.push_back({std::string(*value), at.get_termfreq()});
        ++at;
    }
    // Terms come in the order of their bytes, which the sort keeps.
    std::stable_sort(found.begin(), found.end(), [](const FieldValue& a, const FieldValue& b) {
        return a.document_frequency > b.document_frequency;
    });
    found.resize(std::min(found.size(), limit));
    return found;
}

}  // namespace quire::index
