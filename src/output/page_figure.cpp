#include "page_figure.hpp"

#include "cell_text.hpp"
#include "figure_rows.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::output {

namespace {

std::string_view chart_word(core::Chart chart) {
    switch (chart) {
        case core::Chart::kBars:
            return "bars";
        case core::Chart::kStacked:
            return "stacked";
        case core::Chart::kLines:
            return "lines";
        case core::Chart::kSteps:
            return "steps";
        case core::Chart::kPoints:
            return "points";
        case core::Chart::kMap:
            return "map";
        case core::Chart::kCalendar:
            return "calendar";
    }
    return "bars";
}

std::string_view scale_word(core::Scale scale) {
    switch (scale) {
        case core::Scale::kLinear:
            return "linear";
        case core::Scale::kLog:
            return "log";
        case core::Scale::kNames:
            return "names";
        case core::Scale::kTime:
            return "time";
    }
    return "linear";
}

void write_cell(std::ostream& out, const core::Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) {
        out << "null";
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        write_json_string(out, *text);
    } else {
        out << core::exact_text(cell);
    }
}

void write_member(std::ostream& out, std::string_view name, std::string_view text) {
    write_json_string(out, name);
    out << ':';
    write_json_string(out, text);
}

/// Of a colour or of a picture.
std::string title_of(const Slot& slot, const core::Figure& figure) {
    if (slot.letter == 'p') {
        return figure.panel_title;
    }
    if (slot.letter == 'c' && !figure.colour_title.empty()) {
        return figure.colour_title;
    }
    std::string title = slot.column;
    std::replace(title.begin(), title.end(), '_', ' ');
    return title;
}

/// What is shown for its values.
void write_words(std::ostream& out, const Slot& slot, const core::Figure& figure) {
    std::string_view between = R"(,"words":{)";
    for (const core::Word& word : figure.words) {
        if (word.column == slot.column) {
            out << std::exchange(between, ",");
            write_member(out, word.value, word.word);
        }
    }
    out << (between == "," ? "}" : "");
}

/// What the page has to know of a column to name it, lay it out and write its numbers.
void write_slot(std::ostream& out, const Slot& slot, const core::Figure& figure,
                const core::Column& column) {
    out << '{';
    const bool is_running = figure.cumulative && (slot.letter == 'x' || slot.letter == 'y');
    write_member(out, "as", std::string_view(&slot.letter, 1));
    out << ',';
    write_member(out, "name", (is_running ? "running share of " : "") + slot.column);
    out << ',';
    write_member(out, "unit", core::unit_name(is_running ? core::Unit::kShare : column.unit));
    out << ',';
    write_member(out, "type",
                 column.type == core::CellType::kText                     ? "text"
                 : column.type == core::CellType::kInteger && !is_running ? "integer"
                                                                          : "real");
    if (slot.letter == 'x' || slot.letter == 'y') {
        const core::Axis& axis = slot.letter == 'x' ? figure.x : figure.y;
        out << ',';
        write_member(out, "scale", scale_word(axis.scale));
        out << ',';
        write_member(out, "title", axis.title);
        if (axis.reach > 0) {
            out << R"(,"reach":)" << core::exact_text(axis.reach);
        }
    } else {
        out << ',';
        write_member(out, "title", title_of(slot, figure));
    }
    write_words(out, slot, figure);
    out << '}';
}

void write_row(std::ostream& out, const FigureRows::Cells& cells) {
    out << '[';
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out << (i == 0 ? "" : ",");
        write_cell(out, cells[i]);
    }
    out << ']';
}

std::string json_of(const core::Figure& figure, const core::Schema& schema,
                    const FigureRows& drawn) {
    std::ostringstream out;
    out << '{';
    write_member(out, "chart", chart_word(figure.chart));
    out << ',';
    write_member(out, "title", figure.title);
    out << R"(,"slots":[)";
    for (const Slot& slot : drawn.slots()) {
        out << (&slot == &drawn.slots().front() ? "" : ",");
        write_slot(out, slot, figure, schema.columns[slot.index]);
    }
    out << R"(],"marks":[)";
    for (const core::Mark& mark : figure.marks) {
        out << (&mark == &figure.marks.front() ? "{" : ",{");
        write_member(out, "at", mark.at);
        out << ',';
        write_member(out, "title", mark.title);
        out << '}';
    }
    out << R"(],"diagonal":)" << (figure.diagonal ? "true" : "false") << R"(,"rows":[)";
    for (const FigureRows::Cells& row : drawn.rows()) {
        out << (&row == &drawn.rows().front() ? "" : ",");
        write_row(out, row);
    }
    out << "]}";
    return out.str();
}

}  // namespace

DrawnFigure draw(const core::Figure& figure, const core::TableStream& table) {
    FigureRows rows(figure, table.schema());
    table.for_each_chunk([&rows](const core::Table& chunk) { rows.add(chunk); });
    rows.finish();
    return {.rows = rows.rows().size(),
            .json = json_of(figure, table.schema(), rows),
            .notes = rows.notes(),
            .reason = rows.reason()};
}

}  // namespace hubmine::output
