// Any bytes are changes to a small image, three each: where, which, and what stands there instead.
// Its checksums are made right, so that the change comes to be read. Whatever an image holds, what is
// read of it is in range and comes to an end, or the image is said to be damaged.
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/expect.hpp"
#include "fuzz/input.hpp"
#include "fuzz/memory_file.hpp"
#include "image/checksums.hpp"
#include "image/cursor.hpp"
#include "image/image.hpp"
#include "image/segment.hpp"
#include "image/write.hpp"
#include "index/image_source.hpp"
#include "postings/memory_source.hpp"
#include "quire/error.hpp"
#include "quire/ranking.hpp"
#include "ranking/model.hpp"
#include "search/evaluator.hpp"
#include "search/expression.hpp"

using namespace quire;
using namespace quire::image;
using test::expect;

namespace {

constexpr std::size_t text_fields = 2;
constexpr postings::DocumentNumber documents = 300;

using index::Layout;

const Layout& layout() {
    static const Schema schema = Schema::papers();
    static const Layout layout(schema);
    return layout;
}

std::size_t authors() {
    const auto fields = Schema::papers();
    return static_cast<std::size_t>(fields.find("authors") - fields.fields().data());
}

/// Words in all documents, in few and in one, close together and far apart; values; compounds.
void fill(Segment& segment) {
    for (postings::DocumentNumber document = 1; document <= documents; ++document) {
        const std::uint32_t second = 1U << postings::position_bits;
        const std::array<std::uint32_t, 2> lengths = {2 + document % 3, 9 + document % 50};
        segment.add_document(document, lengths, "h" + std::to_string(document));
        DocumentTerms terms;
        terms.add(Layout::stem_term("all"), Kind::text, std::array{1U, 2U},
                  std::array{0U, second + 3, second + 7 + document % 40});
        if (document % 3 == 0) {
            terms.add(Layout::stem_term("some"), Kind::text, std::array{1U, 1U},
                      std::array{1U, second + 4});
        }
        if (document % 100 == 7) {
            terms.add(Layout::stem_term("few"), Kind::text, std::array{0U, 1U},
                      std::array{second + 5});
        }
        terms.add(layout().value_term("ada", authors()), Kind::value, std::array{1U},
                  std::array{document % 5});
        terms.add(Layout::compound_prefix("allsome") + "all some", Kind::counted,
                  std::array{1 + document % 2}, {});
        segment.add_terms(terms);
    }
}

/// A path in a folder of its own, gone with the object.
class Place {
public:
    Place() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "quire-fuzz-XXXXXX").string();
        expect(mkdtemp(pattern.data()) != nullptr, "no folder " + pattern);
        folder_ = pattern;
    }
    ~Place() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::filesystem::path path() const { return folder_ / "image"; }

private:
    std::filesystem::path folder_;
};

Segment& sound_segment() {
    static Segment segment(text_fields);
    if (segment.empty()) fill(segment);
    return segment;
}

std::string sound_image() {
    const Place place;
    std::vector<std::unique_ptr<Input>> inputs;
    inputs.push_back(input_of(sound_segment()));
    write_image(place.path(), text_fields, inputs, {}, 0, false);
    std::ifstream file(place.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The sound image with the changes. Half of the places are in its lists and terms, which are small;
/// the others anywhere.
std::string changed(std::string_view changes) {
    static const std::string sound = sound_image();
    static const Footer before = test::footer_of(sound);
    std::string image = sound;
    for (; changes.size() >= 3; changes.remove_prefix(3)) {
        const auto where = static_cast<unsigned char>(changes[0]);
        const std::size_t which = where % 128U * 256U + static_cast<unsigned char>(changes[1]);
        std::size_t at = which % image.size();
        if (where < 64) at = which % before.lengths;
        if (where >= 64 && where < 128) {
            at = before.terms + which % (image.size() - before.terms);
        }
        image[at] = changes[2];
    }
    return test::with_right_checksums(std::move(image));
}

void walk_list(const Image& image, const Term& term) {
    ListReader list(image, term);
    postings::DocumentNumber last = 0;
    for (; list.document() != postings::no_document; list.next()) {
        expect(list.document() > last && list.document() <= image.last_document(),
               "documents out of order, or of none");
        last = list.document();
        if (term.kind == Kind::counted) continue;
        std::uint32_t position = 0;
        for (const std::uint32_t next : list.positions()) {
            expect(next >= position, "positions out of order");
            position = next;
        }
        expect(position >> postings::position_bits < list.streams(), "a position of no field");
    }
}

void walk(const Image& image) {
    for (TermReader terms = image.terms(); terms.next();) {
        try {
            walk_list(image, terms.term());
        } catch (const Error& error) {
            expect(error.code() == ErrorCode::corrupt_index, error.what());
        }
    }
    for (postings::DocumentNumber document = 0; document <= image.last_document(); ++document) {
        image.head(document);
    }
}

search::Expression word(std::string term) {
    search::Expression expression;
    expression.term = std::move(term);
    return expression;
}

/// What can be looked for, from one word to what is made of several.
std::vector<search::Expression> expressions() {
    const auto some = [] { return std::vector{word("all"), word("some")}; };
    std::vector<search::Expression> all = {word("all"),
                                           word("few"),
                                           search::any_of(some()),
                                           search::sequence_of(some(), 3),
                                           search::all_of(some()),
                                           search::none_of({word("few")})};
    all.push_back(word("all"));
    all.back().field = 0;
    all.push_back(word("all"));
    all.back().field = 1;
    all.push_back(search::sequence_of(some()));
    all.back().kind = search::Expression::Kind::near;
    all.push_back(word("ada"));
    all.back().kind = search::Expression::Kind::value;
    all.back().field = authors();
    return all;
}

/// @param by those that say which documents rank, a bit each
void rank(postings::Source& source, std::size_t by, bool pruning) {
    static const std::vector<search::Expression> all = expressions();
    static const std::vector<RankingModel> models = [] {
        std::vector<RankingModel> made;
        for (const ModelInfo& info : quire::models())
            made.push_back(RankingModel::parse(info.name));
        return made;
    }();
    const std::array<double, text_fields> weights = {2, 1};
    const ranking::CollectionStatistics collection{source.document_count(), source.total_lengths(),
                                                   weights};
    search::Request request;
    request.pruning = pruning;
    request.limit = 5;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto matcher = make_matcher(all[i], source);
        const bool condition = all[i].kind == search::Expression::Kind::all ||
                               all[i].kind == search::Expression::Kind::none ||
                               all[i].kind == search::Expression::Kind::value;
        if ((by >> i) % 2 == 0) continue;
        if (condition) {
            request.filters.push_back(std::move(matcher));
            continue;
        }
        auto scorer = models[by % models.size()].model().scorer(
            collection, {matcher->document_frequency, matcher->collection_frequency, -1});
        request.concepts.push_back({std::move(matcher), std::move(scorer)});
    }
    if (request.concepts.empty() && request.filters.empty()) return;
    if (request.concepts.empty()) request.any_concept = false;
    const search::Ranking ranking = evaluate(source, std::move(request));
    expect(ranking.documents.size() <= 5, "too many hits");
}

void search_in(const std::shared_ptr<const Image>& image, std::size_t choice) {
    index::ImageSource source(image, layout(),
                              std::make_unique<postings::MemorySource>(text_fields));
    for (const std::size_t by : {std::size_t{1}, std::size_t{1} << choice % 10, choice % 1024}) {
        for (const bool pruning : {true, false}) {
            try {
                rank(source, by, pruning);
            } catch (const Error& error) {
                expect(error.code() == ErrorCode::corrupt_index, error.what());
            }
        }
    }
    source.compounds("allsome");
}

/// As when the index changes.
void merge(const std::shared_ptr<const Image>& image) {
    static const Place place;
    std::vector<std::unique_ptr<Input>> inputs;
    inputs.push_back(input_of(image));
    inputs.push_back(input_of(sound_segment()));
    write_image(place.path(), text_fields, inputs, {3}, 0, false);
    walk(Image(place.path()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    std::string_view bytes = test::bytes_of(data, size);
    std::size_t choice = 0;
    for (; bytes.size() % 3 != 0; bytes.remove_prefix(1)) {
        choice = choice * 256 + static_cast<unsigned char>(bytes.front());
    }
    file.write(changed(bytes));
    try {
        const auto image = std::make_shared<const Image>(file.path());
        if (!image->is_of(text_fields)) return 0;  // It is not used then.
        walk(*image);
        search_in(image, choice);
        merge(image);
    } catch (const Error& error) {
        expect(error.code() == ErrorCode::corrupt_index, error.what());
    }
    return 0;
}
