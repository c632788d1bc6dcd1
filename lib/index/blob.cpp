#include "index/blob.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/damage.hpp"
#include "quire/error.hpp"

namespace quire::index {
namespace {

constexpr std::uint64_t blob_version = 1;

struct Encoder {
    ByteWriter& out;

    void operator()(const std::string& value) const { out.string(value); }
    void operator()(const std::vector<std::string>& values) const {
        out.number(values.size());
        for (const std::string& value : values) out.string(value);
    }
    void operator()(std::int64_t value) const { out.signed_number(value); }
    void operator()(double value) const { out.real(value); }
};

Value decode_value(ByteReader& in, const Field& field) {
    switch (field.kind) {
        case FieldKind::integer:
            return in.signed_number();
        case FieldKind::real:
            return in.real();
        case FieldKind::text:
        case FieldKind::keyword:
        case FieldKind::date:
            break;
    }
    if (!field.many) return std::string(in.string());
    std::vector<std::string> values;
    for (std::uint64_t left = in.number(); left > 0; --left) values.emplace_back(in.string());
    return values;
}

}  // namespace

std::string encode(const Document& document, const Schema& schema) {
    std::string payload;
    ByteWriter out(payload);
    out.string(document.id);
    // Fields stand in the order of the schema, each after its row counted from 1.
    std::uint64_t row = 0;
    for (const Field& field : schema.fields()) {
        ++row;
        if (!field.stored) continue;
        if (const std::optional<Value> value = document.value(field.name)) {
            out.number(row);
            std::visit(Encoder{out}, *value);
        }
    }
    std::string bytes;
    ByteWriter head(bytes);
    head.number(blob_version);
    head.fixed32(crc32(payload));
    return bytes + payload;
}

Document decode(std::string_view bytes, const Schema& schema) {
    ByteReader in(bytes);
    if (in.number() != blob_version) {
        throw Error(ErrorCode::incompatible_index, "a stored document has an unknown format",
                    "Make the index again with this version (quire-index --rebuild).");
    }
    const std::uint32_t checksum = in.fixed32();
    if (crc32(in.rest()) != checksum) {
        throw damage("a stored document is damaged (its checksum differs)");
    }
    Document document;
    document.id = in.string();
    while (!in.at_end()) {
        const std::uint64_t row = in.number();
        if (row == 0 || row > schema.fields().size()) {
            throw damage("a stored document has a field of no schema");
        }
        const Field& field = schema.fields()[static_cast<std::size_t>(row - 1)];
        document.set(field.name, decode_value(in, field));
    }
    return document;
}

}  // namespace quire::index
