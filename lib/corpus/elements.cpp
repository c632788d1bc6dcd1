#include "corpus/elements.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "corpus/white_space.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
/// Reads on, and lets go of what is not wanted any more; false at the end of the file.
bool Elements::read_more(LineSource& lines) {
    const std::string_view part = lines.next_part();
    if (part.empty()) return false;
    any_text_ = any_text_ || part.find_first_not_of(spaces) != std::string_view::npos;
    line_ = begin_ == buffer_.size() ? lines.number() : line();
    buffer_.erase(0, begin_);
    at_ -= begin_;
    begin_ = 0;
    counted_ = 0;
    buffer_ += part;
    if (buffer_.size() > longest_record) {
        const std::size_t first = line();
        const std::string name(open_);
        buffer_ = {};  // Gives the memory back as well.
        at_ = 0;
        given_up_ = true;
        open_ = {};
        throw InputError(lines.name(), first,
                         "more than " + longest_record_name() + " in <" + name + ">");
    }
    return true;
}

/// Goes to the next `what`; to the end of the file, and false, if there is none.
bool Elements::seek(LineSource& lines, std::string_view what) {
    while (true) {
        const std::size_t found = buffer_.find(what, at_);
        const std::size_t unfinished = buffer_.size() - std::min(buffer_.size(), what.size() - 1);
        at_ = found != std::string::npos ? found : std::max(at_, unfinished);
        if (open_.empty()) begin_ = at_;
        if (found != std::string::npos) return true;
        if (!read_more(lines)) return false;
    }
}

/// Goes behind the `>` of the tag that starts here; false if another `<` or the end comes first.
bool Elements::pass_tag(LineSource& lines) {
    char quote = '\0';
    for (++at_;; ++at_) {
        if (at_ == buffer_.size() && !read_more(lines)) return false;
        const char c = buffer_[at_];
        if (c == '<') return false;
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '>') {
            ++at_;
            return true;
        } else if (markup_.kind == Markup::Kind::xml && (c == '"' || c == '\'')) {
            quote = c;
        }
    }
}

/// Goes behind a comment or the like.
void Elements::pass(LineSource& lines, std::string_view begin, std::string_view end) {
    const std::size_t first = line();
    at_ += begin.size();
    if (!seek(lines, end)) {
        begin_ = at_ = buffer_.size();
        open_ = {};
        any_element_ = true;  // There may be one in what is lost.
        throw InputError(lines.name(), first, "\"" + std::string(begin) + "\" is not closed");
    }
    at_ += end.size();
}

/// Whether a name stands at a position, followed by what ends a name.
bool Elements::is_name(std::size_t position, std::string_view name) const {
    const std::string_view text = std::string_view(buffer_).substr(position);
    if (name.empty() || text.size() <= name.size()) return false;
    const std::string_view start = text.substr(0, name.size());
    const bool same =
        markup_.kind == Markup::Kind::xml ? start == name : same_but_case(start, name);
    const char next = text[name.size()];
    return same && (next == '>' || next == '/' || is_white_space(next));
}

/// The one of `names` that stands at a position, or nothing.
std::string_view Elements::name_at(std::size_t position,
                                   const std::vector<std::string_view>& names) const {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](std::string_view name) { return is_name(position, name); });
    return found == names.end() ? std::string_view() : *found;
}

/// The line on which what is open begins.
std::size_t Elements::line() {
    const auto begin = buffer_.begin();
    line_ +=
        static_cast<std::size_t>(std::count(begin + static_cast<std::ptrdiff_t>(counted_),
                                            begin + static_cast<std::ptrdiff_t>(begin_), '\n'));
    counted_ = begin_;
    return line_;
}

/// Lets go of the open element; the next is looked for from here.
void Elements::give_up(const LineSource& lines, const std::string& reason) {
    const std::size_t first = line();
    begin_ = at_;
    given_up_ = !open_.empty();
    open_ = {};
    throw InputError(lines.name(), first, reason);
}

/// The open element, which ends here.
Element Elements::take() {
    const Element element{open_, std::string_view(buffer_).substr(begin_, at_ - begin_), line()};
    begin_ = at_;
    open_ = {};
    return element;
}

/// Goes behind the `<` at which it stands, or behind the tag or section that starts there. An
/// element if one ends with it.
std::optional<Element> Elements::pass_markup(LineSource& lines) {
    if (markup_.kind == Markup::Kind::xml) {
        struct Section {
            std::string_view begin, end;
        };
        const std::string_view rest = std::string_view(buffer_).substr(at_);
        for (const Section& section :
             {Section{"<!--", "-->"}, Section{"<![CDATA[", "]]>"}, Section{"<?", "?>"}}) {
            if (!rest.starts_with(section.begin)) continue;
            pass(lines, section.begin, section.end);
            return std::nullopt;
        }
    }

    const bool is_end = buffer_.compare(at_ + 1, 1, "/") == 0;
    const std::size_t name_begin = at_ + (is_end ? 2 : 1);
    if (is_name(name_begin, markup_.root)) in_root_ = !is_end;
    const std::string_view record = name_at(name_begin, markup_.records);
    if (is_end) {
        if (record.empty() || record != open_) {
            ++at_;
            const bool is_stray = !record.empty() && open_.empty();
            if (!is_stray || std::exchange(given_up_, false)) return std::nullopt;
            any_element_ = true;
            give_up(lines, "</" + std::string(record) + "> has no start tag");
        }
        if (!pass_tag(lines)) give_up(lines, "the end tag of <" + std::string(open_) + "> is cut");
        return take();
    }

    // A container's name without attributes may be an element of a record.
    std::string_view container = name_at(name_begin, markup_.containers);
    if (!container.empty() && !is_white_space(buffer_[name_begin + container.size()])) {
        container = {};
    }
    const std::string_view name = record.empty() ? container : record;
    if (name.empty()) {
        ++at_;
        return std::nullopt;
    }
    if (!open_.empty()) give_up(lines, "<" + std::string(open_) + "> is not closed");
    open_ = name;
    given_up_ = false;
    any_element_ = true;
    const bool complete = pass_tag(lines);
    if (record.empty()) {
        // Who parses it is to find out whether it was complete.
        const bool is_empty = complete && buffer_[at_ - 2] == '/';
        if (!is_empty) {
            if (complete) --at_;
            buffer_.replace(at_, complete ? 1 : 0, "/>");
            at_ += 2;
        }
        return take();
    }
    if (!complete) give_up(lines, "the start tag of <" + std::string(name) + "> is cut");
    if (buffer_[at_ - 2] == '/') return take();
    return std::nullopt;
}

std::optional<Element> Elements::next(LineSource& lines) {
    while (seek(lines, "<")) {
        // More than any name, or what starts a section, is long.
        constexpr std::size_t enough = 64;
        while (buffer_.size() - at_ < enough && read_more(lines)) continue;
        if (const std::optional<Element> element = pass_markup(lines)) return element;
    }
    at_ = buffer_.size();
    if (!open_.empty()) {
        give_up(lines, "the file ends within <" + std::string(open_) + ">, it is cut off");
    }
    begin_ = at_;
    if (in_root_) {
        in_root_ = false;
        throw InputError(
            lines.name(), lines.number(),
            "the file ends before </" + std::string(markup_.root) + ">, it is cut off");
    }
    if (any_text_ && !any_element_) {
        any_element_ = true;  // Said once.
        throw InputError(lines.name(), 1,
                         "there is no <" + std::string(markup_.records.front()) + "> in the file");
    }
    return std::nullopt;
}

}  // namespace quire::corpus
