#include "sizes/emissions.hpp"

#include <algorithm>

namespace hubmine::analysis::sizes {

namespace {

// 10,000 t.
constexpr double kMostBelieved = 1e10;

}  // namespace

const EmissionReport* Emissions::find(std::uint32_t model) const {
    const auto found = std::lower_bound(
        reports.begin(), reports.end(), model,
        [](const EmissionReport& report, std::uint32_t wanted) { return report.model < wanted; });
    return found == reports.end() || found->model != model ? nullptr : &*found;
}

Emissions find_emissions(const store::Cards& cards, std::span<const std::uint32_t> chosen) {
    Emissions found;
    for (const store::Cards::Emission& emission : cards.emissions) {
        if (!std::binary_search(chosen.begin(), chosen.end(), emission.repo)) {
            continue;
        }
        if (!emission.told.grams) {
            found.malformed.push_back(emission.repo);
            continue;
        }
        const double grams = *emission.told.grams;
        found.reports.push_back({.model = emission.repo,
                                 .grams = grams,
                                 .is_suspect = grams > kMostBelieved,
                                 .told = &emission.told});
    }
    return found;
}

}  // namespace hubmine::analysis::sizes
