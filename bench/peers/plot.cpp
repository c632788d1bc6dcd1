#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "results.hpp"

namespace peers {

namespace {

constexpr double width = 640;
constexpr double height = 400;
constexpr double left = 70;
constexpr double right = 180;  // where the labels stand
constexpr double top = 40;
constexpr double bottom = 50;

const char* const colours[] = {"#1b5e9e", "#5fa2dd", "#9cc3e6", "#c0392b",
                               "#e08e0b", "#b8860b", "#4d7c3a"};

template <class... Values>
std::string format(const char* text, Values... values) {
    char buffer[512];
    std::snprintf(buffer, sizeof buffer, text, values...);
    return buffer;
}

}  // namespace

std::string plot(const std::string& title, const std::string& unit,
                 const std::vector<Series>& series) {
    double lowest = std::numeric_limits<double>::max();
    double highest = 0;
    double least = lowest;
    double most = 0;
    for (const Series& one : series) {
        for (const auto& [x, y] : one.points) {
            least = std::min(least, x);
            most = std::max(most, x);
            lowest = std::min(lowest, y);
            highest = std::max(highest, y);
        }
    }
    const double floor = std::floor(std::log10(lowest));
    const double ceiling = std::max(std::ceil(std::log10(highest)), floor + 1);
    const auto at_x = [&](double x) {
        return left + (width - left - right) * std::log(x / least) / std::log(most / least);
    };
    const auto at_y = [&](double y) {
        return height - bottom -
               (height - top - bottom) * (std::log10(y) - floor) / (ceiling - floor);
    };

    std::string svg = format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\" font-family=\"sans-serif\""
        " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
        "<text x=\"%g\" y=\"20\" font-size=\"14\">%s</text>\n",
        width, height, left, title.c_str());
    for (double power = floor; power <= ceiling; ++power) {
        const double y = at_y(std::pow(10, power));
        svg += format(
            "<path d=\"M%g %.1fH%g\" stroke=\"#ddd\"/>"
            "<text x=\"%g\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n",
            left, y, width - right, left - 6, y + 4, std::pow(10, power));
    }
    svg += format(
        "<text transform=\"translate(16 %g) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
        height / 2, unit.c_str());
    if (!series.empty()) {
        for (const auto& [x, y] : series.front().points) {
            svg += format("<text x=\"%.1f\" y=\"%g\" text-anchor=\"middle\">%g\u00d7</text>\n",
                          at_x(x), height - bottom + 18, x);
        }
    }
    svg += format("<text x=\"%g\" y=\"%g\" text-anchor=\"middle\">size of the corpus</text>\n",
                  (left + width - right) / 2, height - 12);

    // Labels stand beside the last point of their line, moved apart where they would overlap.
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const char* colour = colours[i % std::size(colours)];
        std::string path;
        for (const auto& [x, y] : series[i].points) {
            path += format("%c%.1f %.1f", path.empty() ? 'M' : 'L', at_x(x), at_y(y));
            svg += format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", at_x(x),
                          at_y(y), colour);
        }
        svg += "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + colour +
               "\"/>\n";
        ends.emplace_back(at_y(series[i].points.back().second), i);
    }
    std::sort(ends.begin(), ends.end());
    double above = 0;
    for (const auto& [y, i] : ends) {
        above = std::max(y + 4, above + 14);
        svg += format("<text x=\"%g\" y=\"%.1f\" fill=\"%s\">%s</text>\n", width - right + 8, above,
                      colours[i % std::size(colours)], series[i].label.c_str());
    }
    return svg + "</svg>\n";
}

}  // namespace peers
