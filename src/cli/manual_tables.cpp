#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/store/query.hpp"

#include "manual.hpp"
#include "manual_text.hpp"
#include "type_name.hpp"

#include <fmt/format.h>

namespace hubmine::cli {

namespace {

std::string columns_of(const core::Schema& schema) {
    std::string text = roff_lines(fmt::format("A row is {}.", schema.help));
    for (const core::Column& column : schema.columns) {
        const std::string unit(core::unit_name(column.unit));
        text +=
            manual_entry(fmt::format("\\fB{}\\fR ({})", roff(column.name), type_name(column.type)),
                         column.meaning + (unit.empty() ? "" : " [" + unit + "]"));
    }
    return text;
}

}  // namespace

ManualPage manual_of_store() {
    std::string text = manual_head("hubmine-store", 5, "views of a store of hubmine") +
                       manual_section("DESCRIPTION") +
                       "A store is one SQLite file. Its views are a contract with other programs:\n"
                       "\\fBhubmine\\-sql\\fR(1) and any reader of SQLite may ask them.\n" +
                       manual_section("VIEWS");
    for (const core::Schema& view : store::public_views()) {
        text += fmt::format(".SS {}\n", roff(view.name)) + columns_of(view);
    }
    return {.file = "man5/hubmine-store.5",
            .text = text + manual_section("SEE ALSO") + "\\fBhubmine\\-sql\\fR(1)\n"};
}

ManualPage manual_of_analyses() {
    std::string text = manual_head("hubmine-analyses", 7, "tables of the analyses of hubmine") +
                       manual_section("DESCRIPTION") +
                       "Each analysis answers with tables, of which \\fBhubmine\\-analyze\\fR(1)\n"
                       "prints and writes those that are asked for.\n";
    for (const analysis::Entry& entry : analysis::catalogue()) {
        text += manual_section(roff(entry.name)) + roff_lines(entry.help + ".");
        for (const core::Schema& table : entry.tables) {
            text += fmt::format(".SS {}\n", roff(table.name)) + columns_of(table);
        }
    }
    return {.file = "man7/hubmine-analyses.7",
            .text = text + manual_section("SEE ALSO") + "\\fBhubmine\\-analyze\\fR(1)\n"};
}

}  // namespace hubmine::cli
