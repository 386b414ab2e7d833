#include "hubmine/output/format.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"

#include "formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace hubmine::output {

Formats formats() {
    static const std::array<Format, 7> kFormats{{
        {"table",
         "txt",
         "aligned columns for a terminal",
         {.many_tables = true, .for_people = true, .sentences = true, .first_rows = true},
         write_table},
        {"csv",
         "csv",
         "RFC 4180, with a header line",
         {.guards_text = true, .byte_order_mark = true, .separator = true, .decimal = true},
         write_csv},
        {"tsv",
         "tsv",
         "as csv, separated by tabs",
         {.guards_text = true, .byte_order_mark = true, .decimal = true},
         write_tsv},
        {"json",
         "json",
         "one object of tables, each a list of records",
         {.many_tables = true},
         write_json},
        {"ndjson", "ndjson", "one record a line", {}, write_ndjson},
        {"markdown",
         "md",
         "pipe tables",
         {.many_tables = true, .for_people = true},
         write_markdown},
        {"xlsx",
         "xlsx",
         "a workbook for spreadsheets, each table a sheet",
         {.many_tables = true, .sentences = true, .manifest = true, .binary = true},
         write_xlsx},
    }};
    return kFormats;
}

const Format& format_named(std::string_view name, Formats among) {
    std::vector<std::string> names;
    for (const Format& format : among) {
        if (format.name == name) {
            return format;
        }
        names.push_back(format.name);
    }
    throw core::UsageError(core::unknown_word("format", name, names));
}

const core::TableStream& only_table(const Report& report) {
    if (report.tables.size() != 1) {
        throw std::logic_error("this format holds exactly one table");
    }
    return report.tables.front();
}

const Format& default_format(bool to_terminal, Formats among) {
    return *std::find_if(among.begin(), among.end(), [to_terminal](const Format& format) {
        return format.traits.for_people == to_terminal;
    });
}

std::string names_with(bool Traits::*trait, Formats among) {
    std::vector<std::string> names;
    for (const Format& format : among) {
        if (format.traits.*trait) {
            names.push_back(format.name);
        }
    }
    return core::in_words(names);
}

std::string doubt_about_standard_output(const Format& format, bool is_terminal) {
    if (format.traits.needs_file) {
        return fmt::format("{} is written to files only", format.name);
    }
    return format.traits.binary && is_terminal
               ? fmt::format("{} is nothing that a terminal can show", format.name)
               : "";
}

}  // namespace hubmine::output
