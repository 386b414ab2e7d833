#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// The parts of a workbook beside its sheets and styles. The forms are those that Excel itself
/// writes.
namespace hubmine::output {

/// What became of a table, or of some of its rows.
struct Sheet {
    std::string name;
    const core::Schema* schema = nullptr;  ///< null: the sheet that tells of the others
    std::int64_t rows = 0;                 ///< of the table
    bool has_header = true;
    bool has_notes = false;  ///< its header says what the columns mean
};

/// A part: its name in the archive, and its text.
struct WorkbookPart {
    std::string name;
    std::string text;
};

inline constexpr const char* kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// "xl/worksheets/sheet1.xml"; `index` counts from 0.
[[nodiscard]] std::string sheet_part_name(std::size_t index);

/// "A1:C10": the rows of a table, header and all.
[[nodiscard]] std::string sheet_area(const Sheet& sheet);

/// What a column means and counts; empty where nobody says.
[[nodiscard]] std::string note_of(const core::Column& column);

/// What stands before the sheets: where the parts begin, and what the workbook is.
[[nodiscard]] std::vector<WorkbookPart> parts_before_sheets(const Report& report);
/// What the header of a sheet has beside it; nothing where it has no notes.
[[nodiscard]] std::vector<WorkbookPart> parts_of_sheet(const Sheet& sheet, std::size_t index);
/// What names all sheets, the first one first.
[[nodiscard]] std::vector<WorkbookPart> parts_after_sheets(const std::vector<Sheet>& sheets);

}  // namespace hubmine::output
