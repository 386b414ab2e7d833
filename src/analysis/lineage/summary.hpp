#pragma once

#include "lineage/findings.hpp"

#include <cstdint>
#include <optional>

namespace hubmine::analysis::lineage {

/// The whole in numbers.
struct Summary {
    std::int64_t models = 0;
    std::int64_t claiming = 0;
    std::int64_t claims = 0;
    std::int64_t parents = 0;
    std::int64_t children = 0;
    std::int64_t roots = 0;
    std::int64_t orphans = 0;
    std::int64_t isolated = 0;
    std::int64_t merged = 0;
    std::int64_t largest_tree = 0;
    std::optional<Node> largest_tree_root;  ///< its model of most descendants
    std::int64_t generations = 0;
    std::int64_t cycles = 0;
    std::int64_t cyclic_models = 0;
};

/// Needs descendants.
[[nodiscard]] Summary summarise(const Findings& findings);

}  // namespace hubmine::analysis::lineage
