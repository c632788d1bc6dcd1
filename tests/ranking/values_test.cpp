// Every model on made-up statistics, against values that were computed apart from quire, by the
// formulas as the papers print them.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "quire/ranking.hpp"
#include "ranking/model.hpp"

using quire::RankingModel;
using quire::ranking::CollectionStatistics;
using quire::ranking::ConceptStatistics;

namespace {

using Counts = std::array<std::uint32_t, 2>;

/// A collection of two fields, a concept, and a document.
struct Made {
    std::uint64_t documents;
    std::array<std::uint64_t, 2> total_lengths;
    std::uint64_t document_frequency;
    std::uint64_t collection_frequency;
    Counts frequencies;
    Counts lengths;
};

constexpr Made rare = {10, {50, 1000}, 2, 5, {1, 3}, {10, 50}};
constexpr Made frequent = {1000, {8000, 150000}, 400, 900, {0, 2}, {7, 120}};

double score(std::string_view model, const Made& made, int field = -1) {
    static constexpr std::array<double, 2> weights = {2, 1};
    const CollectionStatistics collection = {made.documents, made.total_lengths, weights};
    const ConceptStatistics concept_statistics = {made.document_frequency,
                                                  made.collection_frequency, field};
    return RankingModel::parse(model)
        .model()
        .scorer(collection, concept_statistics)
        ->score(made.frequencies, made.lengths);
}

doctest::Approx about(double value) {
    return doctest::Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE("every model gives what its formula gives by hand") {
    struct Case {
        std::string_view model;
        std::array<double, 3> rare;  // In all fields, in the first, in the second.
        double frequent;             // In all fields; where there are no numbers for it, below 0.
    };
    constexpr double none = -1;
    static constexpr std::array cases = {
        Case{"bm25f",
             {1.200121498539497, 0.673456609511007, 1.0974848451290486},
             0.5507526552913072},
        Case{"bm25f:k1=0.9,b=0.4", {1.284088398216701, 0.908959841057801, 1.194842371713077}, none},
        Case{"bm25", {1.23100674023377, 0.4779369486852308, 1.185283632739373}, 0.6059639105023048},
        Case{"bm25:k1=0.9,b=0.4", {1.248793713000543, 0.6555772304974405, 1.194842371713077}, none},
        Case{"bm25+", {4.820845495261779, 2.914569318988276, 4.705104734578054}, 2.252228832647834},
        Case{"bm25+:k1=0.9,b=0.4,delta=0.5",
             {3.582434205874909, 2.28556934490373, 3.464488058420025},
             none},
        Case{"tfidf", {3.486260938687595, 1.420623410198688, 3.298263855418355}, 1.457518992875149},
        Case{"tfidf:s=0.05", {3.257236497459943, 1.623569611655643, 3.044551251155405}, none},
        Case{"dirichlet", {0.5514966634969185, 0, 0.4212134650763036}, 0.1813680641441623},
        Case{"dirichlet:mu=50", {2.090741096933769, 0, 1.871802176901591}, none},
        Case{"jelinek-mercer",
             {2.70805020110221, 0.6931471805599453, 2.564949357461537},
             1.325656069043789},
        Case{"jelinek-mercer:lambda=0.1",
             {4.844187086458591, 2.302585092994045, 4.691347882229143},
             none},
        Case{"pl2", {2.280707480306397, 0.5986425594802799, 2.043920634179466}, 0.9981943656775598},
        Case{"pl2:c=7", {3.489651393670655, 1.284102732716528, 3.164440928250851}, none},
        Case{"dph", {3.049829674287519, 0.506147339795522, 2.833811927439956}, 1.53337162273089},
    };
    std::set<std::string_view> checked;
    for (const Case& c : cases) {
        CAPTURE(c.model);
        checked.insert(c.model.substr(0, c.model.find(':')));
        for (int field = -1; field < 2; ++field) {
            CAPTURE(field);
            CHECK(score(c.model, rare, field) ==
                  about(c.rare[static_cast<std::size_t>(field + 1)]));
        }
        if (c.frequent >= 0) CHECK(score(c.model, frequent) == about(c.frequent));
    }
    for (const quire::ModelInfo& model : quire::models()) {
        CHECK_MESSAGE(checked.contains(model.name), model.name);
    }
}

TEST_CASE("a word that says less than nothing of a long text gives nothing") {
    Made made = frequent;
    made.frequencies = {0, 1};
    made.lengths = {0, 2000};
    CHECK(score("dirichlet", made) == 0);  // By the paper -0.9368714395741759.
}

TEST_CASE("DPH counts as many occurrences as give the most") {
    Made made = frequent;
    made.lengths = {0, 60};
    struct Case {
        std::uint32_t occurrences;
        double expected;
    };
    for (const Case& c :
         {Case{1, 1.3839477150663457}, Case{8, 3.264301230817209}, Case{9, 3.270240346474883},
          Case{10, 3.270240346474883}, Case{30, 3.270240346474883}, Case{60, 3.270240346474883}}) {
        CAPTURE(c.occurrences);
        made.frequencies = {0, c.occurrences};
        CHECK(score("dph", made) == about(c.expected));
    }
}

TEST_CASE("models of one text count no more occurrences than it has words") {
    for (const quire::ModelInfo& model : quire::models()) {
        if (model.name == "bm25f") continue;
        CAPTURE(model.name);
        Made made = rare;
        made.lengths = {0, 4};
        made.frequencies = {0, 4};
        const double all = score(model.name, made);
        made.frequencies = {9, 9};
        CHECK(score(model.name, made) == all);
    }
}
