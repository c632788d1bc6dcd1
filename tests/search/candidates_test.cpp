#include "search/candidates.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "quire/ranking.hpp"
#include "search/expression.hpp"
#include "search/image_backed_source.hpp"
#include "search/matcher.hpp"

using namespace quire;
using namespace quire::search;
using postings::DocumentNumber;

namespace {

constexpr std::size_t text_fields = 2;
const std::vector<std::string> words = {"a", "b", "c", "d"};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// The first words are in most documents, the last in few: some lists have their members as bits.
std::vector<test::PlainDocument> random_documents(Random& random) {
    std::vector<test::PlainDocument> documents(300 + below(random, 4000));
    const std::size_t rarest = 2 + below(random, 60);
    for (test::PlainDocument& document : documents) {
        document.text.resize(text_fields);
        document.written.resize(text_fields);
        for (auto& text : document.text) {
            text.resize(1 + below(random, 12), "other");
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (below(random, 1 + i * rarest) == 0) text[below(random, text.size())] = words[i];
            }
        }
        document.written = document.text;
    }
    return documents;
}

Walk walk_of(const std::string& word, const RankingModel& model, postings::Source& source) {
    Expression expression;
    expression.term = word;
    auto matcher = make_matcher(expression, source);
    static const std::vector<double> weights = {2, 1};
    auto scorer =
        model.model().scorer({source.document_count(), source.total_lengths(), weights},
                             {matcher->document_frequency, matcher->collection_frequency, -1});
    return Walk({std::move(matcher), std::move(scorer), 1.5}, source);
}

/// What a word brings to each document, each looked at by itself.
std::map<DocumentNumber, double> contributions(const std::string& word, const RankingModel& model,
                                               postings::Source& source) {
    std::map<DocumentNumber, double> all;
    Walk walk = walk_of(word, model, source);
    for (DocumentNumber d = walk.document(); d != postings::no_document; d = walk.document()) {
        all[d] = walk.look();
        walk.seek(d + 1);
    }
    return all;
}

double at(const std::map<DocumentNumber, double>& contributions, DocumentNumber document) {
    const auto found = contributions.find(document);
    return found == contributions.end() ? 0 : found->second;
}

}  // namespace

TEST_CASE("no document that can be among the best is lost where many are looked at once") {
    Random random(11);
    std::size_t lost = 0;
    std::size_t behind = 0;
    for (std::size_t round = 0; round < test::rounds(40); ++round) {
        const auto documents = random_documents(random);
        test::ImageBackedSource source(text_fields, documents, 1);
        for (const test::PlainDocument& document : documents) {
            source.add_document(std::vector{static_cast<std::uint32_t>(document.text[0].size()),
                                            static_cast<std::uint32_t>(document.text[1].size())});
        }
        const RankingModel model = RankingModel::parse(
            std::vector<std::string>{"bm25", "bm25f", "dph", "bm25:b=0"}[below(random, 4)]);
        const std::string lead_word = words[below(random, words.size())];
        const std::string other_word = words[below(random, words.size())];
        const auto of_lead = contributions(lead_word, model, source);
        const auto of_other = contributions(other_word, model, source);
        if (of_lead.empty() || of_other.empty()) continue;
        Walk lead = walk_of(lead_word, model, source);
        Walk other = walk_of(other_word, model, source);
        // Lists that are read stand in front of the documents, at them, or behind some.
        const auto start = static_cast<DocumentNumber>(below(random, documents.size()));
        if (below(random, 3) > 0) other.seek(start);
        Candidates candidates;
        while (lead.document() != postings::no_document) {
            const postings::Run run = lead.blocks()->run(postings::no_document);
            const bool members_only = below(random, 2) == 0;
            // What the other stands behind it is known not to hold.
            const auto brings = [&](DocumentNumber document) {
                return document < other.document() ? 0 : at(of_other, document);
            };
            candidates.take(run.documents);
            if (members_only) candidates.keep_those_of(other);
            candidates.add_contributions(lead, run);
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                CHECK(candidates.known()[i] == of_lead.at(candidates.documents()[i]));
            }
            candidates.add_bounds(other);
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                const DocumentNumber document = candidates.documents()[i];
                CHECK(candidates.limits()[i] * (1 + 1e-9) >=
                      of_lead.at(document) + brings(document));
                if (document < other.document()) {
                    ++behind;
                    CHECK(candidates.limits()[i] == candidates.known()[i]);
                }
            }
            const double threshold = of_lead.begin()->second + at(of_other, other.document()) / 2;
            candidates.keep_above(threshold, 0);
            for (const DocumentNumber document : run.documents) {
                if (of_lead.at(document) + brings(document) <= threshold) continue;
                if (members_only && brings(document) == 0) continue;
                CHECK(std::ranges::binary_search(candidates.documents(), document));
            }
            lost += run.documents.size() - candidates.size();
            lead.seek(run.documents.back() + 1);
        }
    }
    CHECK(lost > 100);
    CHECK(behind > 100);
}
