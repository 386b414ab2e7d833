#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/parallel.hpp"
#include "hubmine/core/table_stream.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// Bits of a wing's own: what must be loaded or measured before a table can be filled.
using Needs = std::uint32_t;

/// How a table is made from what was found. One that may be long takes a sink, and is filled while
/// it is written: its rows are never in memory together. One that has something to say about
/// itself takes the result as well, for notes and warnings.
template <typename Findings>
class Fill {
  public:
    /// `fill` is called with (findings, rows), (findings, table) or (findings, table, remarks).
    template <typename Function>
    // NOLINTNEXTLINE(google-explicit-constructor): a row is plain data that names a function
    Fill(Function fill) {
        if constexpr (std::is_invocable_v<Function, const Findings&, core::RowSink&>) {
            make_ = [fill](const core::Schema& schema, const Shared& findings, Result&) {
                return core::TableStream(
                    schema, [fill, findings](core::RowSink& rows) { fill(*findings, rows); });
            };
        } else {
            make_ = [fill](const core::Schema& schema, const Shared& findings, Result& remarks) {
                core::Table table(schema);
                if constexpr (std::is_invocable_v<Function, const Findings&, core::Table&>) {
                    fill(*findings, table);
                } else {
                    fill(*findings, table, remarks);
                }
                return core::TableStream(std::move(table));
            };
        }
    }
    /// The table keeps what it needs of the findings.
    [[nodiscard]] core::TableStream operator()(const core::Schema& schema,
                                               const std::shared_ptr<const Findings>& findings,
                                               Result& remarks) const {
        return make_(schema, findings, remarks);
    }

  private:
    using Shared = std::shared_ptr<const Findings>;
    std::function<core::TableStream(const core::Schema&, const Shared&, Result&)> make_;
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

/// How many tables of an answer are made at a time; each needs room of its own.
inline constexpr unsigned kTablesAtOnce = 2;

/// Makes the wanted tables, in the order of their rows, `at_once` at a time: what they are filled
/// from is only read.
template <typename Findings>
void fill_wanted(const TableRows<Findings>& rows, const Settings& settings,
                 const std::shared_ptr<const Findings>& findings, Result& result,
                 unsigned at_once = kTablesAtOnce) {
    std::vector<const TableRow<Findings>*> wanted;
    for (const TableRow<Findings>& row : rows) {
        if (settings.wants(row.schema.name)) {
            wanted.push_back(&row);
        }
    }
    std::vector<Result> made(wanted.size());
    core::for_each_index(wanted.size(), at_once, [&](std::size_t i) {
        made[i].tables.push_back(wanted[i]->fill(wanted[i]->schema, findings, made[i]));
    });
    for (Result& one : made) {
        result.tables.push_back(std::move(one.tables.front()));
        std::move(one.notes.begin(), one.notes.end(), std::back_inserter(result.notes));
        std::move(one.warnings.begin(), one.warnings.end(), std::back_inserter(result.warnings));
    }
}

/// The table of a name; null when it is not among them.
template <typename AnyTable>
[[nodiscard]] const AnyTable* find_table(const std::vector<AnyTable>& tables,
                                         std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [name](const AnyTable& table) { return table.name() == name; });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace hubmine::analysis
