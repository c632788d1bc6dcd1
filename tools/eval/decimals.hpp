// Values of metrics, their differences and p values, as people read them.
#pragma once

#include <string>

namespace quire::eval {

/// "0.1234"
std::string decimal(double value);

/// "+0.1234"
std::string signed_decimal(double value);

/// "+0.1234 to +0.2345", or "-" where there is none.
std::string interval(double low, double high);

/// ".0123", "1.0000", or "<.0001": the randomisation test, which tries 100,000 times, does not tell
/// smaller ones apart. "-" where there is none.
std::string p_value(double p);

}  // namespace quire::eval
