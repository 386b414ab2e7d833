#include "hubmine/core/figure.hpp"

#include <algorithm>

namespace hubmine::core {

namespace {

const Column* find(const Schema& schema, const std::string& name) {
    const auto found = std::find_if(schema.columns.begin(), schema.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == schema.columns.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> faults_of(const Figure& figure, const Schema& schema) {
    std::vector<std::string> faults;
    const auto fault = [&](const std::string& what) {
        faults.push_back(figure.name + ": " + what);
    };
    const auto need = [&](const std::string& name) {
        const Column* const column = find(schema, name);
        if (column == nullptr) {
            fault(schema.name + " has no column " + name);
        }
        return column;
    };
    for (const Axis* const axis : {&figure.x, &figure.y}) {
        const Column* const column = need(axis->column);
        const bool wants_numbers = axis->scale == Scale::kLinear || axis->scale == Scale::kLog;
        if (column != nullptr && wants_numbers == (column->type == CellType::kText)) {
            fault(axis->column + (wants_numbers ? " is no number" : " is no name"));
        }
        if (axis->title.empty()) {
            fault("the axis of " + axis->column + " has no title");
        }
    }
    for (const std::string* const name : {&figure.colour, &figure.panel}) {
        if (!name->empty()) {
            need(*name);
        }
    }
    if (figure.chart == Chart::kMap) {
        const Column* const column = find(schema, figure.colour);
        if (column == nullptr || column->type == CellType::kText) {
            fault("a map is coloured by a number");
        }
    }
    for (const Only& only : figure.only) {
        need(only.column);
    }
    if (figure.table != schema.name) {
        fault("is of " + figure.table + ", not of " + schema.name);
    }
    if (figure.name.empty() || figure.title.empty() || figure.caption.empty()) {
        fault("has no name, no title or no caption");
    }
    return faults;
}

}  // namespace hubmine::core
