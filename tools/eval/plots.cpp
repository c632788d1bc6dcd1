#include "eval/plots.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "eval/decimals.hpp"
#include "eval/html.hpp"

namespace quire::eval {
namespace {

// All lengths are in the units of SVG; the page scales a plot to the room there is.
constexpr double text_height = 16;

/// A coordinate: a tenth of a unit is not seen.
std::string at(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string colour(std::size_t system) {
    return " style=\"--c:var(--s" + std::to_string(system % plot_colours) + ")\"";
}

std::string svg(std::string_view kind, std::string_view title, double width, double height,
                const std::string& content) {
    return "<svg class=\"" + std::string(kind) + "\" role=\"img\" viewBox=\"0 0 " + at(width) +
           ' ' + at(height) + "\" style=\"max-width:" + at(width) + "px\"><title>" + html(title) +
           "</title>\n" + content + "</svg>\n";
}

std::string text(double x, double y, std::string_view anchor, std::string_view content) {
    return "<text x=\"" + at(x) + "\" y=\"" + at(y) + "\" text-anchor=\"" + std::string(anchor) +
           "\">" + html(content) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view kind) {
    return "<line class=\"" + std::string(kind) + "\" x1=\"" + at(x1) + "\" y1=\"" + at(y1) +
           "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2) + "\"/>\n";
}

/// A bar that tells its name and number when it is pointed at.
std::string rectangle(double x, double y, double width, double height, std::size_t system,
                      const Bar& bar) {
    return "<rect" + colour(system) + " x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" +
           at(width) + "\" height=\"" + at(height) + "\"><title>" + html(bar.name) + ": " +
           html(bar.shown) + "</title></rect>\n";
}

/// A name that has room, cut between characters.
std::string cut(const std::string& name, std::size_t most) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(name[i]) & 0xC0U) != 0x80U;
        if (begins && ++characters > most) return name.substr(0, i) + "\u2026";
    }
    return name;
}

}  // namespace

const std::string_view plot_style = R"(:root {
  --s0: #1f6fb4; --s1: #c9501c; --s2: #2a8a4a; --s3: #8a4fb0;
  --s4: #a8741a; --s5: #b5366f; --s6: #4c7d8c; --s7: #6b6b6b;
}
@media (prefers-color-scheme: dark) { :root {
  --s0: #6cb2f0; --s1: #f08f5e; --s2: #6cc98a; --s3: #c79aec;
  --s4: #dfb25c; --s5: #ee86b3; --s6: #8dc0cf; --s7: #b4b4b4;
} }
svg { display: block; width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
svg rect { fill: var(--c); }
svg polyline { fill: none; stroke: var(--c); stroke-width: 2; }
svg line.axis { stroke: currentColor; stroke-width: 1; }
svg line.grid { stroke: currentColor; stroke-width: .5; opacity: .25; }
svg line.key { stroke: var(--c); stroke-width: 2; }
)";

std::string bars_plot(std::string_view title, const std::vector<Bar>& bars) {
    constexpr double width = 480;
    constexpr double names = 170;
    constexpr double values = 60;
    constexpr double row = 24;
    constexpr std::size_t longest_name = 24;
    double highest = 0;
    for (const Bar& bar : bars) highest = std::max(highest, bar.value);
    const double room = width - names - values;
    std::string content = line(names, 0, names, row * static_cast<double>(bars.size()), "axis");
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double top = row * static_cast<double>(i);
        const double length = highest > 0 ? room * bars[i].value / highest : 0;
        content += text(names - 8, top + text_height, "end", cut(bars[i].name, longest_name)) +
                   rectangle(names, top + 4, length, row - 8, i, bars[i]) +
                   text(names + length + 6, top + text_height, "start", bars[i].shown);
    }
    return svg("bars", title, width, row * static_cast<double>(bars.size()), content);
}

std::string differences_plot(std::string_view title, const std::vector<Bar>& bars,
                             std::size_t system) {
    constexpr double width = 720;
    constexpr double height = 220;
    constexpr double left = 60;
    constexpr double margin = 12;
    double most = 0;
    for (const Bar& bar : bars) most = std::max(most, std::abs(bar.value));
    if (most == 0) most = 1;
    const double middle = height / 2;
    const double unit = (middle - margin) / most;
    const double step = (width - left) / static_cast<double>(std::max<std::size_t>(bars.size(), 1));
    std::string content;
    for (const double value : {most, 0.0, -most}) {
        const double y = middle - unit * value;
        content += line(left, y, width, y, value == 0 ? "axis" : "grid") +
                   text(left - 8, y + 4, "end", value == 0 ? "0" : signed_decimal(value));
    }
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double length = unit * std::abs(bars[i].value);
        // Where they are many they touch, so that none vanishes.
        content += rectangle(left + step * static_cast<double>(i),
                             bars[i].value > 0 ? middle - length : middle,
                             step > 4 ? step - 1 : std::max(step, 0.1), length, system, bars[i]);
    }
    return svg("differences", title, width, height, content);
}

std::string curves_plot(std::string_view title, std::string_view across, std::string_view up,
                        const std::vector<Curve>& curves) {
    constexpr double width = 720;
    constexpr double height = 360;
    constexpr double left = 44;
    constexpr double bottom = 40;
    constexpr double top = 28;
    constexpr double right = 12;
    const auto x = [](double value) { return left + value * (width - left - right); };
    const auto y = [](double value) { return height - bottom - value * (height - bottom - top); };
    std::string content = text(0, 14, "start", up) + text(x(1), height - 4, "end", across);
    for (int i = 0; i <= 5; ++i) {
        const double value = i / 5.0;
        char shown[8];
        std::snprintf(shown, sizeof shown, "%.1f", value);
        content += line(x(0), y(value), x(1), y(value), i == 0 ? "axis" : "grid") +
                   line(x(value), y(0), x(value), y(1), i == 0 ? "axis" : "grid") +
                   text(x(0) - 6, y(value) + 4, "end", shown) +
                   text(x(value), y(0) + 16, "middle", shown);
    }
    // Where colours are not seen, or are used again, dashes tell the lines apart.
    constexpr const char* dashes[] = {"none", "7 3", "2 3", "9 3 2 3"};
    for (std::size_t i = 0; i < curves.size(); ++i) {
        std::string points;
        for (std::size_t at_step = 0; at_step < curves[i].values.size(); ++at_step) {
            const double share =
                static_cast<double>(at_step) / static_cast<double>(curves[i].values.size() - 1);
            points +=
                (at_step == 0 ? "" : " ") + at(x(share)) + ',' + at(y(curves[i].values[at_step]));
        }
        const std::string dash = std::string(" stroke-dasharray=\"") + dashes[i % 4] + '"';
        content += "<polyline" + colour(i) + dash + " points=\"" + points + "\"><title>" +
                   html(curves[i].name) + "</title></polyline>\n";
        const double row = top + text_height * static_cast<double>(i);
        content += "<line class=\"key\"" + colour(i) + dash + " x1=\"" + at(x(1) - 30) +
                   "\" y1=\"" + at(row + 8) + "\" x2=\"" + at(x(1)) + "\" y2=\"" + at(row + 8) +
                   "\"/>\n" + text(x(1) - 38, row + 12, "end", cut(curves[i].name, 40));
    }
    return svg("curves", title, width, height, content);
}

}  // namespace quire::eval
