#pragma once

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

/// Reads RFC 4180 (quotes, doubled quotes, line breaks in quotes, LF or CRLF, optional UTF-8
/// byte-order mark). Blank lines are passed over. `name` is for messages. Throws UsageError for an
/// unclosed quote.
[[nodiscard]] std::vector<CsvRecord> read_csv(std::istream& in, std::string_view name,
                                              char separator = ',');

/// A CSV file with a header line: cells by column name.
class CsvFile {
  public:
    /// Throws Error when it cannot be read, UsageError when a required column is missing or a
    /// record is too long or short. Formula guards are removed from every cell. Lines starting with
    /// '#' before the header are comments.
    CsvFile(const std::filesystem::path& path, const std::vector<std::string>& required);

    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] bool has(std::string_view column) const { return index(column).has_value(); }
    /// Empty when the column is not there.
    [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::size_t line(std::size_t row) const { return records_.at(row).line; }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    [[nodiscard]] std::optional<std::size_t> index(std::string_view column) const;

    std::string name_;
    std::vector<std::string> header_;
    std::vector<CsvRecord> records_;
};

}  // namespace hubmine::core
