#include <string>
#include <vector>

#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const Schema& schema = Schema::papers()) {
    return test::outcomes(bytes, {.format = "acl", .schema = schema});
}

/// A collection of one volume with these papers.
std::string collection(const std::string& papers) {
    return "<collection id=\"2021.xyz\"><volume id=\"long\">" + papers + "</volume></collection>";
}

}  // namespace

TEST_CASE(
    "papers of the Anthology have an id, an address, and the venue and year of their volume") {
    const std::string bytes = R"(<?xml version='1.0' encoding='UTF-8'?>
<collection id="2020.xyz">
  <volume id="main" ingest-date="2020-06-21">
    <meta>
      <booktitle>Proceedings of the <fixed-case>XYZ</fixed-case> Meeting</booktitle>
      <editor><first>Ed</first><last>Itor</last></editor>
      <year>2020</year>
      <url hash="1">2020.xyz-main</url>
    </meta>
    <frontmatter>
      <title>Front matter</title>
    </frontmatter>
    <paper id="1">
      <title>On <fixed-case>B</fixed-case>ayes &amp; <tex-math>\beta</tex-math>-<i>parsing</i> <b>now</b></title>
      <author><first>Ada</first><last>Ek</last><variant script="hani"><first>X</first></variant></author>
      <author><last>Plato</last></author>
      <abstract>We parse
        <url>http://example.org</url>.</abstract>
      <url hash="2">2020.xyz-main.1</url>
      <bibkey>ek-2020</bibkey>
    </paper>
    <!-- <paper id="2"><title>Withdrawn</title></paper> -->
    <paper id="3"><title>T</title><booktitle>Elsewhere</booktitle><year>2019</year></paper>
  </volume>
  <volume id="2"><paper id="1"/></volume>
</collection>
)";
    CHECK(read(bytes) ==
          Strings{"2020.xyz-main.1|title=On Bayes & $\\beta$-parsing now|abstract=We parse "
                  "http://example.org.|authors=Ada Ek/Plato|venue=Proceedings of the XYZ "
                  "Meeting|url=https://aclanthology.org/2020.xyz-main.1|year=2020",
                  "2020.xyz-main.3|title=T|venue=Elsewhere|url=https://aclanthology.org/"
                  "2020.xyz-main.3|year=2019",
                  "2020.xyz-2.1|url=https://aclanthology.org/2020.xyz-2.1"});
}

TEST_CASE("ids before 2020 have four digits for volume and paper") {
    struct Case {
        std::string collection, volume, paper, id;
    };
    const std::vector<Case> cases = {
        {"P18", "1", "1", "P18-1001"},
        {"P18", "2", "123", "P18-2123"},
        {"W18", "5", "1", "W18-0501"},
        {"W18", "61", "12", "W18-6112"},
        {"C69", "1", "1", "C69-0101"},
        {"C70", "1", "1", "C70-1001"},
        {"D19", "4", "7", "D19-4007"},
        {"D19", "5", "7", "D19-0507"},
        {"D19", "50", "7", "D19-5007"},
        {"J01", "01", "002", "J01-1002"},
        {"2020.acl", "main", "1", "2020.acl-main.1"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.id);
        const std::string bytes = "<collection id='" + c.collection + "'><volume id='" + c.volume +
                                  "'><paper id='" + c.paper + "'/></volume></collection>";
        CHECK(read(bytes) == Strings{c.id + "|url=https://aclanthology.org/" + c.id});
    }
}

TEST_CASE("a paper whose id cannot be told is an error") {
    struct Case {
        std::string bytes, reason;
    };
    const std::string no_id = "1: no id in the Anthology: ";
    const std::vector<Case> cases = {
        {"<collection id='P18'><volume id='main'><paper id='1'/></volume></collection>",
         no_id + R"(collection "P18", volume "main", paper "1")"},
        {"<collection id='P18'><volume id='1'><paper id='1a'/></volume></collection>",
         no_id + R"(collection "P18", volume "1", paper "1a")"},
        {"<collection id='P18'><volume id='1'><paper/></volume></collection>",
         no_id + R"(collection "P18", volume "1", paper "")"},
        {"<paper id='1'/>", no_id + R"(collection "", volume "", paper "1")"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(read(c.bytes) == Strings{c.reason});
    }
    // The papers of a volume whose tag is broken must not get into the one before.
    CHECK(read("<collection id='2020.a'><volume id='x'><meta><year>1</year></meta></volume>\n"
               "<volume id='y\n<meta><year>2020</year></meta><paper id='1'/></volume></collection>")
              .back() ==
          "3: no id in the Anthology: collection \"2020.a\", volume \"\", paper \"1\"");
}

TEST_CASE("a paper of the Anthology that is broken costs only itself") {
    struct Case {
        std::string paper, error;
    };
    const std::string deep(100'000, 'x');
    const std::vector<Case> cases = {
        {"<paper id='7'><title>a</paper>",
         "2: not well-formed (start-end tags mismatch) on line 2, in <paper>"},
        {"<paper id='7'>\n<title>a\n</titel></paper>",
         "2: not well-formed (start-end tags mismatch) on line 4, in <paper>"},
        {"<paper id='7'>\n<title>M\xFCller</title></paper>",
         "2: invalid UTF-8 on line 3, in <paper>"},
        {std::string("<paper id='7'><title>\0</title></paper>", 38),
         "2: a NUL byte on line 2, in <paper>"},
        {"<paper id='7'><title>a&#xD800;b</title></paper>",
         "2: a reference in <title> is to no character"},
        {"<paper id='7'><title>a</title>", "2: <paper> is not closed"},
        {"<paper id='7'><year>soon</year></paper>",
         R"(2: document "2021.xyz-long.7": field "year": expected an integer, got "soon")"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.paper);
        const Strings outcome =
            read(collection("<paper id='1'/>\n" + c.paper + "\n<paper id='2'/>"));
        REQUIRE(outcome.size() == 3);
        CHECK(outcome[0] == "2021.xyz-long.1|url=https://aclanthology.org/2021.xyz-long.1");
        CHECK(outcome[1] == c.error);
        CHECK(outcome[2] == "2021.xyz-long.2|url=https://aclanthology.org/2021.xyz-long.2");
    }
}

TEST_CASE("deep elements, large ones and entities of a DTD do no harm") {
    std::string deep;
    for (int i = 0; i < 300'000; ++i) deep += "<i>";
    deep += "core";
    for (int i = 0; i < 300'000; ++i) deep += "</i>";
    const std::string address = "|url=https://aclanthology.org/2021.xyz-long.1";
    CHECK(read(collection("<paper id='1'><title>" + deep + "</title></paper>")) ==
          Strings{"2021.xyz-long.1|title=core" + address});

    const std::string large(3'000'000, 'x');
    CHECK(read(collection("<paper id='1'><title>" + large + "</title></paper>")) ==
          Strings{"2021.xyz-long.1|title=" + large + address});

    const std::string bomb =
        "<!DOCTYPE collection [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    CHECK(read(bomb + collection("<paper id='1'><title>&b; &c; &lt;</title></paper>")) ==
          Strings{"2021.xyz-long.1|title=&b; &c; <" + address});
}

TEST_CASE("a paper of more than a million tags is an error") {
    std::string tags;
    for (int i = 0; i < 1'000'001; ++i) tags += "<a/>";
    const Strings list = read(collection("<paper id='1'>" + tags + "</paper><paper id='2'/>"));
    CHECK(list == Strings{"1: more than 1000000 tags and attributes in <paper>",
                          "2021.xyz-long.2|url=https://aclanthology.org/2021.xyz-long.2"});
}

TEST_CASE("a file of the Anthology that is cut off gives what is before, and an error") {
    const std::string bytes = collection("<paper id='1'/><paper id='2'><title>T</title></paper>");
    const std::string first = "2021.xyz-long.1|url=https://aclanthology.org/2021.xyz-long.1";
    const std::string cut = bytes.substr(0, bytes.find("T</title>"));
    CHECK(read(cut) == Strings{first, "1: the file ends within <paper>, it is cut off",
                               "1: the file ends before </collection>, it is cut off"});
    CHECK(read(bytes.substr(0, bytes.find("<paper id='2'"))) ==
          Strings{first, "1: the file ends before </collection>, it is cut off"});
}

TEST_CASE("elements of papers fill fields of a schema of one's own, or are counted") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.xml";
    test::write_file(path,
                     collection("<paper id='1'><title>T</title><bibkey>b</bibkey>"
                                "<doi>10.1/x</doi></paper>\n<paper id='2'><doi>y</doi></paper>"));
    DocumentReader reader(
        path, {.schema = Schema::parse("title text\nkey keyword\n"), .keys = {{"key", "bibkey"}}});
    const std::optional<Document> document = reader.next();
    REQUIRE(document);
    CHECK(document->value("key") == std::optional<Value>("b"));
    CHECK(reader.next());
    CHECK_FALSE(reader.next());
    CHECK(reader.unknown_keys() == std::map<std::string, std::uint64_t>{{"doi", 2}});
}
