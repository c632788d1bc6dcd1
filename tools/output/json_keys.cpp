// The written schema of the formats json and jsonl, version 1. A test holds it against what they
// write.
#include "output/json_objects.hpp"

namespace quire::output {

std::vector<cli::TableRow> answer_keys() {
    return {
        {"version", "integer: 1"},
        {"topic", "string: which query it is, with --queries only"},
        {"query", "string: as it was typed"},
        {"read_as", "string: as it was understood, written in full"},
        {"total", "integer: papers found"},
        {"total_exact", "boolean: false where there may be more"},
        {"timed_out",
         "boolean: true where --timeout ended the search, else left out: total is then a lower "
         "bound, and the hits are the best of the papers looked at, with their scores"},
        {"hits", "list: an object a paper, best first, with the keys below"},
        {"facets", "list: an object for each --facet, in their order"},
        {"facets.field", "string: whose values are counted"},
        {"facets.counts", "list: objects, most papers first"},
        {"facets.counts.value", "string: a value"},
        {"facets.counts.documents", "integer: papers found that have it"},
        {"facets.values", "integer: how many values there are, listed or not"},
        {"facets.missing", "integer: papers found that have none"},
        {"concepts", "list: how the parts of the query were read, with the keys below"},
        {"diagnostics", "list: remarks on the query"},
        {"diagnostics.span", "list: [offset, length] in the query"},
        {"diagnostics.severity",
         "string: problem, where the answer is not to the query as it says, or note"},
        {"diagnostics.message", "string: what is wrong there"},
        {"diagnostics.suggestion", "string: what to write instead, or empty"},
        {"corrections", "list: words that may be misspelt; only with --spelling"},
        {"corrections.span", "list: [offset, length] in the query"},
        {"corrections.replacement", "string: what was perhaps meant"},
        {"next", "string: for --after, to go on behind the last hit; left out at the end"},
        {"generation", "integer: which build of the index answered"},
        {"revision", "integer: which state of it; grows with every change"},
    };
}

std::vector<cli::TableRow> hit_keys() {
    return {
        {"version", "integer: 1; in jsonl only"},
        {"topic", "string: which query it is for; in jsonl, with --queries only"},
        {"rank", "integer: place among all hits, from 1; the first has --offset and 1"},
        {"score", "number: comparable within one search only; 0 in a search that only filters"},
        {"id", "string: of the document"},
        {"document",
         "object: id, then the stored fields that the document has: strings, lists of strings, or "
         "numbers. Those of the default schema come first, in its order, then others by name"},
        {"highlights",
         "object: text field, and a list of [offset, length] in its value where the query "
         "matched; fields without a match are left out"},
        {"snippet", "object, left out where there is none"},
        {"snippet.field", "string: the text field that it is taken from"},
        {"snippet.offset", "integer: where it begins in the field"},
        {"snippet.text", "string: that part of the field"},
        {"snippet.spans", "list: [offset, length] in snippet.text where the query matched"},
        {"group", "integer: papers that --collapse made one of, this one among them; else 1"},
        {"timed_out",
         "boolean: true where --timeout ended the search, else left out; in jsonl only"},
        {"explanation", "object: why it has its score; only with --explain"},
        {"explanation.score", "number: the sum of the contributions"},
        {"explanation.concepts", "list: an object for each part of the query that it holds"},
        {"explanation.concepts.text", "string: what was looked for"},
        {"explanation.concepts.span", "list: [offset, length] in the query"},
        {"explanation.concepts.fields",
         "object: text field, and an object of frequency (how often it is there) and length (words "
         "of the field)"},
        {"explanation.concepts.document_frequency",
         "integer: papers that hold it; an upper bound for phrases and groups"},
        {"explanation.concepts.collection_frequency",
         "integer: how often it is in all papers; likewise"},
        {"explanation.concepts.weight", "number: what it counts"},
        {"explanation.concepts.contribution", "number: what it gave to the score"},
    };
}

std::vector<cli::TableRow> concept_keys() {
    return {
        {"version", "integer: 1; in jsonl only"},
        {"topic", "string: which query it is of; in jsonl, with --queries only"},
        {"span", "list: [offset, length] in the query"},
        {"field", "string: the field that the part is limited to, or empty"},
        {"filter", "boolean: whether it only filters, and does not rank"},
        {"excluded", "boolean: whether it keeps papers out"},
        {"required", "boolean: whether it ranks, and papers without it are not found"},
        {"weight",
         "number: what it counts in ranking: how often the query says it, times its weights there; "
         "0 "
         "where it does not rank"},
        {"text", "string: what is looked for, with the spellings that stand for each other"},
        {"document_frequency",
         "integer: papers that hold it; an upper bound for phrases and groups"},
        {"documents",
         "integer: papers that hold it, exactly; by --parse, unless it would take seconds"},
    };
}

std::vector<cli::TableRow> standing_keys() {
    return {
        {"version", "integer: 1"},
        {"query", "string: as it was typed"},
        {"read_as", "string: as it was understood, written in full"},
        {"id", "string: of the paper"},
        {"document", "object: as in a hit"},
        {"found", "boolean: whether the query finds it"},
        {"rank", "integer: its place, from 1; 0 if it is not found"},
        {"total", "integer: papers found"},
        {"conditions", "list: parts of the query that each decide whether a paper is found"},
        {"conditions.span", "list: [offset, length] in the query"},
        {"conditions.text", "string: what is looked for"},
        {"conditions.excluded", "boolean: whether it keeps out what has it"},
        {"conditions.met", "boolean: whether it lets the paper pass"},
        {"explanation", "object: its score, as in a hit, also if it is not found"},
        {"better", "list: the hits just above it, with rank, score, id, document, explanation"},
        {"concepts", "list: how the parts of the query were read, with the keys above"},
    };
}

}  // namespace quire::output
