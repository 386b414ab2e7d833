#include "activity/correlations.hpp"

#include "hubmine/stats/correlation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace hubmine::analysis::activity {

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

// What a repository is compared by: the class of its licence and every activity.
class Profile {
  public:
    Profile(const KindActivities& kind, const LicenseClasses& classes)
        : kind_(&kind), class_(classes_of(kind, classes)) {}

    [[nodiscard]] std::size_t repositories() const { return class_.size(); }
    [[nodiscard]] LicenseClass license_class(std::size_t repo) const { return class_[repo]; }
    [[nodiscard]] std::uint64_t hash(std::size_t repo) const {
        constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
        auto mixed = static_cast<std::uint64_t>(class_[repo]);
        for (const Activity& activity : kind_->activities) {
            mixed = (mixed ^ static_cast<std::uint64_t>(activity.of(repo))) * kOdd;
            mixed ^= mixed >> 29U;
        }
        return mixed;
    }
    [[nodiscard]] bool equal(std::size_t a, std::size_t b) const { return compare(a, b) == 0; }
    [[nodiscard]] bool less(std::size_t a, std::size_t b) const { return compare(a, b) < 0; }

  private:
    [[nodiscard]] int compare(std::size_t a, std::size_t b) const {
        if (class_[a] != class_[b]) {
            return class_[a] < class_[b] ? -1 : 1;
        }
        for (const Activity& activity : kind_->activities) {
            if (activity.of(a) != activity.of(b)) {
                return activity.of(a) < activity.of(b) ? -1 : 1;
            }
        }
        return 0;
    }

    const KindActivities* kind_;
    std::vector<LicenseClass> class_;
};

// The first repository of each profile and how many share it.
struct Representative {
    std::uint32_t repo = 0;
    std::int64_t repositories = 0;
};

// A hash table finds equal ones in linear time, so only one of each profile is sorted.
std::vector<Representative> representatives(const Profile& profile) {
    constexpr std::uint32_t kFree = store::kNoText;
    const std::size_t slots = std::bit_ceil(2 * profile.repositories() + 1);
    std::vector<std::uint32_t> table(slots, kFree);
    std::vector<Representative> found;
    for (std::uint32_t repo = 0; repo < profile.repositories(); ++repo) {
        std::size_t slot = profile.hash(repo) & (slots - 1);
        while (table[slot] != kFree && !profile.equal(found[table[slot]].repo, repo)) {
            slot = (slot + 1) & (slots - 1);
        }
        if (table[slot] == kFree) {
            table[slot] = static_cast<std::uint32_t>(found.size());
            found.push_back({.repo = repo, .repositories = 0});
        }
        ++found[table[slot]].repositories;
    }
    std::sort(found.begin(), found.end(), [&](const Representative& a, const Representative& b) {
        return profile.less(a.repo, b.repo);
    });
    return found;
}

Profiles merge_profiles(const KindActivities& kind, const LicenseClasses& classes) {
    const Profile profile(kind, classes);
    Profiles profiles;
    profiles.columns.resize(kind.activities.size());
    profiles.ranges.resize(kAllLicenseClasses.size());
    for (const Representative& one : representatives(profile)) {
        auto& range = profiles.ranges[static_cast<std::size_t>(profile.license_class(one.repo))];
        range.first = range.second == 0 ? profiles.weights.size() : range.first;
        profiles.weights.push_back(one.repositories);
        range.second = profiles.weights.size();
        for (std::size_t a = 0; a < profiles.columns.size(); ++a) {
            profiles.columns[a].push_back(kind.activities[a].of(one.repo));
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
                const bool is_missing = profiles.columns[a][first + i] == kMissingActivity;
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

using IntervalOf = std::optional<stats::Interval> (*)(double, std::int64_t);

void add_interval(std::vector<core::Cell>& row, IntervalOf interval_of,
                  const std::optional<double>& r, std::int64_t n) {
    const auto interval = r ? interval_of(*r, n) : std::nullopt;
    row.emplace_back(interval ? core::Cell(interval->low) : core::Cell());
    row.emplace_back(interval ? core::Cell(interval->high) : core::Cell());
}

void add_group(core::Table& table, const KindActivities& kind, std::string_view name, Group group) {
    for (std::size_t x = 0; x < kind.activities.size(); ++x) {
        for (std::size_t y = x + 1; y < kind.activities.size(); ++y) {
            const stats::Correlation r = group.correlate(x, y);
            std::vector<core::Cell> row{std::string(core::kind_name(kind.kind)),
                                        std::string(name),
                                        std::string(kind.activities[x].name),
                                        std::string(kind.activities[y].name),
                                        kind.is_listed ? core::Cell(r.n) : core::Cell(),
                                        core::cell_or_missing(r.pearson),
                                        core::cell_or_missing(r.pearson_p),
                                        core::cell_or_missing(r.spearman),
                                        core::cell_or_missing(r.spearman_p),
                                        core::cell_or_missing(r.pearson_log1p),
                                        core::cell_or_missing(r.pearson_without_top),
                                        log10_p(r.pearson, r.n),
                                        log10_p(r.spearman, r.n)};
            add_interval(row, stats::pearson_interval, r.pearson, r.n);
            add_interval(row, stats::spearman_interval, r.spearman, r.n);
            table.add_row(std::move(row));
        }
    }
}

}  // namespace

void fill_correlations(std::span<const KindActivities> kinds, const LicenseClasses& classes,
                       core::Table& table) {
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
}

}  // namespace hubmine::analysis::activity
