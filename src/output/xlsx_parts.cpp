#include "xlsx_parts.hpp"

#include "hubmine/core/display.hpp"

#include "xlsx_cells.hpp"
#include "xlsx_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::output {

namespace {

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";

/// Where a part leads: what sort of part it is, by the end of its type's address, and which.
struct Relation {
    std::string type;
    std::string target;
};

WorkbookPart relations_part(std::string name, const std::vector<Relation>& relations) {
    std::string text =
        fmt::format("{}<Relationships xmlns=\"{}/relationships\">", kXmlHead, kPackage);
    for (std::size_t i = 0; i < relations.size(); ++i) {
        const bool is_of_package = relations[i].type.starts_with("metadata/");
        text += fmt::format(
            R"(<Relationship Id="rId{}" Type="{}/{}" Target="{}"/>)", i + 1,
            is_of_package ? fmt::format("{}/relationships", kPackage) : std::string(kOffice),
            relations[i].type, relations[i].target);
    }
    return {std::move(name), text + "</Relationships>"};
}

/// When the walk of the Hub began of which the figures are: what does not change from one run to
/// the next.
std::string snapshot_time(const Manifest& manifest) {
    const auto found = std::find_if(manifest.snapshot.begin(), manifest.snapshot.end(),
                                    [](const Field& field) { return field.name == "started"; });
    const auto* const started =
        found == manifest.snapshot.end() ? nullptr : std::get_if<std::string>(&found->value);
    constexpr std::size_t kToSeconds = 19;
    return started == nullptr ? "" : started->substr(0, kToSeconds) + "Z";
}

std::string core_part(const Report& report) {
    const std::string time = snapshot_time(report.manifest);
    return fmt::format(
        R"({}<cp:coreProperties xmlns:cp="{}/metadata/core-properties")"
        R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
        R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
        R"(<dc:title>{}</dc:title><dc:creator>hubmine</dc:creator>{}</cp:coreProperties>)",
        kXmlHead, kPackage, xlsx_text(report.title),
        time.empty()
            ? ""
            : fmt::format(R"(<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>)",
                          xlsx_text(time)));
}

std::string content_types_part(const std::vector<Sheet>& sheets) {
    constexpr std::string_view kSheetType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml";
    std::string parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        parts += fmt::format(R"(<Override PartName="/{}" ContentType="{}.worksheet+xml"/>)",
                             sheet_part_name(i), kSheetType);
        if (sheets[i].has_notes) {
            parts += fmt::format(R"(<Override PartName="/xl/comments{}.xml")"
                                 R"( ContentType="{}.comments+xml"/>)",
                                 i + 1, kSheetType);
        }
    }
    return fmt::format(
        R"({}<Types xmlns="{}/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.)"
        R"(relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Default Extension="vml")"
        R"( ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>)"
        R"(<Override PartName="/docProps/core.xml")"
        R"( ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
        R"(<Override PartName="/docProps/app.xml")"
        R"( ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>)"
        R"(<Override PartName="/xl/styles.xml" ContentType="{}.styles+xml"/>)"
        R"(<Override PartName="/xl/workbook.xml" ContentType="{}.sheet.main+xml"/>{}</Types>)",
        kXmlHead, kPackage, kSheetType, kSheetType, parts);
}

/// The area of a sheet as formulas name it: every row and column fixed.
std::string fixed_area(const Sheet& sheet) {
    return fmt::format("'{}'!$A$1:${}${}", xlsx_text(sheet.name),
                       column_letters(sheet.schema->columns.size() - 1), sheet.rows + 1);
}

std::string workbook_part(const std::vector<Sheet>& sheets) {
    std::string entries;
    std::string areas;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        entries += fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="rId{}"/>)",
                               xlsx_text(sheets[i].name), i + 1, i + 1);
        if (sheets[i].schema != nullptr && sheets[i].has_header) {
            areas += fmt::format(
                R"(<definedName name="_xlnm._FilterDatabase" localSheetId="{}" hidden="1">)"
                R"({}</definedName>)",
                i, fixed_area(sheets[i]));
        }
    }
    const std::string names =
        areas.empty() ? "" : fmt::format("<definedNames>{}</definedNames>", areas);
    return fmt::format(
        R"({}<workbook xmlns="{}" xmlns:r="{}"><bookViews>)"
        R"(<workbookView xWindow="240" yWindow="15" windowWidth="24000" windowHeight="12000"/>)"
        R"(</bookViews><sheets>{}</sheets>{}</workbook>)",
        kXmlHead, kMain, kOffice, entries, names);
}

std::string comments_part(const std::vector<core::Column>& columns) {
    std::string comments;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const std::string note = note_of(columns[i]); !note.empty()) {
            comments += fmt::format(
                R"(<comment ref="{}1" authorId="0"><text><r><t xml:space="preserve">{}</t></r>)"
                R"(</text></comment>)",
                column_letters(i), xlsx_text(note));
        }
    }
    return fmt::format(R"({}<comments xmlns="{}"><authors><author>hubmine</author></authors>)"
                       R"(<commentList>{}</commentList></comments>)",
                       kXmlHead, kMain, comments);
}

/// The boxes in which the comments are shown, hidden until somebody points at the header.
std::string drawing_part(const std::vector<core::Column>& columns, std::size_t index) {
    constexpr std::size_t kShapesOfSheet = 1024;
    constexpr std::size_t kCharactersOfLine = 22;
    std::string shapes;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string note = note_of(columns[i]);
        if (note.empty()) {
            continue;
        }
        shapes += fmt::format(
            R"(<v:shape id="_x0000_s{}" type="#_x0000_t202" style="position:absolute;)"
            R"(margin-left:60pt;margin-top:1.5pt;width:144pt;height:60pt;z-index:{};)"
            R"(visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">)"
            R"(<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>)"
            R"(<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">)"
            R"(<div style="text-align:left"></div></v:textbox>)"
            R"(<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>)"
            R"(<x:Anchor>{}, 15, 0, 2, {}, 15, {}, 16</x:Anchor>)"
            R"(<x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>{}</x:Column>)"
            R"(</x:ClientData></v:shape>)",
            (index + 1) * kShapesOfSheet + i + 1, i + 1, i + 1, i + 3,
            2 + core::display_width(note) / kCharactersOfLine, i);
    }
    return fmt::format(
        R"(<xml xmlns:v="urn:schemas-microsoft-com:vml")"
        R"( xmlns:o="urn:schemas-microsoft-com:office:office")"
        R"( xmlns:x="urn:schemas-microsoft-com:office:excel">)"
        R"(<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>)"
        R"(<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202")"
        R"( path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>)"
        R"(<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{}</xml>)",
        index + 1, shapes);
}

}  // namespace

std::string sheet_part_name(std::size_t index) {
    return fmt::format("xl/worksheets/sheet{}.xml", index + 1);
}

std::string sheet_area(const Sheet& sheet) {
    return fmt::format("A1:{}{}", column_letters(sheet.schema->columns.size() - 1),
                       std::max<std::int64_t>(sheet.rows + (sheet.has_header ? 1 : 0), 1));
}

std::string note_of(const core::Column& column) {
    const std::string_view unit = core::unit_name(column.unit);
    return unit.empty() || column.meaning.empty() ? column.meaning
                                                  : fmt::format("{} [{}]", column.meaning, unit);
}

std::vector<WorkbookPart> parts_before_sheets(const Report& report) {
    return {relations_part("_rels/.rels", {{"officeDocument", "xl/workbook.xml"},
                                           {"metadata/core-properties", "docProps/core.xml"},
                                           {"extended-properties", "docProps/app.xml"}}),
            {"docProps/core.xml", core_part(report)},
            {"docProps/app.xml",
             fmt::format(R"({}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/)"
                         R"(2006/extended-properties"><Application>hubmine</Application>)"
                         R"(</Properties>)",
                         kXmlHead)},
            {"xl/styles.xml", kXmlHead + styles_part()}};
}

std::vector<WorkbookPart> parts_of_sheet(const Sheet& sheet, std::size_t index) {
    if (!sheet.has_notes) {
        return {};
    }
    const std::string drawing = fmt::format("drawings/vmlDrawing{}.vml", index + 1);
    const std::string comments = fmt::format("comments{}.xml", index + 1);
    return {{"xl/" + comments, comments_part(sheet.schema->columns)},
            {"xl/" + drawing, drawing_part(sheet.schema->columns, index)},
            relations_part(fmt::format("xl/worksheets/_rels/sheet{}.xml.rels", index + 1),
                           {{"vmlDrawing", "../" + drawing}, {"comments", "../" + comments}})};
}

std::vector<WorkbookPart> parts_after_sheets(const std::vector<Sheet>& sheets) {
    std::vector<Relation> relations;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        relations.push_back({"worksheet", fmt::format("worksheets/sheet{}.xml", i + 1)});
    }
    relations.push_back({"styles", "styles.xml"});
    return {{"xl/workbook.xml", workbook_part(sheets)},
            relations_part("xl/_rels/workbook.xml.rels", relations),
            {"[Content_Types].xml", content_types_part(sheets)}};
}

}  // namespace hubmine::output
