#include "hubmine/core/table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace hubmine::core {

namespace {

bool fits(const Cell& cell, CellType type) {
    switch (type) {
        case CellType::kText:
            return std::holds_alternative<std::string>(cell);
        case CellType::kInteger:
            return std::holds_alternative<std::int64_t>(cell);
        case CellType::kReal:
            return std::holds_alternative<double>(cell);
        case CellType::kAny:
            return true;
    }
    return false;
}

/// A cell of the type of its column, or a missing one, behind the others.
template <typename Values>
void append(Values& values, Cell& cell) {
    using Element = typename Values::value_type;
    if constexpr (std::is_same_v<Element, Cell>) {
        values.push_back(std::move(cell));
    } else {
        using Held =
            std::conditional_t<std::is_same_v<Element, std::string_view>, std::string, Element>;
        const auto* const value = std::get_if<Held>(&cell);
        values.push_back(value == nullptr ? Held() : *value);
    }
}

}  // namespace

std::string_view unit_name(Unit unit) {
    switch (unit) {
        case Unit::kNone:
            break;
        case Unit::kCount:
            return "count";
        case Unit::kShare:
            return "share";
        case Unit::kDays:
            return "days";
        case Unit::kBytes:
            return "bytes";
        case Unit::kTime:
            return "time";
    }
    return "";
}

std::string exact_text(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                return {};
            } else {
                return fmt::format("{}", value);
            }
        },
        cell);
}

Table::Table(Schema schema) : schema_(std::move(schema)) {
    for (const Column& column : schema_.columns) {
        Values& values = columns_.emplace_back();
        if (column.type == CellType::kInteger) {
            values.values.emplace<std::vector<std::int64_t>>();
        } else if (column.type == CellType::kReal) {
            values.values.emplace<std::vector<double>>();
        } else if (column.type == CellType::kAny) {
            values.values.emplace<std::vector<Cell>>();
        }
    }
}

Cell Table::cell(std::size_t row, std::size_t column) const {
    const Values& held = columns_[column];
    if (held.missing[row]) {
        return {};
    }
    return std::visit(
        [row](const auto& values) -> Cell {
            if constexpr (std::is_same_v<std::decay_t<decltype(values)>, Texts>) {
                return std::string(values[row]);
            } else {
                return values[row];
            }
        },
        held.values);
}

std::vector<Cell> Table::row(std::size_t index) const {
    std::vector<Cell> cells;
    cells.reserve(columns_.size());
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        cells.push_back(cell(index, column));
    }
    return cells;
}

void Table::add_row(std::vector<Cell> cells) {
    if (cells.size() != schema_.columns.size()) {
        throw std::logic_error("table " + schema_.name + ": a row has the wrong number of cells");
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell& cell = cells[i];
        const CellType type = schema_.columns[i].type;
        if (const auto* whole = std::get_if<std::int64_t>(&cell);
            whole && type == CellType::kReal) {
            cell = static_cast<double>(*whole);
        }
        if (const auto* real = std::get_if<double>(&cell); real && !std::isfinite(*real)) {
            cell = std::monostate();
        }
        if (!std::holds_alternative<std::monostate>(cell) && !fits(cell, type)) {
            throw std::logic_error("table " + schema_.name + ": wrong type in column " +
                                   schema_.columns[i].name);
        }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        columns_[i].missing.push_back(std::holds_alternative<std::monostate>(cells[i]));
        std::visit([&cell = cells[i]](auto& values) { append(values, cell); }, columns_[i].values);
    }
    ++rows_;
}

void Table::clear() {
    for (Values& column : columns_) {
        column.missing.clear();
        std::visit([](auto& values) { values.clear(); }, column.values);
    }
    rows_ = 0;
}

}  // namespace hubmine::core
