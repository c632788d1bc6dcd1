// Any bytes are a file of topics, judgments or a run, as the first line says; or a schema, or
// synonyms. What is read is written and read again as the same where it can be written.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/expect.hpp"
#include "fuzz/input.hpp"
#include "fuzz/memory_file.hpp"
#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "quire/schema.hpp"
#include "quire/synonyms.hpp"

using namespace quire;
using namespace quire::evaluation;
using test::expect;
using test::MemoryFile;

namespace {

MemoryFile& file_of(std::string_view bytes) {
    static MemoryFile file;
    file.write(bytes);
    return file;
}

void read_as_topics(std::string_view bytes) {
    constexpr std::array parts = {TopicPart::title, TopicPart::description, TopicPart::narrative};
    for (const auto& some :
         {std::span(parts).first(0), std::span(parts).first(1), std::span(parts).subspan(1)}) {
        try {
            const std::vector<Topic> topics = read_topics(file_of(bytes).path(), some);
            expect(!topics.empty(), "no topics, and no error");
            for (const Topic& topic : topics) {
                expect(!topic.id.empty() && !topic.text.empty(), "an empty topic");
            }
        } catch (const InputError& error) {
            expect(!error.reason().empty(), "an error without a reason");
        }
    }
}

void read_as_qrels(std::string_view bytes) {
    const Qrels qrels = read_qrels(file_of(bytes).path());
    for (const auto& [topic, judgments] : qrels.topics) {
        expect(!topic.empty() && !judgments.empty(), "a topic without judgments");
    }
    expect(qrels.remarks.examples.size() <= 10, "too many examples");
}

void read_as_run(std::string_view bytes) {
    const Run run = read_run(file_of(bytes).path());
    for (const auto& [topic, documents] : run.topics) {
        for (const ScoredDocument& document : documents) {
            expect(!document.id.empty() && !std::isnan(document.score), "a document of no score");
        }
    }
    const Run again = read_run(file_of(to_trec(run, "tag")).path());
    expect(again.comments == run.comments && again.remarks.duplicates == 0,
           "written it is another");
    expect(again.topics.size() == run.topics.size(), "written it has other topics");
    for (const auto& [topic, documents] : run.topics) {
        expect(in_trec_order(documents) == in_trec_order(again.topics.at(topic)),
               "written it has other documents");
    }
}

void read_as_schema(std::string_view bytes) {
    const Schema schema = Schema::parse(bytes);
    expect(Schema::parse(schema.to_string()) == schema, "written it is another schema");
}

void read_as_synonyms(std::string_view bytes) {
    Synonyms::parse(bytes).of("neural machine translation");
}

struct Row {
    std::string_view name;
    void (*read)(std::string_view bytes);
};

constexpr std::array<Row, 5> rows = {{
    {"topics", read_as_topics},
    {"qrels", read_as_qrels},
    {"run", read_as_run},
    {"schema", read_as_schema},
    {"synonyms", read_as_synonyms},
}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [name, bytes] = test::first_line(test::bytes_of(data, size));
    for (const Row& row : rows) {
        if (row.name != name) continue;
        try {
            row.read(bytes);
        } catch (const Error& error) {
            expect(error.code() == ErrorCode::malformed_input ||
                       error.code() == ErrorCode::invalid_argument,
                   error.what());
        }
    }
    return 0;
}
