#pragma once

#include "hubmine/analysis/entry.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis::reproduce {

/// The analyses whose cells stand beside what was printed: RQ1 to RQ3.
[[nodiscard]] std::span<const Entry> sources();

/// A figure that the study printed, and the cell that is ours.
struct Printed {
    std::string item;
    std::string section;
    std::string what;
    std::string published;
    std::string analysis;
    std::string table;  ///< empty = no table has it
    std::vector<std::pair<std::string, std::string>> key;
    std::string column;
    std::string comparable;
    std::string note;

    /// The text that the key asks of a column; empty when it asks none.
    [[nodiscard]] std::string_view asked(std::string_view of_column) const;
};

/// Reads `item, section, what, published, analysis, table, key, column, comparable, note`. Throws
/// UsageError for an item that stands twice and for what names no cell of an analysis.
[[nodiscard]] std::vector<Printed> load_study(const std::filesystem::path& path);

}  // namespace hubmine::analysis::reproduce
