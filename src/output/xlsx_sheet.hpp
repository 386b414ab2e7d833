#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/format.hpp"

#include "xlsx_cells.hpp"
#include "xlsx_parts.hpp"
#include "xlsx_text.hpp"
#include "zip_stream.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// What the writers of a workbook's sheets share.
struct Workbook {
    ZipStream& zip;
    const Style& style;
    SheetNames names;
    std::vector<Sheet> sheets;
    std::int64_t cuts = 0;  ///< texts that were too long for a cell
};

/// The beginning of a sheet's text: how it is shown, and the widths of its columns.
[[nodiscard]] std::string sheet_head(std::string_view columns, bool has_header, bool is_first);

/// Writes the rows of one table, over as many sheets as they need.
class TableSheets {
  public:
    TableSheets(Workbook& workbook, const core::Schema& schema)
        : workbook_(workbook), schema_(schema) {}

    /// May be called again.
    void add(const core::Table& rows);
    /// Every row was added.
    void end();

  private:
    void begin_sheet(const core::Table& rows);
    void end_sheet();
    [[nodiscard]] bool is_full() const;
    void flush();

    Workbook& workbook_;
    const core::Schema& schema_;
    std::string columns_;  ///< their widths, as the first rows need them
    RowText text_;
    bool is_open_ = false;
};

}  // namespace hubmine::output
