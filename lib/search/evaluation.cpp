#include "search/evaluation.hpp"

#include <algorithm>

namespace quire::search {

bool Evaluation::settle(double known) {
    // What takes reading positions comes last. Differences lose digits: the margin is that of the
    // sum they are taken from.
    const double margin = known * (rounding - 1);
    std::sort(touched.begin(), touched.end());  // They lie in query order.
    for (Walk* walk : touched) {
        if (!walk->present() || walk->certain()) continue;
        known -= walk->contribution();
        known += walk->make_certain();
        if (hopeless(known + margin)) return false;
    }
    return true;
}

void Evaluation::offer(postings::DocumentNumber document, bool found) {
    double score = 0;
    for (const Walk* walk : touched) {
        if (!walk->present()) continue;
        score += walk->contribution();
        found = true;
    }
    if (!found) return;
    ++ranking.total;
    top.offer(document, score);
}

void Evaluation::pass_over(bool found) {
    const auto present = [](const Walk* walk) { return walk->present() && walk->certain(); };
    if (found || std::any_of(touched.begin(), touched.end(), present)) {
        ++ranking.total;
    } else if (!counting) {
        ranking.total_exact = false;
    } else if (std::any_of(touched.begin(), touched.end(),
                           [](Walk* walk) { return walk->present() && walk->matches(); })) {
        ++ranking.total;
    }
}

}  // namespace quire::search
