#pragma once

#include "hubmine/store/dataset.hpp"

#include "collaboration/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// The network of the commits of one period, by the rules of that of all commits.
struct Window {
    std::string subfield;
    std::int64_t period = 0;
    std::int64_t repositories = 0;
    std::int64_t developers = 0;
    std::int64_t newcomers = 0;  ///< who committed in no earlier period of the sub-field
    std::int64_t isolates = 0;
    std::size_t connected = 0;
    std::size_t edges = 0;
    std::optional<double> reciprocity;
    std::optional<double> clustering_binary;
    std::size_t largest_component = 0;
    std::optional<std::uint32_t> core_k;  ///< of the innermost core; none without edges
    std::size_t core_nodes = 0;
    /// Of the innermost core of the period before, who is in this one; absent where there was none.
    std::optional<double> core_kept;
};

/// By sub-field, then period; without those in which nobody committed. The commits must have been
/// read by period.
[[nodiscard]] std::vector<Window> measure_windows(const store::Dataset& data,
                                                  const Settings& settings);

/// Commits that no period holds.
[[nodiscard]] std::int64_t undated_commits(const store::Contributions& commits);

}  // namespace hubmine::analysis::collaboration
