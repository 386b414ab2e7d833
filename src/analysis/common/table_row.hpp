#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/table.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// Bits of a wing's own: what must be loaded or measured before a table can be filled.
using Needs = std::uint32_t;

/// How a table is filled from what was found. A table that has something to say about it takes the
/// result as well, for notes and warnings.
template <typename Findings>
class Fill {
  public:
    /// `fill` is called with (findings, table) or (findings, table, remarks). Not explicit: rows
    /// are plain data that name a function.
    template <typename Function>
    Fill(Function fill) {  // NOLINT(google-explicit-constructor)
        if constexpr (std::is_invocable_v<Function, const Findings&, core::Table&>) {
            fill_ = [fill](const Findings& findings, core::Table& table, Result& /*remarks*/) {
                fill(findings, table);
            };
        } else {
            fill_ = fill;
        }
    }
    void operator()(const Findings& findings, core::Table& table, Result& remarks) const {
        fill_(findings, table, remarks);
    }

  private:
    std::function<void(const Findings&, core::Table&, Result&)> fill_;
};

/// One table of a wing: what it promises, what it needs, how it is filled from what was found.
template <typename Findings>
struct TableRow {
    core::Schema schema;
    Needs needs = 0;
    Fill<Findings> fill;
};

template <typename Findings>
using TableRows = std::vector<TableRow<Findings>>;

/// What the wanted tables need together.
template <typename Findings>
[[nodiscard]] Needs needs_of(const TableRows<Findings>& rows, const Settings& settings) {
    Needs needs = 0;
    for (const TableRow<Findings>& row : rows) {
        needs |= settings.wants(row.schema.name) ? row.needs : 0;
    }
    return needs;
}

template <typename Findings>
[[nodiscard]] std::vector<core::Schema> schemas_of(const TableRows<Findings>& rows) {
    std::vector<core::Schema> schemas;
    for (const TableRow<Findings>& row : rows) {
        schemas.push_back(row.schema);
    }
    return schemas;
}

/// Fills the wanted tables, in the order of their rows.
template <typename Findings>
void fill_wanted(const TableRows<Findings>& rows, const Settings& settings,
                 const Findings& findings, Result& result) {
    for (const TableRow<Findings>& row : rows) {
        if (settings.wants(row.schema.name)) {
            core::Table table(row.schema);
            row.fill(findings, table, result);
            result.tables.push_back(std::move(table));
        }
    }
}

/// The table of a name; null when it is not among them.
[[nodiscard]] inline const core::Table* find_table(const std::vector<core::Table>& tables,
                                                   std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(), [name](const core::Table& table) {
        return table.name() == name;
    });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace hubmine::analysis
