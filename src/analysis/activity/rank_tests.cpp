#include "hubmine/stats/rank_tests.hpp"

#include "activity/license_tests.hpp"

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis::activity {

void fill_kruskal(const LicenseSamples& samples, core::Table& table) {
    std::vector<TestRow> tests;
    for (const std::string_view name : kTested) {
        TestRow& row = tests.emplace_back();
        row.before.emplace_back(std::string(name));
        if (const auto test = stats::kruskal_wallis(samples.of(name))) {
            row.before.insert(
                row.before.end(),
                {test->groups, test->n, core::cell_or_missing(test->h), test->df, test->p});
            row.p = test->p;
            row.after = {core::cell_or_missing(test->epsilon_squared),
                         test->log_p / std::log(10.0)};
        }
    }
    add_tests(std::move(tests), table);
}

void fill_dunn(const LicenseSamples& samples, core::Table& table) {
    std::vector<TestRow> tests;
    for (const std::string_view name : kTested) {
        const Samples by_class = samples.of(name);
        const stats::DunnTest among_all(by_class);
        for (const ClassPair& pair : kPairs) {
            const std::size_t a = index_of(pair.first);
            const std::size_t b = index_of(pair.second);
            TestRow& row = tests.emplace_back();
            row.before = {std::string(name), std::string(class_name(pair.first)),
                          std::string(class_name(pair.second)), samples.size(by_class.at(a).n),
                          samples.size(by_class.at(b).n)};
            if (const auto test = among_all.compare(a, b)) {
                row.before.insert(row.before.end(), {core::cell_or_missing(test->z), test->p});
                row.p = test->p;
                row.after = {test->log_p / std::log(10.0)};
            }
        }
    }
    add_tests(std::move(tests), table);
}

}  // namespace hubmine::analysis::activity
