#include "activity/license_samples.hpp"

#include "hubmine/stats/mann_whitney.hpp"

#include <utility>

namespace hubmine::analysis::activity {

static_assert(index_of(LicenseClass::kPermissive) < kComparedClasses &&
              index_of(LicenseClass::kRestrictive) < kComparedClasses &&
              index_of(LicenseClass::kNone) < kComparedClasses);

LicenseSamples::LicenseSamples(const store::Dataset& data, const Settings& settings,
                               const LicenseClasses& classes, const KindActivities& models)
    : models_(models), class_(models.repos->size(), LicenseClass::kUnclassified) {
    const std::vector<std::int64_t> counts = count_licenses(data, *models.repos);
    for (std::size_t i = 0; i < class_.size(); ++i) {
        const store::TextId license = models.repos->license[i];
        if (license == store::kNoText || counts[license] >= settings.min_license_repos) {
            class_[i] = classes.of(license);
        }
    }
}

Samples LicenseSamples::of(std::string_view activity) const {
    const std::vector<std::int64_t>& values = models_.find(activity)->values;
    std::array<std::vector<std::int64_t>, kComparedClasses> known;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (takes_part(i) && values[i] != kMissingActivity) {
            known.at(index_of(class_[i])).push_back(values[i]);
        }
    }
    Samples samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples.at(i) = stats::count_values(known.at(i));
    }
    return samples;
}

void add_tests(std::vector<TestRow> tests, core::Table& table) {
    std::vector<double> p;
    for (const TestRow& test : tests) {
        if (test.p) {
            p.push_back(*test.p);
        }
    }
    const std::vector<double> adjusted = stats::holm(p);
    std::size_t next = 0;
    for (TestRow& test : tests) {
        std::vector<core::Cell> row = std::move(test.before);
        if (test.p) {
            row.emplace_back(adjusted[next++]);
            row.insert(row.end(), test.after.begin(), test.after.end());
        }
        row.resize(table.schema().columns.size());
        table.add_row(std::move(row));
    }
}

}  // namespace hubmine::analysis::activity
