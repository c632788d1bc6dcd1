// The format "trec": SGML documents of the TREC collections.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "corpus/elements.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "corpus/white_space.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

/// Each collection has its own names.
constexpr std::array<KeyName, 18> names{{
    {"id", "docno"},
    {"title", "headline"},
    {"title", "head"},
    {"title", "hl"},
    {"title", "ti"},
    {"abstract", "text"},
    {"abstract", "body"},
    {"abstract", "ab"},
    {"authors", "author"},
    {"authors", "au"},
    {"authors", "byline"},
    {"venue", "journal"},
    {"venue", "source"},
    {"venue", "so"},
    {"venue", "pub"},
    {"categories", "keywords"},
    {"categories", "subject"},
    {"categories", "in"},
}};

struct Entity {
    std::string_view name, text;
};

/// Those of the collections that are common; what else looks like one is left as it is.
constexpr std::array<Entity, 18> entities{{
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", " "},
    {"blank", " "},
    {"hyph", "-"},
    {"ndash", "–"},
    {"mdash", "—"},
    {"lsquo", "‘"},
    {"rsquo", "’"},
    {"ldquo", "“"},
    {"rdquo", "”"},
    {"sect", "§"},
    {"para", "¶"},
    {"hellip", "…"},
    {"bull", "•"},
}};

/// Adds a character; false if the number is that of none.
bool add_character(std::string& text, std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (0xD800 <= code && code <= 0xDFFF)) return false;
    append_utf8(code, text);
    return true;
}

/// Adds what an entity, without `&` and `;`, stands for; false if that is not known.
bool add_entity(std::string& text, std::string_view name) {
    if (name.starts_with('#')) {
        const bool is_hex = name.size() > 1 && lower_case(name[1]) == 'x';
        const std::string_view digits = name.substr(is_hex ? 2 : 1);
        std::uint32_t number = 0;
        const char* end = digits.data() + digits.size();
        const auto result = std::from_chars(digits.data(), end, number, is_hex ? 16 : 10);
        return result.ec == std::errc{} && result.ptr == end && add_character(text, number);
    }
    const auto found = std::ranges::find(entities, name, &Entity::name);
    if (found == entities.end()) return false;
    text += found->text;
    return true;
}

/// Adds a piece of text with its entities decoded.
void add_text(std::string& text, std::string_view piece) {
    constexpr std::size_t longest_name = 8;
    while (!piece.empty()) {
        const std::size_t ampersand = std::min(piece.find('&'), piece.size());
        text += piece.substr(0, ampersand);
        piece.remove_prefix(ampersand);
        if (piece.empty()) return;
        const std::size_t end = piece.substr(0, longest_name + 2).find(';');
        if (end != std::string_view::npos && add_entity(text, piece.substr(1, end - 1))) {
            piece.remove_prefix(end + 1);
        } else {
            text += '&';
            piece.remove_prefix(1);
        }
    }
}

struct Tag {
    std::string_view name;
    bool is_end = false;
    std::size_t size = 0;  ///< From `<` to `>`; 0 if it is none.
};

/// The tag at the start of `text`, which begins with `<`.
Tag tag_at(std::string_view text) {
    Tag tag;
    tag.is_end = text.substr(1).starts_with('/');
    const std::size_t begin = tag.is_end ? 2 : 1;
    std::size_t end = begin;
    const auto belongs = [](char c) {
        return ('a' <= lower_case(c) && lower_case(c) <= 'z') || is_digit(c) || c == '-' ||
               c == '_';
    };
    while (end < text.size() && belongs(text[end])) ++end;
    if (end == begin || end == text.size() || is_digit(text[begin]) || text[begin] == '-') {
        return tag;
    }
    if (text[end] != '>' && text[end] != '/' && !is_white_space(text[end])) return tag;
    const std::size_t close = text.find_first_of("<>", end);
    if (close == std::string_view::npos || text[close] == '<') return tag;
    tag.name = text.substr(begin, end - begin);
    tag.size = close + 1;
    return tag;
}

class Trec : public Format {
public:
    explicit Trec(const ReaderOptions& options)
        : mapping_(options, {.names = names, .key_case = KeyCase::ignored, .separators = ";"}) {}

    std::optional<Record> next(LineSource& lines) override {
        const std::optional<Element> element = elements_.next(lines);
        if (!element) return std::nullopt;
        const std::size_t invalid = find_invalid_utf8(element->text);
        if (invalid != std::string_view::npos) {
            const std::string_view before = element->text.substr(0, invalid);
            const auto line = element->line + static_cast<std::size_t>(
                                                  std::count(before.begin(), before.end(), '\n'));
            throw InputError(lines.name(), element->line,
                             "invalid UTF-8 on line " + std::to_string(line) + ", in <DOC>");
        }
        RawRecord raw{element->line, {}};
        read_document(*element, raw);
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    /// Fills `raw` with the texts of the tags that are wanted. Tags within them are left out, tags
    /// around them do not matter.
    void read_document(const Element& element, RawRecord& raw) {
        std::string_view rest = element.text;
        rest.remove_prefix(tag_at(rest).size);
        rest = rest.substr(0, std::min(rest.rfind('<'), rest.size()));  // <DOC/> has no end tag.
        std::string_view open;
        std::string text;
        while (!rest.empty()) {
            const std::size_t next = std::min(rest.find('<'), rest.size());
            if (!open.empty()) add_text(text, rest.substr(0, next));
            rest.remove_prefix(next);
            if (rest.empty()) break;
            const Tag tag = tag_at(rest);
            if (tag.size == 0) {
                if (!open.empty()) text += '<';
                rest.remove_prefix(1);
                continue;
            }
            rest.remove_prefix(tag.size);
            if (open.empty() && !tag.is_end) {
                if (mapping_.wants(tag.name) || same_but_case(tag.name, "date")) {
                    open = tag.name;
                } else {
                    mapping_.unknown().add(std::string(tag.name), element.line);
                }
            } else if (tag.is_end && same_but_case(tag.name, open)) {
                add(raw, open, text);
                open = {};
                text.clear();
            } else {
                text += ' ';
            }
        }
        if (!open.empty()) add(raw, open, text);
    }

    /// A date is taken for the year in it, unless it is mapped to another field.
    void add(RawRecord& raw, std::string_view key, const std::string& text) const {
        const bool is_mapped = mapping_.wants(key);
        const bool is_year = same_but_case(key, "date") &&
                             (!is_mapped || (mapping_.schema().find("year") != nullptr &&
                                             mapping_.fills("year", key)));
        raw.add(is_mapped ? key : "year", is_year ? find_year(text) : squeezed(text));
    }

    Mapping mapping_;
    Elements elements_{{.kind = Markup::Kind::sgml, .records = {"DOC"}}};
};

}  // namespace

std::unique_ptr<Format> make_trec(const ReaderOptions& options) {
    return std::make_unique<Trec>(options);
}

bool recognises_trec(std::string_view first_bytes) {
    const Tag tag = first_bytes.starts_with('<') ? tag_at(first_bytes) : Tag();
    return same_but_case(tag.name, "doc");
}

}  // namespace quire::corpus
