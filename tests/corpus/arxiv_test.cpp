#include <string>
#include <vector>

#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const Schema& schema = Schema::papers()) {
    return test::outcomes(bytes, {.format = "arxiv", .schema = schema});
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("a line of arXiv's snapshot is a paper") {
    const std::string full =
        R"({"id":"0901.0001","submitter":"Ada Ek","authors":"A. Ek and B. Roe","title":"On $\\beta$\n  decay","comments":"3 pages","journal-ref":"Ann. Tests 3 (2010) 1","doi":"10.1/x 10.1/y","report-no":null,"categories":"hep-ph math.CO","license":null,"abstract":"  We show\nthat $x < y$.\n","versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},{"version":"v2","created":"Tue, 1 Jan 2008 00:00:00 GMT"}],"update_date":"2010-01-01","authors_parsed":[["Ek","Ada",""],["Roe","B.","Jr."],["Atlas Group",""]]})";
    CHECK(read(full) ==
          Strings{"0901.0001|title=On $\\beta$ decay|abstract=We show that $x < y$.|authors=Ada "
                  "Ek/B. Roe Jr./Atlas Group|categories=hep-ph/math.CO|venue=Ann. Tests 3 (2010) "
                  "1|url=https://doi.org/10.1/x|year=2007"});
    CHECK(read(R"({"id":"hep-th/9901001","update_date":"2009-10-31","authors_parsed":[],)"
               R"("authors":"A. Ek, B. Roe, and C. Doe and D. Lo","doi":null})") ==
          Strings{"hep-th/9901001|authors=A. Ek/B. Roe/C. Doe/D. "
                  "Lo|url=https://arxiv.org/abs/hep-th/9901001|year=2009"});
    CHECK(read(full, Schema::parse("title text\ncomments keyword\ndoi keyword\n"
                                   "update_date date\n")) ==
          Strings{"0901.0001|title=On $\\beta$ decay|comments=3 pages|doi=10.1/x 10.1/y|"
                  "update_date=2010-01-01"});
}

TEST_CASE("keys of arXiv's snapshot that are of no use are counted") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "arxiv.json";
    test::write_file(path, R"({"id":"1","submitter":"A","license":null,"doi":"x","versions":[],)"
                           R"("other":{"a":[1]},"authors_parsed":[]})"
                           "\n");
    DocumentReader reader(path);
    CHECK(reader.next());
    CHECK(reader.unknown_keys() ==
          std::map<std::string, std::uint64_t>{{"license", 1}, {"other", 1}, {"submitter", 1}});
}

TEST_CASE("a line that is no record of arXiv's snapshot costs only itself") {
    struct Case {
        std::string line, reason;
    };
    const std::string names = R"(the key "authors_parsed": expected a list of lists of strings)";
    const std::vector<Case> cases = {
        {"x", "not JSON at column 1, near x"},
        {R"({"id":"1")", "the JSON object is not closed"},
        {R"(["id"])", "expected a JSON object"},
        {R"({"id":"1","a":1e999})", "a number is too large"},
        {R"({"title":"T"})", "no id"},
        {R"({"id":1})", R"(the key "id": expected a string)"},
        {R"({"id":"1","title":["T"]})", R"(the key "title": expected a string)"},
        {R"({"id":"1","authors_parsed":"A"})", names},
        {R"({"id":"1","authors_parsed":["A"]})", names},
        {R"({"id":"1","authors_parsed":[["A",null]]})", names},
        {R"({"id":"1","versions":["v1"]})", R"(the key "versions": expected a list of objects)"},
        {"{\"id\":\"1\",\"title\":\"\xFC\"}", "invalid UTF-8 at byte 19"},
        {R"({"id":"1","authors_parsed":[[])" + repeated(",[]", 1'000'000) + "]}",
         "more than 50000 values in a record"},
        {R"({"id":"1","authors":")" + repeated("A,", 1'000'000) + R"("})",
         "more than 50000 values in a record"},
        {std::string(1'000'000, '['), "expected a JSON object"},
        {R"({"id":"1","versions":)" + std::string(1'000'000, '['), "the JSON object is not closed"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        CHECK(read("{\"id\":\"1\"}\n" + c.line + "\n{\"id\":\"2\"}\n") ==
              Strings{"1|url=https://arxiv.org/abs/1", "2: " + c.reason,
                      "2|url=https://arxiv.org/abs/2"});
    }
    const std::string deep =
        R"({"id":"1","other":)" + std::string(500'000, '[') + std::string(500'000, ']') + "}";
    CHECK(read(deep) == Strings{"1|url=https://arxiv.org/abs/1"});
}
