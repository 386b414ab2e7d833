#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table.hpp"

#include "figure_lines.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::output {

/// A column that a figure draws, and what it is to the picture.
struct Slot {
    char letter = 'x';  ///< p(anel), x, y, c(olour), l(ow), h(igh)
    std::string column;
    std::size_t index = 0;  ///< in the table
};

/// The columns that a figure draws.
[[nodiscard]] std::vector<Slot> slots_of(const core::Figure& figure, const core::Schema& schema);

/// Which rows of a table a figure shows, row by row.
class FigureRows {
  public:
    using Cells = std::vector<core::Cell>;  ///< a cell a slot

    FigureRows(const core::Figure& figure, const core::Schema& schema);

    void add(const core::Table& rows);
    /// Once every row was added.
    void finish();

    [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
    [[nodiscard]] const std::vector<Cells>& rows() const { return rows_; }
    [[nodiscard]] std::vector<std::string> notes() const;
    /// Why there are no rows; empty = for no reason that is known.
    [[nodiscard]] const std::string& reason() const { return reason_; }

  private:
    /// Of a line that is drawn: the last stretch that a point was kept of, and the last point that
    /// was not.
    struct Line {
        std::optional<double> stretch;
        std::optional<Cells> left_out;
    };
    /// Names that were seen, in a picture or in all.
    using Names = std::set<std::string>;

    [[nodiscard]] bool is_drawable(const core::Table& rows, std::size_t row) const;
    [[nodiscard]] bool stands_on(const core::Axis& axis, const core::Cell& cell) const;
    [[nodiscard]] std::string text_of(char letter, const Cells& cells) const;
    /// What tells lines apart: panel and colour.
    [[nodiscard]] std::string line_of(const Cells& cells) const;
    [[nodiscard]] const core::Cell* cell_of(char letter, const Cells& cells) const;
    [[nodiscard]] bool has_room(const Cells& cells);
    bool take_name(Names& names, const std::string& name, std::size_t most, bool& left_out);
    [[nodiscard]] bool is_enough(const core::Table& rows, std::size_t row, const Cells& cells);
    [[nodiscard]] std::string word_of(const Slot& slot, const core::Cell& cell) const;
    void keep(Cells cells);
    void keep_highest();
    void leave_what_is_known();
    void leave_no_single_moment();
    void leave_no_bars_of_nothing();
    /// Of a bar.
    [[nodiscard]] double amount_of(const Cells& cells) const;
    void keep_on_line(Cells cells);
    void keep_for_curve(Cells cells);
    void finish_curve(const std::vector<Cells>& curve);
    struct Point {
        double x = 0;
        double y = 0;
    };
    void add_point(Cells cells, const Point& at);

    const core::Figure& figure_;
    std::vector<Slot> slots_;
    std::vector<std::pair<std::size_t, std::string>> only_;     ///< column, its text
    std::vector<std::pair<std::size_t, std::string>> without_;  ///< column, its text
    std::optional<std::size_t> least_;                          ///< column
    std::vector<Cells> rows_;
    Names panels_;
    std::map<std::string, Names> names_;   ///< by panel, those along an axis of names
    std::map<std::string, Names> others_;  ///< by panel, those along the other one
    std::map<std::string, Names> series_;  ///< by panel
    std::map<std::string, Line> lines_;    ///< by panel and colour
    /// By panel and colour, in the order of the rows: lines of running shares.
    std::vector<std::pair<std::string, std::vector<Cells>>> curves_;
    HighestLines highest_;
    std::vector<std::string> too_few_;  ///< names of rows that are not enough
    std::string reason_;
    bool thinned_ = false;
    bool fewer_panels_ = false;
    bool fewer_names_ = false;
    bool fewer_series_ = false;
    bool fewer_rows_ = false;
};

}  // namespace hubmine::output
