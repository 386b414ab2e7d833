#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

/// How it is told: tables in, bytes out. Every byte is independent of locale and time zone.
namespace hubmine::output {

/// What a reader may ask of any format.
struct Style {
    bool headers = true;    ///< false: rows only, where the format has a header
    bool raw_text = false;  ///< true: text that a spreadsheet would run is left as it is (csv, tsv)
    bool bom = false;    ///< UTF-8's byte order mark in front, by which Excel knows it (csv, tsv)
    bool color = false;  ///< escape sequences for a terminal (table)
    /// Table: of a ranking (a table with a column `rank`) only the first so many, and a line that
    /// counts the others; 0 = all.
    std::int64_t first_ranks = 0;
    std::int64_t first_rows = 0;  ///< the same of any other table
    /// Table: columns of the terminal; wider tables with headers are folded. 0 = never.
    std::size_t width = 0;
};

/// One way of telling tables.
struct Format {
    std::string name;         ///< what `--format` calls it
    std::string extension;    ///< of its files, without the dot
    std::string help;         ///< one line
    bool many_tables = true;  ///< several tables fit into one stream
    bool for_people = false;  ///< six significant digits; the headline tables are enough
    /// Writes the tables, exactly one when not `many_tables`. Failures show in the stream's state.
    void (*write)(std::ostream& out, std::span<const core::Table> tables, const Style& style);
};

/// Every format, in the order of the help.
[[nodiscard]] std::span<const Format> formats();

/// The format of that name; throws UsageError, with the near name, when there is none.
[[nodiscard]] const Format& format_named(std::string_view name);

}  // namespace hubmine::output
