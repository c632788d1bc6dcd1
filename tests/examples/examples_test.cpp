// The programs in tools/examples, run as a learner would.
#include <csignal>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "support.hpp"

using namespace quire;
using test::Outcome;

namespace {

Outcome example(const std::string& name, std::vector<std::string> words) {
    words.insert(words.begin(), "../tools/examples/" + name);
    return test::run({.words = std::move(words)});
}

const std::string papers = test::source_file("corpus/papers.jsonl").string();

}  // namespace

TEST_CASE("the example progress makes an index, and the example search searches it") {
    const test::TemporaryDirectory folder;
    const std::string index = folder / "x.index";
    Outcome outcome = example("progress", {index, papers});
    CHECK(outcome.status == 0);
    CHECK(outcome.output == "the index holds 198 documents\n");
    CHECK(outcome.errors.starts_with("\r[#"));
    CHECK(outcome.errors.find("%") != std::string::npos);

    outcome = example("search", {index, "disentangled diffusion"});
    CHECK(outcome.status == 0);
    CHECK(outcome.output.starts_with(
        "Causal Diffusion Autoencoders: Toward Counterfactual Generation via Diffusion "
        "Probabilistic Models\nStyleDiffusion: "));
    CHECK(outcome.errors.empty());

    outcome = example("search", {index, "\"diffusion"});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.find("quote") != std::string::npos);

    outcome = example("search", {folder / "none", "diffusion"});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors.starts_with("there is no index at "));
}

TEST_CASE("the example progress reports what it cannot read, and adds to an index") {
    const test::TemporaryDirectory folder;
    const std::string index = folder / "x.index";
    test::write_file(folder / "one.jsonl", "{\"id\": \"a\"}\nnothing\n");
    const Outcome outcome = example("progress", {index, folder / "one.jsonl"});
    CHECK(outcome.status == 0);
    CHECK(outcome.output == "the index holds 1 documents; 1 records could not be read\n");
    CHECK(outcome.errors.find("one.jsonl:2: ") != std::string::npos);
    CHECK(example("progress", {index, papers}).output == "the index holds 199 documents\n");
}

TEST_CASE("the example progress leaves an index as it was when it is interrupted") {
    const test::TemporaryDirectory folder;
    const std::string index = folder / "x.index";
    // The first line is bad, which the program says at once; the rest would take it a while.
    std::string text = "nothing\n";
    for (int i = 0; i < 30; ++i) text += test::read_file(papers);
    test::write_file(folder / "many.jsonl", text);
    const Outcome outcome = test::run(
        {.words = {"../tools/examples/progress", index, folder / "many.jsonl"}, .signal = SIGINT});
    CHECK(outcome.status == 1);
    CHECK(outcome.errors.ends_with("\r\x1b[Kcancelled: the index is as it was\n"));
    CHECK(example("search", {index, "diffusion"}).errors.starts_with("there is no index at "));
}

TEST_CASE("the example recipes answers its questions") {
    const test::TemporaryDirectory folder;
    const Outcome outcome = example("recipes", {folder / "x.index"});
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    CHECK(outcome.output ==
          "simmering lentils\n"
          "    Red lentil dal, 35 minutes\n"
          "    Lentil salad, 35 minutes\n"
          "    Tomato soup, 50 minutes\n"
          "title:lentil -tomato\n"
          "    Lentil salad, 35 minutes\n"
          "    Red lentil dal, 35 minutes\n"
          "ingredient:tomato\n"
          "    Tomato soup, 50 minutes\n"
          "    Lentil salad, 35 minutes\n"
          "lentils minutes:35\n"
          "    Lentil salad, 35 minutes\n"
          "    Red lentil dal, 35 minutes\n"
          "cooked:2024-05\n"
          "    Red lentil dal, 35 minutes\n"
          "    Tomato soup, 50 minutes\n"
          "author:escoffier lentils\n"
          "    (no field is called \"author\"; searched for as words)\n"
          "    Lentil salad, 35 minutes\n"
          "    Red lentil dal, 35 minutes\n");
}

TEST_CASE("the example service searches in eight threads while it writes") {
    const test::TemporaryDirectory folder;
    const Outcome outcome = example("service", {folder / "x.index"});
    CHECK(outcome.status == 0);
    CHECK(outcome.output == "the index holds 1000 documents\n");
    CHECK(outcome.errors.ends_with(" searches meanwhile\n"));
}
