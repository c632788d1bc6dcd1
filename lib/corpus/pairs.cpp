// The format "pairs": a title on one line, its abstract on the next.
#include <string>
#include <utility>

#include "corpus/format.hpp"
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

class Pairs : public Format {
public:
    explicit Pairs(const Schema& schema)
        : title_field_(text_field(schema, "title", false)),
          abstract_field_(text_field(schema, "abstract", true)) {
        if (title_field_ == abstract_field_) {
            throw Error(ErrorCode::invalid_argument,
                        "the format \"pairs\" needs two text fields, but the schema has only \"" +
                            title_field_ + "\"");
        }
    }

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

        Record record{{}, number};
        record.document.id = std::to_string(number);
        record.document.set(title_field_, title_);
        record.document.set(abstract_field_, abstract_);
        return record;
    }

private:
    std::string title_field_;
    std::string abstract_field_;
    std::string title_;
    std::string abstract_;
};

}  // namespace

std::unique_ptr<Format> make_pairs(const Schema& schema) {
    return std::make_unique<Pairs>(schema);
}

}  // namespace quire::corpus
