#include "hubmine/core/table.hpp"

#include <cmath>
#include <stdexcept>
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
    }
    return false;
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
    }
    return "";
}

Table::Table(Schema schema) : schema_(std::move(schema)) {}

std::span<const Cell> Table::row(std::size_t index) const {
    const std::size_t width = schema_.columns.size();
    return std::span(cells_).subspan(index * width, width);
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
    for (Cell& cell : cells) {
        cells_.push_back(std::move(cell));
    }
    ++rows_;
}

}  // namespace hubmine::core
