#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/dataset.hpp"

#include "collaboration/measures.hpp"
#include "collaboration/network.hpp"
#include "collaboration/settings.hpp"
#include "common/table_row.hpp"

#include <cstdint>
#include <vector>

namespace hubmine::analysis::collaboration {

/// What can be measured on a network; whatever is not asked for stays empty.
inline constexpr Needs kNeedsPagerank = 1;
inline constexpr Needs kNeedsCommunities = 2;  ///< core numbers and communities
inline constexpr Needs kNeedsCores = 4 | kNeedsCommunities;

/// The network of a sub-field and what was measured on it.
struct SubfieldFindings {
    DeveloperNetwork network;
    std::vector<double> pagerank;
    std::vector<std::uint32_t> core;
    network::Partition communities;
    std::vector<Core> cores;
};

/// What RQ2 reads of a store.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

/// What of it was read, as notes and warnings.
void report_reading(const store::Dataset& data, Result& result);

/// The networks of the chosen sub-fields, measured as needed.
[[nodiscard]] std::vector<SubfieldFindings> measure(const store::Dataset& data,
                                                    const Settings& settings, Needs needs);

}  // namespace hubmine::analysis::collaboration
