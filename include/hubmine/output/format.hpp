#pragma once

#include "hubmine/output/report.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

/// How it is told: a report in, bytes out. Every byte is independent of locale and time zone.
namespace hubmine::output {

/// What a reader may ask of any format.
struct Style {
    bool headers = true;    ///< false: rows only, where the format has a header
    bool raw_text = false;  ///< true: text that a spreadsheet would run is left as it is (csv, tsv)
    bool bom = false;      ///< UTF-8's byte order mark in front, by which Excel knows it (csv, tsv)
    char separator = ',';  ///< what stands between cells (csv)
    char decimal = '.';    ///< what stands within numbers (csv, tsv)
    bool color = false;    ///< escape sequences for a terminal (table)
    /// Table: of a ranking (a table with a column `rank`) only the first so many, and a line that
    /// counts the others; 0 = all.
    std::int64_t first_ranks = 0;
    std::int64_t first_rows = 0;  ///< the same of any other table
    /// Table: columns of the terminal; wider tables with headers are folded. 0 = never.
    std::size_t width = 0;
    /// Rows of a spreadsheet's sheet, the header among them.
    std::int64_t sheet_rows = 1'048'576;
    /// Is told, in one line, what whoever opens the file will miss; null = nobody asks.
    std::function<void(const std::string&)> warn;
};

/// What a format can hold, and whom it is for. Commands ask for these and never for a name.
struct Traits {
    bool many_tables = false;      ///< several tables fit into one stream; else exactly one
    bool for_people = false;       ///< six significant digits; the headline tables are enough
    bool sentences = false;        ///< tells the sentences of a report
    bool manifest = false;         ///< tells the manifest, coverage and all
    bool figures = false;          ///< draws; of the tables that it draws it wants every one
    bool first_rows = false;       ///< may leave rows out (Style); every other one has all of them
    bool guards_text = false;      ///< Style::raw_text means something
    bool byte_order_mark = false;  ///< Style::bom means something
    bool separator = false;        ///< Style::separator does
    bool decimal = false;          ///< Style::decimal does
    bool binary = false;           ///< nothing that a terminal can be sent
    bool needs_file = false;       ///< cannot be written to standard output
};

/// One way of telling tables.
struct Format {
    std::string name;       ///< what `--format` calls it
    std::string extension;  ///< of its files, without the dot
    std::string help;       ///< one line
    Traits traits;
    /// Writes the report, of exactly one table when not `many_tables`: the rows of each as they
    /// come. Failures show in the stream's state.
    void (*write)(std::ostream& out, const Report& report, const Style& style);
};

using Formats = std::span<const Format>;

/// Every format, in the order of the help.
[[nodiscard]] Formats formats();

/// The format of that name; throws UsageError, with the near name, when there is none.
[[nodiscard]] const Format& format_named(std::string_view name, Formats among = formats());

/// What holds when nobody says: the first one for people on a terminal, the first one for other
/// programs elsewhere.
[[nodiscard]] const Format& default_format(bool to_terminal, Formats among = formats());

/// Those that have the trait, in words: "csv and tsv".
[[nodiscard]] std::string names_with(bool Traits::*trait, Formats among = formats());

/// What keeps a format from standard output, as a sentence without its end; empty = nothing does.
[[nodiscard]] std::string doubt_about_standard_output(const Format& format, bool is_terminal);

}  // namespace hubmine::output
