#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <array>

#include "text/analyzer.hpp"

namespace quire::text {
namespace {

/// "72.1", "15.0".
std::string dotted(const UVersionInfo& version) {
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_versionToString(version, text.data());
    return text.data();
}

}  // namespace

std::string icu_version() {
    UVersionInfo version;
    u_getVersion(version);
    return dotted(version);
}

std::string unicode_version() {
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return dotted(version);
}

}  // namespace quire::text
