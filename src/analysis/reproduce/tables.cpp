#include "reproduce/tables.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "reproduce/checks.hpp"
#include "reproduce/reasons.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::analysis::reproduce {

namespace {

using Row = TableRow<Findings>;

/// The number that was printed; absent for a name and for "NaN".
std::optional<double> printed_number(std::string_view text) {
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number =
        failed == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    return is_number ? std::optional(number) : std::nullopt;
}

core::Cell ratio_of(const core::Cell& ours, std::string_view published) {
    const std::optional<double> printed = printed_number(published);
    const std::optional<double> number = number_in(ours);
    return printed && number ? ratio_cell(*number, *printed) : core::Cell();
}

/// What the file says of the figure, and why ours is missing.
std::string note_of(const Printed& printed, const core::Cell& ours, const store::Dataset& data) {
    const std::string why = core::exact_text(ours).empty() ? why_missing(printed, data) : "";
    const std::string_view between = printed.note.empty() || why.empty() ? "" : "; ";
    return fmt::format("{}{}{}", printed.note, between, why);
}

void fill_reproduce(const Findings& findings, core::Table& table) {
    for (const Printed& printed : findings.study) {
        const core::Cell ours = findings.ours.cell(printed);
        table.add_row({printed.item, printed.section, printed.what, printed.published,
                       text_or_missing(core::exact_text(ours)), ratio_of(ours, printed.published),
                       printed.comparable, text_or_missing(note_of(printed, ours, findings.data))});
    }
}

void fill_checks(const Findings& findings, core::Table& table) {
    for (const Check& check : checks()) {
        std::optional<std::int64_t> ours;
        if (const auto holds = check.holds == nullptr ? std::nullopt : check.holds(findings.ours)) {
            ours = *holds ? 1 : 0;
        }
        table.add_row({std::string(check.item), std::string(check.section),
                       std::string(check.statement), std::int64_t{check.published_holds ? 1 : 0},
                       core::cell_or_missing(ours), text_or_missing(check.note)});
    }
}

core::Column item_column() {
    return term("item", "a name for it");
}

core::Column section_column() {
    return term("section", "where the study has it: a section or a table");
}

core::Column note_column() {
    return term("note", "what has to be known of it, and why ours is missing");
}

Row reproduce_row() {
    return {.schema = {.name = "reproduce",
                       .help = "a figure that the study printed",
                       .columns = {item_column(), section_column(),
                                   term("what", "what it is a figure of"),
                                   written("published", "as printed"),
                                   written("ours", "the same of this store"),
                                   real("ratio",
                                        "ours by published; none where either is no "
                                        "number, or published is 0"),
                                   term("comparable",
                                        "shape: compare by eye; size: grows with the Hub; names: "
                                        "who leads"),
                                   note_column()},
                       .headline = true},
            .fill = fill_reproduce};
}

Row checks_row() {
    return {
        .schema = {.name = "checks",
                   .help = "what must hold between figures, in print and here",
                   .columns = {item_column(), section_column(), term("statement", "what must hold"),
                               integer("published_holds", "1 = the printed figures do"),
                               integer("ours_holds", "1 = ours do; none where it cannot be told"),
                               note_column()},
                   .headline = true},
        .fill = fill_checks};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{reproduce_row(), checks_row()};
    return kRows;
}

std::vector<core::Figure> figures() {
    using core::Chart;
    using core::Scale;
    return {{.name = "ratios",
             .chart = Chart::kPoints,
             .table = "reproduce",
             .x = {.column = "ratio", .scale = Scale::kLog, .title = "ours by published"},
             .y = {.column = "section", .scale = Scale::kNames, .title = "section of the study"},
             .colour = "comparable",
             .panel = "",
             .only = {},
             .title = "The study beside this store",
             .caption = "A point is a figure that the study printed: at 1 ours is the same. What "
                        "is a size grows with the Hub; shapes should be near 1.",
             .marks = {{.at = "1", .title = "the same"}},
             .colour_title = "what is compared"}};
}

}  // namespace hubmine::analysis::reproduce
