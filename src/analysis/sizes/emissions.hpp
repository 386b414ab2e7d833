#pragma once

#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace hubmine::analysis::sizes {

/// What a model's card says of emissions.
struct EmissionReport {
    std::uint32_t model = 0;
    double grams = 0;  ///< of CO2 equivalent
    /// More than any training run that was published: probably a slip of units.
    bool is_suspect = false;
    const store::CardEmissions* told = nullptr;
};

/// What the cards of models say of emissions. Whoever is nowhere here says nothing.
struct Emissions {
    std::vector<EmissionReport> reports;   ///< by model
    std::vector<std::uint32_t> malformed;  ///< models; ascending

    /// Null when the model reports nothing that can be read.
    [[nodiscard]] const EmissionReport* find(std::uint32_t model) const;
};

/// Of the chosen models, which are in ascending order; refers to the cards.
[[nodiscard]] Emissions find_emissions(const store::Cards& cards,
                                       std::span<const std::uint32_t> chosen);

}  // namespace hubmine::analysis::sizes
