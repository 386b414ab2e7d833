#pragma once

#include "hubmine/crawl/options.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/work_queue.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// A member of the population and the stratum it belongs to.
struct SampleCandidate {
    std::int64_t repo_id = 0;
    std::uint64_t rank = 0;  ///< pseudo-random, from seed and identity
    std::size_t stratum = 0;
};

/// A number that depends on the seed and the identity alone: whatever the order in which a Hub was
/// listed, the same repositories are drawn, and a Hub that grew keeps most of an earlier sample.
[[nodiscard]] std::uint64_t sample_rank(std::uint64_t seed, core::Kind kind,
                                        const std::string& hub_id);

/// The `size` candidates of lowest rank, each stratum in proportion to its part of the population
/// (largest remainders). All of them when there are fewer. Ascending repo_id.
[[nodiscard]] std::vector<std::int64_t> draw_sample(std::vector<SampleCandidate> candidates,
                                                    std::size_t size);

/// Throws UsageError when the store keeps a sample that was drawn in another way, or when one is to
/// be drawn from lists that neither were nor will be read.
void check_sample(const store::Store& store, const Options& options);
/// A sample was drawn in this run or an earlier one.
[[nodiscard]] bool has_sample(const store::Store& store);
/// Draws what the options ask for from what is listed, unless that was done before. Returns the
/// size of a sample drawn now, 0 when there was one.
std::int64_t take_sample(store::Store& store, const Options& options,
                         const store::WorkQuery& bounds);

}  // namespace hubmine::crawl
