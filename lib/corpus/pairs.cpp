// The format "pairs": a title on one line, its abstract on the next.
#include <array>
#include <deque>
#include <string>
#include <utility>

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
        if (std::exchange(title_was_alone_, false)) read_block(lines);
        NumberedLine title;
        do {
            title = take(lines);
            if (title.read == Line::end) return std::nullopt;
        } while (is_blank(title));

        // Both lines are read before either is judged, so that the next record starts at a title.
        const NumberedLine abstract = take(lines);
        const auto error = [&](const std::string& reason) {
            return InputError(lines.name(), title.number, reason);
        };
        title_was_alone_ = is_blank(abstract);
        std::string reason = defect(title.read, title.text);
        if (!reason.empty()) throw error(reason);
        if (abstract.read == Line::end) {
            throw error("the file ends after a title; expected its abstract");
        }
        reason = defect(abstract.read, abstract.text);
        if (!reason.empty()) throw error("the abstract has " + reason);
        if (title_was_alone_) {
            throw error("the line after the title is blank; expected its abstract");
        }

        RawRecord raw{title.number, {}};
        raw.add("id", std::to_string(title.number));
        raw.add("title", title.text);
        raw.add("abstract", abstract.text);
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    struct NumberedLine {
        std::string text;
        Line read = Line::end;
        std::size_t number = 0;
    };

    static bool is_blank(const NumberedLine& line) {
        return line.read == Line::read && corpus::is_blank(line.text);
    }

    /// The next line, also of those that have been looked at.
    NumberedLine take(LineSource& lines) {
        NumberedLine line;
        if (ahead_.empty()) {
            line.read = lines.next(line.text);
            line.number = lines.number();
        } else {
            line = std::move(ahead_.front());
            ahead_.pop_front();
        }
        return line;
    }

    /// Looks at all lines up to the next blank one. After a title without an abstract they may begin
    /// with a title, or with that abstract: only an even number of them is pairs for sure.
    /// @throws InputError: they are an odd number, or too many to be looked at, and passed over.
    void read_block(LineSource& lines) {
        NumberedLine line;
        do {
            line = take(lines);
        } while (is_blank(line));
        const std::size_t first = line.number;
        std::size_t last = first;
        std::size_t count = 0;
        std::size_t bytes = 0;
        std::deque<NumberedLine> block;
        try {
            for (; line.read != Line::end && !is_blank(line); line = take(lines)) {
                last = line.number;
                ++count;
                bytes += line.text.size() + sizeof line;
                if (bytes <= longest_record) block.push_back(std::move(line));
            }
        } catch (const InputError& error) {
            throw InputError(error.file(), first, error.reason(), error.hint());
        }
        if (bytes <= longest_record && count % 2 == 0) {
            ahead_ = std::move(block);
            return;
        }
        throw InputError(lines.name(), first,
                         "after a title without an abstract it cannot be told whether this is a "
                         "title; nothing is read up to line " +
                             std::to_string(last),
                         "Let blank lines stand only before a title.");
    }

    Mapping mapping_;
    bool title_was_alone_ = false;
    std::deque<NumberedLine> ahead_;
};

}  // namespace

std::unique_ptr<Format> make_pairs(const ReaderOptions& options) {
    return std::make_unique<Pairs>(options);
}

}  // namespace quire::corpus
