# The warnings that quire's own code is held to; private to this build, never exported.
add_library(quire_warnings INTERFACE)
target_compile_options(quire_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# GCC 12 raises this one falsely where strings are put together (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(quire_warnings INTERFACE -Wno-restrict)
endif()
if(QUIRE_WERROR)
    target_compile_options(quire_warnings INTERFACE -Werror)
endif()
