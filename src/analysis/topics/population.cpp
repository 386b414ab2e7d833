#include "topics/population.hpp"

#include "common/age.hpp"
#include "common/created_within.hpp"

#include <algorithm>
#include <utility>

namespace hubmine::analysis::topics {

std::int64_t Population::all_downloads() const {
    std::int64_t sum = 0;
    for (const std::uint32_t repo : chosen) {
        sum += downloads(repo);
    }
    return sum;
}

Population choose(const store::Dataset& data, core::Kind kind, const PeriodSettings& period) {
    const store::Repos& repos = data.of(kind);
    CreatedWithin within = created_within(repos, period);
    return {.kind = kind,
            .repos = repos,
            .moment = moment_of(data.snapshot),
            .chosen = std::move(within.repos),
            .owners = {}};
}

void Tally::add(const Population& population, std::uint32_t repo) {
    ++repositories;
    likes += population.likes(repo);
    downloads += population.downloads(repo);
    const std::optional<core::Timestamp> created = population.repos.created_at[repo];
    if (!created || is_floored(*created)) {
        return;
    }
    const double age = days_between(*created, population.moment);
    created_last_year += age < kDaysOfYear ? 1 : 0;
    created_year_before += age >= kDaysOfYear && age < 2 * kDaysOfYear ? 1 : 0;
}

std::vector<std::uint32_t> first_by_value(const store::Repos& repos,
                                          const core::OptionalColumn<std::int64_t>& values,
                                          std::vector<std::uint32_t> of, std::size_t how_many) {
    const auto stands_before = [&](std::uint32_t a, std::uint32_t b) {
        const std::int64_t of_a = values[a].value_or(0);
        const std::int64_t of_b = values[b].value_or(0);
        return of_a != of_b ? of_a > of_b : repos.id[a] < repos.id[b];
    };
    const std::size_t kept = std::min(how_many, of.size());
    std::partial_sort(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(kept), of.end(),
                      stands_before);
    of.resize(kept);
    return of;
}

}  // namespace hubmine::analysis::topics
