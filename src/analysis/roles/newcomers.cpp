#include "common/cells.hpp"
#include "common/columns.hpp"
#include "roles/people.hpp"
#include "roles/tables.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hubmine::analysis::roles {

namespace {

/// So many periods after the first one are looked at.
constexpr std::size_t kPeriodsAfter = 12;

/// A period.
struct Cohort {
    std::int64_t active = 0;
    std::int64_t newcomers = 0;
    std::int64_t by_commit = 0;
    std::int64_t by_discussion = 0;
    std::array<std::int64_t, kPeriodsAfter> after{};  ///< its newcomers, active so much later
};

/// From Histories::first_period to that of the snapshot.
std::vector<Cohort> cohorts_of(const Findings& findings) {
    const Histories& histories = findings.histories;
    std::vector<Cohort> cohorts(
        static_cast<std::size_t>(histories.last_period - histories.first_period + 1));
    for (std::size_t i = 0; i < histories.active.size();) {
        const Active first = histories.active[i];
        const Person& person = findings.people[first.developer];
        Cohort& cohort = cohorts[first.period];
        ++cohort.newcomers;
        cohort.by_commit += person.first_commit <= person.first_discussion ? 1 : 0;
        cohort.by_discussion += person.first_discussion <= person.first_commit ? 1 : 0;
        for (; i < histories.active.size() && histories.active[i].developer == first.developer;
             ++i) {
            const std::uint32_t period = histories.active[i].period;
            const std::size_t after = period - first.period;
            ++cohorts[period].active;
            if (after > 0 && after <= kPeriodsAfter) {
                ++cohort.after.at(after - 1);
            }
        }
    }
    return cohorts;
}

std::string name_of(const Findings& findings, std::size_t period) {
    return period_name(findings.histories.first_period + static_cast<std::int64_t>(period),
                       findings.settings.every);
}

}  // namespace

void fill_newcomers(const Findings& findings, core::Table& table) {
    if (findings.histories.active.empty()) {
        return;
    }
    const std::vector<Cohort> cohorts = cohorts_of(findings);
    const auto first = std::find_if(cohorts.begin(), cohorts.end(),
                                    [](const Cohort& cohort) { return cohort.active > 0; });
    for (auto period = static_cast<std::size_t>(first - cohorts.begin()); period < cohorts.size();
         ++period) {
        const Cohort& cohort = cohorts[period];
        table.add_row({name_of(findings, period), cohort.active, cohort.newcomers, cohort.by_commit,
                       cohort.by_discussion, cohort.active - cohort.newcomers});
    }
}

void fill_retention(const Findings& findings, core::Table& table) {
    if (findings.histories.active.empty()) {
        return;
    }
    const std::vector<Cohort> cohorts = cohorts_of(findings);
    for (std::size_t period = 0; period < cohorts.size(); ++period) {
        const Cohort& cohort = cohorts[period];
        const std::size_t last = std::min(kPeriodsAfter, cohorts.size() - 1 - period);
        for (std::size_t after = 1; cohort.newcomers > 0 && after <= last; ++after) {
            const std::int64_t active = cohort.after.at(after - 1);
            table.add_row({name_of(findings, period), cohort.newcomers, count(after), active,
                           ratio_cell(active, cohort.newcomers)});
        }
    }
}

}  // namespace hubmine::analysis::roles
