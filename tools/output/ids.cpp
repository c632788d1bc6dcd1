// The format "ids".
#include "cli/characters.hpp"
#include "output/format.hpp"

namespace quire::output {

namespace {

class Ids : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        std::string text;
        for (const Hit& hit : answer.results.hits) {
            if (setting().many) text += cli::printable(answer.question.topic) + "\t";
            text += cli::printable(hit.document.id) + "\n";
        }
        return text;
    }
};

}  // namespace

std::unique_ptr<Writer> make_ids(const Setting& setting) {
    return std::make_unique<Ids>(setting);
}

}  // namespace quire::output
