#pragma once

#include "adoption/edges.hpp"
#include "common/subfields.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::analysis::adoption {

/// One sub-field's models that at least one space uses, with the number that the network ranks them
/// by: spaces (usage) or linked models (co-usage).
struct ModelNetwork {
    std::string subfield;
    std::string name;  ///< usage or cousage
    std::int64_t spaces = 0;
    std::int64_t edges = 0;
    std::int64_t total_weight = 0;
    std::vector<std::uint32_t> models;    ///< indices into the data set's models, ascending
    std::vector<std::int64_t> values;     ///< per model
    std::vector<std::int64_t> strengths;  ///< per model; co-usage only
    std::vector<std::uint32_t> ranking;   ///< positions in `models`, best first, at most the wanted
};

/// The sub-fields of the settings and which of the two networks of each are wanted.
struct NetworkRequest {
    std::vector<Subfield> subfields;
    bool of_space = false;  ///< a sub-field takes the edges of its spaces, not of its models
    bool co_usage = true;
    std::size_t top = 100;
};

/// Usage, then (when wanted) co-usage, of each sub-field in turn.
[[nodiscard]] std::vector<ModelNetwork> build_networks(const store::Dataset& data,
                                                       const Edges& edges,
                                                       const NetworkRequest& request);

}  // namespace hubmine::analysis::adoption
