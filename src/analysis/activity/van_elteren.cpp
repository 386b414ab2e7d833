#include "hubmine/stats/rank_tests.hpp"

#include "activity/license_tests.hpp"
#include "common/age.hpp"
#include "common/period.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::analysis::activity {

namespace {

/// Before every year.
constexpr std::int64_t kFlooredYear = std::numeric_limits<std::int64_t>::min();

/// A model that is compared with others of the same task and year of creation.
struct Peer {
    std::string_view task;  ///< empty = none, which is a task of its own
    std::int64_t year = 0;
    LicenseClass license_class = LicenseClass::kNone;
    std::uint32_t model = 0;

    [[nodiscard]] bool is_with(const Peer& other) const {
        return task == other.task && year == other.year;
    }
};

/// Peers together, in an order that does not depend on how the store numbers labels.
class Peers {
  public:
    Peers(const store::Dataset& data, const LicenseSamples& samples) {
        const store::Repos& models = *samples.models().repos;
        for (std::uint32_t model = 0; model < models.size(); ++model) {
            if (!samples.takes_part(model)) {
                continue;
            }
            const auto created = models.created_at[model];
            if (!created) {
                ++undated_;
                continue;
            }
            const store::TextId task = models.pipeline_tag[model];
            peers_.push_back(
                {.task = task == store::kNoText ? std::string_view() : data.labels[task],
                 .year = is_floored(*created) ? kFlooredYear : period_of(*created, Every::kYear),
                 .license_class = samples.class_of(model),
                 .model = model});
        }
        std::ranges::sort(peers_, {}, [](const Peer& peer) {
            return std::tuple(peer.task, peer.year, index_of(peer.license_class));
        });
    }

    [[nodiscard]] std::int64_t undated() const { return undated_; }

    /// The known values of an activity by stratum and class.
    [[nodiscard]] std::vector<Samples> strata(const Activity& activity) const {
        std::vector<Samples> strata;
        std::vector<std::int64_t> values;
        for (std::size_t i = 0; i < peers_.size(); ++i) {
            if (i == 0 || !peers_[i].is_with(peers_[i - 1])) {
                strata.emplace_back();
            }
            const std::int64_t value = activity.of(peers_[i].model);
            if (value != kMissingActivity) {
                values.push_back(value);
            }
            const bool is_last = i + 1 == peers_.size() || !peers_[i].is_with(peers_[i + 1]) ||
                                 peers_[i].license_class != peers_[i + 1].license_class;
            if (is_last) {
                strata.back().at(index_of(peers_[i].license_class)) = stats::count_values(values);
                values.clear();
            }
        }
        return strata;
    }

  private:
    std::vector<Peer> peers_;
    std::int64_t undated_ = 0;
};

std::vector<stats::Stratum> pair_of(const std::vector<Samples>& strata, const ClassPair& pair) {
    std::vector<stats::Stratum> result;
    for (const Samples& samples : strata) {
        const stats::Counts& a = samples.at(index_of(pair.first));
        const stats::Counts& b = samples.at(index_of(pair.second));
        if (!a.empty() && !b.empty()) {
            result.push_back({.a = a, .b = b});
        }
    }
    return result;
}

}  // namespace

void fill_van_elteren(const store::Dataset& data, const LicenseSamples& samples, core::Table& table,
                      Result& remarks) {
    const Peers peers(data, samples);
    remarks.notes.push_back({.key = "van_elteren_undated_models", .value = peers.undated()});
    std::vector<TestRow> tests;
    for (const std::string_view name : kTested) {
        const std::vector<Samples> strata = peers.strata(*samples.models().find(name));
        for (const ClassPair& pair : kPairs) {
            TestRow& row = tests.emplace_back();
            row.before = {std::string(name), std::string(class_name(pair.first)),
                          std::string(class_name(pair.second))};
            if (const auto test = stats::van_elteren(pair_of(strata, pair))) {
                row.before.insert(row.before.end(), {test->strata, test->n_a, test->n_b,
                                                     core::cell_or_missing(test->z), test->p});
                row.p = test->p;
                row.after = {test->delta, test->log_p / std::log(10.0)};
            }
        }
    }
    add_tests(std::move(tests), table);
}

}  // namespace hubmine::analysis::activity
