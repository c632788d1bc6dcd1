#include "output/wrapped.hpp"

#include <vector>

#include "cli/characters.hpp"

namespace quire::output {

namespace {

/// Puts words on lines. A style goes on from word to word, but not from line to line.
class Lines {
public:
    Lines(const Style& style, std::size_t indent, std::size_t width)
        : style_(style), indent_(indent), width_(width), column_(indent) {}

    void add(std::string_view character, std::size_t columns, bool highlighted) {
        const std::string_view wanted = highlighted ? style_.highlight : style_.plain;
        if (word_.empty() || word_.back().style != wanted) word_.push_back({wanted, {}});
        word_.back().text += character;
        word_columns_ += columns;
    }

    void end_word() {
        if (word_.empty()) return;
        if (column_ > indent_ && column_ + 1 + word_columns_ > width_) {
            switch_to({});
            result_ += "\n" + std::string(indent_, ' ');
            column_ = indent_;
        } else if (column_ > indent_) {
            if (word_.front().style != current_) switch_to({});
            result_ += ' ';
            ++column_;
        }
        for (const Piece& piece : word_) {
            switch_to(piece.style);
            result_ += piece.text;
        }
        column_ += word_columns_;
        word_.clear();
        word_columns_ = 0;
    }

    std::string finish() {
        end_word();
        switch_to({});
        return result_ + "\n";
    }

private:
    /// Part of a word in one style.
    struct Piece {
        std::string_view style;
        std::string text;
    };

    void switch_to(std::string_view wanted) {
        if (wanted == current_) return;
        if (!current_.empty()) result_ += style_.reset;
        result_ += wanted;
        current_ = wanted;
    }

    Style style_;
    std::size_t indent_;
    std::size_t width_;
    std::size_t column_;
    std::string_view current_;
    std::vector<Piece> word_;
    std::size_t word_columns_ = 0;
    std::string result_;
};

}  // namespace

std::string wrapped(std::string_view text, std::span<const Span> spans, const Style& style,
                    std::size_t indent, std::size_t width) {
    Lines lines(style, indent, width);
    for (std::size_t at = 0; at < text.size();) {
        while (!spans.empty() && spans.front().offset + spans.front().length <= at) {
            spans = spans.subspan(1);
        }
        const cli::Character character = cli::character_at(text, at);
        if (cli::is_space(character.code)) {
            lines.end_word();
        } else {
            const std::string shown = cli::printable(text.substr(at, character.length));
            const bool highlighted = !spans.empty() && spans.front().offset <= at;
            lines.add(shown, cli::columns(shown), highlighted);
        }
        at += character.length;
    }
    return lines.finish();
}

}  // namespace quire::output
