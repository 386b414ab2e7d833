#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/network/co_usage.hpp"
#include "hubmine/store/dataset.hpp"

#include "adoption/settings.hpp"

#include <vector>

namespace hubmine::analysis::adoption {

/// The edges space - model that an analysis of adoption counts, after `--no-duplicates` and
/// `--cap-per-model`, ordered by space, then model.
struct Edges {
    std::vector<network::UsagePair> pairs;
    /// Which of `pairs` co-usage sees under `--max-models-per-space`; empty = all of them.
    std::vector<bool> in_co_usage;
};

/// Without a list of both nothing is known of the use of models by spaces.
[[nodiscard]] bool usage_is_known(const store::Dataset& data);

/// Chooses the edges and writes into the notes what the store holds and what each option hides.
/// Both caps keep what the store has known longest (smallest repo_id): which hundred spaces the Hub
/// shows of a model is not documented, and a rule that depends on nothing else can be repeated.
/// Where usage is not known there are neither edges nor notes.
[[nodiscard]] Edges select_edges(const store::Dataset& data, const Settings& settings,
                                 Result& result);

}  // namespace hubmine::analysis::adoption
