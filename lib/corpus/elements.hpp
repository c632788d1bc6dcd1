// The records of a file of markup, cut out of it one by one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/lines.hpp"

namespace quire::corpus {

/// What of a file of markup is wanted.
struct Markup {
    enum class Kind {
        xml,
        sgml,  ///< Names in any case; a stray `<`, `--` or `]]>` is text.
    };

    Kind kind = Kind::xml;

    /// The element around everything: if its end tag is missing, the file was cut off. May be empty.
    std::string_view root = {};

    /// Elements around the records whose attributes are wanted.
    std::vector<std::string_view> containers = {};

    /// Elements that are wanted as a whole. They do not stand within each other.
    std::vector<std::string_view> records;
};

/// A piece of the file. The texts are valid until the next one is asked for.
struct Element {
    std::string_view name;  ///< As `Markup` spells it.
    std::string_view
        text;              ///< From `<` to `>`; of a container the start tag, with `/>` at its end.
    std::size_t line = 0;  ///< On which it starts.
};

/// Cuts a file into elements in the memory of one record, whatever its lines are. It knows tags,
/// comments and CDATA sections, but does not ask whether the file is well-formed.
class Elements {
public:
    explicit Elements(Markup markup) : markup_(std::move(markup)) {}

    /// The next element, or nothing at the end.
    /// @throws InputError: a record is not closed or too long, and what comes next is looked for
    ///         behind it, from the next start tag on; it has no start tag; the file is cut off; it
    ///         has no record at all.
    std::optional<Element> next(LineSource& lines);

private:
    bool read_more(LineSource& lines);
    bool seek(LineSource& lines, std::string_view what);
    bool pass_tag(LineSource& lines);
    void pass(LineSource& lines, std::string_view begin, std::string_view end);
    std::optional<Element> pass_markup(LineSource& lines);
    bool is_name(std::size_t position, std::string_view name) const;
    std::string_view name_at(std::size_t position,
                             const std::vector<std::string_view>& names) const;
    std::size_t line();
    [[noreturn]] void give_up(const LineSource& lines, const std::string& reason);
    Element take();

    Markup markup_;
    std::string buffer_;    ///< What has been read and may still be wanted.
    std::size_t line_ = 0;  ///< The line of the byte at `counted_`.
    std::size_t counted_ = 0;
    std::size_t begin_ = 0;     ///< Where in it the open element begins, or what comes next.
    std::size_t at_ = 0;        ///< How far it has been looked at.
    std::string_view open_;     ///< The element whose end is looked for; empty between them.
    bool given_up_ = false;     ///< Whether the last record was, so that its end tag may follow.
    bool in_root_ = false;      ///< Whether the root has been opened and not closed.
    bool any_text_ = false;     ///< Whether the file has more than white space.
    bool any_element_ = false;  ///< Whether it has an element that is wanted.
};

}  // namespace quire::corpus
