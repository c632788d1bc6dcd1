// Readers of topics, judgments and runs on files that are somewhat wrong: they read or refuse.
#include <random>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

const std::vector<std::string> seeds = {
    "{\"_id\": \"1\", \"text\": \"a b\", \"metadata\": {\"x\": [1, null]}}\n{\"_id\":\"2\","
    "\"text\":\"\\u00e4\"}\n",
    "1\tfirst words\n2\tsecond words\r\n",
    "<top>\n<num> Number: 1\n<dom> Domain: x\n<title> Topic: a\n<desc> Description:\nb\n</top>\n",
    "1 0 a 1\n1 0 b 0\n2 0 a -1\n",
    "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t0\n",
    "# comment\n1 Q0 a 1 2.5 tag\n1 Q0 b 2 -1e-3 tag\n2 Q0 a 1 inf tag\n",
};

std::string mutated(std::mt19937& random) {
    static const std::string signs = "<>{}\"\\:\t \n\r#-.e019,[]/\xFF\xC3\xEF\xBB\xBF";
    std::string text = seeds[random() % seeds.size()];
    for (std::size_t left = 1 + random() % 3; left > 0; --left) {
        const std::size_t at = random() % (text.size() + 1);
        switch (random() % 5) {
            case 0:
                text.insert(at, 1, signs[random() % signs.size()]);
                break;
            case 1:
                text.insert(at, 1, static_cast<char>(random() % 256));
                break;
            case 2:
                text.erase(at, random() % 8);
                break;
            case 3:
                text.insert(random() % (text.size() + 1), std::string(text, at, random() % 40));
                break;
            default: {
                const std::string& other = seeds[random() % seeds.size()];
                text.insert(at, other, random() % other.size(), random() % 40);
            }
        }
    }
    return text;
}

/// Calls a reader; whether it read.
template <typename Read>
bool reads(Read read) {
    try {
        read();
        return true;
    } catch (const InputError& error) {
        CHECK(error.line() > 0);
        CHECK_FALSE(error.reason().empty());
        return false;
    }
}

}  // namespace

TEST_CASE("files with random changes are read or refused with a line, and can be scored") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "file";
    std::mt19937 random(3);
    std::vector<Metric> metrics;
    for (const char* name : {"map", "gm_map", "ndcg@10", "err@5", "bpref", "Rprec", "rbp"}) {
        metrics.push_back(parse_metric(name));
    }
    const std::vector<TopicPart> parts = {TopicPart::narrative, TopicPart::title};
    Qrels last;
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        CAPTURE(round);
        const std::string text = mutated(random);
        test::write_file(path, text);
        const bool topics = reads([&] {
            const bool tagged = text.starts_with('<');
            for (const Topic& topic : tagged ? read_topics(path, parts) : read_topics(path)) {
                CHECK_FALSE(topic.id.empty());
                CHECK_FALSE(topic.text.empty());
            }
        });
        const bool judgments = reads([&] { last = read_qrels(path); });
        const bool run = reads([&] {
            const Run some = read_run(path);
            for (const Values& values : evaluate(some, last, metrics, true)) {
                CHECK(values.all >= 0);
                CHECK(values.all <= 1);
            }
        });
        read += topics + judgments + run;
        refused += !topics + !judgments + !run;
    }
    CHECK(read > 900);
    CHECK(refused > 1000);
}
