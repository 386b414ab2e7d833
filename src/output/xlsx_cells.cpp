#include "xlsx_cells.hpp"

#include "hubmine/core/time.hpp"

#include "xlsx_text.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <variant>

namespace hubmine::output {

namespace {

/// A look: what Excel calls the number format (from 164 on: told below), and the font.
struct Look {
    int number_format;
    int font;
};
constexpr int kDayFormat = 164;
constexpr int kTimeFormat = 165;
constexpr int kTenthsFormat = 166;
constexpr int kTextFormat = 49;
/// In the order of CellStyle.
constexpr std::array<Look, 10> kLooks{{{0, 0},
                                       {kTextFormat, 1},
                                       {kTextFormat, 2},
                                       {kTextFormat, 0},
                                       {1, 0},
                                       {3, 0},
                                       {10, 0},
                                       {kTenthsFormat, 0},
                                       {kDayFormat, 0},
                                       {kTimeFormat, 0}}};

/// A number of days since the last one of 1899, as spreadsheets count, and how it is to look.
struct SpreadsheetTime {
    double days = 0;
    CellStyle style = CellStyle::kTime;
};

/// Absent where the spreadsheet's number would not be told by that text again: another way of
/// writing it, or a day before March 1900, as spreadsheets believe in a 29 February of that year.
std::optional<SpreadsheetTime> spreadsheet_time(const std::string& text) {
    constexpr std::size_t kDayLength = 10;
    constexpr double kFirst = 61;
    constexpr double kDaysBefore1970 = 25569;
    constexpr double kMillisecondsOfDay = 86'400'000;
    const std::optional<core::Timestamp> time = core::parse_time(text);
    if (!time) {
        return std::nullopt;
    }
    const std::string told = core::format_time(*time);
    const bool is_day = text.size() == kDayLength && told.starts_with(text);
    const double days = kDaysBefore1970 +
                        static_cast<double>(time->time_since_epoch().count()) / kMillisecondsOfDay;
    if ((!is_day && told != text) || days < kFirst) {
        return std::nullopt;
    }
    return SpreadsheetTime{.days = days, .style = is_day ? CellStyle::kDay : CellStyle::kTime};
}

/// Spreadsheets know neither numbers near the ends of a double's range nor whole ones that a double
/// rounds.
bool is_held(double number) {
    constexpr double kLeast = 2.2250738585072014e-308;
    constexpr double kMost = 9.99999999999999e307;
    return number == 0 || (std::abs(number) >= kLeast && std::abs(number) <= kMost);
}

bool is_held(std::int64_t number) {
    constexpr std::int64_t kMost = 1'000'000'000'000'000;
    return number >= -kMost && number <= kMost;
}

}  // namespace

std::string styles_part() {
    std::string looks;
    for (const Look& look : kLooks) {
        looks += fmt::format(
            R"(<xf numFmtId="{}" fontId="{}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1")"
            R"( applyFont="1"/>)",
            look.number_format, look.font);
    }
    constexpr std::string_view kFont = R"(<name val="Calibri"/><family val="2"/></font>)";
    return fmt::format(
        R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
        R"(<numFmts count="3"><numFmt numFmtId="{}" formatCode="yyyy\-mm\-dd"/>)"
        R"(<numFmt numFmtId="{}" formatCode="yyyy\-mm\-dd&quot;T&quot;hh:mm:ss.000&quot;Z&quot;"/>)"
        R"(<numFmt numFmtId="{}" formatCode="0.0"/></numFmts>)"
        R"(<fonts count="3"><font><sz val="11"/>{}<font><b/><sz val="11"/>{})"
        R"(<font><b/><sz val="14"/>{}</fonts>)"
        R"(<fills count="2"><fill><patternFill patternType="none"/></fill>)"
        R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
        R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
        R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>)"
        R"(</cellStyleXfs><cellXfs count="{}">{}</cellXfs>)"
        R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>)"
        R"(<dxfs count="0"/></styleSheet>)",
        kDayFormat, kTimeFormat, kTenthsFormat, kFont, kFont, kFont, kLooks.size(), looks);
}

CellStyle style_of(const core::Column& column) {
    using core::CellType;
    using core::Unit;
    if (column.type == CellType::kText) {
        return CellStyle::kText;
    }
    if (column.unit == Unit::kShare) {
        return CellStyle::kShare;
    }
    if (column.unit == Unit::kDays && column.type == CellType::kReal) {
        return CellStyle::kTenths;
    }
    const bool is_amount = column.unit != Unit::kNone;
    if (column.type == CellType::kInteger) {
        return is_amount ? CellStyle::kGrouped : CellStyle::kWhole;
    }
    return CellStyle::kPlain;
}

std::string column_letters(std::size_t column) {
    constexpr std::size_t kLetters = 26;
    const std::string last(1, static_cast<char>('A' + column % kLetters));
    return column < kLetters ? last : column_letters(column / kLetters - 1) + last;
}

void RowText::begin(std::int64_t number) {
    row_ = std::to_string(number);
    xml_ += "<row r=\"";
    xml_ += row_;
    xml_ += "\">";
}

void RowText::open(std::size_t column, CellStyle style) {
    xml_ += "<c r=\"";
    xml_ += column_letters(column);
    xml_ += row_;
    xml_ += "\" s=\"";
    xml_ += std::to_string(static_cast<int>(style));
}

void RowText::add_text(std::size_t column, std::string_view text, CellStyle style) {
    if (text.empty()) {
        return;
    }
    const std::string_view cut = cut_to_units(text, kLongestCell);
    cuts_ += cut.size() < text.size() ? 1 : 0;
    open(column, style);
    xml_ += R"(" t="inlineStr"><is><t xml:space="preserve">)";
    xml_ += xlsx_text(cut);
    xml_ += "</t></is></c>";
}

void RowText::add_number(std::size_t column, const std::string& digits, CellStyle style) {
    open(column, style);
    xml_ += "\"><v>";
    xml_ += digits;
    xml_ += "</v></c>";
}

void RowText::add(std::size_t column, const core::Cell& cell, const core::Column& like) {
    if (std::holds_alternative<std::monostate>(cell)) {
        return;
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        const auto time = like.unit == core::Unit::kTime ? spreadsheet_time(*text) : std::nullopt;
        if (time) {
            add_number(column, fmt::format("{}", time->days), time->style);
        } else {
            add_text(column, *text, CellStyle::kText);
        }
        return;
    }
    const auto* whole = std::get_if<std::int64_t>(&cell);
    if (whole != nullptr ? is_held(*whole) : is_held(std::get<double>(cell))) {
        add_number(column, core::exact_text(cell), style_of(like));
    } else {
        add_text(column, core::exact_text(cell), CellStyle::kText);
    }
}

}  // namespace hubmine::output
