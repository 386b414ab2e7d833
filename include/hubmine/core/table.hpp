#pragma once

#include "hubmine/core/texts.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::core {

/// Text may be guarded against spreadsheet formulas; numbers never are.
enum class CellType {
    kText,
    kInteger,
    kReal,
    kAny,  ///< each cell has a type of its own: what a query gives
};

/// What a number counts or is a part of; of a text that it is a day or a time (ISO 8601, UTC).
enum class Unit { kNone, kCount, kShare, kDays, kBytes, kTime };

/// "", "count", "share", "days", "bytes", "time".
[[nodiscard]] std::string_view unit_name(Unit unit);

/// What a text names, or what a number counts: whoever gives tables away has to know where people
/// stand in them.
enum class Content {
    kUntold,
    kTerm,        ///< a word, day or number of a list: kinds, licences, periods
    kPerson,      ///< who commits or discusses
    kOwner,       ///< who owns repositories: a person or an organisation
    kEntity,      ///< who stands behind owners: a listed organisation, else the owner
    kRepository,  ///< an id, with the owner before the slash
    kGroup,       ///< as the column `by` says: of owner and entity as above, else a term
    kWritten,     ///< what somebody wrote in their own words
};

struct Column {
    std::string name;
    CellType type = CellType::kText;
    std::string meaning;  ///< one line
    Unit unit = Unit::kNone;
    Content content = Content::kUntold;
};

/// A missing value is std::monostate: an empty cell in CSV, null in JSON, never 0.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// The cell with every digit that is needed to read the same value back; a missing one is empty.
[[nodiscard]] std::string exact_text(const Cell& cell);

/// The promise of a table: its name and its columns are a contract with other programs.
struct Schema {
    std::string name;
    std::string help;  ///< one line: what a row is
    std::vector<Column> columns;
    bool headline = false;  ///< printed by `table` and `markdown` when no table is named
    /// Why there may be no row though everything was read; empty = there always is one.
    std::string may_be_empty;
};

/// Named rows under typed columns. Held by column, so that a number takes 8 bytes and a text its
/// own and 8.
class Table {
  public:
    explicit Table(Schema schema);

    [[nodiscard]] const Schema& schema() const { return schema_; }
    [[nodiscard]] const std::string& name() const { return schema_.name; }
    [[nodiscard]] const std::vector<Column>& columns() const { return schema_.columns; }
    [[nodiscard]] std::size_t row_count() const { return rows_; }
    /// Both make copies.
    [[nodiscard]] std::vector<Cell> row(std::size_t index) const;
    [[nodiscard]] Cell cell(std::size_t row, std::size_t column) const;

    /// Appends one row. A NaN or infinite double becomes missing; an integer in a real column
    /// becomes a double. Throws std::logic_error when the number or the types of the cells are not
    /// those of the schema.
    void add_row(std::vector<Cell> cells);
    /// Takes every row away; the room that they took is kept for others.
    void clear();

  private:
    /// The values of one column; of a missing one 0 or "".
    struct Values {
        std::vector<bool> missing;
        std::variant<Texts, std::vector<std::int64_t>, std::vector<double>, std::vector<Cell>>
            values;
    };

    Schema schema_;
    std::vector<Values> columns_;
    std::size_t rows_ = 0;
};

/// A missing cell when the optional is empty.
template <typename Optional>
[[nodiscard]] Cell cell_or_missing(const Optional& value) {
    return value ? Cell(*value) : Cell();
}

}  // namespace hubmine::core
