#include "hubmine/core/figure.hpp"

#include <algorithm>

namespace hubmine::core {

namespace {

class FigureCheck {
  public:
    FigureCheck(const Figure& figure, const Schema& schema) : figure_(figure), schema_(schema) {}

    void check_axis(const Axis& axis) {
        const Column* const column = need(axis.column);
        const bool wants_numbers = axis.scale == Scale::kLinear || axis.scale == Scale::kLog;
        if (column != nullptr && wants_numbers == (column->type == CellType::kText)) {
            fault(axis.column + (wants_numbers ? " is no number" : " is no name"));
        }
        if (axis.title.empty()) {
            fault("the axis of " + axis.column + " has no title");
        }
    }

    void check_colour() {
        const Column* const column = figure_.colour.empty() ? nullptr : need(figure_.colour);
        const bool is_map = figure_.chart == Chart::kMap || figure_.chart == Chart::kCalendar;
        if (is_map && (column == nullptr || column->type == CellType::kText)) {
            fault("a map is coloured by a number");
        }
    }

    void check_interval() {
        if (figure_.low.empty() != figure_.high.empty()) {
            fault("an interval has two ends");
        }
        for (const std::string* end : {&figure_.low, &figure_.high}) {
            const Column* const column = end->empty() ? nullptr : need(*end);
            if (column != nullptr && column->type == CellType::kText) {
                fault(*end + " is no number");
            }
        }
    }

    void check_conditions() {
        if (figure_.least) {
            const Column* const column = need(figure_.least->column);
            if (column != nullptr && column->type == CellType::kText) {
                fault(figure_.least->column + " is no number");
            }
        }
        if (figure_.known) {
            const std::string& name = figure_.known->column;
            if (name != figure_.x.column && name != figure_.y.column && name != figure_.colour) {
                fault(name + " is not drawn");
            }
        }
    }

    /// Null, and a fault, when it is not there.
    const Column* need(const std::string& name) {
        const auto found = std::find_if(schema_.columns.begin(), schema_.columns.end(),
                                        [&](const Column& column) { return column.name == name; });
        if (found == schema_.columns.end()) {
            fault(schema_.name + " has no column " + name);
            return nullptr;
        }
        return &*found;
    }

    void fault(const std::string& what) { faults_.push_back(figure_.name + ": " + what); }
    [[nodiscard]] std::vector<std::string> faults() const { return faults_; }

  private:
    const Figure& figure_;
    const Schema& schema_;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> faults_of(const Figure& figure, const Schema& schema) {
    FigureCheck check(figure, schema);
    check.check_axis(figure.x);
    check.check_axis(figure.y);
    check.check_colour();
    check.check_interval();
    if (!figure.panel.empty()) {
        check.need(figure.panel);
    }
    for (const std::vector<Only>* const some : {&figure.only, &figure.without}) {
        for (const Only& only : *some) {
            check.need(only.column);
        }
    }
    for (const Word& word : figure.words) {
        check.need(word.column);
    }
    check.check_conditions();
    if (figure.table != schema.name) {
        check.fault("is of " + figure.table + ", not of " + schema.name);
    }
    if (figure.name.empty() || figure.title.empty() || figure.caption.empty()) {
        check.fault("has no name, no title or no caption");
    }
    return check.faults();
}

}  // namespace hubmine::core
