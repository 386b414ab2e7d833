#include "hubmine/stats/rank_tests.hpp"

#include "activity/license_tests.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis::activity {

void fill_kruskal(const LicenseSamples& samples, core::Table& table) {
    std::vector<std::optional<stats::KruskalWallis>> tests;
    std::vector<std::optional<double>> p;
    for (const std::string_view name : kTested) {
        const auto& test = tests.emplace_back(stats::kruskal_wallis(samples.of(name)));
        p.push_back(test ? std::optional(test->p) : std::nullopt);
    }
    const std::vector<core::Cell> adjusted = holm_cells(p);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        std::vector<core::Cell> row{std::string(kTested.at(i))};
        if (const auto& test = tests[i]) {
            row.insert(row.end(),
                       {test->groups, test->n, core::cell_or_missing(test->h), test->df, test->p,
                        adjusted[i], core::cell_or_missing(test->epsilon_squared),
                        test->log_p / std::log(10.0)});
        }
        row.resize(table.schema().columns.size());
        table.add_row(std::move(row));
    }
}

void fill_dunn(const LicenseSamples& samples, core::Table& table) {
    struct Test {
        std::vector<core::Cell> row;  // up to the sizes
        std::optional<stats::Dunn> result;
    };
    std::vector<Test> tests;
    std::vector<std::optional<double>> p;
    for (const std::string_view name : kTested) {
        const Samples by_class = samples.of(name);
        const stats::DunnTest among_all(by_class);
        for (const auto& pair : kPairs) {
            const std::size_t a = index_of(pair.first);
            const std::size_t b = index_of(pair.second);
            tests.push_back(
                {.row = {std::string(name), std::string(class_name(pair.first)),
                         std::string(class_name(pair.second)), samples.size(by_class.at(a).n),
                         samples.size(by_class.at(b).n)},
                 .result = among_all.compare(a, b)});
            const auto& result = tests.back().result;
            p.push_back(result ? std::optional(result->p) : std::nullopt);
        }
    }
    const std::vector<core::Cell> adjusted = holm_cells(p);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        std::vector<core::Cell> row = std::move(tests[i].row);
        if (const auto& result = tests[i].result) {
            row.insert(row.end(), {core::cell_or_missing(result->z), result->p, adjusted[i],
                                   result->log_p / std::log(10.0)});
        }
        row.resize(table.schema().columns.size());
        table.add_row(std::move(row));
    }
}

}  // namespace hubmine::analysis::activity
