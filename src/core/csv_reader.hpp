#pragma once

#include "hubmine/core/csv.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::core {

inline constexpr std::array<char, 3> kSeparators{',', ';', '\t'};

/// Walks a CSV text and hands out records.
class CsvReader {
  public:
    enum class Comments { kNone, kBeforeHeader, kEverywhere };
    enum class Unclosed { kRefused, kEndsWithText };

    CsvReader(std::string_view text, std::string_view name, char separator,
              Comments comments = Comments::kNone, Unclosed unclosed = Unclosed::kRefused)
        : rest_(text),
          name_(name),
          separator_(separator),
          comments_(comments),
          unclosed_(unclosed) {}

    /// Up to `most` records that hold anything.
    [[nodiscard]] std::vector<CsvRecord> records(std::size_t most = std::string_view::npos);

  private:
    CsvRecord next();
    bool skip_comment();
    void end_line();
    bool accept(char wanted);
    void skip_blanks();
    std::string plain();
    std::string quoted();

    std::string_view rest_;
    std::string_view name_;
    char separator_;
    Comments comments_;
    Unclosed unclosed_;
    std::size_t line_ = 1;
};

/// Takes the line `sep=;` that spreadsheets understand off the text; its separator, or NUL.
[[nodiscard]] char take_separator_line(std::string_view& text);

/// As column names are compared: without blanks around, in lower case, with _ for blanks and
/// hyphens.
[[nodiscard]] std::string folded(std::string_view column);

}  // namespace hubmine::core
