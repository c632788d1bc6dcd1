// Loops over numbers, with vectors that not every processor has.
#pragma once

// Not with clang, for which the header is no C++.
#if defined(__x86_64__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

/// Declares the lambda of a loop, so that it is compiled for the vectors that it is run with.
#define QUIRE_LOOP __attribute__((always_inline))

namespace quire {

#ifdef CPU_FEATURE_ACTIVE
template <typename Loop>
__attribute__((target("avx2"))) void with_avx2(const Loop& loop) {
    loop();
}
#endif

/// Runs a loop, with vectors of 256 bits where the processor has them. The results are the same bit
/// for bit: products and sums stay apart.
template <typename Loop>
void with_wide_vectors(const Loop& loop) {
#ifdef CPU_FEATURE_ACTIVE
    // What the C library knows of the processor: to ask it anew takes longer than many a search.
    static const bool has_avx2 = CPU_FEATURE_ACTIVE(AVX2);
    if (has_avx2) return with_avx2(loop);
#endif
    loop();
}

}  // namespace quire
