// Tokens as one line of text, so that cases can be tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/analyzer.hpp"

namespace quire::test {

/// What stands before a token that hangs together with the one before it.
inline std::string mark(text::Joint joint) {
    switch (joint) {
        case text::Joint::hyphen:
            return "-";
        case text::Joint::other:
            return "/";
        case text::Joint::overlap:
            return "~";
        case text::Joint::none:
            break;
    }
    return "";
}

/// The words, with `-`, `/` or `~` before those that are joined: "gpt -4 node /js".
inline std::string words_of(const std::vector<text::Token>& tokens) {
    std::string shown;
    for (const text::Token& token : tokens) {
        shown += (shown.empty() ? "" : " ") + mark(token.joint) + token.word;
    }
    return shown;
}

/// What each token spans of the text, in brackets: "[GPT][4]".
inline std::string spans_of(const std::vector<text::Token>& tokens, std::string_view text) {
    std::string shown;
    for (const text::Token& token : tokens) {
        shown += "[" + std::string(text.substr(token.begin, token.end - token.begin)) + "]";
    }
    return shown;
}

}  // namespace quire::test
