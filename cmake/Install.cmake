# What `cmake --install` puts where. Components: library, development, tools.
include(CMakePackageConfigHelpers)

set(quire_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/quire)
set(quire_include_dir INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

install(TARGETS quire_static EXPORT quireStatic ${quire_include_dir}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT quireStatic NAMESPACE quire:: DESTINATION ${quire_cmake_dir} COMPONENT development)
if(TARGET quire)
    install(TARGETS quire EXPORT quireShared ${quire_include_dir}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        COMPONENT library NAMELINK_COMPONENT development)
    install(EXPORT quireShared NAMESPACE quire:: DESTINATION ${quire_cmake_dir}
        COMPONENT development)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/quire DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    COMPONENT development)

configure_package_config_file(
    ${CMAKE_CURRENT_LIST_DIR}/quireConfig.cmake.in ${PROJECT_BINARY_DIR}/cmake/quireConfig.cmake
    INSTALL_DESTINATION ${quire_cmake_dir}
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/quireConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(DIRECTORY ${PROJECT_BINARY_DIR}/cmake/ DESTINATION ${quire_cmake_dir}
    COMPONENT development)

# The paths in it start from its own place, so that an installed tree can be moved.
file(RELATIVE_PATH quire_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_CURRENT_LIST_DIR}/quire.pc.in ${PROJECT_BINARY_DIR}/quire.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/quire.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
    COMPONENT development)

if(QUIRE_BUILD_TOOLS)
    file(RELATIVE_PATH quire_libdir_from_bindir
        /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
    set_target_properties(quire_tool quire-index_tool quire-eval_tool PROPERTIES
        INSTALL_RPATH "$ORIGIN/${quire_libdir_from_bindir}")
    install(TARGETS quire_tool quire-index_tool quire-eval_tool
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
endif()
