# Every library that quire is built from. All come from the system (tools/install-deps.sh installs
# them); nothing is downloaded. Each ends as one target that the rest of the build names.
find_package(PkgConfig REQUIRED)
pkg_check_modules(Xapian REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS iostreams)
if(QUIRE_BUILD_TOOLS)
    find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
endif()
find_package(nlohmann_json 3.11 REQUIRED)
find_package(pugixml 1.13 REQUIRED)

# What a program that links the static library has to link as well, twice: as targets (which
# quireConfig.cmake.in finds again) and as options for pkg-config.
set(quire_linked_libraries
    PkgConfig::Xapian ICU::i18n ICU::uc ZLIB::ZLIB Boost::iostreams pugixml::pugixml Threads::Threads)
set(quire_link_options "-lxapian -licui18n -licuuc -lz -lboost_iostreams -lpugixml -pthread")
# What the library is compiled with only.
set(quire_header_libraries nlohmann_json::nlohmann_json)
