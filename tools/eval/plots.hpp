// Plots as SVG, to stand in a page that has `plot_style`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quire::eval {

/// Colours of systems by place, `--s0` and so on, in the light and in the dark, and what plots need
/// besides.
extern const std::string_view plot_style;

/// Systems whose colours differ; then they begin again.
inline constexpr std::size_t plot_colours = 8;

/// A name with a number.
struct Bar {
    std::string name;
    double value;
    std::string shown;  ///< The value as it is printed.
};

/// A bar for each, lying, from 0 on. Values are not negative.
std::string bars_plot(std::string_view title, const std::vector<Bar>& bars);

/// A bar for each, standing, upwards or downwards, in the order given.
/// @param system whose colour they have
std::string differences_plot(std::string_view title, const std::vector<Bar>& bars,
                             std::size_t system);

/// A line for each system through values from 0 to 1, at even steps from 0 to 1.
struct Curve {
    std::string name;
    std::vector<double> values;
};

std::string curves_plot(std::string_view title, std::string_view across, std::string_view up,
                        const std::vector<Curve>& curves);

}  // namespace quire::eval
