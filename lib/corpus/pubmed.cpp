// The format "pubmed": XML of PubMed.
#include <array>
#include <string>
#include <string_view>

#include "corpus/elements.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "corpus/white_space.hpp"
#include "corpus/xml_record.hpp"

namespace quire::corpus {
namespace {

// No language: that which PubMed names is the article's, while the title and the abstract that it
// has of it are in English.
constexpr std::array<KeyName, 8> names{{{"id", "PMID"},
                                        {"title", "ArticleTitle"},
                                        {"abstract", "AbstractText"},
                                        {"authors", "Author"},
                                        {"venue", "JournalTitle"},
                                        {"venue", "ISOAbbreviation"},
                                        {"year", "Year"},
                                        {"categories", "Keyword"}}};

/// The parts of an abstract in one, each after its label.
std::string abstract_of(pugi::xml_node node) {
    std::string text;
    for (const pugi::xml_node part : node.children("AbstractText")) {
        if (!text.empty()) text += ' ';
        const std::string_view label = part.attribute("Label").value();
        if (!label.empty() && label != "UNLABELLED") text.append(label).append(": ");
        text += text_of(part);
    }
    return text;
}

void add_authors(RawRecord& raw, pugi::xml_node list) {
    for (const pugi::xml_node author : list.children("Author")) {
        // The names that were misspelt in the journal stand beside the right ones.
        if (author.attribute("ValidYN").value() == std::string_view("N")) continue;
        std::string name = text_of(author.child("ForeName"));
        if (name.empty()) name = text_of(author.child("Initials"));
        name += " " + text_of(author.child("LastName"));
        const pugi::xml_node collective = author.child("CollectiveName");
        raw.add("Author", squeezed(collective ? text_of(collective) : name));
    }
}

/// The year of a date, which may also be words: "1998 Dec-1999 Jan".
std::string year_of(pugi::xml_node date) {
    const std::string year = text_of(date.child("Year"));
    return year.empty() ? std::string(find_year(text_of(date.child("MedlineDate")))) : year;
}

void add_keywords(RawRecord& raw, pugi::xml_node parent) {
    for (const pugi::xml_node list : parent.children("KeywordList")) {
        for (const pugi::xml_node keyword : list.children("Keyword")) {
            raw.add("Keyword", text_of(keyword));
        }
    }
}

void add_article(RawRecord& raw, pugi::xml_node citation) {
    const pugi::xml_node article = citation.child("Article");
    const pugi::xml_node journal = article.child("Journal");
    raw.add("ArticleTitle", text_of(article.child("ArticleTitle")));
    raw.add("AbstractText", abstract_of(article.child("Abstract")));
    add_authors(raw, article.child("AuthorList"));
    raw.add("JournalTitle", text_of(journal.child("Title")));
    raw.add("ISOAbbreviation", text_of(journal.child("ISOAbbreviation")));
    raw.add("Year", year_of(journal.child("JournalIssue").child("PubDate")));
    for (const pugi::xml_node heading : citation.child("MeshHeadingList").children("MeshHeading")) {
        raw.add("Keyword", text_of(heading.child("DescriptorName")));
    }
    add_keywords(raw, citation);
}

/// A book, or a chapter of one, which has a title of its own.
void add_book(RawRecord& raw, pugi::xml_node document) {
    const pugi::xml_node book = document.child("Book");
    const std::string book_title = text_of(book.child("BookTitle"));
    const std::string title = text_of(document.child("ArticleTitle"));
    raw.add("ArticleTitle", title.empty() ? book_title : title);
    raw.add("AbstractText", abstract_of(document.child("Abstract")));
    const pugi::xml_node authors = document.child("AuthorList");
    add_authors(raw, authors ? authors : book.child("AuthorList"));
    if (!title.empty()) raw.add("JournalTitle", book_title);
    raw.add("Year", year_of(book.child("PubDate")));
    add_keywords(raw, document);
}

/// The DOI among the ids of an article or a book.
std::string doi_in(pugi::xml_node ids) {
    return text_of(ids.find_child_by_attribute("ArticleId", "IdType", "doi"));
}

std::string address(pugi::xml_node record, pugi::xml_node citation, const std::string& id) {
    std::string doi = doi_in(record.child("PubmedData").child("ArticleIdList"));
    if (doi.empty()) doi = doi_in(citation.child("ArticleIdList"));
    if (!doi.empty()) return "https://doi.org/" + doi;
    return "https://pubmed.ncbi.nlm.nih.gov/" + id + "/";
}

class PubMed : public Format {
public:
    explicit PubMed(const ReaderOptions& options) : mapping_(options, {.names = names}) {}

    std::optional<Record> next(LineSource& lines) override {
        const std::optional<Element> element = elements_.next(lines);
        if (!element) return std::nullopt;
        const pugi::xml_node node = parse(*element, lines, document_);
        const bool is_book = element->name == "PubmedBookArticle";
        const pugi::xml_node citation = node.child(is_book ? "BookDocument" : "MedlineCitation");

        RawRecord raw{element->line, {}};
        const std::string id = text_of(citation.child("PMID"));
        raw.add("PMID", id);
        if (is_book) {
            add_book(raw, citation);
        } else {
            add_article(raw, citation);
        }
        if (mapping_.wants("Language")) {
            const pugi::xml_node parent = is_book ? citation : citation.child("Article");
            raw.add("Language", text_of(parent.child("Language")));
        }
        if (mapping_.wants("url")) raw.add("url", address(node, citation, id));
        check_characters(raw, lines);
        return mapping_.record(raw, lines);
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    Mapping mapping_;
    Elements elements_{
        {.root = "PubmedArticleSet", .records = {"PubmedArticle", "PubmedBookArticle"}}};
    pugi::xml_document document_;
};

}  // namespace

std::unique_ptr<Format> make_pubmed(const ReaderOptions& options) {
    return std::make_unique<PubMed>(options);
}

bool recognises_pubmed(std::string_view first_bytes) {
    constexpr std::array<std::string_view, 3> signs{"<PubmedArticleSet", "<PubmedArticle>",
                                                    "<PubmedBookArticle>"};
    for (const std::string_view sign : signs) {
        if (first_bytes.find(sign) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace quire::corpus
