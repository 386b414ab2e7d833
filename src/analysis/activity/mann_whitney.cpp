#include "hubmine/stats/mann_whitney.hpp"

#include "activity/license_tests.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::activity {

namespace {

core::Cell median(const stats::Counts& sample) {
    return sample.empty() ? core::Cell() : core::Cell(stats::quantile(sample, 1, 2));
}

struct Test {
    std::vector<core::Cell> row;  // up to the medians
    std::optional<stats::MannWhitney> result;
    std::optional<stats::Interval> delta;
};

void add_row(Test test, const core::Cell& p_holm, core::Table& table) {
    std::vector<core::Cell> row = std::move(test.row);
    if (test.result) {
        const stats::MannWhitney& result = *test.result;
        row.insert(row.end(),
                   {result.u, core::cell_or_missing(result.z), result.p, p_holm, result.a12,
                    result.cliffs_delta, std::string(stats::magnitude(result.cliffs_delta)),
                    result.log_p / std::log(10.0)});
    }
    if (test.delta) {
        row.insert(row.end(), {test.delta->low, test.delta->high});
    }
    row.resize(table.schema().columns.size());
    table.add_row(std::move(row));
}

}  // namespace

void fill_mann_whitney(const LicenseSamples& samples, core::Table& table) {
    std::vector<Test> tests;
    std::vector<std::optional<double>> p;
    for (const std::string_view name : kTested) {
        const Samples by_class = samples.of(name);
        for (const auto& pair : kPairs) {
            const stats::Counts& a = by_class.at(index_of(pair.first));
            const stats::Counts& b = by_class.at(index_of(pair.second));
            tests.push_back({.row = {std::string(name), std::string(class_name(pair.first)),
                                     std::string(class_name(pair.second)), samples.size(a.n),
                                     samples.size(b.n), median(a), median(b)},
                             .result = stats::mann_whitney(a, b),
                             .delta = stats::cliffs_delta_interval(a, b)});
            const auto& result = tests.back().result;
            p.push_back(result ? std::optional(result->p) : std::nullopt);
        }
    }
    const std::vector<core::Cell> adjusted = holm_cells(p);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        add_row(std::move(tests[i]), adjusted[i], table);
    }
}

}  // namespace hubmine::analysis::activity
