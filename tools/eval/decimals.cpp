#include "eval/decimals.hpp"

#include <cmath>
#include <cstdio>

namespace quire::eval {
namespace {

std::string printed(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace

std::string decimal(double value) {
    return printed("%.4f", value);
}

std::string signed_decimal(double value) {
    return printed("%+.4f", value);
}

std::string interval(double low, double high) {
    return std::isnan(low) ? "-" : signed_decimal(low) + " to " + signed_decimal(high);
}

std::string p_value(double p) {
    if (std::isnan(p)) return "-";
    if (p < 0.0001) return "<.0001";
    const std::string text = decimal(p);
    return text.starts_with("0.") ? text.substr(1) : text;
}

}  // namespace quire::eval
