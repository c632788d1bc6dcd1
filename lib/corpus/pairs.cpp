// The format "pairs": a title on one line, its abstract on the next.
#include <array>
#include <string>

#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

/// The name of the text field that the titles or the abstracts go to.
std::string text_field(const Schema& schema, std::string_view preferred, bool last) {
    std::string found;
    for (const Field& field : schema.fields()) {
        if (field.kind != FieldKind::text) continue;
        if (field.name == preferred) return field.name;
        if (found.empty() || last) found = field.name;
    }
    return found;
}

Mapping mapping(const ReaderOptions& options) {
    const std::string title_field = text_field(options.schema, "title", false);
    const std::string abstract_field = text_field(options.schema, "abstract", true);
    if (title_field == abstract_field && options.keys.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "the format \"pairs\" needs two text fields, but the schema has only \"" +
                        title_field + "\"");
    }
    const std::array<KeyName, 2> names{{{title_field, "title"}, {abstract_field, "abstract"}}};
    return Mapping(options, {.names = names});
}

class Pairs : public Format {
public:
    explicit Pairs(const ReaderOptions& options) : mapping_(mapping(options)) {}

    std::optional<Record> next(LineSource& lines) override {
        Line title_read = Line::read;
        do {
            title_read = lines.next(title_);
            if (title_read == Line::end) return std::nullopt;
        } while (title_read == Line::read && is_blank(title_));
        const std::size_t number = lines.number();

        // Both lines are read before either is judged, so that the next record starts at a title.
        const Line abstract_read = lines.next(abstract_);
        const auto error = [&](const std::string& reason) {
            return InputError(lines.name(), number, reason);
        };
        std::string reason = defect(title_read, title_);
        if (!reason.empty()) throw error(reason);
        if (abstract_read == Line::end) {
            throw error("the file ends after a title; expected its abstract");
        }
        reason = defect(abstract_read, abstract_);
        if (!reason.empty()) throw error("the abstract has " + reason);
        if (is_blank(abstract_)) {
            throw error("the line after the title is blank; expected its abstract");
        }

        RawRecord raw{number, {}};
        raw.add("id", std::to_string(number));
        raw.add("title", title_);
        raw.add("abstract", abstract_);
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

private:
    Mapping mapping_;
    std::string title_;
    std::string abstract_;
};

}  // namespace

std::unique_ptr<Format> make_pairs(const ReaderOptions& options) {
    return std::make_unique<Pairs>(options);
}

}  // namespace quire::corpus
