// The format "json": all there is to say about an answer.
#include "output/json_objects.hpp"

namespace quire::output {

namespace {

Json about_query(const Setting& setting, const Question& question) {
    Json object = json_about(setting, question);
    object["query"] = question.text;
    object["read_as"] = question.query.to_string();
    return object;
}

class Objects : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        const SearchResults& results = answer.results;
        Json hits = Json::array();
        for (const Hit& hit : results.hits) {
            Json object = Json::object();
            add_hit(object, answer.options.offset + hits.size() + 1, hit, results);
            hits.push_back(std::move(object));
        }
        Json object = about_query(setting(), answer.question);
        object["total"] = results.total;
        object["total_exact"] = results.total_kind == TotalKind::exact;
        if (results.timed_out) object["timed_out"] = true;
        object["hits"] = std::move(hits);
        object["facets"] = to_json(results.facets);
        object["concepts"] = to_json(results.concepts);
        object["diagnostics"] = to_json(results.diagnostics);
        object["corrections"] = to_json(results.corrections);
        if (!results.next.empty()) object["next"] = results.next;
        object["generation"] = results.generation;
        object["revision"] = results.revision;
        return line(object);
    }
};

}  // namespace

std::unique_ptr<Writer> make_json(const Setting& setting) {
    return std::make_unique<Objects>(setting);
}

std::string json_reading(const Setting& setting, const Answer& answer) {
    Json object = about_query(setting, answer.question);
    object["concepts"] = to_json(answer.results.concepts);
    object["diagnostics"] = to_json(answer.results.diagnostics);
    object["corrections"] = to_json(answer.results.corrections);
    return line(object);
}

std::string json_standing(const Setting& setting, const Place& place) {
    const Standing& standing = place.standing;
    Json conditions = Json::array();
    for (const ConditionReport& condition : standing.conditions) {
        conditions.push_back({{"span", to_json(condition.span)},
                              {"text", condition.text},
                              {"excluded", condition.excluded},
                              {"met", condition.met}});
    }
    Json better = Json::array();
    std::size_t rank = standing.rank - standing.better.size();
    for (const Hit& hit : standing.better) {
        better.push_back({{"rank", rank++},
                          {"score", hit.score},
                          {"id", hit.document.id},
                          {"document", to_json(hit.document)},
                          {"explanation", to_json(*hit.explanation, standing.concepts)}});
    }
    Json object = about_query(setting, place.question);
    object["id"] = place.document.id;
    object["document"] = to_json(place.document);
    object["found"] = standing.found;
    object["rank"] = standing.rank;
    object["total"] = standing.total;
    object["conditions"] = std::move(conditions);
    object["explanation"] = to_json(standing.explanation, standing.concepts);
    object["better"] = std::move(better);
    object["concepts"] = to_json(standing.concepts);
    return line(object);
}

}  // namespace quire::output
