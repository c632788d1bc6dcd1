// Xapian alone, in the way that its guide teaches: TermGenerator with English stems, the title
// under its own prefix as well, the record as data, a term for the id and one for the year, what is
// listed as values; QueryParser with the same stems.
#include <xapian.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "driver.hpp"

namespace {

enum Slot : Xapian::valueno { slot_id, slot_title };

void index_records(const std::string& corpus, const std::string& path) {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    peers::for_each_record(corpus, [&](const peers::Record& record) {
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(record.title, 1, "S");
        generator.index_text(record.title);
        generator.increase_termpos();
        generator.index_text(record.abstract);
        document.set_data(record.line);
        document.add_value(slot_id, record.id);
        document.add_value(slot_title, record.title);
        if (!record.year.empty()) document.add_boolean_term("Y" + record.year);

        const std::string id = "Q" + record.id;
        document.add_boolean_term(id);
        database.replace_document(id, document);
    });
    database.commit();
}

class Session : public peers::Session {
public:
    explicit Session(std::string path) : path_(std::move(path)), database_(path_) {
        parser_.set_stemmer(Xapian::Stem("en"));
        parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
        parser_.set_database(database_);
    }

    std::vector<peers::Hit> search(const peers::Query& query) override {
        Xapian::Query parsed =
            parser_.parse_query(query.kind == "and"      ? joined(query, " AND ")
                                : query.kind == "phrase" ? '"' + query.words + '"'
                                                         : query.words);
        if (!query.year.empty()) {
            parsed =
                Xapian::Query(Xapian::Query::OP_FILTER, parsed, Xapian::Query("Y" + query.year));
        }
        Xapian::Enquire enquire(database_);
        enquire.set_query(parsed);
        enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5));
        const Xapian::MSet found = enquire.get_mset(0, 10);
        std::vector<peers::Hit> hits;
        for (auto hit = found.begin(); hit != found.end(); ++hit) {
            const Xapian::Document document = hit.get_document();
            hits.push_back({document.get_value(slot_id), document.get_value(slot_title)});
        }
        return hits;
    }

    std::unique_ptr<peers::Session> another() override { return std::make_unique<Session>(path_); }

private:
    std::string path_;
    Xapian::Database database_;
    Xapian::QueryParser parser_;
};

/// Xapian's errors are no std::exception.
template <class Work>
auto translated(Work work) {
    try {
        return work();
    } catch (const Xapian::Error& error) {
        throw std::runtime_error(error.get_description());
    }
}

}  // namespace

int main(int argc, char** argv) {
    const auto index = [](const std::string& corpus, const std::string& path) {
        translated([&] { index_records(corpus, path); });
    };
    const auto open = [](const std::string& path) {
        return translated([&] { return std::make_unique<Session>(path); });
    };
    return peers::run({"xapian", index, open}, argc, argv);
}
