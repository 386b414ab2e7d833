#include "xlsx_sheet.hpp"

#include "hubmine/core/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace hubmine::output {

namespace {

/// Where the part of a sheet grows to what a zip archive holds, the rows go on in another sheet.
constexpr std::uint64_t kLargestPart = 4'000'000'000;
/// So much text is gathered before it is compressed.
constexpr std::size_t kPiece = 65536;

/// Characters that the column should have room for, by its name and the first rows.
std::size_t width_of(const core::Table& rows, std::size_t column, std::size_t first_rows) {
    constexpr std::size_t kRoomForButton = 4;
    constexpr std::size_t kRoomForMarks = 2;  // of thousands, of per cent
    constexpr std::size_t kLeast = 9;
    constexpr std::size_t kMost = 60;
    constexpr std::size_t kMostOfReal = 12;
    const core::Column& like = rows.columns()[column];
    std::size_t width = core::display_width(like.name) + kRoomForButton;
    for (std::size_t row = 0; row < first_rows; ++row) {
        std::size_t needed =
            core::display_width(core::exact_text(rows.cell(row, column))) + kRoomForMarks;
        if (like.type == core::CellType::kReal) {
            needed = std::min(needed, kMostOfReal);
        }
        width = std::max(width, needed);
    }
    return std::clamp(width, kLeast, kMost);
}

std::string column_widths(const core::Table& rows) {
    constexpr std::size_t kFirstRows = 200;
    const std::size_t first_rows = std::min(rows.row_count(), kFirstRows);
    std::string widths;
    for (std::size_t i = 0; i < rows.columns().size(); ++i) {
        widths += fmt::format(R"(<col min="{}" max="{}" width="{}" style="{}" customWidth="1"/>)",
                              i + 1, i + 1, width_of(rows, i, first_rows),
                              static_cast<int>(style_of(rows.columns()[i])));
    }
    return widths;
}

bool has_notes(const core::Schema& schema) {
    return std::any_of(schema.columns.begin(), schema.columns.end(),
                       [](const core::Column& column) { return !note_of(column).empty(); });
}

}  // namespace

std::string sheet_head(std::string_view columns, bool has_header, bool is_first) {
    return fmt::format(
        R"({}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")"
        R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
        R"(<sheetViews><sheetView{} workbookViewId="0">{}</sheetView></sheetViews>)"
        R"(<sheetFormatPr defaultRowHeight="15"/><cols>{}</cols><sheetData>)",
        kXmlHead, is_first ? R"( tabSelected="1")" : "",
        has_header ? R"(<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>)"
                     R"(<selection pane="bottomLeft"/>)"
                   : "",
        columns);
}

bool TableSheets::is_full() const {
    const Sheet& sheet = workbook_.sheets.back();
    return sheet.rows + (sheet.has_header ? 1 : 0) >= workbook_.style.sheet_rows ||
           workbook_.zip.part_size() >= kLargestPart;
}

void TableSheets::flush() {
    workbook_.zip.write(text_.xml());
    text_.clear();
}

void TableSheets::begin_sheet(const core::Table& rows) {
    if (columns_.empty()) {
        columns_ = column_widths(rows);
    }
    const bool has_header = workbook_.style.headers;
    workbook_.sheets.push_back({.name = workbook_.names.add(schema_.name),
                                .schema = &schema_,
                                .has_header = has_header,
                                .has_notes = has_header && has_notes(schema_)});
    workbook_.zip.begin(sheet_part_name(workbook_.sheets.size() - 1));
    workbook_.zip.write(sheet_head(columns_, has_header, false));
    is_open_ = true;
    if (has_header) {
        text_.begin(1);
        for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
            text_.add_text(i, schema_.columns[i].name, CellStyle::kHeader);
        }
        text_.end();
    }
}

void TableSheets::end_sheet() {
    flush();
    const Sheet& sheet = workbook_.sheets.back();
    const std::size_t index = workbook_.sheets.size() - 1;
    const std::string area = sheet_area(sheet);
    const std::string filter =
        sheet.has_header ? fmt::format("<autoFilter ref=\"{}\"/>", area) : "";
    workbook_.zip.write(fmt::format(
        R"(</sheetData>{}<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75")"
        R"( header="0.3" footer="0.3"/><ignoredErrors>)"
        R"(<ignoredError sqref="{}" numberStoredAsText="1"/></ignoredErrors>{}</worksheet>)",
        filter, area, sheet.has_notes ? R"(<legacyDrawing r:id="rId1"/>)" : ""));
    workbook_.zip.end();
    for (const WorkbookPart& part : parts_of_sheet(sheet, index)) {
        workbook_.zip.add(part.name, part.text);
    }
    is_open_ = false;
}

void TableSheets::add(const core::Table& rows) {
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
        if (is_open_ && is_full()) {
            end_sheet();
        }
        if (!is_open_) {
            begin_sheet(rows);
        }
        Sheet& sheet = workbook_.sheets.back();
        ++sheet.rows;
        text_.begin(sheet.rows + (sheet.has_header ? 1 : 0));
        const std::vector<core::Cell> cells = rows.row(row);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text_.add(i, cells[i], schema_.columns[i]);
        }
        text_.end();
        if (text_.xml().size() >= kPiece) {
            flush();
        }
    }
}

void TableSheets::end() {
    if (columns_.empty()) {
        begin_sheet(core::Table(schema_));  // a table without rows is a sheet all the same
    }
    end_sheet();
    workbook_.cuts += text_.cuts();
}

}  // namespace hubmine::output
