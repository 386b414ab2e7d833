#include "hubmine/stats/mann_whitney.hpp"

#include "activity/license_tests.hpp"

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis::activity {

namespace {

core::Cell median(const stats::Counts& sample) {
    return sample.empty() ? core::Cell() : core::Cell(stats::quantile(sample, 1, 2));
}

TestRow compare(std::string_view name, const ClassPair& pair, const Samples& by_class,
                const LicenseSamples& samples) {
    const stats::Counts& a = by_class.at(index_of(pair.first));
    const stats::Counts& b = by_class.at(index_of(pair.second));
    TestRow test{.before = {std::string(name), std::string(class_name(pair.first)),
                            std::string(class_name(pair.second)), samples.size(a.n),
                            samples.size(b.n), median(a), median(b)},
                 .p = {},
                 .after = {}};
    if (const auto result = stats::mann_whitney(a, b)) {
        test.before.insert(test.before.end(),
                           {result->u, core::cell_or_missing(result->z), result->p});
        test.p = result->p;
        test.after = {result->a12, result->cliffs_delta,
                      std::string(stats::magnitude(result->cliffs_delta)),
                      result->log_p / std::log(10.0)};
    }
    if (const auto delta = stats::cliffs_delta_interval(a, b)) {
        test.after.insert(test.after.end(), {delta->low, delta->high});
    }
    return test;
}

}  // namespace

void fill_mann_whitney(const LicenseSamples& samples, core::Table& table) {
    std::vector<TestRow> tests;
    for (const std::string_view name : kTested) {
        const Samples by_class = samples.of(name);
        for (const ClassPair& pair : kPairs) {
            tests.push_back(compare(name, pair, by_class, samples));
        }
    }
    add_tests(std::move(tests), table);
}

}  // namespace hubmine::analysis::activity
