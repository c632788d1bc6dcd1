// The format "trec": a run, as trec_eval reads it.
#include "cli/numbers.hpp"
#include "output/format.hpp"
#include "output/values.hpp"

namespace quire::output {

namespace {

class Run : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        std::string text;
        std::size_t rank = answer.options.offset;
        for (const Hit& hit : answer.results.hits) {
            text += word_of(answer.question.topic) + " Q0 " + word_of(hit.document.id) + " " +
                    std::to_string(++rank) + " " + cli::shortest(hit.score) + " quire\n";
        }
        return text;
    }
};

}  // namespace

std::unique_ptr<Writer> make_trec(const Setting& setting) {
    return std::make_unique<Run>(setting);
}

}  // namespace quire::output
