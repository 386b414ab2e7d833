#include "hubmine/stats/correlation.hpp"
#include "hubmine/stats/counts.hpp"
#include "hubmine/stats/sorting.hpp"

#include "common/columns.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// The bands of the chosen models, and how many each has.
struct ModelBands {
    explicit ModelBands(const Findings& findings) {
        const auto models = findings.chosen(core::Kind::kModel);
        of_chosen.reserve(models.size());
        for (const std::uint32_t model : models) {
            const std::size_t band = band_of(findings.sizes.of(model));
            of_chosen.push_back(static_cast<std::uint8_t>(band));
            ++models_in.at(band);
        }
    }
    std::vector<std::uint8_t> of_chosen;
    std::array<std::size_t, kBands> models_in{};
};

std::array<BandSample, kBands> samples_of(const Findings& findings, const ModelBands& bands,
                                          const Activity& activity) {
    std::array<BandSample, kBands> samples;
    for (std::size_t band = 0; band < kBands; ++band) {
        samples.at(band).values.reserve(bands.models_in.at(band));
    }
    const auto models = findings.chosen(core::Kind::kModel);
    for (std::size_t i = 0; i < models.size(); ++i) {
        BandSample& sample = samples.at(bands.of_chosen[i]);
        const std::int64_t value = activity.of(models[i]);
        if (value == kMissingActivity) {
            ++sample.missing;
        } else {
            sample.values.push_back(value);
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

/// The chosen models whose size is known, in ascending order of it.
struct BySize {
    std::vector<std::int64_t> sizes;
    std::vector<std::uint32_t> models;
};

template <typename SizeOf>
BySize models_by_size(const Findings& findings, const SizeOf& size_of) {
    std::vector<std::int64_t> sizes;
    std::vector<std::uint32_t> models;
    for (const std::uint32_t model : findings.chosen(core::Kind::kModel)) {
        const std::optional<std::int64_t> size = size_of(model);
        if (size && *size > 0) {
            sizes.push_back(*size);
            models.push_back(model);
        }
    }
    BySize by_size;
    by_size.sizes.reserve(sizes.size());
    by_size.models.reserve(sizes.size());
    for (const stats::Numbered& sized : stats::ascending(sizes)) {
        by_size.sizes.push_back(sized.value);
        by_size.models.push_back(models[sized.at]);
    }
    return by_size;
}

/// `pairs` gives its room to the new ones.
Pairs pairs_of(const BySize& by_size, const Activity& activity, Pairs pairs) {
    for (Sample* column : {&pairs.size, &pairs.activity, &pairs.models}) {
        column->clear();
    }
    pairs.n = 0;
    Sample of_one_size;
    const std::size_t end = activity.values.empty() ? 0 : by_size.sizes.size();
    for (std::size_t first = 0; first < end;) {
        const std::int64_t size = by_size.sizes[first];
        of_one_size.clear();
        for (; first < end && by_size.sizes[first] == size; ++first) {
            const std::int64_t value = activity.values[by_size.models[first]];
            if (value != kMissingActivity) {
                of_one_size.push_back(value);
            }
        }
        stats::sort_ascending(of_one_size);
        pairs.n += count(of_one_size.size());
        for (std::size_t i = 0; i < of_one_size.size(); ++i) {
            if (i > 0 && of_one_size[i] == of_one_size[i - 1]) {
                ++pairs.models.back();
                continue;
            }
            pairs.size.push_back(size);
            pairs.activity.push_back(of_one_size[i]);
            pairs.models.push_back(1);
        }
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
    const BySize by_size = models_by_size(findings, size_of);
    Pairs pairs;
    for (const std::string_view name : kActivityNames) {
        pairs = pairs_of(by_size, *findings.activities->find(name), std::move(pairs));
        ActivityRow row = row_of_pairs(measure, name, pairs);
        row.resize(table.columns().size());
        table.add_row(std::move(row));
    }
}

}  // namespace

void fill_collaboration(const Findings& findings, core::Table& table) {
    std::array<std::vector<ActivityRow>, kBands> rows;
    const ModelBands bands_of_models(findings);
    for (const std::string_view name : kActivityNames) {
        const auto samples =
            samples_of(findings, bands_of_models, *findings.activities->find(name));
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
