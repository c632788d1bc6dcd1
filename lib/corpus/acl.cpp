// The format "acl": XML of the ACL Anthology.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/numbers.hpp"
#include "corpus/elements.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "corpus/white_space.hpp"
#include "corpus/xml_record.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

constexpr std::array<KeyName, 2> names{{{"authors", "author"}, {"venue", "booktitle"}}};

/// What the `<meta>` of a volume says of each paper in it.
constexpr std::array<std::string_view, 4> shared{"booktitle", "year", "month", "publisher"};

std::string padded(const std::string& number, std::size_t width) {
    return std::string(width - std::min(width, number.size()), '0') + number;
}

/// The id that the Anthology gives a paper. Since 2020 that is "2020.acl-main.1". Before, four
/// digits tell volume and paper: "P18-1001" is paper 1 of volume 1, but "W18-0501" paper 1 of
/// volume 5, as also in C69 and from volume 5 of D19 on. Empty if these digits cannot be told.
std::string anthology_id(const std::string& collection, const std::string& volume,
                         const std::string& paper) {
    if (is_digit(collection.front())) return collection + "-" + volume + "." + paper;
    const auto volume_number = parse_number<unsigned>(volume);
    const auto paper_number = parse_number<unsigned>(paper);
    if (!volume_number || !paper_number) return {};
    const bool long_volume = collection.front() == 'W' || collection == "C69" ||
                             (collection == "D19" && *volume_number >= 5);
    const std::size_t width = long_volume ? 2 : 1;
    return collection + "-" + padded(std::to_string(*volume_number), width) +
           padded(std::to_string(*paper_number), 4 - width);
}

std::string person(pugi::xml_node node) {
    return squeezed(text_of(node.child("first")) + " " + text_of(node.child("last")));
}

class Acl : public Format {
public:
    explicit Acl(const ReaderOptions& options) : mapping_(options, {.names = names}) {}

    std::optional<Record> next(LineSource& lines) override {
        while (const std::optional<Element> element = elements_.next(lines)) {
            const std::string_view name = element->name;
            if (name != "paper") forget(name);
            const pugi::xml_node node = parse(*element, lines, document_);
            if (name == "paper") return paper(node, element->line, lines);
            if (name == "collection") collection_ = node.attribute("id").value();
            if (name == "volume") volume_ = node.attribute("id").value();
            if (name == "meta") read_meta(node);
        }
        return std::nullopt;
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    /// An element that cannot be parsed must not leave its papers in the one before it.
    void forget(std::string_view name) {
        meta_.clear();
        if (name == "meta") return;
        volume_.clear();
        if (name == "collection") collection_.clear();
    }

    void read_meta(pugi::xml_node node) {
        for (const std::string_view key : shared) {
            const pugi::xml_node value = node.child(std::string(key).c_str());
            if (value) meta_.push_back({std::string(key), text_of(value)});
        }
    }

    Record paper(pugi::xml_node node, std::size_t line, const LineSource& lines) {
        const std::string number = node.attribute("id").value();
        std::string id;
        if (!collection_.empty() && !volume_.empty() && !number.empty()) {
            id = anthology_id(collection_, volume_, number);
        }
        if (id.empty()) {
            throw InputError(lines.name(), line,
                             "no id in the Anthology: collection \"" + collection_ +
                                 "\", volume \"" + volume_ + "\", paper \"" + number + "\"");
        }
        RawRecord raw{line, {}};
        raw.add("id", id);
        if (mapping_.wants("url")) raw.add("url", "https://aclanthology.org/" + id);
        for (const pugi::xml_node child : node.children()) {
            const std::string_view key = child.name();
            if (key.empty() || key == "url") continue;
            const bool is_person = key == "author" || key == "editor";
            raw.add(key, is_person ? person(child) : text_of(child));
        }
        for (const RawRecord::Entry& entry : meta_) {
            if (!node.child(entry.key.c_str())) raw.entries.push_back(entry);
        }
        check_characters(raw, lines);
        return mapping_.record(raw, lines);
    }

    Mapping mapping_;
    Elements elements_{{.root = "collection",
                        .containers = {"collection", "volume"},
                        .records = {"paper", "meta"}}};
    pugi::xml_document document_;
    std::string collection_;
    std::string volume_;
    std::vector<RawRecord::Entry> meta_;
};

}  // namespace

std::unique_ptr<Format> make_acl(const ReaderOptions& options) {
    return std::make_unique<Acl>(options);
}

bool recognises_acl(std::string_view first_bytes) {
    return first_bytes.find("<collection ") != std::string_view::npos;
}

}  // namespace quire::corpus
