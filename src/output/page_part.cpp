#include "page_part.hpp"

#include "hubmine/core/column_of.hpp"
#include "hubmine/core/number_in.hpp"
#include "hubmine/core/text.hpp"

#include "graph_formats.hpp"
#include "grid.hpp"
#include "page_figure.hpp"
#include "page_terms.hpp"
#include "page_text.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace hubmine::output {

namespace {

/// So many digits that a change is never told as none.
std::string signed_text(double change) {
    constexpr double kHundredth = 0.01;
    return std::abs(change) >= kHundredth ? fmt::format("{:+.2f}", change)
                                          : fmt::format("{:+.1g}", change);
}

/// "+3.20 points", "+1,100 (+10.00 %)", "as before", "n/a".
std::string change_text(const Headline& headline) {
    const std::optional<double> now = core::number_in(headline.now);
    const std::optional<double> before =
        headline.before ? core::number_in(*headline.before) : std::nullopt;
    if (!now || !before || !headline.not_comparable.empty()) {
        return "n/a";
    }
    const double change = *now - *before;
    if (change == 0) {
        return "as before";
    }
    if (headline.unit == core::Unit::kShare) {
        return signed_text(100 * change) + " points";
    }
    const std::string by =
        std::holds_alternative<std::int64_t>(headline.now)
            ? (change > 0 ? "+" : "") + core::grouped(static_cast<std::int64_t>(change))
            : fmt::format("{:+.6g}", change);
    return *before == 0 ? by
                        : fmt::format("{} ({} %)", by, signed_text(100 * (*now / *before - 1)));
}

/// "+3.20 points, from 50.0 %", "n/a: not known then".
std::string comparison_text(const Headline& headline) {
    const std::string before = reader_text(*headline.before, headline.unit);
    const std::string change = change_text(headline);
    if (!headline.not_comparable.empty()) {
        return change + ": " + headline.not_comparable;
    }
    return before.empty() ? change + ": not known then" : change + ", from " + before;
}

void write_headline(std::ostream& out, const Headline& headline, TermLinks& terms) {
    const std::string now = reader_text(headline.now, headline.unit);
    fmt::print(out, R"(<div class="key"><dt>{}</dt><dd class="now">{}</dd>)",
               html_text(headline.name), now.empty() ? "not known" : html_text(now));
    if (headline.before) {
        fmt::print(out, "<dd class=\"change\">{}</dd>", html_text(comparison_text(headline)));
    }
    fmt::print(out, "<dd class=\"meaning\">{}</dd></div>\n", terms.linked(headline.meaning));
}

void write_lines(std::ostream& out, std::string_view name, const std::vector<std::string>& lines) {
    if (lines.empty()) {
        return;
    }
    fmt::print(out, "<ul class=\"{}\">\n", name);
    for (const std::string& line : lines) {
        fmt::print(out, "<li>{}</li>\n", told_text(line));
    }
    out << "</ul>\n";
}

/// ' id="x"'; nothing for an empty text.
std::string attribute(std::string_view name, const std::string& text) {
    return text.empty() ? "" : fmt::format(" {}=\"{}\"", name, html_text(text));
}

void write_block(std::ostream& out, const PageBlock& block, TermLinks& terms) {
    fmt::print(out, "<div class=\"block\" id=\"{}\">\n<h3>{}</h3>\n<dl>\n", html_text(block.id),
               html_text(block.heading));
    for (const PageBlock::Line& line : block.lines) {
        fmt::print(out, "<dt{}>{}</dt><dd{}>{}</dd>\n", attribute("id", line.id),
                   html_text(line.name), attribute("data-since", line.since),
                   terms.linked(line.text));
    }
    out << "</dl>\n</div>\n";
}

const core::Column& column_named(const core::Schema& schema, const std::string& name) {
    return schema.columns[core::column_of(schema.columns, name).value()];
}

/// What its columns mean.
void write_definition(std::ostream& out, const core::Figure& figure, const core::Schema& schema) {
    fmt::print(out,
               "<details class=\"definition\"><summary>Definition</summary>\n<p>Of the table "
               "<code>{}</code>: {}.</p>\n<dl>\n",
               html_text(schema.name), html_text(schema.help));
    std::vector<std::string> told;
    for (const std::string& name :
         {figure.panel, figure.x.column, figure.y.column, figure.colour, figure.low, figure.high}) {
        if (!name.empty() && !core::contains(told, name)) {
            told.push_back(name);
            fmt::print(out, "<dt><code>{}</code></dt><dd>{}</dd>\n", html_text(name),
                       html_text(column_named(schema, name).meaning));
        }
    }
    for (const core::Only& only : figure.only) {
        fmt::print(out, "<dt><code>{}</code></dt><dd>{}; only {}</dd>\n", html_text(only.column),
                   html_text(column_named(schema, only.column).meaning), html_text(only.value));
    }
    out << "</dl></details>\n";
}

void write_figure(std::ostream& out, const std::string& id, const core::Figure& figure,
                  const core::Schema& schema, const DrawnFigure& drawn, TermLinks& terms) {
    fmt::print(out,
               "<figure id=\"{}\" class=\"drawn\">\n<figcaption><h3>{}</h3><p>{}</p></figcaption>\n"
               "<div class=\"panels\" role=\"img\" aria-label=\"{}. {}\"></div>\n",
               html_text(id), html_text(figure.title), terms.linked(figure.caption),
               html_text(figure.title), html_text(figure.caption));
    for (const std::string& note : drawn.notes) {
        fmt::print(out, "<p class=\"note\">{}</p>\n", html_text(note));
    }
    out << "<div class=\"tools\"><button type=\"button\" data-as=\"svg\">SVG</button>"
           "<button type=\"button\" data-as=\"png\">PNG</button>"
           "<button type=\"button\" data-as=\"csv\">CSV</button>\n";
    write_definition(out, figure, schema);
    fmt::print(out, "</div>\n<script type=\"application/json\">{}</script>\n</figure>\n",
               script_json(drawn.json));
}

void write_header_row(std::ostream& out, const core::Schema& schema) {
    out << "<thead><tr>";
    for (const core::Column& column : schema.columns) {
        fmt::print(out, R"(<th scope="col"{} title="{}">{}</th>)",
                   stands_right(column) ? " class=\"n\"" : "", html_text(column.meaning),
                   html_text(column.name));
    }
    out << "</tr></thead>\n<tbody>\n";
}

void write_table_row(std::ostream& out, const core::Table& rows, std::size_t row) {
    out << "<tr>";
    for (std::size_t i = 0; i < rows.columns().size(); ++i) {
        const core::Column& column = rows.columns()[i];
        fmt::print(out, "<td{}>{}</td>", stands_right(column) ? " class=\"n\"" : "",
                   html_text(reader_text(rows.cell(row, i), column.unit)));
    }
    out << "</tr>\n";
}

void write_folded_table(std::ostream& out, const core::TableStream& table,
                        const std::string& command) {
    const core::Schema& schema = table.schema();
    fmt::print(out,
               "<details class=\"table\"><summary><code>{}</code> {}</summary>\n"
               "<div class=\"wide\"><table>\n",
               html_text(schema.name), html_text(schema.help));
    write_header_row(out, schema);
    std::size_t rows = 0;
    table.for_each_chunk([&](const core::Table& chunk) {
        for (std::size_t row = 0; row < chunk.row_count(); ++row, ++rows) {
            if (rows < kRowsOnPage) {
                write_table_row(out, chunk, row);
            }
        }
    });
    out << "</tbody></table></div>\n";
    if (rows > kRowsOnPage) {
        fmt::print(out, "<p class=\"note\">The first {} of {} rows.{}</p>\n", kRowsOnPage,
                   core::grouped(static_cast<std::int64_t>(rows)),
                   command.empty() ? ""
                                   : fmt::format(" All: <code>{} --table {} --format csv</code>",
                                                 html_text(command), html_text(schema.name)));
    } else if (rows == 0) {
        out << "<p class=\"note\">No rows.</p>\n";
    }
    out << "</details>\n";
}

const core::TableStream* table_named(const Report& report, const std::string& name) {
    const auto found =
        std::find_if(report.tables.begin(), report.tables.end(),
                     [&](const core::TableStream& table) { return table.name() == name; });
    return found == report.tables.end() ? nullptr : &*found;
}

/// Figures that are not drawn for one reason.
struct Undrawn {
    std::string reason;
    std::vector<std::string> titles;
};

void write_undrawn(std::ostream& out, const std::vector<Undrawn>& undrawn) {
    for (const Undrawn& one : undrawn) {
        fmt::print(out, "<p class=\"note\">Not drawn: {}. {}</p>\n",
                   html_text(core::in_words(one.titles)),
                   told_text(one.reason.empty() ? "This store has nothing for it." : one.reason));
    }
}

/// Those of which there is a row; the others are named in a line for each reason.
void write_figures(std::ostream& out, const PagePart& part, TermLinks& terms) {
    std::vector<Undrawn> undrawn;
    for (const core::Figure& figure : part.report.figures) {
        const core::TableStream* const table = table_named(part.report, figure.table);
        if (table == nullptr) {
            continue;
        }
        const DrawnFigure drawn = draw(figure, *table);
        if (drawn.rows > 0) {
            write_figure(out, part.id + "-" + figure.name, figure, table->schema(), drawn, terms);
            continue;
        }
        auto found = std::find_if(undrawn.begin(), undrawn.end(),
                                  [&](const Undrawn& one) { return one.reason == drawn.reason; });
        if (found == undrawn.end()) {
            found = undrawn.insert(found, {.reason = drawn.reason, .titles = {}});
        }
        found->titles.push_back(figure.title);
    }
    write_undrawn(out, undrawn);
}

void write_picture(std::ostream& out, const std::string& id, const PagePicture& picture) {
    fmt::print(
        out,
        "<figure id=\"{}\" class=\"picture\">\n<figcaption><h3>{}</h3><p>{}</p></figcaption>\n"
        "<div class=\"plot\">\n",
        html_text(id), html_text(picture.title), html_text(picture.caption));
    write_svg_element(out, picture.graph);
    fmt::print(out, "</div>\n<p class=\"note\">As a file: <code>{}</code></p>\n</figure>\n",
               html_text(picture.command));
}

}  // namespace

void write_part(std::ostream& out, const PagePart& part) {
    TermLinks terms(part.glossary);
    fmt::print(out, "<section id=\"{}\">\n", html_text(part.id));
    if (!part.heading.empty()) {
        fmt::print(out, "<h2>{}</h2>\n", html_text(part.heading));
    }
    if (!part.headlines.empty()) {
        out << "<dl class=\"keys\">\n";
        for (const Headline& headline : part.headlines) {
            write_headline(out, headline, terms);
        }
        out << "</dl>\n";
    }
    for (const PageBlock& block : part.blocks) {
        write_block(out, block, terms);
    }
    write_lines(out, "sentences", part.report.sentences);
    write_lines(out, "remarks", part.remarks);
    write_figures(out, part, terms);
    for (const PagePicture& picture : part.pictures) {
        write_picture(out, part.id + "-" + picture.name, picture);
    }
    for (const core::TableStream& table : part.report.tables) {
        write_folded_table(out, table, part.command);
    }
    out << "</section>\n";
}

}  // namespace hubmine::output
