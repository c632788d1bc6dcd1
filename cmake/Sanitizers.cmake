# QUIRE_SANITIZE is a list for -fsanitize, e.g. "address,undefined"; empty for none. It applies to
# every target: instrumented and plain code do not mix.
if(QUIRE_SANITIZE)
    add_compile_options(-fsanitize=${QUIRE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Among the checks that sanitizers insert, GCC loses track of what is initialised.
        add_compile_options(-Wno-maybe-uninitialized)
    endif()
    add_link_options(-fsanitize=${QUIRE_SANITIZE})
endif()
