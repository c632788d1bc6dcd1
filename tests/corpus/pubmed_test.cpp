#include <functional>
#include <map>
#include <string>
#include <vector>

#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const Schema& schema = Schema::papers(),
             const std::map<std::string, std::string, std::less<>>& keys = {}) {
    return test::outcomes(bytes, {.format = "pubmed", .schema = schema, .keys = keys});
}

std::string set(const std::string& records) {
    return "<PubmedArticleSet>" + records + "</PubmedArticleSet>";
}

}  // namespace

TEST_CASE("an article of PubMed is a paper") {
    const std::string bytes = R"(<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet SYSTEM "http://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">
<PubmedArticleSet>
<PubmedArticle>
  <MedlineCitation Status="MEDLINE">
    <PMID Version="1">101</PMID>
    <Article>
      <Journal>
        <JournalIssue><PubDate><Year>2011</Year><Month>May</Month></PubDate></JournalIssue>
        <Title>Annals of Tests</Title><ISOAbbreviation>Ann. Tests</ISOAbbreviation>
      </Journal>
      <ArticleTitle>CO<sub>2</sub> in <i>E. coli</i>.</ArticleTitle>
      <Abstract>
        <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To test.</AbstractText>
        <AbstractText Label="UNLABELLED">We did.</AbstractText>
        <AbstractText>It <b>worked</b>.</AbstractText>
        <CopyrightInformation>Us</CopyrightInformation>
      </Abstract>
      <AuthorList>
        <Author><LastName>Ek</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials></Author>
        <Author ValidYN="N"><LastName>Ekk</LastName><ForeName>Ada</ForeName></Author>
        <Author><LastName>Roe</LastName><Initials>J</Initials></Author>
        <Author><CollectiveName>The Testers</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language><Language>fre</Language>
    </Article>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D1">Humans</DescriptorName><QualifierName>x</QualifierName>
      </MeshHeading>
    </MeshHeadingList>
    <KeywordList Owner="NOTNLM"><Keyword>testing</Keyword><Keyword>gas</Keyword></KeywordList>
    <CommentsCorrectionsList><CommentsCorrections><PMID>999</PMID></CommentsCorrections>
    </CommentsCorrectionsList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">101</ArticleId>
      <ArticleId IdType="doi">10.1/abc</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9/no</ArticleId>
    </ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>102</PMID><Article><Journal><JournalIssue><PubDate>
<MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>
<ISOAbbreviation>J. T.</ISOAbbreviation></Journal><ArticleTitle>[T].</ArticleTitle></Article>
</MedlineCitation></PubmedArticle>
<DeleteCitation><PMID>5</PMID></DeleteCitation>
</PubmedArticleSet>
)";
    CHECK(read(bytes) ==
          Strings{"101|title=CO2 in E. coli.|abstract=AIM: To test. We did. It worked.|authors=Ada "
                  "B Ek/J Roe/The Testers|categories=Humans/testing/gas|venue=Annals of "
                  "Tests|url=https://doi.org/10.1/abc|year=2011",
                  "102|title=[T].|venue=J. T.|url=https://pubmed.ncbi.nlm.nih.gov/102/|year=1998"});
    // The language that it names is that of the article; what PubMed has of it is in English.
    CHECK(read(bytes, Schema::parse("title text\nlanguage keyword\nwritten keyword\n"),
               {{"written", "Language"}}) ==
          Strings{"101|title=CO2 in E. coli.|written=eng", "102|title=[T]."});
}

TEST_CASE("a book of PubMed is a paper, and a chapter one whose venue is the book") {
    const std::string book =
        "<Book><BookTitle>All of it</BookTitle><PubDate><Year>2001</Year></PubDate><AuthorList "
        "Type=\"editors\"><Author><LastName>Ed</LastName></Author></AuthorList></Book>";
    CHECK(read(set("<PubmedBookArticle><BookDocument><PMID>7</PMID>" + book +
                   "<Abstract><AbstractText>A</AbstractText></Abstract></BookDocument>"
                   "</PubmedBookArticle>\n<PubmedBookArticle><BookDocument><PMID>8</PMID>"
                   "<ArticleIdList><ArticleId IdType='doi'>10.2/y</ArticleId></ArticleIdList>" +
                   book +
                   "<ArticleTitle>Part</ArticleTitle><AuthorList><Author><LastName>Ek</LastName>"
                   "</Author></AuthorList><KeywordList><Keyword>k</Keyword></KeywordList>"
                   "</BookDocument></PubmedBookArticle>")) ==
          Strings{"7|title=All of "
                  "it|abstract=A|authors=Ed|url=https://pubmed.ncbi.nlm.nih.gov/7/|year=2001",
                  "8|title=Part|authors=Ek|categories=k|venue=All of "
                  "it|url=https://doi.org/10.2/y|year=2001"});
}

TEST_CASE("a record of PubMed that is broken costs only itself") {
    struct Case {
        std::string record, error;
    };
    const std::vector<Case> cases = {
        {"<PubmedArticle></PubmedArticle>", "2: no id"},
        {"<PubmedArticle/>", "2: no id"},
        {"<PubmedArticle><MedlineCitation>\n<PMID>1</PMID></PubmedArticle>",
         "2: not well-formed (start-end tags mismatch) on line 3, in <PubmedArticle>"},
        {"<PubmedArticle><MedlineCitation><PMID>\xC3</PMID></MedlineCitation></PubmedArticle>",
         "2: invalid UTF-8 on line 2, in <PubmedArticle>"},
        {"<PubmedArticle>", "2: <PubmedArticle> is not closed"},
    };
    const std::string good =
        "<PubmedArticle><MedlineCitation><PMID>9</PMID></MedlineCitation></PubmedArticle>";
    for (const Case& c : cases) {
        CAPTURE(c.record);
        CHECK(read(set("\n" + c.record + good)) ==
              Strings{c.error, "9|url=https://pubmed.ncbi.nlm.nih.gov/9/"});
    }
}
