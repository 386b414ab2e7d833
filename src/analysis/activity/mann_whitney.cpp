#include "hubmine/stats/mann_whitney.hpp"

#include "activity/licenses.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace hubmine::analysis::activity {

namespace {

constexpr std::array<std::string_view, 8> kTested{
    "n_likes",   "n_disc_starters", "n_discussions", "n_committers",
    "n_commits", "n_downloads",     "n_community",   "n_usage_spaces"};

constexpr std::array<std::pair<LicenseClass, LicenseClass>, 3> kPairs{{
    {LicenseClass::kPermissive, LicenseClass::kRestrictive},
    {LicenseClass::kPermissive, LicenseClass::kNone},
    {LicenseClass::kRestrictive, LicenseClass::kNone},
}};

using Groups = std::array<stats::Counts, kAllLicenseClasses.size()>;

std::size_t index_of(LicenseClass license_class) {
    return static_cast<std::size_t>(license_class);
}

// Which models take part: those without a licence and those whose licence is common enough.
std::vector<bool> participants(const store::Dataset& data, std::int64_t min_repos) {
    const store::Repos& models = data.of(core::Kind::kModel);
    const std::vector<std::int64_t> counts = count_licenses(data, models);
    std::vector<bool> result(models.size());
    for (std::size_t i = 0; i < models.size(); ++i) {
        const store::TextId license = models.license[i];
        result[i] = license == store::kNoText || counts[license] >= min_repos;
    }
    return result;
}

Groups group_by_class(const std::vector<std::int64_t>& values, const store::Repos& models,
                      const std::vector<bool>& takes_part, const LicenseClasses& classes) {
    std::array<std::vector<std::int64_t>, kAllLicenseClasses.size()> samples;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (takes_part[i] && values[i] != kMissingActivity) {
            samples.at(index_of(classes.of(models.license[i]))).push_back(values[i]);
        }
    }
    Groups groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups.at(i) = stats::count_values(samples.at(i));
    }
    return groups;
}

core::Cell median(const stats::Counts& sample) {
    return sample.empty() ? core::Cell() : core::Cell(stats::quantile(sample, 1, 2));
}

struct Test {
    std::string_view activity;
    std::pair<LicenseClass, LicenseClass> pair;
    std::array<core::Cell, 2> n;
    std::array<core::Cell, 2> medians;
    std::optional<stats::MannWhitney> result;
    core::Cell p_holm;
};

void adjust(std::vector<Test>& tests) {
    std::vector<double> p;
    for (const Test& test : tests) {
        if (test.result) {
            p.push_back(test.result->p);
        }
    }
    const std::vector<double> adjusted = stats::holm(p);
    std::size_t next = 0;
    for (Test& test : tests) {
        if (test.result) {
            test.p_holm = adjusted[next++];
        }
    }
}

std::vector<core::Cell> row_of(const Test& test) {
    std::vector<core::Cell> row{std::string(test.activity),
                                std::string(class_name(test.pair.first)),
                                std::string(class_name(test.pair.second)),
                                test.n[0],
                                test.n[1],
                                test.medians[0],
                                test.medians[1]};
    if (!test.result) {
        row.resize(row.size() + 8);
        return row;
    }
    const stats::MannWhitney& result = *test.result;
    row.insert(row.end(),
               {result.u, core::cell_or_missing(result.z), result.p, test.p_holm, result.a12,
                result.cliffs_delta, std::string(stats::magnitude(result.cliffs_delta)),
                result.log_p / std::log(10.0)});
    return row;
}

}  // namespace

void fill_mann_whitney(const store::Dataset& data, const Settings& settings,
                       const LicenseClasses& classes, const KindActivities& models,
                       core::Table& table) {
    const std::vector<bool> takes_part = participants(data, settings.min_license_repos);
    const auto size = [&models](const stats::Counts& sample) {
        return models.is_listed ? core::Cell(sample.n) : core::Cell();
    };
    std::vector<Test> tests;
    for (const std::string_view name : kTested) {
        const Activity* activity = models.find(name);
        const Groups groups = group_by_class(activity->values, *models.repos, takes_part, classes);
        for (const auto& pair : kPairs) {
            const stats::Counts& a = groups.at(index_of(pair.first));
            const stats::Counts& b = groups.at(index_of(pair.second));
            tests.push_back({.activity = name,
                             .pair = pair,
                             .n = {size(a), size(b)},
                             .medians = {median(a), median(b)},
                             .result = stats::mann_whitney(a, b),
                             .p_holm = {}});
        }
    }
    adjust(tests);
    for (const Test& test : tests) {
        table.add_row(row_of(test));
    }
}

}  // namespace hubmine::analysis::activity
