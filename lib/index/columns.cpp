#include "index/columns.hpp"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/numbers.hpp"
#include "text/analyzer.hpp"

namespace quire::index {
namespace {

struct Encoder {
    ByteWriter& out;
    std::string& bytes;

    void operator()(const std::string& value) const { bytes += value; }
    void operator()(const std::vector<std::string>& values) const {
        for (const std::string& value : values) out.string(value);
    }
    void operator()(std::int64_t value) const { out.signed_number(value); }
    void operator()(double value) const { out.real(value); }
};

/// A value by what it is sorted by: as an integer, as a real, folded, and as it is displayed. The
/// first three are the same for all values where the kind has no use for them.
using Place = std::tuple<std::int64_t, double, std::string, std::string>;

Place place_of(std::string_view bytes, FieldKind kind) {
    ByteReader in(bytes);
    switch (kind) {
        case FieldKind::integer: {
            const std::int64_t number = in.signed_number();
            return {number, 0, {}, std::to_string(number)};
        }
        case FieldKind::real: {
            const double number = in.real();
            return {0, number, {}, shortest(number)};
        }
        case FieldKind::keyword:
            return {0, 0, text::fold(bytes), std::string(bytes)};
        case FieldKind::date:  // The bytes of an ISO 8601 date are in the order of time.
        case FieldKind::text:
            break;
    }
    return {0, 0, {}, std::string(bytes)};
}

/// Numbers values in the order in which they come first.
class Distinct {
public:
    std::uint32_t number(std::string_view bytes) {
        const auto known = numbers_.find(bytes);
        if (known != numbers_.end()) return known->second;
        const auto number = static_cast<std::uint32_t>(numbers_.size());
        numbers_.emplace(bytes, number);
        return number;
    }

    /// The values in the order of their kind; `ordinals` become places among them.
    std::vector<std::string> sorted(FieldKind kind, std::vector<std::uint32_t>& ordinals) const {
        std::vector<std::pair<Place, std::uint32_t>> places;
        places.reserve(numbers_.size());
        for (const auto& [bytes, number] : numbers_) {
            places.emplace_back(place_of(bytes, kind), number);
        }
        std::sort(places.begin(), places.end());
        std::vector<std::string> values;
        std::vector<std::uint32_t> ordinal_of(places.size());
        for (auto& [place, number] : places) {
            ordinal_of[number] = static_cast<std::uint32_t>(values.size());
            values.push_back(std::move(std::get<3>(place)));
        }
        for (std::uint32_t& ordinal : ordinals) ordinal = ordinal_of[ordinal];
        return values;
    }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

}  // namespace

std::string slot_bytes(const Value& value) {
    std::string bytes;
    ByteWriter out(bytes);
    std::visit(Encoder{out, bytes}, value);
    return bytes;
}

postings::Column load_column(const Xapian::Database& database, const Field& field,
                             std::size_t row) {
    postings::Column column;
    Distinct distinct;
    std::vector<std::uint32_t>& ordinals = column.ordinals;
    const auto begin_document = [&](std::size_t document) {
        // Those before it that are not in the slot have no values.
        column.first.resize(document + 1, static_cast<std::uint32_t>(ordinals.size()));
    };
    const auto add = [&](std::string_view bytes) {
        const std::uint32_t number = distinct.number(bytes);
        const auto own = ordinals.begin() + column.first.back();
        if (std::find(own, ordinals.end(), number) == ordinals.end()) ordinals.push_back(number);
    };
    const auto slot = static_cast<Xapian::valueno>(row);
    auto at = database.valuestream_begin(slot);
    for (const auto end = database.valuestream_end(slot); at != end; ++at) {
        begin_document(at.get_docid());
        const std::string bytes = *at;
        if (!field.many) {
            add(bytes);
            continue;
        }
        for (ByteReader in(bytes); !in.at_end();) add(in.string());
    }
    begin_document(std::size_t{database.get_lastdocid()} + 1);
    column.values = distinct.sorted(field.kind, ordinals);
    return column;
}

}  // namespace quire::index
