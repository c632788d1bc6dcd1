#include "man/man.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/characters.hpp"
#include "cli/help.hpp"
#include "cli/tool.hpp"

namespace quire::man {

namespace {

/// When the pages last changed.
constexpr std::string_view date = "2026-11-24";

constexpr std::size_t widest_tag = 14;

std::string upper_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

std::string bold(std::string_view text) {
    return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + escaped(text) + "\\fR";
}

/// An argument of macros, in which spaces and quotes stand for themselves.
std::string quoted(std::string_view text) {
    return '"' + escaped(text) + '"';
}

/// Text with the words in backquotes, and those that are options, in bold; in lines of a width that
/// is easy to read.
std::string prose(std::string_view text) {
    constexpr std::size_t line_width = 79;
    std::string result;
    std::size_t width = 0;
    bool typed = false;
    while (!text.empty()) {
        std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        std::string roff;
        if (!typed && word.starts_with("--") && word.size() > 2) {
            const std::size_t size = std::min(word.find_first_of(",.;:=)"), word.size());
            roff = bold(word.substr(0, size));
            word.remove_prefix(size);
        }
        while (!word.empty()) {
            const std::string_view piece = word.substr(0, word.find('`'));
            roff += escaped(piece);
            word.remove_prefix(piece.size());
            if (word.empty()) break;
            typed = !typed;
            roff += typed ? "\\fB" : "\\fR";
            word.remove_prefix(1);
        }
        const bool breaks = width > 0 && width + 1 + roff.size() > line_width;
        if (breaks) width = 0;
        if (!result.empty()) result += breaks ? "\n" : " ";
        // A period there would make a command of the line.
        if (width == 0 && roff.starts_with('.')) result += "\\&";
        width += (width == 0 ? 0 : 1) + roff.size();
        result += roff;
    }
    return result + "\n";
}

/// A line of the synopsis: what stands in capitals is to be replaced, all other words are typed.
std::string synopsis(std::string_view line) {
    const auto is_word = [](char c) {
        return ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z') || c == '-';
    };
    std::string result;
    while (!line.empty()) {
        const auto at = std::find_if(line.begin(), line.end(), is_word);
        const auto end = std::find_if_not(at, line.end(), is_word);
        const std::string_view word(at, end);
        result += escaped(std::string_view(line.begin(), at));
        if (!word.empty()) result += upper_case(word) == word ? italic(word) : bold(word);
        line = std::string_view(end, line.end());
    }
    return result;
}

std::string tagged(std::size_t width, const std::string& tag, std::string_view meaning) {
    std::string text = ".TP " + std::to_string(width + 2) + "\n" + tag + "\n";
    return text + (meaning.empty() ? "\\&\n" : prose(meaning));
}

std::string example(std::string_view lines) {
    std::string text = ".EX\n";
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        text += line.starts_with('.') ? "\\&" + escaped(line) : escaped(line);
        text += "\n";
    }
    return text + ".EE\n";
}

struct Layout {
    std::string operator()(const cli::Paragraph& block) const {
        return ".PP\n" + prose(block.text);
    }
    std::string operator()(const cli::Verbatim& block) const {
        return ".PP\n.RS 4\n" + example(block.text) + ".RE\n";
    }
    std::string operator()(const cli::Table& block) const {
        std::size_t width = 0;
        for (const cli::TableRow& row : block.rows) {
            if (row.name.size() <= widest_tag) width = std::max(width, row.name.size());
        }
        std::string text;
        for (const cli::TableRow& row : block.rows) {
            const std::size_t depth = std::min(row.name.find_first_not_of(' '), row.name.size());
            std::string tag;
            for (std::size_t i = 0; i < depth; ++i) tag += "\\ ";
            text += tagged(width, tag + bold(row.name.substr(depth)), row.meaning);
        }
        return text;
    }
    std::string operator()(const cli::OptionTable& block) const {
        constexpr std::size_t indent = 6;
        std::string text;
        for (const cli::Option& option : block.options) {
            std::string tag;
            if (option.letter != 0) tag = bold(std::string("-") + option.letter) + ", ";
            tag += bold("--" + std::string(option.name));
            if (!option.argument.empty()) tag += " " + italic(option.argument);
            text += tagged(indent, tag, option.help);
        }
        return text;
    }
};

std::string examples(const std::vector<cli::Example>& examples) {
    std::string text;
    for (const cli::Example& one : examples) {
        text += ".PP\n.RS 2\n" + example("$ " + one.command + "\n" + one.output) + ".RE\n";
    }
    return text;
}

std::string heading(std::string_view title) {
    return ".SH " + quoted(upper_case(title)) + "\n";
}

}  // namespace

std::string escaped(std::string_view text) {
    struct Escape {
        char character;
        std::string_view roff;
    };
    // What roff takes for a command, or prints as another character.
    static constexpr std::array<Escape, 7> escapes = {{{'\\', "\\e"},
                                                       {'-', "\\-"},
                                                       {'\'', "\\(aq"},
                                                       {'`', "\\(ga"},
                                                       {'^', "\\(ha"},
                                                       {'~', "\\(ti"},
                                                       {'"', "\\(dq"}}};
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const cli::Character character = cli::character_at(text, at);
        const auto found = std::find_if(escapes.begin(), escapes.end(), [&](const Escape& escape) {
            return text[at] == escape.character;
        });
        if (found != escapes.end()) {
            result += found->roff;
        } else if (character.code < 0x80) {
            result += text[at];
        } else {
            std::array<char, 8> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                           static_cast<unsigned>(character.code), 16);
            const std::string hexadecimal = upper_case({digits.data(), end.ptr});
            result += "\\[u" + std::string(4 - std::min<std::size_t>(4, hexadecimal.size()), '0') +
                      hexadecimal + "]";
        }
        at += character.length;
    }
    return result;
}

std::string render(const cli::Page& page) {
    const std::string name(page.name);
    std::string text = ".TH " + quoted(upper_case(name)) + " 1 \"" + std::string(date) + "\" " +
                       quoted("quire " + std::string(cli::version())) + " " +
                       quoted("User commands") + "\n";
    // Nothing is hyphenated: what is typed has to be found as it is.
    text += ".nh\n.ad l\n";
    text += heading("Name") + escaped(name) + " \\- " + escaped(page.purpose) + "\n";
    text += heading("Synopsis");
    for (std::size_t i = 0; i < page.usage.size(); ++i) {
        text += (i == 0 ? "" : ".br\n") + synopsis(page.usage[i]) + "\n";
    }
    text += heading("Description") + prose(page.description);
    for (const cli::Section& section : page.sections) {
        text += heading(section.title);
        std::string blocks;
        for (const cli::Block& block : section.blocks) blocks += std::visit(Layout{}, block);
        // Under a heading a paragraph begins by itself.
        constexpr std::string_view paragraph = ".PP\n";
        if (blocks.starts_with(paragraph)) blocks.erase(0, paragraph.size());
        text += blocks;
    }
    text += heading("Examples") + examples(page.examples).substr(4);
    text += heading("See also");
    for (std::size_t i = 0; i < page.see_also.size(); ++i) {
        const std::string_view other = page.see_also[i];
        const std::size_t bracket = std::min(other.find('('), other.size());
        text += bold(other.substr(0, bracket)) + escaped(other.substr(bracket)) +
                (i + 1 < page.see_also.size() ? ",\n" : "\n");
    }
    return text;
}

}  // namespace quire::man
