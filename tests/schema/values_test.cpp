#include "schema/values.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "quire/error.hpp"

using quire::canonical;
using quire::Field;
using quire::FieldKind;
using quire::Value;

namespace {

using List = std::vector<std::string>;

Field field(FieldKind kind, bool many = false) {
    return {"f", kind, many, true, 1};
}

Value number(std::int64_t n) {
    return n;
}

std::string error_of(const Field& f, const Value& value) {
    try {
        static_cast<void>(quire::checked(f, value, "x1"));
    } catch (const quire::Error& error) {
        CHECK(error.code() == quire::ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a value becomes the one that its field holds") {
    struct Case {
        Field field;
        Value value;
        Value expected;
    };
    const std::vector<Case> cases = {
        {field(FieldKind::text), "some text", "some text"},
        {field(FieldKind::keyword), "ACL", "ACL"},
        {field(FieldKind::keyword), List{"ACL"}, "ACL"},
        {field(FieldKind::keyword, true), List{"a", "b"}, List{"a", "b"}},
        {field(FieldKind::keyword, true), "a", List{"a"}},
        {field(FieldKind::keyword, true), List{"", "a", ""}, List{"a"}},
        {field(FieldKind::integer), number(2020), number(2020)},
        {field(FieldKind::integer), "2020", number(2020)},
        {field(FieldKind::integer), "-7", number(-7)},
        {field(FieldKind::integer), 2020.0, number(2020)},
        {field(FieldKind::integer), -9223372036854775808.0,
         number(std::numeric_limits<std::int64_t>::min())},
        {field(FieldKind::real), 3.5, 3.5},
        {field(FieldKind::real), number(3), 3.0},
        {field(FieldKind::real), "3.5", 3.5},
        {field(FieldKind::integer), "2020.0", number(2020)},
        {field(FieldKind::integer), "-3.000", number(-3)},
        {field(FieldKind::real), "1e-3", 0.001},
        {field(FieldKind::date), "2024", "2024"},
        {field(FieldKind::date), "2024-05", "2024-05"},
        {field(FieldKind::date), "2024-02-29", "2024-02-29"},
        {field(FieldKind::date), "2024-05-17T10:20:30Z", "2024-05-17"},
        {field(FieldKind::date), "2024-05-17T10:20:30.5+02:00", "2024-05-17"},
        {field(FieldKind::date), "2024-05-17 10:20", "2024-05-17"},
        {field(FieldKind::date), number(2024), "2024"},
    };
    for (const Case& c : cases) {
        CAPTURE(name(c.field.kind));
        CAPTURE(quire::describe(c.value));
        CHECK(quire::checked(c.field, c.value, "x1") == c.expected);
    }
}

TEST_CASE("an empty string or list is no value in any field") {
    const FieldKind kinds[] = {FieldKind::text, FieldKind::keyword, FieldKind::integer,
                               FieldKind::real, FieldKind::date};
    for (const FieldKind kind : kinds) {
        CAPTURE(name(kind));
        for (const Value& value : {Value(""), Value(List{}), Value(List{"", ""})}) {
            CHECK_FALSE(quire::checked(field(kind), value, "x1"));
        }
    }
}

TEST_CASE("a value of the wrong type names document and field") {
    const double infinity = std::numeric_limits<double>::infinity();
    struct Case {
        Field field;
        Value value;
        std::string reason;
    };
    const std::vector<Case> cases = {
        {field(FieldKind::text), List{"a"}, "expected a string, got a list of 1"},
        {field(FieldKind::text), number(3), "expected a string, got 3"},
        {field(FieldKind::keyword), List{"a", "b"}, "expected a string, got a list of 2"},
        {field(FieldKind::keyword), 0.5, "expected a string, got 0.5"},
        {field(FieldKind::keyword, true), number(3), "expected a list of strings, got 3"},
        {field(FieldKind::integer), "2020.5", "expected an integer, got \"2020.5\""},
        {field(FieldKind::integer), "2020.", "expected an integer, got \"2020.\""},
        {field(FieldKind::integer), ".0", "expected an integer, got \".0\""},
        {field(FieldKind::integer), "twenty", "expected an integer, got \"twenty\""},
        {field(FieldKind::integer), "2020a", "expected an integer, got \"2020a\""},
        {field(FieldKind::integer), " 2020", "expected an integer, got \" 2020\""},
        {field(FieldKind::integer), "9223372036854775808",
         "expected an integer, got \"9223372036854775808\""},
        {field(FieldKind::integer), 2020.5, "expected an integer, got 2020.5"},
        {field(FieldKind::integer), 9223372036854775808.0,
         "expected an integer, got 9223372036854775808"},
        {field(FieldKind::integer), List{"2020"}, "expected an integer, got a list of 1"},
        {field(FieldKind::real), infinity, "expected a finite number, got inf"},
        {field(FieldKind::real), "nan", "expected a finite number, got \"nan\""},
        {field(FieldKind::real), "3,5", "expected a finite number, got \"3,5\""},
        {field(FieldKind::date), "May 2024",
         "expected a date (YYYY, YYYY-MM or YYYY-MM-DD), got \"May 2024\""},
        {field(FieldKind::date), 2024.5,
         "expected a date (YYYY, YYYY-MM or YYYY-MM-DD), got 2024.5"},
        {field(FieldKind::text), "M\xFCller", "not UTF-8 at byte 1"},
        {field(FieldKind::keyword, true), List{"ok", "ab\xC3"}, "not UTF-8 at byte 2"},
    };
    for (const Case& c : cases) {
        CAPTURE(name(c.field.kind));
        CHECK(error_of(c.field, c.value) == "document \"x1\": field \"f\": " + c.reason);
    }
}

TEST_CASE("a long value is shortened in an error, between characters") {
    const std::string shown = quire::describe(Value(std::string(59, 'a') + "\u00E9\u00E9"));
    CHECK(shown == "\"" + std::string(59, 'a') + "...\"");
    CHECK(quire::describe(Value(std::string(60, 'a'))) == "\"" + std::string(60, 'a') + "\"");
}

TEST_CASE("only dates of the calendar are dates") {
    const std::vector<std::string> bad = {"2024-00",
                                          "2024-13",
                                          "2024-02-30",
                                          "2023-02-29",
                                          "2024-04-31",
                                          "2024-5",
                                          "2024-05-1",
                                          "24",
                                          "20240517",
                                          "2024-",
                                          "2024-05-",
                                          "2024/05/17",
                                          "2024-05-17T",
                                          "2024-05-17x",
                                          "2024-05-17T9:00",
                                          "2024-05-17T10:20, noon",
                                          "-2024",
                                          "2024-05T10:20",
                                          "02024"};
    for (const std::string& text : bad) {
        CAPTURE(text);
        CHECK_FALSE(canonical(FieldKind::date, text));
    }
    CHECK(canonical(FieldKind::date, "2000-02-29"));
    CHECK_FALSE(canonical(FieldKind::date, "1900-02-29"));
}

TEST_CASE("a value has one spelling under which filters find it") {
    struct Case {
        FieldKind kind;
        std::string text;
        std::optional<std::string> expected;
    };
    const std::vector<Case> cases = {
        {FieldKind::integer, "20", "20"},
        {FieldKind::integer, "020", "20"},
        {FieldKind::integer, "-0", "0"},
        {FieldKind::integer, "2.0", std::nullopt},
        {FieldKind::integer, "", std::nullopt},
        {FieldKind::integer, "0x10", std::nullopt},
        {FieldKind::real, "2", "2"},
        {FieldKind::real, "2.50", "2.5"},
        {FieldKind::real, "-0.0", "0"},
        {FieldKind::real, "0.1", "0.1"},
        {FieldKind::real, "100e-3", "0.1"},
        {FieldKind::real, "inf", std::nullopt},
        {FieldKind::real, "-nan", std::nullopt},
        {FieldKind::real, "1e999", std::nullopt},
        {FieldKind::real, "abc", std::nullopt},
        {FieldKind::date, "2024", "2024"},
        {FieldKind::date, "2024-05", "202405"},
        {FieldKind::date, "2024-05-17", "20240517"},
        {FieldKind::date, "2024-05-17T10:20:30Z", "20240517"},
        {FieldKind::date, "yesterday", std::nullopt},
        {FieldKind::keyword, "ACL", std::nullopt},
        {FieldKind::text, "words", std::nullopt},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(canonical(c.kind, c.text) == c.expected);
    }
}
