#include "rq1_correlations.hpp"

#include "hubmine/stats/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace hubmine::analysis {

namespace {

using Column = std::vector<std::int64_t>;

// The repositories of a kind with equal ones merged, in an order that depends on nothing but their
// activities: so the digits of a sum cannot depend on how the store numbered them.
struct Profiles {
    std::vector<Column> columns;  // one an activity
    Column weights;               // how many repositories have this profile
    // Profiles of one class of licences lie together; models only.
    std::vector<std::pair<std::size_t, std::size_t>> ranges;  // by LicenseClass: first, last + 1
};

std::vector<LicenseClass> classes_of(const KindActivities& kind, const LicenseClasses& classes) {
    std::vector<LicenseClass> result(kind.repos->size(), LicenseClass::kNone);
    if (kind.kind == core::Kind::kModel) {
        std::transform(kind.repos->license.begin(), kind.repos->license.end(), result.begin(),
                       [&](store::TextId license) { return classes.of(license); });
    }
    return result;
}

// The profile of each repository in one row of a matrix, for speed of comparison; the class first.
class ProfileMatrix {
  public:
    ProfileMatrix(const KindActivities& kind, const std::vector<LicenseClass>& classes)
        : width_(kind.activities.size() + 1), cells_(width_ * classes.size()) {
        for (std::size_t i = 0; i < classes.size(); ++i) {
            cells_[i * width_] = static_cast<std::int64_t>(classes[i]);
            for (std::size_t a = 0; a < kind.activities.size(); ++a) {
                cells_[i * width_ + a + 1] = kind.activities[a].values[i];
            }
        }
    }
    [[nodiscard]] std::span<const std::int64_t> row(std::size_t i) const {
        return std::span(cells_).subspan(i * width_, width_);
    }
    [[nodiscard]] bool less(std::size_t a, std::size_t b) const {
        return std::ranges::lexicographical_compare(row(a), row(b));
    }
    [[nodiscard]] bool equal(std::size_t a, std::size_t b) const {
        return std::ranges::equal(row(a), row(b));
    }

  private:
    std::size_t width_;
    std::vector<std::int64_t> cells_;
};

Profiles merge_profiles(const KindActivities& kind, const LicenseClasses& classes) {
    const std::vector<LicenseClass> class_of = classes_of(kind, classes);
    const ProfileMatrix matrix(kind, class_of);
    std::vector<std::uint32_t> order(class_of.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return matrix.less(a, b); });
    Profiles profiles;
    profiles.columns.resize(kind.activities.size());
    profiles.ranges.resize(kAllLicenseClasses.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && matrix.equal(order[i], order[i - 1])) {
            ++profiles.weights.back();
            continue;
        }
        const auto row = matrix.row(order[i]);
        auto& range = profiles.ranges[static_cast<std::size_t>(row[0])];
        range.first = range.second == 0 ? profiles.weights.size() : range.first;
        profiles.weights.push_back(1);
        range.second = profiles.weights.size();
        for (std::size_t a = 0; a < profiles.columns.size(); ++a) {
            profiles.columns[a].push_back(row[a + 1]);
        }
    }
    return profiles;
}

// The profiles of one group in which all that a pair needs is known, and each activity made ready
// for correlation when first asked for.
class Subset {
  public:
    Subset(const Profiles& profiles, std::vector<std::size_t> rows)
        : profiles_(&profiles), rows_(std::move(rows)), inputs_(profiles.columns.size()) {
        weights_ = taken(profiles.weights);
    }
    const stats::CorrelationInput& input(std::size_t activity) {
        std::optional<stats::CorrelationInput>& slot = inputs_[activity];
        if (!slot) {
            slot = stats::correlation_input(taken(profiles_->columns[activity]), weights_);
        }
        return *slot;
    }
    [[nodiscard]] std::span<const std::int64_t> weights() const { return weights_; }

  private:
    [[nodiscard]] Column taken(const Column& column) const {
        Column result(rows_.size());
        std::transform(rows_.begin(), rows_.end(), result.begin(),
                       [&](std::size_t row) { return column[row]; });
        return result;
    }

    const Profiles* profiles_;
    std::vector<std::size_t> rows_;
    Column weights_;
    std::vector<std::optional<stats::CorrelationInput>> inputs_;
};

// The pairs of one group (a kind, or a class of it). Pairs that the same profiles take part in
// share a subset; when nothing is missing there is only one.
class Group {
  public:
    Group(const Profiles& profiles, std::size_t first, std::size_t last)
        : profiles_(&profiles), first_(first), missing_(last - first, 0) {
        for (std::size_t a = 0; a < profiles.columns.size(); ++a) {
            for (std::size_t i = 0; i < missing_.size(); ++i) {
                const bool is_missing = profiles.columns[a][first + i] == kMissing;
                missing_[i] |= is_missing ? 1U << a : 0U;
            }
        }
        patterns_ = missing_;
        std::sort(patterns_.begin(), patterns_.end());
        patterns_.erase(std::unique(patterns_.begin(), patterns_.end()), patterns_.end());
    }
    stats::Correlation correlate(std::size_t x, std::size_t y) {
        Subset& subset = subset_for((1U << x) | (1U << y));
        return stats::correlate(subset.input(x), subset.input(y), subset.weights());
    }

  private:
    Subset& subset_for(std::uint32_t needed) {
        std::vector<std::uint32_t> kept;
        std::copy_if(patterns_.begin(), patterns_.end(), std::back_inserter(kept),
                     [&](std::uint32_t pattern) { return (pattern & needed) == 0; });
        const auto found = subsets_.find(kept);
        if (found != subsets_.end()) {
            return found->second;
        }
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < missing_.size(); ++i) {
            if ((missing_[i] & needed) == 0) {
                rows.push_back(first_ + i);
            }
        }
        return subsets_.try_emplace(std::move(kept), *profiles_, std::move(rows)).first->second;
    }

    const Profiles* profiles_;
    std::size_t first_;
    std::vector<std::uint32_t> missing_;  // by profile: a bit an activity
    std::vector<std::uint32_t> patterns_;
    std::map<std::vector<std::uint32_t>, Subset> subsets_;
};

core::Cell log10_p(const std::optional<double>& r, std::int64_t n) {
    return r ? core::Cell(stats::log_correlation_p(*r, n) / std::log(10.0)) : core::Cell();
}

void add_group(core::Table& table, const KindActivities& kind, std::string_view name, Group group) {
    for (std::size_t x = 0; x < kind.activities.size(); ++x) {
        for (std::size_t y = x + 1; y < kind.activities.size(); ++y) {
            const stats::Correlation r = group.correlate(x, y);
            table.add_row({std::string(core::kind_name(kind.kind)), std::string(name),
                           std::string(kind.activities[x].name),
                           std::string(kind.activities[y].name), r.n,
                           core::cell_or_missing(r.pearson), core::cell_or_missing(r.pearson_p),
                           core::cell_or_missing(r.spearman), core::cell_or_missing(r.spearman_p),
                           core::cell_or_missing(r.pearson_log1p),
                           core::cell_or_missing(r.pearson_without_top), log10_p(r.pearson, r.n),
                           log10_p(r.spearman, r.n)});
        }
    }
}

}  // namespace

core::Table correlations_table(const core::Schema& schema, std::span<const KindActivities> kinds,
                               const LicenseClasses& classes) {
    core::Table table(schema);
    for (const KindActivities& kind : kinds) {
        const Profiles profiles = merge_profiles(kind, classes);
        add_group(table, kind, "all", Group(profiles, 0, profiles.weights.size()));
        if (kind.kind != core::Kind::kModel) {
            continue;
        }
        for (const LicenseClass license_class : kAllLicenseClasses) {
            const auto [first, last] = profiles.ranges[static_cast<std::size_t>(license_class)];
            add_group(table, kind, class_name(license_class), Group(profiles, first, last));
        }
    }
    return table;
}

}  // namespace hubmine::analysis
