#pragma once

#include "hubmine/core/column_batch.hpp"
#include "hubmine/core/table.hpp"

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whole tables for other engines: a folder a table, a file for all of its rows or for each kind.
namespace hubmine::output {

/// One way of writing such files.
struct TableFiles {
    std::string name;       ///< what `--format` calls it
    std::string extension;  ///< of its files, without the dot
    /// Writes the rows as they come and counts them. Failures show in the stream's state.
    std::size_t (*write)(std::ostream& out, const core::BatchStream& rows);
};

/// Every one, in the order of the help.
[[nodiscard]] std::span<const TableFiles> table_files();

/// A table of such a folder.
struct WrittenTable {
    core::Schema schema;   ///< with `kind`, also where that is in the folder's name
    bool by_kind = false;  ///< a folder `kind=...` for each kind below the table's own
};

/// What stands beside the tables: what they hold, and how other engines read them.
[[nodiscard]] std::string tables_readme(const std::vector<WrittenTable>& tables,
                                        const TableFiles& files);

}  // namespace hubmine::output
