#include "corpus/xml_record.hpp"

#include <algorithm>
#include <string_view>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "corpus/white_space.hpp"
#include "quire/error.hpp"

namespace quire::corpus {

pugi::xml_node parse(const Element& element, const LineSource& lines,
                     pugi::xml_document& document) {
    const std::string_view text = element.text;
    const auto fail = [&](const std::string& reason, std::size_t offset) {
        const std::string_view before = text.substr(0, offset);
        const auto line =
            element.line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
        throw InputError(lines.name(), element.line,
                         reason + " on line " + std::to_string(line) + ", in <" +
                             std::string(element.name) + ">");
    };
    const std::size_t invalid = find_invalid_utf8(text);
    if (invalid != std::string_view::npos) fail("invalid UTF-8", invalid);
    const std::size_t nul = text.find('\0');
    if (nul != std::string_view::npos) fail("a NUL byte", nul);

    // Each takes many times the memory of what it may be in the file.
    constexpr std::ptrdiff_t most_marks = 1'000'000;
    const auto marks = std::ranges::count_if(text, [](char c) { return c == '<' || c == '='; });
    if (marks > most_marks) {
        throw InputError(lines.name(), element.line,
                         "more than " + std::to_string(most_marks) + " tags and attributes in <" +
                             std::string(element.name) + ">");
    }

    // White space between two elements within a text separates words.
    const pugi::xml_parse_result result = document.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!result) {
        std::string description = result.description();
        if (!description.empty()) description.front() = lower_case(description.front());
        fail("not well-formed (" + description + ")", static_cast<std::size_t>(result.offset));
    }
    return document.document_element();
}

std::string text_of(pugi::xml_node root) {
    std::string text;
    pugi::xml_node node = root.first_child();
    while (node) {
        const bool is_formula = std::string_view(node.name()) == "tex-math";
        if (is_formula) {
            text.append("$").append(node.child_value()).append("$");
        } else {
            text += node.value();
        }
        if (node.first_child() && !is_formula) {
            node = node.first_child();
            continue;
        }
        while (node != root && !node.next_sibling()) node = node.parent();
        if (node == root) break;
        node = node.next_sibling();
    }
    return squeezed(text);
}

void check_characters(const RawRecord& raw, const LineSource& lines) {
    for (const RawRecord::Entry& entry : raw.entries) {
        if (find_invalid_utf8(entry.text) == std::string::npos) continue;
        throw InputError(lines.name(), raw.line,
                         "a reference in <" + entry.key + "> is to no character");
    }
}

}  // namespace quire::corpus
