#include "figure_rows.hpp"

#include "hubmine/core/column_of.hpp"
#include "hubmine/core/number_in.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <variant>

namespace hubmine::output {

namespace {

using core::Chart;
using core::Scale;

/// As much as a reader can tell apart in a picture.
constexpr std::size_t kMostPanels = 6;
constexpr std::size_t kMostNames = 12;
constexpr std::size_t kMostNamesOfMap = 16;
constexpr std::size_t kMostSeries = 8;
constexpr std::size_t kMostRows = 2500;
/// Of a line on a logarithmic axis, in a tenfold of x.
constexpr double kPointsOfDecade = 40;

constexpr char kBetween = '\x1F';

/// Of a column that there is: see core::faults_of().
std::size_t index_of(const core::Schema& schema, const std::string& column) {
    return core::column_of(schema.columns, column).value();
}

bool is_line(const core::Figure& figure) {
    return figure.chart == Chart::kLines || figure.chart == Chart::kSteps;
}

/// Stacked numbers that stand side by side.
bool is_stack_of_numbers(const core::Figure& figure) {
    return figure.chart == Chart::kStacked && figure.x.scale != Scale::kNames &&
           figure.y.scale != Scale::kNames;
}

}  // namespace

std::vector<Slot> slots_of(const core::Figure& figure, const core::Schema& schema) {
    std::vector<Slot> slots;
    for (const auto& [letter, column] :
         std::initializer_list<std::pair<char, std::string>>{{'p', figure.panel},
                                                             {'x', figure.x.column},
                                                             {'y', figure.y.column},
                                                             {'c', figure.colour},
                                                             {'l', figure.low},
                                                             {'h', figure.high}}) {
        if (!column.empty()) {
            slots.push_back(
                {.letter = letter, .column = column, .index = index_of(schema, column)});
        }
    }
    return slots;
}

FigureRows::FigureRows(const core::Figure& figure, const core::Schema& schema)
    : figure_(figure), slots_(slots_of(figure, schema)), highest_(kMostSeries) {
    for (const core::Only& only : figure.only) {
        only_.emplace_back(index_of(schema, only.column), only.value);
    }
    for (const core::Only& without : figure.without) {
        without_.emplace_back(index_of(schema, without.column), without.value);
    }
    if (figure.least) {
        least_ = index_of(schema, figure.least->column);
    }
}

void FigureRows::add(const core::Table& rows) {
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
        if (!is_drawable(rows, row)) {
            continue;
        }
        Cells cells;
        for (const Slot& slot : slots_) {
            cells.push_back(rows.cell(row, slot.index));
        }
        if (is_enough(rows, row, cells)) {
            keep(std::move(cells));
        }
    }
}

void FigureRows::keep(Cells cells) {
    if (figure_.highest) {
        const double height = core::number_in(*cell_of('y', cells)).value_or(0);
        const std::string panel = text_of('p', cells);
        const std::string name = text_of('c', cells);
        highest_.add(panel, name, height, std::move(cells));
    } else if (!has_room(cells)) {
        return;
    } else if (figure_.cumulative) {
        keep_for_curve(std::move(cells));
    } else if (is_line(figure_) && figure_.x.scale == Scale::kLog) {
        keep_on_line(std::move(cells));
    } else {
        rows_.push_back(std::move(cells));
    }
}

void FigureRows::keep_highest() {
    for (Cells& cells : highest_.taken()) {
        if (has_room(cells)) {
            rows_.push_back(std::move(cells));
        }
    }
}

/// What a reader is shown for a text.
std::string FigureRows::word_of(const Slot& slot, const core::Cell& cell) const {
    std::string text = core::exact_text(cell);
    for (const core::Word& word : figure_.words) {
        if (word.column == slot.column && word.value == text) {
            return word.word;
        }
    }
    return text;
}

/// What is not is remembered by its names.
bool FigureRows::is_enough(const core::Table& rows, std::size_t row, const Cells& cells) {
    if (!least_) {
        return true;
    }
    const double number = core::number_in(rows.cell(row, *least_)).value_or(0);
    if (number >= static_cast<double>(figure_.least->least)) {
        return true;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (std::holds_alternative<std::string>(cells[i])) {
            names.push_back(word_of(slots_[i], cells[i]));
        }
    }
    too_few_.push_back(fmt::format("{} ({:.0f})", fmt::join(names, ", "), number));
    return false;
}

/// Where nothing is known, what is of all of them.
void FigureRows::leave_what_is_known() {
    if (!figure_.known) {
        return;
    }
    const core::Known& known = *figure_.known;
    const auto slot = std::find_if(slots_.begin(), slots_.end(),
                                   [&](const Slot& one) { return one.column == known.column; });
    const auto index = static_cast<std::size_t>(slot - slots_.begin());
    const auto tells = [&](const Cells& cells) {
        const std::string text = core::exact_text(cells[index]);
        const bool is_time = figure_.x.scale == Scale::kTime;
        return text != known.whole && !core::contains(known.nothing, text) &&
               (is_time || amount_of(cells) > 0);
    };
    if (std::none_of(rows_.begin(), rows_.end(), tells) && !rows_.empty()) {
        std::erase_if(rows_, [&](const Cells& cells) {
            return known.whole.empty() || core::exact_text(cells[index]) != known.whole;
        });
        reason_ = rows_.empty() ? known.otherwise : "";
    }
}

double FigureRows::amount_of(const Cells& cells) const {
    const char letter = figure_.y.scale == Scale::kNames ? 'x' : 'y';
    return core::number_in(*cell_of(letter, cells)).value_or(0);
}

void FigureRows::leave_no_bars_of_nothing() {
    const bool is_bars = figure_.chart == Chart::kBars || figure_.chart == Chart::kStacked;
    if (is_bars && !rows_.empty() &&
        std::all_of(rows_.begin(), rows_.end(),
                    [this](const Cells& cells) { return amount_of(cells) == 0; })) {
        rows_.clear();
        reason_ = "Every number of it is 0.";
    }
}

/// A line over time needs two moments.
void FigureRows::leave_no_single_moment() {
    if (!is_line(figure_) || figure_.x.scale != Scale::kTime || rows_.empty()) {
        return;
    }
    const std::string first = text_of('x', rows_.front());
    if (std::all_of(rows_.begin(), rows_.end(),
                    [&](const Cells& cells) { return text_of('x', cells) == first; })) {
        rows_.clear();
        reason_ = "They are known of one moment only.";
    }
}

/// The end of a line is always drawn.
void FigureRows::finish() {
    for (auto& [name, line] : lines_) {
        if (line.left_out) {
            rows_.push_back(std::move(*line.left_out));
        }
    }
    lines_.clear();
    for (const auto& [name, curve] : curves_) {
        finish_curve(curve);
    }
    curves_.clear();
    keep_highest();
    leave_what_is_known();
    leave_no_single_moment();
    leave_no_bars_of_nothing();
}

void FigureRows::keep_for_curve(Cells cells) {
    const std::string line = line_of(cells);
    auto found = std::find_if(curves_.begin(), curves_.end(),
                              [&line](const auto& curve) { return curve.first == line; });
    if (found == curves_.end()) {
        found = curves_.insert(found, {line, {}});
    }
    found->second.push_back(std::move(cells));
}

/// From nothing to all, in steps that can be seen.
void FigureRows::finish_curve(const std::vector<Cells>& curve) {
    constexpr double kStep = 0.01;
    const auto amount = [this](char letter, const Cells& cells) {
        return core::number_in(*cell_of(letter, cells)).value_or(0);
    };
    const Point all =
        std::accumulate(curve.begin(), curve.end(), Point(), [&](Point sum, const Cells& cells) {
            const double x = amount('x', cells);
            return Point{.x = sum.x + x, .y = sum.y + x * amount('y', cells)};
        });
    if (all.x <= 0 || all.y <= 0) {
        return;
    }
    add_point(curve.front(), {});
    Point sum;
    Point shown;
    for (const Cells& cells : curve) {
        sum.x += amount('x', cells);
        sum.y += amount('x', cells) * amount('y', cells);
        const Point share{.x = sum.x / all.x, .y = sum.y / all.y};
        const double further = std::max(share.x - shown.x, share.y - shown.y);
        if (further >= kStep || &cells == &curve.back()) {
            add_point(cells, share);
            shown = share;
        }
    }
}

/// The cells, at another place.
void FigureRows::add_point(Cells cells, const Point& at) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].letter == 'x') {
            cells[i] = at.x;
        } else if (slots_[i].letter == 'y') {
            cells[i] = at.y;
        }
    }
    rows_.push_back(std::move(cells));
}

bool FigureRows::is_drawable(const core::Table& rows, std::size_t row) const {
    const auto has = [&](const auto& wanted) {
        return core::exact_text(rows.cell(row, wanted.first)) == wanted.second;
    };
    if (!std::all_of(only_.begin(), only_.end(), has) ||
        std::any_of(without_.begin(), without_.end(), has)) {
        return false;
    }
    const bool is_map = figure_.chart == Chart::kMap || figure_.chart == Chart::kCalendar;
    return std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        const core::Cell cell = rows.cell(row, slot.index);
        if (slot.letter == 'x' || slot.letter == 'y') {
            return stands_on(slot.letter == 'x' ? figure_.x : figure_.y, cell);
        }
        return !(is_map && slot.letter == 'c') || core::number_in(cell).has_value();
    });
}

/// A missing name is one, too; a missing number is none, nor is 0 on a logarithmic axis.
bool FigureRows::stands_on(const core::Axis& axis, const core::Cell& cell) const {
    if (axis.scale == Scale::kNames) {
        return true;
    }
    if (axis.scale == Scale::kTime) {
        return !std::holds_alternative<std::monostate>(cell);
    }
    const std::optional<double> number = core::number_in(cell);
    return number && (axis.scale == Scale::kLinear || *number > 0);
}

const core::Cell* FigureRows::cell_of(char letter, const Cells& cells) const {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].letter == letter) {
            return &cells[i];
        }
    }
    return nullptr;
}

std::string FigureRows::text_of(char letter, const Cells& cells) const {
    const core::Cell* const cell = cell_of(letter, cells);
    return cell == nullptr ? "" : core::exact_text(*cell);
}

std::string FigureRows::line_of(const Cells& cells) const {
    return text_of('p', cells) + kBetween + text_of('c', cells);
}

bool FigureRows::take_name(Names& names, const std::string& name, std::size_t most,
                           bool& left_out) {
    if (names.contains(name)) {
        return true;
    }
    if (names.size() < most) {
        names.insert(name);
        return true;
    }
    left_out = true;
    return false;
}

/// The first pictures, the first names in each, the first lines, the first points.
bool FigureRows::has_room(const Cells& cells) {
    const std::string panel = text_of('p', cells);
    if (!take_name(panels_, panel, kMostPanels, fewer_panels_)) {
        return false;
    }
    const bool is_map = figure_.chart == Chart::kMap;
    const std::size_t most = is_map ? kMostNamesOfMap : kMostNames;
    const auto fits = [&](const core::Axis& axis, char letter, auto& names) {
        return axis.scale != Scale::kNames || figure_.chart == Chart::kCalendar ||
               take_name(names[panel], text_of(letter, cells), most, fewer_names_);
    };
    if (!fits(figure_.y, 'y', names_) || !fits(figure_.x, 'x', others_)) {
        return false;
    }
    if ((is_line(figure_) || is_stack_of_numbers(figure_)) &&
        !take_name(series_[panel], text_of('c', cells), kMostSeries, fewer_series_)) {
        return false;
    }
    fewer_rows_ |= rows_.size() >= kMostRows;
    return rows_.size() < kMostRows;
}

/// One point a stretch of x: a picture of all of them looks the same.
void FigureRows::keep_on_line(Cells cells) {
    Line& line = lines_[line_of(cells)];
    const double x = core::number_in(*cell_of('x', cells)).value_or(1);
    const double stretch = std::floor(kPointsOfDecade * std::log10(x));
    if (line.stretch == stretch) {
        thinned_ |= line.left_out.has_value();
        line.left_out = std::move(cells);
        return;
    }
    line.stretch = stretch;
    line.left_out.reset();
    rows_.push_back(std::move(cells));
}

std::vector<std::string> FigureRows::notes() const {
    std::vector<std::string> notes;
    const auto note_when = [&notes](bool so, std::string text) {
        if (so) {
            notes.push_back(std::move(text));
        }
    };
    note_when(fewer_panels_, fmt::format("The first {} pictures of more.", kMostPanels));
    note_when(fewer_names_,
              fmt::format("The first {} names of more.",
                          figure_.chart == Chart::kMap ? kMostNamesOfMap : kMostNames));
    note_when(fewer_series_, fmt::format("The first {} lines of more.", kMostSeries));
    note_when(highest_.are_fewer(), fmt::format("The {} highest lines of more.", kMostSeries));
    note_when(thinned_,
              fmt::format("Drawn are at most {} points in a tenfold of x.", kPointsOfDecade));
    note_when(fewer_rows_, fmt::format("The first {} points of more.", kMostRows));
    if (!too_few_.empty()) {
        notes.push_back(fmt::format("Left out, of fewer than {} {}: {}.", figure_.least->least,
                                    figure_.least->what, fmt::join(too_few_, "; ")));
    }
    return notes;
}

}  // namespace hubmine::output
