#pragma once

#include "hubmine/identity/candidates.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>

namespace hubmine::bench {

/// How large the collaboration is; the defaults are the study's times 20.
struct CollaborationSize {
    std::int64_t models = 6'963'620;
    std::int64_t developers = 2'020'000;
    std::int64_t connected = 210'000;  ///< developers with somebody to work with
    std::int64_t crowds = 1'250;       ///< models that 4 to 13 of them work on, all both ways
    double hub_exponent = 1.25;        ///< of the rank by which somebody to work with is drawn
    std::uint64_t seed = 1;
};

/// Models and their commits as if read from a store. The connected developers are one world: each
/// works with one who came before, early ones far more often, so that the first have tens of
/// thousands to work with; 62 of 100 such pairs commit both ways. Everybody else works alone.
[[nodiscard]] store::Dataset collaboration_world(const CollaborationSize& size);

/// So many different names such as people give themselves: syllables, numbers, signs; every
/// fiftieth is a real name with a space, some are spellings of another.
[[nodiscard]] identity::Population crowd(std::size_t names, std::uint64_t seed);

}  // namespace hubmine::bench
