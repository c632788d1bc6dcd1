// The format "ris", as reference managers read it.
#include <array>
#include <set>

#include "cli/characters.hpp"
#include "output/format.hpp"
#include "output/publication.hpp"
#include "output/values.hpp"

namespace quire::output {

namespace {

class Records : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        std::string text;
        for (const Hit& hit : answer.results.hits) {
            // A paper that answers several questions is one record.
            if (ids_.insert(hit.document.id).second) text += record(hit.document);
        }
        return text;
    }

private:
    static std::string record(const Document& document) {
        static constexpr std::array<std::string_view, 3> types = {"JOUR", "CONF", "GEN"};
        const Publication kind = publication(document);
        std::string text;
        const auto add = [&](std::string_view tag, std::string_view value) {
            if (value.empty()) return;
            text += std::string(tag) + "  - " + cli::printable(value) + "\r\n";
        };
        add("TY", types[static_cast<std::size_t>(kind)]);
        add("TI", document.title);
        for (const std::string& name : document.authors) {
            add("AU", surname_first(cli::printable(name)));
        }
        add("PY", text_of(document, "year"));
        add(kind == Publication::article ? "JO" : "T2", document.venue);
        add("VL", text_of(document, "volume"));
        add("DO", text_of(document, "doi"));
        add("UR", document.url);
        add("AB", document.abstract);
        for (const std::string& category : document.categories) add("KW", category);
        add("ID", document.id);
        return text + "ER  - \r\n\r\n";
    }

    std::set<std::string, std::less<>> ids_;
};

}  // namespace

std::unique_ptr<Writer> make_ris(const Setting& setting) {
    return std::make_unique<Records>(setting);
}

}  // namespace quire::output
