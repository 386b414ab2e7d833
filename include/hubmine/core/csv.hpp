#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// One record of a CSV file and the line it starts on (1-based), for messages.
struct CsvRecord {
    std::size_t line = 0;
    std::vector<std::string> fields;
};

/// True for text that a spreadsheet would run as a formula: a leading = + - @ tab or CR.
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// Puts an apostrophe before a text that a spreadsheet would run as a formula, and before one that
/// is such a text behind apostrophes already, so that reading takes away what writing put there.
[[nodiscard]] std::string with_formula_guard(std::string text);

/// Removes the apostrophe that guards a formula-like text, if there is one.
[[nodiscard]] std::string_view without_formula_guard(std::string_view text);

/// Without the blanks around it, no-break spaces included, that reading drops outside of quotes.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

/// The whole number that a cell holds: `3`, also as `3.0`, which programs write that keep whole
/// numbers as fractions. Not `1.000`, which is a thousand to half of the world.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);

/// True for what stands where there is no number and no choice: nothing, NA, NaN, N/A, null, none,
/// in any letter case.
[[nodiscard]] bool is_missing(std::string_view text);

/// Reads RFC 4180 and what is near it: quotes, doubled quotes, line breaks in quotes; LF, CRLF or
/// CR; blanks around cells are dropped outside of quotes. Blank lines and lines without anything in
/// any cell are passed over. `name` is for messages. Throws UsageError for an unclosed quote and
/// for what is no text.
[[nodiscard]] std::vector<CsvRecord> read_csv(std::istream& in, std::string_view name,
                                              char separator = ',');

/// A table that a person or another program wrote, with a header line: cells by column name. The
/// one reader of such files. UTF-8, or UTF-16 with a mark; commas, semicolons or tabs; columns in
/// any order, their names in any letter case. Lines starting with '#' before the header are
/// comments, a line `sep=;` before all says what separates.
class CsvFile {
  public:
    /// `also` are columns that may be missing. Throws Error when it cannot be read, UsageError when
    /// a required column is missing, when a record is too long or short, and when there is none.
    CsvFile(const std::filesystem::path& path, const std::vector<std::string>& required,
            const std::vector<std::string>& also = {});

    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] bool has(std::string_view column) const { return index(column).has_value(); }
    /// Without blanks around it and without formula guard. Empty when the column is not there.
    [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const;
    /// The same, for what cannot be empty: throws UsageError, with the line, where it is.
    [[nodiscard]] std::string_view filled_cell(std::size_t row, std::string_view column) const;
    /// As cell(), with the blanks that stand in quotes: for names, which may have some.
    [[nodiscard]] std::string_view name_cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::size_t line(std::size_t row) const { return records_.at(row).line; }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// What the header line calls its columns, for messages.
    [[nodiscard]] std::string header_text() const;

  private:
    [[nodiscard]] std::optional<std::size_t> index(std::string_view column) const;
    void check_columns(const std::vector<std::string>& required,
                       const std::vector<std::string>& also) const;
    void check_widths();

    std::string name_;
    std::vector<std::string> header_;
    std::vector<CsvRecord> records_;
};

/// What the header line of a list may call its column.
struct ListHeadings {
    std::vector<std::string> names;   ///< of the column that holds the list
    std::vector<std::string> beside;  ///< of columns that may stand before it
};

/// A list that a person wrote: a column of a table as CsvFile has it, or the first one where no
/// header line says which. Lines starting with '#' are comments. Throws Error when it cannot be
/// read, UsageError when nothing is in it.
[[nodiscard]] std::vector<std::string> read_list(const std::filesystem::path& path,
                                                 const ListHeadings& headings);

}  // namespace hubmine::core
