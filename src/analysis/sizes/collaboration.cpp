#include "hubmine/stats/correlation.hpp"
#include "hubmine/stats/counts.hpp"

#include "common/columns.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::sizes {

namespace {

constexpr std::array<std::string_view, 8> kActivityNames{
    "n_commits",   "n_committers",   "n_discussions", "n_disc_starters",
    "n_community", "n_usage_spaces", "n_likes",       "n_downloads"};

using Sample = std::vector<std::int64_t>;

/// The values of an activity in one band, and how many are not known.
struct BandSample {
    Sample values;
    std::int64_t missing = 0;
};

std::array<BandSample, kBands> samples_of(const Findings& findings, const Activity& activity) {
    std::array<BandSample, kBands> samples;
    for (const std::uint32_t model : findings.chosen(core::Kind::kModel)) {
        BandSample& sample = samples.at(band_of(findings.sizes.of(model)));
        if (activity.values[model] == kMissingActivity) {
            ++sample.missing;
        } else {
            sample.values.push_back(activity.values[model]);
        }
    }
    return samples;
}

using ActivityRow = std::vector<core::Cell>;

ActivityRow row_of_sample(std::string_view band, std::string_view activity,
                          const BandSample& sample) {
    const stats::Counts counts = stats::count_values(sample.values);
    ActivityRow row{std::string(band), std::string(activity), counts.n, sample.missing};
    if (!counts.empty()) {
        const auto n = static_cast<double>(counts.n);
        const auto two_or_more = std::count_if(sample.values.begin(), sample.values.end(),
                                               [](std::int64_t value) { return value >= 2; });
        row.insert(row.end(), {static_cast<double>(counts.total) / n, stats::quantile(counts, 1, 2),
                               stats::quantile(counts, 3, 4), counts.values.back(),
                               static_cast<double>(two_or_more) / n});
    }
    return row;
}

/// A size and an activity of the same models, equal pairs merged: in an order that depends on
/// nothing but them, so that no digit depends on how the store numbered the models.
struct Pairs {
    Sample size;
    Sample activity;
    Sample models;  ///< how many have this pair
    std::int64_t n = 0;
};

template <typename SizeOf>
Pairs pairs_of(const Findings& findings, const SizeOf& size_of, const Activity& activity) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (const std::uint32_t model : findings.chosen(core::Kind::kModel)) {
        const std::optional<std::int64_t> size = size_of(model);
        if (size && *size > 0 && activity.values[model] != kMissingActivity) {
            found.emplace_back(*size, activity.values[model]);
        }
    }
    std::sort(found.begin(), found.end());
    Pairs pairs{.size = {}, .activity = {}, .models = {}, .n = count(found.size())};
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i > 0 && found[i] == found[i - 1]) {
            ++pairs.models.back();
            continue;
        }
        pairs.size.push_back(found[i].first);
        pairs.activity.push_back(found[i].second);
        pairs.models.push_back(1);
    }
    return pairs;
}

void add_correlation(const std::optional<double>& r, std::int64_t n, ActivityRow& row) {
    row.push_back(core::cell_or_missing(r));
    row.push_back(r ? core::Cell(stats::correlation_p(*r, n)) : core::Cell());
}

ActivityRow row_of_pairs(std::string_view measure, std::string_view activity, const Pairs& pairs) {
    constexpr std::int64_t kLeast = 3;
    ActivityRow row{std::string(measure), std::string(activity), pairs.n};
    if (pairs.n >= kLeast) {
        add_correlation(
            stats::pearson(stats::centred_ranks(pairs.size, pairs.models),
                           stats::centred_ranks(pairs.activity, pairs.models), pairs.models),
            pairs.n, row);
        // Another base of the logarithm is another unit, which no correlation sees.
        add_correlation(
            stats::pearson(stats::centred_log(pairs.size, pairs.models),
                           stats::centred_log1p(pairs.activity, pairs.models), pairs.models),
            pairs.n, row);
    }
    return row;
}

template <typename SizeOf>
void add_correlations(const Findings& findings, std::string_view measure, const SizeOf& size_of,
                      core::Table& table) {
    for (const std::string_view name : kActivityNames) {
        ActivityRow row = row_of_pairs(
            measure, name, pairs_of(findings, size_of, *findings.activities->find(name)));
        row.resize(table.columns().size());
        table.add_row(std::move(row));
    }
}

}  // namespace

void fill_collaboration(const Findings& findings, core::Table& table) {
    std::array<std::vector<ActivityRow>, kBands> rows;
    for (const std::string_view name : kActivityNames) {
        const auto samples = samples_of(findings, *findings.activities->find(name));
        for (std::size_t band = 0; band < kBands; ++band) {
            rows[band].push_back(row_of_sample(bands()[band].name, name, samples[band]));
        }
    }
    for (std::vector<ActivityRow>& of_band : rows) {
        for (ActivityRow& row : of_band) {
            row.resize(table.columns().size());
            table.add_row(std::move(row));
        }
    }
}

void fill_correlations(const Findings& findings, core::Table& table) {
    const store::Repos& models = findings.models();
    add_correlations(
        findings, "parameters", [&](std::uint32_t model) { return findings.sizes.of(model); },
        table);
    add_correlations(
        findings, "weights", [&](std::uint32_t model) { return models.weights[model]; }, table);
    add_correlations(
        findings, "storage", [&](std::uint32_t model) { return models.storage[model]; }, table);
}

}  // namespace hubmine::analysis::sizes
