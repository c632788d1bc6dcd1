#include "schema/values.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "quire/error.hpp"

namespace quire {
namespace {

using List = std::vector<std::string>;

std::string_view expectation(const Field& field) {
    switch (field.kind) {
        case FieldKind::text:
            return "a string";
        case FieldKind::keyword:
            return field.many ? "a list of strings" : "a string";
        case FieldKind::integer:
            return "an integer";
        case FieldKind::real:
            return "a finite number";
        case FieldKind::date:
            return "a date (YYYY, YYYY-MM or YYYY-MM-DD)";
    }
    return "another value";
}

/// Whether `text` has the form of `pattern`, in which `0` stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
    return std::equal(
        text.begin(), text.end(), pattern.begin(), pattern.end(),
        [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

/// Whether `text` is a time of day after a date, with or without seconds and time zone.
bool is_time(std::string_view text) {
    return text.size() >= 6 && (text[0] == 'T' || text[0] == ' ') &&
           has_form(text.substr(1, 5), "00:00") &&
           text.find_first_not_of("0123456789:.+-Z", 6) == std::string_view::npos;
}

/// `text` without a time of day, if it is a date of the calendar.
std::optional<std::string_view> date(std::string_view text) {
    const std::string_view day = text.substr(0, 10);
    if (text.size() > day.size() && !is_time(text.substr(day.size()))) return std::nullopt;
    if (!has_form(day, "0000") && !has_form(day, "0000-00") && !has_form(day, "0000-00-00")) {
        return std::nullopt;
    }
    const auto part = [day](std::size_t at, std::size_t length) {
        return day.size() > at ? *parse_number<unsigned>(day.substr(at, length)) : 1;
    };
    const std::chrono::year_month_day calendar{std::chrono::year(static_cast<int>(part(0, 4))),
                                               std::chrono::month(part(5, 2)),
                                               std::chrono::day(part(8, 2))};
    return calendar.ok() ? std::optional(day) : std::nullopt;
}

std::optional<double> finite(std::optional<double> number) {
    if (!number || !std::isfinite(*number)) return std::nullopt;
    return *number == 0 ? 0 : *number;  // Zero has no sign here.
}

std::optional<Value> list(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return List{*text};
    const auto* all = std::get_if<List>(&value);
    if (all == nullptr) return std::nullopt;
    List members;
    std::copy_if(all->begin(), all->end(), std::back_inserter(members),
                 [](const std::string& member) { return !member.empty(); });
    return members;
}

std::optional<Value> integer(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value)) return value;
    if (const auto* real = std::get_if<double>(&value)) {
        constexpr double limit = 9223372036854775808.0;  // 2^63, exactly.
        if (*real >= -limit && *real < limit && std::trunc(*real) == *real) {
            return static_cast<std::int64_t>(*real);
        }
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        // "2020.0" is what some programs write for a column of integers that has gaps.
        const std::size_t dot = std::min(text->find('.'), text->size());
        const bool is_whole = dot + 1 != text->size() &&
                              text->find_first_not_of('0', dot + 1) == std::string::npos;
        return is_whole ? parse_number<std::int64_t>(std::string_view(*text).substr(0, dot))
                        : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Value> real(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    if (const auto* number = std::get_if<double>(&value)) return finite(*number);
    if (const auto* text = std::get_if<std::string>(&value)) {
        return finite(parse_number<double>(*text));
    }
    return std::nullopt;
}

std::optional<Value> day(const Value& value) {
    std::string written;
    if (const auto* text = std::get_if<std::string>(&value)) written = *text;
    if (const auto* year = std::get_if<std::int64_t>(&value)) written = std::to_string(*year);
    const auto found = date(written);
    return found ? std::optional<Value>(std::string(*found)) : std::nullopt;
}

/// What `checked` returns for a value that is not empty; nothing if the field cannot hold it.
std::optional<Value> converted(const Field& field, const Value& value) {
    switch (field.kind) {
        case FieldKind::text:
            if (std::holds_alternative<std::string>(value)) return value;
            return std::nullopt;
        case FieldKind::keyword:
            if (field.many) return list(value);
            if (std::holds_alternative<std::string>(value)) return value;
            if (const auto* all = std::get_if<List>(&value); all != nullptr && all->size() == 1) {
                return all->front();
            }
            return std::nullopt;
        case FieldKind::integer:
            return integer(value);
        case FieldKind::real:
            return real(value);
        case FieldKind::date:
            return day(value);
    }
    return std::nullopt;
}

/// Offset of the first byte that is not UTF-8, in the string or one of the list; npos for none.
std::size_t invalid_byte(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return find_invalid_utf8(*text);
    if (const auto* all = std::get_if<List>(&value)) {
        for (const std::string& member : *all) {
            const std::size_t at = find_invalid_utf8(member);
            if (at != std::string_view::npos) return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::optional<Value> checked(const Field& field, const Value& value, std::string_view document_id) {
    const auto error = [&](const std::string& what, std::string hint = {}) {
        return Error(
            ErrorCode::invalid_argument,
            "document \"" + std::string(document_id) + "\": field \"" + field.name + "\": " + what,
            std::move(hint));
    };
    if (const std::size_t at = invalid_byte(value); at != std::string_view::npos) {
        throw error("not UTF-8 at byte " + std::to_string(at), "Convert the text to UTF-8.");
    }
    if (is_empty(value)) return std::nullopt;
    std::optional<Value> result = converted(field, value);
    if (!result) {
        throw error("expected " + std::string(expectation(field)) + ", got " + describe(value));
    }
    return result;
}

std::optional<std::string> canonical(FieldKind kind, std::string_view text) {
    switch (kind) {
        case FieldKind::text:
        case FieldKind::keyword:
            break;
        case FieldKind::integer:
            if (const auto number = parse_number<std::int64_t>(text)) {
                return std::to_string(*number);
            }
            break;
        case FieldKind::real:
            if (const auto number = finite(parse_number<double>(text))) return shortest(*number);
            break;
        case FieldKind::date:
            if (const auto day = date(text)) {
                std::string digits(*day);
                digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
                return digits;
            }
            break;
    }
    return std::nullopt;
}

bool is_empty(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
    if (const auto* all = std::get_if<List>(&value)) {
        return std::all_of(all->begin(), all->end(),
                           [](const std::string& member) { return member.empty(); });
    }
    return false;
}

std::string describe(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        constexpr std::size_t longest = 60;
        if (text->size() <= longest) return "\"" + *text + "\"";
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;
        return "\"" + text->substr(0, end) + "...\"";
    }
    if (const auto* all = std::get_if<List>(&value)) {
        return "a list of " + std::to_string(all->size());
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    return shortest(std::get<double>(value));
}

}  // namespace quire
