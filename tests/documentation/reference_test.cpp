// The reference of the API.
#include <string>

#include "cli/run.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("every public name has a docstring, and the reference is written without a warning") {
    if (!test::has_program("doxygen")) return;
    const test::TemporaryDirectory folder;
    const auto doxygen = [&](const std::string& headers) {
        return test::run_shell("QUIRE_VERSION=0 QUIRE_DOCS='" + folder.path().string() +
                                   "' QUIRE_HEADERS='" + headers + "' doxygen tools/docs/Doxyfile",
                               test::source_file(""));
    };
    const test::Outcome outcome = doxygen("include/quire");
    CHECK(outcome.errors == "");
    CHECK(outcome.status == 0);
    CHECK(test::read_file(folder / "html/index.html").find("Index and search") !=
          std::string::npos);
    CHECK(test::read_file(folder / "html/namespacequire.html").find("languages") !=
          std::string::npos);

    test::write_file(folder / "bare.hpp", "/// All.\nnamespace quire {\nint bare();\n}\n");
    const test::Outcome bare = doxygen((folder / "bare.hpp").string());
    CHECK(bare.status != 0);
    CHECK(bare.errors.find("bare.hpp:3: error: Member bare()") != std::string::npos);
}
