#include "output/values.hpp"

#include <optional>
#include <variant>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"

namespace quire::output {

namespace {

struct Text {
    std::string_view separator;

    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& list) const {
        return joined(list, separator);
    }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return cli::shortest(number); }
};

}  // namespace

std::string text_of(const Value& value, std::string_view separator) {
    return std::visit(Text{separator}, value);
}

std::string text_of(const Document& document, std::string_view field) {
    const std::optional<Value> value = document.value(field);
    return value ? text_of(*value) : std::string();
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

std::string word_of(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string word;
    for (std::size_t at = 0; at < name.size();) {
        const cli::Character character = cli::character_at(name, at);
        const std::string_view bytes = name.substr(at, character.length);
        if (cli::is_space(character.code) || cli::is_dangerous(character.code) ||
            character.code == 0xFFFD) {
            for (const char c : bytes) {
                const auto byte = static_cast<unsigned char>(c);
                word += {'%', digits[byte / 16], digits[byte % 16]};
            }
        } else {
            word += bytes;
        }
        at += character.length;
    }
    return word;
}

}  // namespace quire::output
