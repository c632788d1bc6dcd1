#include "image/image.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <vector>

#include "image/bits.hpp"
#include "image/checksums.hpp"
#include "image/cursor.hpp"
#include "image/segment.hpp"
#include "image/write.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::image;
using postings::DocumentNumber;
using postings::no_document;

namespace {

constexpr std::size_t text_fields = 2;

struct PlainPosting {
    std::vector<std::uint32_t> frequencies;
    std::vector<std::uint32_t> positions;

    bool operator==(const PlainPosting&) const = default;
};

/// What an image should hold, plainly.
struct PlainIndex {
    std::map<DocumentNumber, std::vector<std::uint32_t>> lengths;
    std::map<DocumentNumber, std::string> heads;
    std::map<std::string, std::map<DocumentNumber, PlainPosting>> terms;

    void remove(DocumentNumber document) {
        lengths.erase(document);
        heads.erase(document);
        for (auto& [term, list] : terms) list.erase(document);
        std::erase_if(terms, [](const auto& entry) { return entry.second.empty(); });
    }
    /// Documents that come in the place of those of the same number.
    void put(const PlainIndex& later) {
        for (const auto& [document, length] : later.lengths) {
            remove(document);
            lengths[document] = length;
            heads[document] = later.heads.at(document);
        }
        for (const auto& [term, list] : later.terms) {
            for (const auto& [document, posting] : list) terms[term][document] = posting;
        }
    }
};

Kind kind_of(std::string_view term) {
    return term.front() == 't' ? Kind::text : term.front() == 'v' ? Kind::value : Kind::counted;
}

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t n) {
    return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random);
}

PlainPosting random_posting(Random& random, Kind kind) {
    PlainPosting posting;
    if (kind == Kind::counted) {
        posting.frequencies = {1 + below(random, 5)};
        return posting;
    }
    const std::size_t streams = kind == Kind::text ? text_fields : 1;
    for (std::size_t stream = 0; stream < streams; ++stream) {
        std::set<std::uint32_t> places;
        // Now and then very many, or very far apart.
        const std::uint32_t most = below(random, 50) == 0 ? 400 : 4;
        const std::uint32_t width = below(random, 10) == 0 ? postings::words_per_field : 300;
        for (std::uint32_t left = below(random, most); left > 0; --left) {
            places.insert(below(random, width));
        }
        posting.frequencies.push_back(static_cast<std::uint32_t>(places.size()));
        const auto begin = static_cast<std::uint32_t>(stream) << postings::position_bits;
        for (const std::uint32_t place : places) posting.positions.push_back(begin + place);
    }
    if (kind == Kind::text && posting.positions.empty()) {
        posting.frequencies[0] = 1;
        posting.positions = {0};
    }
    return posting;
}

void add_random_document(Random& random, PlainIndex& index, DocumentNumber document) {
    index.lengths[document] = {below(random, 30), below(random, 100'000)};
    index.heads[document] = "head of " + std::to_string(document);
    for (std::uint32_t left = below(random, 12); left > 0; --left) {
        const char kind = "tvc"[below(random, 3)];
        // The first ones are in most documents, the others in few.
        const std::uint32_t number = std::min(below(random, 40), below(random, 40));
        std::string term = kind + std::string("erm") + std::to_string(number);
        if (below(random, 3) == 0) term = kind + std::string("0");
        index.terms[term][document] = random_posting(random, kind_of(term));
    }
}

void fill(Segment& segment, const PlainIndex& index) {
    for (const auto& [document, lengths] : index.lengths) {
        segment.add_document(document, lengths, index.heads.at(document));
        DocumentTerms terms;
        for (const auto& [term, list] : index.terms) {
            const auto found = list.find(document);
            if (found == list.end()) continue;
            terms.add(term, kind_of(term), found->second.frequencies, found->second.positions);
        }
        segment.add_terms(terms);
    }
}

std::uint32_t sum_of(std::span<const std::uint32_t> numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0U);
}

/// Whether one of the points, each frequencies and lengths by field, bounds these.
bool bounded(std::span<const std::uint32_t> points, std::span<const std::uint32_t> frequencies,
             std::span<const std::uint32_t> lengths) {
    const std::size_t fields = frequencies.size();
    for (std::size_t point = 0; point < points.size(); point += 2 * fields) {
        bool bounds = true;
        for (std::size_t field = 0; field < fields; ++field) {
            bounds = bounds && points[point + field] >= frequencies[field] &&
                     points[point + fields + field] <= lengths[field];
        }
        if (bounds) return true;
    }
    return false;
}

PlainPosting read_posting(ListReader& list) {
    PlainPosting posting;
    for (std::size_t stream = 0; stream < list.streams(); ++stream) {
        posting.frequencies.push_back(list.frequency(stream));
    }
    if (list.term().kind != Kind::counted) {
        posting.positions.assign(list.positions().begin(), list.positions().end());
    }
    return posting;
}

/// Goes through a list by leaps to single documents, mixed with steps of other kinds.
void check_reaching(const Image& image, const Term& term,
                    const std::map<DocumentNumber, PlainPosting>& expected, Random& random) {
    std::vector<DocumentNumber> documents;
    for (std::uint64_t d = image.first_document(); d <= image.last_document() + 70; ++d) {
        documents.push_back(static_cast<DocumentNumber>(d));
    }
    ListReader list(image, term);
    std::vector<std::uint8_t> may(documents.size(), 1);
    list.rule_out(documents, may);
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (expected.contains(documents[i])) REQUIRE(may[i] == 1);
    }
    // Who knows the members knows all of them.
    const auto left = static_cast<std::size_t>(std::count(may.begin(), may.end(), 1));
    CHECK((left == documents.size() || left == expected.size()));
    // Most go forth by a few, so that each block is reached into more than once.
    const std::uint32_t longest = below(random, 2) == 0 ? 9 : 300;
    for (DocumentNumber target = 0; list.document() != no_document;) {
        target = std::max(target, list.document()) + below(random, longest);
        const DocumentNumber before = list.document();
        const auto found = expected.find(target);
        switch (below(random, 8)) {
            case 0:
                list.next();
                if (list.document() != no_document) {
                    REQUIRE(list.document() == expected.upper_bound(before)->first);
                }
                break;
            case 1:
                list.seek(target);
                if (list.document() != no_document) {
                    REQUIRE(list.document() == expected.lower_bound(target)->first);
                }
                break;
            default:
                REQUIRE(list.reach(target) == (found != expected.end()));
                if (found != expected.end()) REQUIRE(list.document() == target);
                break;
        }
        if (list.document() == no_document) {
            CHECK(expected.upper_bound(std::max(before, target - 1)) == expected.end());
            return;
        }
        if (below(random, 3) == 0) {
            CHECK(read_posting(list) == expected.at(list.document()));
        } else {
            CHECK(list.frequency(0) == expected.at(list.document()).frequencies[0]);
        }
    }
}

void check_list(const Image& image, const Term& term,
                const std::map<DocumentNumber, PlainPosting>& expected, Random& random) {
    CAPTURE(term.key);
    CHECK(term.statistics.document_frequency == expected.size());
    std::uint64_t occurrences = 0;
    for (const auto& [document, posting] : expected) {
        for (const std::uint32_t frequency : posting.frequencies) occurrences += frequency;
    }
    CHECK(term.statistics.collection_frequency == occurrences);

    ListReader list(image, term);
    for (const auto& [document, posting] : expected) {
        REQUIRE(list.document() == document);
        CHECK(read_posting(list) == posting);
        const std::size_t block = list.block_of(document, 0);
        if (term.kind == Kind::text && !list.peaks(block, true).empty()) {
            const auto row = image.length_rows().subspan(
                (document - image.first_document()) * text_fields, text_fields);
            CHECK(bounded(list.peaks(block, false), posting.frequencies, row));
            const std::array frequency{sum_of(posting.frequencies)};
            const std::array length{sum_of(row)};
            CHECK(bounded(list.peaks(block, true), frequency, length));
        }
        list.next();
    }
    CHECK(list.document() == no_document);

    ListReader jumping(image, term);
    DocumentNumber target = 0;
    while (jumping.document() != no_document) {
        target += 1 + below(random, 400);
        jumping.seek(target);
        const auto wanted = expected.lower_bound(std::max(target, DocumentNumber{1}));
        REQUIRE(jumping.document() == (wanted == expected.end() ? no_document : wanted->first));
        if (wanted != expected.end()) CHECK(jumping.frequency(0) == wanted->second.frequencies[0]);
    }
    check_reaching(image, term, expected, random);
}

void check(const Image& image, const PlainIndex& index, Random& random) {
    CHECK(image.document_count() == index.lengths.size());
    std::vector<std::uint64_t> totals(text_fields);
    for (const auto& [document, lengths] : index.lengths) {
        const auto row = image.length_rows().subspan(
            (document - image.first_document()) * text_fields, text_fields);
        CHECK(std::vector<std::uint32_t>(row.begin(), row.end()) == lengths);
        CHECK(image.head(document) == index.heads.at(document));
        for (std::size_t field = 0; field < text_fields; ++field) totals[field] += lengths[field];
    }
    CHECK(std::vector<std::uint64_t>(image.totals().begin(), image.totals().end()) == totals);
    CHECK(image.head(image.last_document() + 1).empty());
    CHECK(image.term_count() == index.terms.size());

    auto terms = image.terms();
    for (const auto& [key, list] : index.terms) {
        REQUIRE(terms.next());
        CHECK(terms.term().key == key);
        const auto found = image.find(key);
        REQUIRE(found);
        CHECK(found->kind == kind_of(key));
        check_list(image, *found, list, random);
    }
    CHECK(!terms.next());
    CHECK(!image.find("nothing"));
    CHECK(!image.find(""));
    std::size_t walked = 0;
    image.walk("term1", [&](const Term& term) {
        CHECK(term.key.starts_with("term1"));
        ++walked;
        return true;
    });
    CHECK(walked == static_cast<std::size_t>(std::count_if(
                        index.terms.begin(), index.terms.end(),
                        [](const auto& entry) { return entry.first.starts_with("term1"); })));
}

void write(const std::filesystem::path& path, std::vector<std::unique_ptr<Input>> inputs,
           const std::set<DocumentNumber>& removed = {}) {
    write_image(path, text_fields, inputs, removed, 0, false);
}

std::vector<std::unique_ptr<Input>> one(std::unique_ptr<Input> input) {
    std::vector<std::unique_ptr<Input>> inputs;
    inputs.push_back(std::move(input));
    return inputs;
}

void write_at_once(const std::filesystem::path& path, const PlainIndex& index) {
    Segment segment(text_fields);
    fill(segment, index);
    write(path, one(input_of(segment)));
}

/// Changes `index`, and likewise the image "base" of it, in the directory; says whether that is then
/// the same as an image that is written at once.
bool changed_as_at_once(const std::filesystem::path& directory, PlainIndex& index,
                        const std::vector<PlainIndex>& changes,
                        const std::set<DocumentNumber>& removed) {
    std::vector<Segment> segments(changes.size(), Segment(text_fields));
    std::vector<std::unique_ptr<Input>> inputs =
        one(input_of(std::make_shared<Image>(directory / "base")));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        fill(segments[i], changes[i]);
        inputs.push_back(input_of(segments[i]));
        index.put(changes[i]);
    }
    for (const DocumentNumber document : removed) index.remove(document);
    write(directory / "changed", std::move(inputs), removed);
    write_at_once(directory / "at once", index);
    const std::string changed = test::read_file(directory / "changed");
    std::filesystem::rename(directory / "changed", directory / "base");
    return changed == test::read_file(directory / "at once");
}

}  // namespace

TEST_CASE("numbers of any width come back from their packed form") {
    Random random(5);
    for (unsigned width = 0; width <= 32; ++width) {
        std::vector<std::uint32_t> numbers(1 + below(random, 200));
        for (std::uint32_t& number : numbers) {
            number = width == 0 ? 0 : static_cast<std::uint32_t>(random()) >> (32 - width);
        }
        CHECK(width_for(numbers) <= width);
        std::string packed;
        if (width > 0) pack(numbers, width, packed);
        CHECK(packed.size() == packed_bytes(numbers.size(), width));
        packed.append(unpack_slack, '\xff');
        std::vector<std::uint32_t> got(numbers.size());
        unpack(packed.data(), width, 0, got);
        CHECK(got == numbers);
        const std::size_t first = below(random, static_cast<std::uint32_t>(numbers.size()));
        got.resize(numbers.size() - first);
        unpack(packed.data(), width, first, got);
        CHECK(got == std::vector<std::uint32_t>(
                         numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.end()));
    }
}

TEST_CASE("an image holds what was put into it, and so does one that is put together of images") {
    Random random(2);
    const test::TemporaryDirectory directory;
    for (int round = 0; round < 12; ++round) {
        CAPTURE(round);
        // A base, and later documents that replace some and add others; some are removed.
        PlainIndex base;
        const DocumentNumber count = round == 0 ? 0 : below(random, 2000);
        for (DocumentNumber d = 1; d <= count; ++d) {
            if (below(random, 10) > 0) add_random_document(random, base, d);
        }
        Segment segment(text_fields);
        fill(segment, base);
        write(directory / "base", one(input_of(segment)));
        check(Image(directory / "base"), base, random);

        PlainIndex later;
        for (DocumentNumber d = 1; d <= count + 50; ++d) {
            if (below(random, d > count ? 2 : 20) == 0) add_random_document(random, later, d);
        }
        std::set<DocumentNumber> removed;
        for (DocumentNumber d = 1; d <= count + 50; ++d) {
            if (below(random, 15) == 0) removed.insert(d);
        }
        Segment changes(text_fields);
        fill(changes, later);
        std::vector<std::unique_ptr<Input>> inputs;
        inputs.push_back(input_of(std::make_shared<Image>(directory / "base")));
        inputs.push_back(input_of(changes));
        write(directory / "merged", std::move(inputs), removed);

        PlainIndex merged = base;
        merged.put(later);
        for (const DocumentNumber document : removed) merged.remove(document);
        check(Image(directory / "merged"), merged, random);
    }
}

TEST_CASE("an image that few changes were made to is, byte for byte, one that is written at once") {
    const test::TemporaryDirectory directory;
    for (const std::uint64_t seed : test::seeds()) {
        CAPTURE(seed);
        Random random(static_cast<Random::result_type>(seed));
        PlainIndex index;
        DocumentNumber last = 500 + below(random, 1500);
        for (DocumentNumber d = 1; d <= last; ++d) {
            if (d == last || below(random, 20) > 0) add_random_document(random, index, d);
        }
        write_at_once(directory / "base", index);
        for (std::uint32_t round = 0; round < test::rounds(16); ++round) {
            CAPTURE(round);
            // Sometimes nothing but new documents, sometimes all over the place, or close together.
            const DocumentNumber begin = 1 + below(random, last);
            const DocumentNumber width = 1 + below(random, last - begin + 1);
            std::vector<PlainIndex> changes(2);
            std::set<DocumentNumber> removed;
            for (std::uint32_t left = below(random, 1 + round % 4 * 4); left > 0; --left) {
                PlainIndex& change = changes[below(random, 2)];
                const DocumentNumber document = begin + below(random, width);
                change.remove(document);
                add_random_document(random, change, document);
                removed.insert(begin + below(random, width));
            }
            for (std::uint32_t left = 1 + below(random, 5); left > 0; --left) {
                add_random_document(random, changes[1], ++last);
            }
            removed.erase(last);  // An image ends with the last document that it ever had.
            CHECK(changed_as_at_once(directory.path(), index, changes, removed));
        }
    }
}

TEST_CASE("blocks that a change leaves as they are, but not where they are, are written anew") {
    // The term is in every other document, so that a block ends with document 255.
    const struct {
        const char* name;
        std::set<DocumentNumber> put;  ///< With the term.
        std::set<DocumentNumber> removed;
    } cases[] = {
        {"behind the end", {2000}, {}},
        {"between two blocks", {256}, {}},
        {"in the first block", {2}, {}},
        {"one comes, the last of a block goes", {2}, {255}},
        {"one comes, the first of the next block goes", {254}, {257}},
        {"the last of a block goes, one comes behind", {256}, {255}},
        {"a block goes",
         {},
         [] {
             std::set<DocumentNumber> block;
             for (DocumentNumber d = 257; d <= 511; d += 2) block.insert(d);
             return block;
         }()},
    };
    const test::TemporaryDirectory directory;
    Random random(11);
    for (const auto& c : cases) {
        CAPTURE(c.name);
        PlainIndex index;
        const auto add = [&](PlainIndex& to, DocumentNumber document) {
            to.lengths[document] = {below(random, 30), 7};
            to.heads[document] = "head";
            to.terms["t"][document] = random_posting(random, Kind::text);
            to.terms["v"][document] = random_posting(random, Kind::value);
            to.terms["c"][document] = random_posting(random, Kind::counted);
        };
        for (DocumentNumber d = 1; d < 1500; d += 2) add(index, d);
        write_at_once(directory / "base", index);
        std::vector<PlainIndex> changes(1);
        for (const DocumentNumber document : c.put) add(changes[0], document);
        CHECK(changed_as_at_once(directory.path(), index, changes, c.removed));
    }
}

TEST_CASE("a flipped bit anywhere in an image is found, or nothing is read wrongly") {
    Random random(3);
    const test::TemporaryDirectory directory;
    PlainIndex index;
    for (DocumentNumber d = 1; d <= 300; ++d) add_random_document(random, index, d);
    Segment segment(text_fields);
    fill(segment, index);
    write(directory / "good", one(input_of(segment)));
    std::ifstream in(directory / "good", std::ios::binary);
    const std::string good((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());

    /// Reads all there is.
    const auto read = [&](const std::string& bytes) {
        std::ofstream(directory / "bad", std::ios::binary) << bytes;
        const auto image = std::make_shared<Image>(directory / "bad");
        write(directory / "copy", one(input_of(image)));
        std::ifstream copy(directory / "copy", std::ios::binary);
        return std::string((std::istreambuf_iterator<char>(copy)),
                           std::istreambuf_iterator<char>());
    };
    CHECK(read(good) == good);
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        const std::size_t at = below(random, static_cast<std::uint32_t>(bad.size()));
        bad[at] = static_cast<char>(bad[at] ^ (1 << below(random, 8)));
        CAPTURE(at);
        CHECK_THROWS_AS(read(bad), Error);
    }
    for (int round = 0; round < 50; ++round) {
        const std::string cut =
            good.substr(0, below(random, static_cast<std::uint32_t>(good.size())));
        CHECK_THROWS_AS(read(cut), Error);
    }
}

namespace {

/// An image of one term in so many documents, twice in each and once in the other field, whose last
/// position but one there is near the end of the field.
std::string image_of_one_term(const std::filesystem::path& path, DocumentNumber documents) {
    Segment segment(text_fields);
    const std::uint32_t second = postings::words_per_field;
    for (DocumentNumber d = 1; d <= documents; ++d) {
        segment.add_document(d, std::array{9U, 9U}, "head");
        DocumentTerms terms;
        terms.add("t", Kind::text, std::array{2U, 1U}, std::array{5U, second - 1, second});
        segment.add_terms(terms);
    }
    write(path, one(input_of(segment)));
    return test::read_file(path);
}

/// Walks a list to its end, with positions.
void read_list(const Image& image) {
    ListReader list(image, *image.find("t"));
    for (; list.document() != no_document; list.next()) list.positions();
}

template <typename Number>
void put_number(std::string& bytes, std::size_t at, Number number) {
    std::memcpy(bytes.data() + at, &number, sizeof number);
}

}  // namespace

TEST_CASE("an image that says what cannot be is damaged, though its checksums are right") {
    const test::TemporaryDirectory directory;
    const std::filesystem::path path = directory / "image";
    struct Case {
        std::string name;
        DocumentNumber documents;
        std::function<void(std::string& bytes, const Term& term)> change;
        bool sound = false;
    };
    const std::vector<Case> cases = {
        {"nothing", 300, [](std::string&, const Term&) {}, true},
        {"a block that ends behind where the directory says", 300,
         [](std::string& bytes, const Term& term) {
             put_number<std::uint32_t>(bytes, term.list, 60);
         }},
        {"a block that ends before", 300,
         [](std::string& bytes, const Term& term) {
             put_number<std::uint32_t>(bytes, term.list + sizeof(BlockEntry), 280);
         }},
        {"positions beyond their field", 1,
         [](std::string& bytes, const Term& term) {
             // A width, then the first difference in its lowest bits.
             char& first = bytes[term.list + term.list_bytes + 1];
             first = static_cast<char>(first + 9);
         }},
        {"more positions than a field can have, of no bits each", 1,
         [](std::string& bytes, const Term& term) {
             // Widths of documents and of both frequencies, which follow.
             bytes[term.list + 1] = 32;
             bytes[term.list + 2] = 0;
             bytes[term.list + term.list_bytes] = 0;
             bytes[term.list + 5] = 0x7F;
         }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        std::string bytes = image_of_one_term(path, c.documents);
        c.change(bytes, *Image(path).find("t"));
        test::write_file(path, test::with_right_checksums(bytes));
        const Image image(path);
        if (c.sound) {
            read_list(image);
        } else {
            CHECK_THROWS_WITH_AS(read_list(image),
                                 (path.string() + ": the image is damaged").c_str(), Error);
        }
    }
}

TEST_CASE("an image whose terms are out of order is not merged, but damaged") {
    const test::TemporaryDirectory directory;
    const std::filesystem::path path = directory / "image";
    Segment segment(text_fields);
    segment.add_document(1, std::array{1U, 1U}, "head");
    DocumentTerms terms;
    for (const char* term : {"ca", "cb"}) terms.add(term, Kind::counted, std::array{1U}, {});
    segment.add_terms(terms);
    write(path, one(input_of(segment)));
    std::string bytes = test::read_file(path);
    const std::size_t first = bytes.find("ca", test::footer_of(bytes).terms);
    for (const char letter : {'c', 'b'}) {
        bytes[first + 1] = letter;
        test::write_file(path, test::with_right_checksums(bytes));
        CHECK_THROWS_AS(write(directory / "copy", one(input_of(std::make_shared<Image>(path)))),
                        Error);
    }
}

TEST_CASE("what is no word of the text has no cursor of one") {
    const test::TemporaryDirectory directory;
    const std::filesystem::path path = directory / "image";
    Segment segment(text_fields);
    segment.add_document(1, std::array{1U, 1U}, "head");
    DocumentTerms terms;
    terms.add("v", Kind::value, std::array{1U}, std::array{0U});
    segment.add_terms(terms);
    write(path, one(input_of(segment)));
    const Image image(path);
    CHECK_THROWS_AS(text_cursor(image, image.find("v")), Error);
    CHECK_THROWS_AS(text_cursor(image, image.find("v"), 1), Error);
    CHECK(value_cursor(image, image.find("v"))->document() == 1);
    CHECK(image.is_of(text_fields));
    CHECK_FALSE(image.is_of(text_fields + 1));
}

TEST_CASE("an image that cannot be written or read is an error that names the file") {
    const test::TemporaryDirectory directory;
    CHECK_THROWS_WITH_AS(write(directory / "no folder" / "image", {}),
                         ("cannot create " + (directory / "no folder" / "image").string() +
                          ": No such file or directory")
                             .c_str(),
                         Error);
    const std::filesystem::path path = directory / "image";
    CHECK_THROWS_WITH_AS(Image{path},
                         ("cannot read " + path.string() + ": No such file or directory").c_str(),
                         Error);
    write(path, {});
    std::string bytes = test::read_file(path);
    bytes[bytes.size() - sizeof(Footer) + offsetof(Footer, version)] = 99;
    test::write_file(path, bytes);
    CHECK_THROWS_WITH_AS(
        Image{path}, (path.string() + ": the image is of another version of quire").c_str(), Error);
    test::write_file(path, "");
    CHECK_THROWS_WITH_AS(Image{path}, (path.string() + ": the image is damaged").c_str(), Error);
}
