#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Cells of a workbook's sheets.
namespace hubmine::output {

/// How a cell looks: its place in the list of styles_part().
enum class CellStyle {
    kPlain,
    kHeader,
    kTitle,
    kText,     ///< what is typed into the cell stays text, too
    kWhole,    ///< 1234
    kGrouped,  ///< 1,234
    kShare,    ///< 12.34%
    kTenths,   ///< 1.2
    kDay,      ///< 2024-01-02
    kTime      ///< 2024-01-02T03:04:05.678Z
};

/// The part of a workbook that holds the styles.
[[nodiscard]] std::string styles_part();

/// How the cells of a column look unless they say otherwise.
[[nodiscard]] CellStyle style_of(const core::Column& column);

/// "A", "B", ..., "AA" for 0, 1, ..., 26.
[[nodiscard]] std::string column_letters(std::size_t column);

/// Cells of one row after another, as XML.
class RowText {
  public:
    /// `number` counts from 1.
    void begin(std::int64_t number);
    /// An empty text is no cell at all.
    void add_text(std::size_t column, std::string_view text, CellStyle style);
    /// A missing cell is none at all, either. Text stays text whatever it looks like; numbers that
    /// a spreadsheet would round, or cannot hold, are text; days and times are numbers where they
    /// come back as the same text.
    void add(std::size_t column, const core::Cell& cell, const core::Column& like);
    /// The row is whole.
    void end() { xml_ += "</row>"; }

    [[nodiscard]] const std::string& xml() const { return xml_; }
    void clear() { xml_.clear(); }
    /// Texts that were too long for a cell and were cut.
    [[nodiscard]] std::int64_t cuts() const { return cuts_; }

  private:
    void open(std::size_t column, CellStyle style);
    void add_number(std::size_t column, const std::string& digits, CellStyle style);

    std::string xml_;
    std::string row_;  ///< the number
    std::int64_t cuts_ = 0;
};

}  // namespace hubmine::output
