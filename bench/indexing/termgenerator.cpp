// The same records indexed by Xapian alone, in the way that its guide teaches: TermGenerator with
// English stems, the title under its own prefix as well, the record as data, one term for the id.
//
//     termgenerator DATABASE FILE.jsonl[.gz]
//     termgenerator DATABASE                     prints the number of documents
#include <xapian.h>

#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace {

void index_records(const std::string& path, const std::string& input) {
    std::ifstream file(input, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + input);
    boost::iostreams::filtering_istream lines;
    if (input.ends_with(".gz")) lines.push(boost::iostreams::gzip_decompressor());
    lines.push(file);

    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    for (std::string line; std::getline(lines, line);) {
        const nlohmann::json record = nlohmann::json::parse(line);
        const auto title = record.value("title", std::string());
        const auto abstract = record.value("abstract", std::string());

        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(title, 1, "S");
        generator.index_text(title);
        generator.increase_termpos();
        generator.index_text(abstract);
        document.set_data(line);

        const std::string id = "Q" + record.at("id").get<std::string>();
        document.add_boolean_term(id);
        database.replace_document(id, document);
    }
    database.commit();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 3) {
            index_records(argv[1], argv[2]);
        } else if (argc == 2) {
            std::cout << Xapian::Database(argv[1]).get_doccount() << '\n';
        } else {
            std::cerr << "usage: termgenerator DATABASE [FILE.jsonl[.gz]]\n";
            return 2;
        }
        return 0;
    } catch (const Xapian::Error& error) {
        std::cerr << "termgenerator: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "termgenerator: " << error.what() << '\n';
    }
    return 1;
}
