#include "figure_lines.hpp"

#include <algorithm>
#include <iterator>

namespace hubmine::output {

void HighestLines::add(const std::string& panel, const std::string& name, double height,
                       Cells cells) {
    if (!last_ || last_->panel != panel || last_->name != name) {
        place_last();
        last_ = Line{.panel = panel, .name = name, .height = height, .rows = {}};
    }
    last_->height = std::max(last_->height, height);
    last_->rows.push_back(std::move(cells));
}

void HighestLines::place_last() {
    if (!last_) {
        return;
    }
    auto panel = std::find_if(panels_.begin(), panels_.end(),
                              [this](const auto& one) { return one.first == last_->panel; });
    if (panel == panels_.end()) {
        panel = panels_.insert(panel, {last_->panel, {}});
    }
    std::vector<Line>& lines = panel->second;
    const auto place = std::find_if(lines.begin(), lines.end(), [this](const Line& line) {
        return line.height < last_->height;
    });
    lines.insert(place, *std::exchange(last_, std::nullopt));
    if (lines.size() > most_) {
        lines.pop_back();
        fewer_ = true;
    }
}

std::vector<HighestLines::Cells> HighestLines::taken() {
    place_last();
    std::vector<Cells> rows;
    for (auto& [name, lines] : panels_) {
        for (Line& line : lines) {
            std::move(line.rows.begin(), line.rows.end(), std::back_inserter(rows));
        }
    }
    panels_.clear();
    return rows;
}

}  // namespace hubmine::output
