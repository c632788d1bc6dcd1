#include "eval/html.hpp"

#include <nlohmann/json.hpp>

namespace quire::eval {

std::string html(std::string_view text) {
    // What writes JSON makes UTF-8 of everything.
    using Json = nlohmann::json;
    const std::string valid =
        Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace))
            .get<std::string>();
    std::string result;
    for (const char c : valid) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default: {
                const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
                if (control) {
                    result += "\xEF\xBF\xBD";
                } else {
                    result += c;
                }
            }
        }
    }
    return result;
}

}  // namespace quire::eval
