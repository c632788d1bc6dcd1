// Any bytes are a query: it is read, printed, and read again as the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/expect.hpp"
#include "query/syntax.hpp"
#include "quire/query.hpp"

using quire::Diagnostic;
using quire::Query;
using quire::query::Node;
using quire::test::expect;

namespace {

/// Nodes lie in the text and in the node above them, one behind the other.
void check_places(const Node& node, std::size_t begin, std::size_t end) {
    expect(node.length > 0, "a node without length");
    expect(node.offset >= begin && node.offset + node.length <= end, "a node out of its place");
    expect(node.boost >= 0 && node.boost <= 1000, "a weight out of its range");
    expect(node.text.empty() || (node.text_offset >= node.offset &&
                                 node.text_offset + node.text.size() <= node.offset + node.length),
           "a text out of its node");
    std::size_t last = node.offset;
    for (const Node& part : node.parts) {
        check_places(part, last, node.offset + node.length);
        last = part.offset + part.length;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Query query = Query::parse(text);
    std::size_t last = 0;
    for (const Node& part : query.syntax().root.parts) {
        check_places(part, last, size);
        last = part.offset + part.length;
    }
    last = 0;
    for (const Diagnostic& diagnostic : query.diagnostics()) {
        expect(diagnostic.offset >= last && diagnostic.length > 0 &&
                   diagnostic.offset + diagnostic.length <= size,
               "a diagnostic out of its place: " + diagnostic.message);
        expect(!diagnostic.message.empty(), "a diagnostic that says nothing");
        last = diagnostic.offset;
    }
    const std::string printed = query.to_string();
    const Query again = Query::parse(printed);
    expect(same(again.syntax().root, query.syntax().root), "printed it means another: " + printed);
    expect(again.to_string() == printed, "printed again it differs: " + printed);
    return 0;
}
