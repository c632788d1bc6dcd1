# The warnings that quire's own code is held to; private to this build, never exported.
add_library(quire_warnings INTERFACE)
target_compile_options(quire_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(QUIRE_WERROR)
    target_compile_options(quire_warnings INTERFACE -Werror)
endif()
