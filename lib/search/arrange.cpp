#include "search/arrange.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "base/deadline.hpp"
#include "base/numbers.hpp"
#include "quire/error.hpp"
#include "schema/fields.hpp"
#include "text/analyzer.hpp"

namespace quire::search {
namespace {

using postings::Column;
using postings::DocumentNumber;

const Column& column_of(std::string_view name, const Schema& schema, postings::Source& source,
                        std::string_view what) {
    const Field* field = find_field(name, schema);
    if (field == nullptr) {
        throw Error(ErrorCode::invalid_argument,
                    "cannot " + std::string(what) + " \"" + std::string(name) +
                        "\": there is no such field",
                    list_fields(schema));
    }
    if (field->kind == FieldKind::text) {
        throw Error(ErrorCode::invalid_argument,
                    "cannot " + std::string(what) + " \"" + field->name + "\": it is a text field",
                    "Name a field of keywords, numbers or dates.");
    }
    return source.column(row_of(*field, schema));
}

/// The score in digits that give it back bit for bit.
std::string hexadecimal(double score) {
    std::array<char, 16> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(),
                                      std::bit_cast<std::uint64_t>(score), 16);
    return {digits.data(), result.ptr};
}

}  // namespace

Order::Order(const std::vector<SortKey>& keys, index::Reader& reader) : reader_(reader) {
    const Schema& schema = reader.schema();
    for (const SortKey& key : keys) {
        keys_.push_back({key.descending});
        if (key.field == "score") continue;
        const Field* field = find_field(key.field, schema);
        if (field == nullptr || field->kind != FieldKind::text) {
            keys_.back().column = &column_of(key.field, schema, reader.source(), "sort by");
            continue;
        }
        if (!field->stored) {
            throw Error(ErrorCode::invalid_argument,
                        "cannot sort by \"" + field->name + "\": its text is not stored",
                        "Name a stored field, or one of keywords, numbers or dates.");
        }
        keys_.back().text = field;
    }
}

const std::string& Order::text(const Key& key, DocumentNumber document) const {
    constexpr std::size_t most_bytes = 1000;  // As much as is kept of each.
    const auto [at, fresh] = key.texts.try_emplace(document);
    if (fresh) {
        check_deadline();
        const std::optional<Value> value = reader_.fetch(document).value(key.text->name);
        if (value) at->second = text::fold(std::get<std::string>(*value)).substr(0, most_bytes);
    }
    return at->second;
}

bool Order::before(const RankedDocument& a, const RankedDocument& b) const {
    pace_.step();
    // Documents without a value come last, whatever the direction.
    const auto compared = [](const Key& key, bool left_missing, bool right_missing, auto compare) {
        if (left_missing || right_missing) return left_missing ? (right_missing ? 0 : 1) : -1;
        const int order = compare();
        return key.descending ? -order : order;
    };
    for (const Key& key : keys_) {
        int order = 0;
        if (key.text != nullptr) {
            const std::string& left = text(key, a.document);
            const std::string& right = text(key, b.document);
            order = compared(key, left.empty(), right.empty(), [&] { return left.compare(right); });
        } else if (key.column != nullptr) {
            const auto left = key.column->of(a.document);
            const auto right = key.column->of(b.document);
            order = compared(key, left.empty(), right.empty(), [&] {
                return left.front() == right.front() ? 0 : left.front() < right.front() ? -1 : 1;
            });
        } else if (a.score != b.score) {
            order = (a.score < b.score) != key.descending ? -1 : 1;
        }
        if (order != 0) return order < 0;
    }
    return a.score != b.score ? a.score > b.score : a.document < b.document;
}

void Order::sort(std::vector<RankedDocument>& documents) const {
    std::sort(documents.begin(), documents.end(),
              [&](const RankedDocument& a, const RankedDocument& b) { return before(a, b); });
}

Facet count_values(std::span<const RankedDocument> documents, const FacetRequest& request,
                   const Schema& schema, postings::Source& source) {
    const Column& column = column_of(request.field, schema, source, "count the values of");
    std::vector<std::uint64_t> counts(column.values.size());
    Facet facet;
    facet.field = find_field(request.field, schema)->name;
    Pace pace;
    for (const RankedDocument& document : documents) {
        pace.step();
        const auto values = column.of(document.document);
        if (values.empty()) ++facet.missing;
        for (const std::uint32_t value : values) ++counts[value];
    }
    std::vector<std::uint32_t> found;
    for (std::uint32_t value = 0; value < counts.size(); ++value) {
        if (counts[value] > 0) found.push_back(value);
    }
    facet.values = found.size();
    const auto more = [&](std::uint32_t a, std::uint32_t b) {
        pace.step();
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    };
    const std::size_t shown = std::min(request.limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown),
                      found.end(), more);
    for (std::size_t i = 0; i < shown; ++i) {
        facet.counts.push_back({column.values[found[i]], counts[found[i]]});
    }
    return facet;
}

std::vector<std::uint64_t> keep_first_of_each(std::vector<RankedDocument>& documents,
                                              std::string_view field, const Schema& schema,
                                              postings::Source& source) {
    const Column& column = column_of(field, schema, source, "group by");
    std::vector<std::uint64_t> groups;
    std::map<std::uint32_t, std::size_t> kept;  // By value, the place among those that are kept.
    std::size_t place = 0;
    Pace pace;
    for (const RankedDocument& document : documents) {
        pace.step();
        const auto values = column.of(document.document);
        if (!values.empty()) {
            const auto [at, fresh] = kept.try_emplace(values.front(), place);
            if (!fresh) {
                ++groups[at->second];
                continue;
            }
        }
        documents[place++] = document;
        groups.push_back(1);
    }
    documents.resize(place);
    return groups;
}

std::string to_string(const Place& place) {
    return hexadecimal(place.document.score) + '.' + std::to_string(place.document.document) + '.' +
           place.id;
}

Place parse_place(std::string_view text) {
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
    Place place{};
    std::uint64_t bits = 0;
    bool sound = second != std::string_view::npos;
    if (sound) {
        const auto read = std::from_chars(text.data(), text.data() + first, bits, 16);
        const auto number =
            parse_number<DocumentNumber>(text.substr(first + 1, second - first - 1));
        place.document = {number.value_or(0), std::bit_cast<double>(bits)};
        place.id = text.substr(second + 1);
        sound = read.ec == std::errc{} && read.ptr == text.data() + first && number &&
                place.document.score >= 0 && !place.id.empty();
    }
    if (!sound) {
        throw Error(ErrorCode::invalid_argument,
                    "\"" + std::string(text) + "\" is no place to go on from",
                    "Give what an earlier search said in `next`.");
    }
    return place;
}

}  // namespace quire::search
