#include "hubmine/core/column_of.hpp"
#include "hubmine/core/display.hpp"
#include "hubmine/core/number_in.hpp"
#include "hubmine/core/text.hpp"

#include "graph_formats.hpp"
#include "xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace hubmine::output {

namespace {

constexpr double kMargin = 24;
constexpr double kLine = 18;            ///< of the legend
constexpr double kWidthOfLetter = 6.2;  ///< at 11 pixels, about
constexpr double kHeightOfLetter = 11;

struct Box {
    double left = std::numeric_limits<double>::max();
    double top = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();
    double bottom = std::numeric_limits<double>::lowest();

    void hold(const Box& other) {
        left = std::min(left, other.left);
        top = std::min(top, other.top);
        right = std::max(right, other.right);
        bottom = std::max(bottom, other.bottom);
    }
    [[nodiscard]] bool overlaps(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

struct Disc {
    double x = 0;
    double y = 0;
    double radius = 0;
};

/// To hundredths, without what is not needed: "12.5".
std::string pixels(double coordinate) {
    constexpr double kHundredth = 100;
    return fmt::format("{}", std::round(coordinate * kHundredth) / kHundredth + 0.0);
}

double number_at(const core::Table& table, std::size_t row, std::size_t column) {
    return core::number_in(table.cell(row, column)).value_or(0);
}

std::size_t needed_column(const core::Table& table, std::string_view name) {
    const auto column = core::column_of(table, name);
    if (!column) {
        throw std::logic_error(fmt::format("a picture needs a column {}", name));
    }
    return *column;
}

/// What a colour tells, and of how many it does.
struct LegendLine {
    std::string name;
    std::string colour;
    std::int64_t count = 0;
    bool is_rest = false;
};

/// The colours that stand for one group each, the most frequent first; those that stand for
/// several, or for none, become one line each, called `rest`, behind them.
std::vector<LegendLine> legend_of(const core::Table& table, std::string_view group,
                                  std::string_view rest) {
    const auto name = core::column_of(table, group);
    const std::size_t colour = needed_column(table, "colour");
    std::map<std::string, LegendLine> by_colour;
    for (std::size_t row = 0; name && row < table.row_count(); ++row) {
        const std::string text = core::exact_text(table.cell(row, *name));
        const std::string its_colour = core::exact_text(table.cell(row, colour));
        LegendLine& line =
            by_colour.emplace(its_colour, LegendLine{.name = text, .colour = its_colour})
                .first->second;
        ++line.count;
        line.is_rest = line.is_rest || text.empty() || line.name != text;
    }
    std::vector<LegendLine> lines;
    for (auto& [its_colour, line] : by_colour) {
        line.name = line.is_rest ? std::string(rest) : line.name;
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const LegendLine& a, const LegendLine& b) {
        return std::tuple(a.is_rest, -a.count, a.name) < std::tuple(b.is_rest, -b.count, b.name);
    });
    return lines;
}

class Picture {
  public:
    explicit Picture(const Graph& graph) : graph_(graph) {
        const core::Table& nodes = graph.nodes;
        const std::size_t x = needed_column(nodes, "x");
        const std::size_t y = needed_column(nodes, "y");
        const std::size_t size = needed_column(nodes, "size");
        const std::size_t labelled = needed_column(nodes, "labelled");
        for (std::size_t row = 0; row < nodes.row_count(); ++row) {
            discs_.push_back(
                {number_at(nodes, row, x), number_at(nodes, row, y), number_at(nodes, row, size)});
            row_of_.emplace(core::exact_text(nodes.cell(row, 0)), row);
            frame_.hold(box_of(discs_.back()));
            if (number_at(nodes, row, labelled) > 0) {
                place_label(row);
            }
        }
        if (nodes.row_count() == 0) {
            frame_ = {.left = 0, .top = 0, .right = 1, .bottom = 1};
        }
    }

    void write(std::ostream& out) {
        const auto groups = legend_of(graph_.nodes, "group", "others, or not known");
        const auto relations = legend_of(graph_.edges, "relation", "others");
        const double lines = static_cast<double>(std::max(groups.size(), relations.size()));
        const double left = frame_.left - kMargin;
        const double top = frame_.top - kMargin;
        constexpr double kLeastWidth = 420;
        const double width = std::max(frame_.right - frame_.left + 2 * kMargin, kLeastWidth);
        const double legend = lines > 0 ? (lines + 1) * kLine : 0;
        const double height = frame_.bottom - frame_.top + 2 * kMargin + legend;
        out << R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" << pixels(width)
            << "\" height=\"" << pixels(height) << "\" viewBox=\"" << pixels(left) << ' '
            << pixels(top) << ' ' << pixels(width) << ' ' << pixels(height)
            << "\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n"
            << "<title>"
            << core::counted(static_cast<std::int64_t>(graph_.nodes.row_count()), "node") << ", "
            << core::counted(static_cast<std::int64_t>(graph_.edges.row_count()), "edge")
            << "</title>\n";
        write_edges(out);
        write_nodes(out);
        write_labels(out);
        const double below = frame_.bottom + kMargin;
        write_legend(out, groups, left + kMargin, below, false);
        write_legend(out, relations, left + kMargin + width / 2, below, true);
        out << "</svg>\n";
    }

  private:
    struct Label {
        std::size_t row = 0;
        double x = 0;
        double y = 0;
        std::string_view anchor;
        Box box;
    };

    static Box box_of(const Disc& disc) {
        return {.left = disc.x - disc.radius,
                .top = disc.y - disc.radius,
                .right = disc.x + disc.radius,
                .bottom = disc.y + disc.radius};
    }

    /// Beside its node, where it covers none of the labels before it; nowhere when there is no such
    /// place: who points at the node reads its name.
    void place_label(std::size_t row) {
        const Disc& disc = discs_[row];
        const std::string name = core::exact_text(graph_.nodes.cell(row, 0));
        const double length = kWidthOfLetter * static_cast<double>(core::display_width(name));
        const double away = disc.radius + 3;
        const double middle = kHeightOfLetter / 3;
        const std::array<Label, 4> places{
            {{row, disc.x + away, disc.y + middle, "start", {}},
             {row, disc.x - away, disc.y + middle, "end", {}},
             {row, disc.x, disc.y - away, "middle", {}},
             {row, disc.x, disc.y + away + kHeightOfLetter, "middle", {}}}};
        for (Label label : places) {
            const double left = label.anchor == "start" ? label.x
                                : label.anchor == "end" ? label.x - length
                                                        : label.x - length / 2;
            label.box = {.left = left,
                         .top = label.y - kHeightOfLetter,
                         .right = left + length,
                         .bottom = label.y + 2};
            const bool is_free = std::none_of(
                labels_.begin(), labels_.end(),
                [&label](const Label& other) { return label.box.overlaps(other.box); });
            if (is_free) {
                frame_.hold(label.box);
                labels_.push_back(label);
                return;
            }
        }
    }

    void write_edges(std::ostream& out) const {
        const core::Table& edges = graph_.edges;
        const std::size_t colour = needed_column(edges, "colour");
        const std::size_t width = needed_column(edges, "width");
        // The more edges, the fainter: of a hundred that cross, each still shows.
        constexpr double kLeast = 0.04;
        constexpr double kMost = 0.6;
        const double opacity =
            std::clamp(4 * static_cast<double>(discs_.size()) /
                           static_cast<double>(std::max<std::size_t>(edges.row_count(), 1)),
                       kLeast, kMost);
        out << R"(<g fill="none" stroke-opacity=")" << pixels(opacity) << "\">\n";
        for (std::size_t row = 0; row < edges.row_count(); ++row) {
            const Disc& from = discs_[row_of_.at(core::exact_text(edges.cell(row, 0)))];
            const Disc& to = discs_[row_of_.at(core::exact_text(edges.cell(row, 1)))];
            out << "<path d=\"M" << pixels(from.x) << ' ' << pixels(from.y) << 'L' << pixels(to.x)
                << ' ' << pixels(to.y) << "\" stroke=\"" << xml_cell(edges.cell(row, colour))
                << "\" stroke-width=\"" << pixels(number_at(edges, row, width)) << "\"/>\n";
        }
        out << "</g>\n";
    }

    void write_nodes(std::ostream& out) const {
        const core::Table& nodes = graph_.nodes;
        const std::size_t colour = needed_column(nodes, "colour");
        out << "<g stroke=\"currentColor\" stroke-opacity=\"0.4\" stroke-width=\"0.5\">\n";
        for (std::size_t row = 0; row < nodes.row_count(); ++row) {
            const Disc& disc = discs_[row];
            out << "<circle cx=\"" << pixels(disc.x) << "\" cy=\"" << pixels(disc.y) << "\" r=\""
                << pixels(disc.radius) << "\" fill=\"" << xml_cell(nodes.cell(row, colour))
                << "\"><title>" << xml_cell(nodes.cell(row, 0));
            write_facts(out, row);
            out << "</title></circle>\n";
        }
        out << "</g>\n";
    }

    /// What is known of a node, but for how it is drawn.
    void write_facts(std::ostream& out, std::size_t row) const {
        static constexpr std::array<std::string_view, 6> kLooks{"x",      "y",     "size",
                                                                "colour", "group", "labelled"};
        for (std::size_t i = 1; i < graph_.nodes.columns().size(); ++i) {
            const std::string& name = graph_.nodes.columns()[i].name;
            const core::Cell cell = graph_.nodes.cell(row, i);
            if (!std::holds_alternative<std::monostate>(cell) &&
                std::find(kLooks.begin(), kLooks.end(), name) == kLooks.end()) {
                out << "\n" << xml_text(name) << ": " << xml_cell(cell);
            }
        }
    }

    void write_labels(std::ostream& out) const {
        // The halo has the colour of the page, where a program knows it.
        out << "<g fill=\"currentColor\" stroke=\"Canvas\" stroke-width=\"2.5\" "
               "stroke-linejoin=\"round\" paint-order=\"stroke\">\n";
        for (const Label& label : labels_) {
            out << "<text x=\"" << pixels(label.x) << "\" y=\"" << pixels(label.y)
                << "\" text-anchor=\"" << label.anchor << "\">"
                << xml_cell(graph_.nodes.cell(label.row, 0)) << "</text>\n";
        }
        out << "</g>\n";
    }

    static void write_legend(std::ostream& out, const std::vector<LegendLine>& lines, double x,
                             double y, bool is_of_edges) {
        out << "<g>\n";
        for (const LegendLine& line : lines) {
            y += kLine;
            const double middle = y - kHeightOfLetter / 3;
            if (is_of_edges) {
                out << "<path d=\"M" << pixels(x - 6) << ' ' << pixels(middle) << 'h'
                    << "12\" stroke=\"" << xml_text(line.colour) << R"(" stroke-width="2"/>)";
            } else {
                out << "<circle cx=\"" << pixels(x) << "\" cy=\"" << pixels(middle)
                    << R"(" r="5" fill=")" << xml_text(line.colour) << "\"/>";
            }
            out << "<text x=\"" << pixels(x + 12) << "\" y=\"" << pixels(y)
                << R"(" fill="currentColor">)" << xml_text(line.name) << " ("
                << core::grouped(line.count) << ")</text>\n";
        }
        out << "</g>\n";
    }

    const Graph& graph_;
    std::vector<Disc> discs_;  // by row
    std::unordered_map<std::string, std::size_t> row_of_;
    std::vector<Label> labels_;
    Box frame_;
};

}  // namespace

/// SVG 1.1 without a script or a style sheet: every look is an attribute, every name is escaped.
/// Texts take the colour of the page that they stand on. Throws std::logic_error for a graph whose
/// nodes have no places.
void write_svg(std::ostream& out, const Graph& graph, const Style& /*style*/) {
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    write_svg_element(out, graph);
}

void write_svg_element(std::ostream& out, const Graph& graph) {
    Picture(graph).write(out);
}

}  // namespace hubmine::output
