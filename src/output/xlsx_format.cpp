#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"

#include "formats.hpp"
#include "xlsx_sheet.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace hubmine::output {

namespace {

core::Cell cell_of(const Value& value) {
    return std::visit(
        [](const auto& inside) -> core::Cell {
            using Inside = std::decay_t<decltype(inside)>;
            if constexpr (std::is_same_v<Inside, bool>) {
                return std::string(inside ? "true" : "false");
            } else if constexpr (std::is_same_v<Inside, std::vector<std::string>>) {
                return fmt::format("{}", fmt::join(inside, ", "));
            } else {
                return inside;
            }
        },
        value);
}

/// Lines of the first sheet, one after the other.
class Lines {
  public:
    void add(const std::vector<core::Cell>& cells, CellStyle of_text = CellStyle::kText) {
        text_.begin(++number_);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto* told = std::get_if<std::string>(&cells[i])) {
                text_.add_text(i, *told, of_text);
            } else {
                const bool is_real = std::holds_alternative<double>(cells[i]);
                text_.add(i, cells[i],
                          {.name = "",
                           .type = is_real ? core::CellType::kReal : core::CellType::kInteger});
            }
        }
        text_.end();
    }
    void add_heading(const std::vector<core::Cell>& cells) {
        ++number_;  // room above it
        add(cells, CellStyle::kHeader);
    }
    void add_record(const std::string& heading, const Record& record) {
        if (record.empty()) {
            return;
        }
        add_heading({heading});
        for (const Field& field : record) {
            add({field.name, cell_of(field.value)});
        }
    }
    [[nodiscard]] const RowText& text() const { return text_; }

  private:
    RowText text_;
    std::int64_t number_ = 0;
};

void add_coverage(Lines& lines, const std::vector<Record>& coverage) {
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        std::vector<core::Cell> names;
        std::vector<core::Cell> values;
        for (const Field& field : coverage[i]) {
            names.emplace_back(field.name);
            values.push_back(cell_of(field.value));
        }
        if (i == 0) {
            lines.add_heading({std::string("coverage")});
            lines.add(names, CellStyle::kHeader);
        }
        lines.add(values);
    }
}

Lines about_lines(const Workbook& workbook, const Report& report) {
    Lines lines;
    lines.add({report.title}, CellStyle::kTitle);
    for (const std::string& sentence : report.sentences) {
        lines.add({sentence});
    }
    lines.add_heading(
        {std::string("sheet"), std::string("table"), std::string("rows"), std::string("a row is")});
    for (const Sheet& sheet : workbook.sheets) {
        if (sheet.schema != nullptr) {
            lines.add({sheet.name, sheet.schema->name, sheet.rows, sheet.schema->help});
        }
    }
    const Manifest& manifest = report.manifest;
    lines.add_record("made by", {{"tool", std::string("hubmine")},
                                 {"version", std::string(core::kVersion)},
                                 {"command", manifest.command}});
    lines.add_record("options", manifest.options);
    lines.add_record("snapshot", manifest.snapshot);
    add_coverage(lines, manifest.coverage);
    lines.add_record("notes", manifest.notes);
    if (!manifest.warnings.empty()) {
        lines.add_heading({std::string("warnings")});
        for (const std::string& warning : manifest.warnings) {
            lines.add({warning});
        }
    }
    return lines;
}

/// The first sheet: what the workbook is, what its sheets are, and where the figures come from.
void write_about(Workbook& workbook, const Report& report) {
    constexpr std::string_view kWidths = R"(<col min="1" max="2" width="28" customWidth="1"/>)"
                                         R"(<col min="3" max="9" width="12" customWidth="1"/>)";
    const Lines lines = about_lines(workbook, report);
    workbook.zip.begin(sheet_part_name(0));
    workbook.zip.write(sheet_head(kWidths, false, true));
    workbook.zip.write(lines.text().xml());
    workbook.zip.write("</sheetData></worksheet>");
    workbook.zip.end();
    workbook.cuts += lines.text().cuts();
}

}  // namespace

void write_xlsx(std::ostream& out, const Report& report, const Style& style) {
    ZipStream zip(out);
    for (const WorkbookPart& part : parts_before_sheets(report)) {
        zip.add(part.name, part.text);
    }
    Workbook workbook{.zip = zip, .style = style, .names = {}, .sheets = {}};
    workbook.sheets.push_back({.name = workbook.names.add("about")});
    for (const core::TableStream& table : report.tables) {
        TableSheets sheets(workbook, table.schema());
        table.for_each_chunk([&sheets](const core::Table& rows) { sheets.add(rows); });
        sheets.end();
    }
    // It comes first in the list of sheets; only now it is known what there is to tell.
    write_about(workbook, report);
    for (const WorkbookPart& part : parts_after_sheets(workbook.sheets)) {
        zip.add(part.name, part.text);
    }
    zip.finish();
    if (workbook.cuts > 0 && style.warn) {
        style.warn(fmt::format(
            "{} longer than the {} characters that a cell of a workbook holds: "
            "{} cut (other formats have {} whole)",
            core::counted(workbook.cuts, "text") + (workbook.cuts == 1 ? " is" : " are"),
            core::grouped(kLongestCell), workbook.cuts == 1 ? "it is" : "they are",
            workbook.cuts == 1 ? "it" : "them"));
    }
}

}  // namespace hubmine::output
