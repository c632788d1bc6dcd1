// The format "jsonl": a line a hit.
#include "output/json_objects.hpp"

namespace quire::output {

namespace {

class Lines : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        std::string text;
        std::size_t rank = answer.options.offset;
        for (const Hit& hit : answer.results.hits) {
            Json object = json_about(setting(), answer.question);
            add_hit(object, ++rank, hit, answer.results);
            if (answer.results.timed_out) object["timed_out"] = true;
            text += line(object);
        }
        return text;
    }
};

}  // namespace

std::unique_ptr<Writer> make_jsonl(const Setting& setting) {
    return std::make_unique<Lines>(setting);
}

std::string jsonl_reading(const Setting& setting, const Answer& answer) {
    std::string text;
    for (const Concept& part : answer.results.concepts) {
        Json object = json_about(setting, answer.question);
        object.update(to_json(part));
        text += line(object);
    }
    return text;
}

}  // namespace quire::output
