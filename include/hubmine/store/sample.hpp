#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/work_queue.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Which repositories there are to choose from, and which were chosen.
namespace hubmine::store {

/// The fact that tells how the sample was drawn, in words; absent when histories are read of all.
inline constexpr std::string_view kSampleFact = "crawl.sample";

/// A repository of the newest lists, for drawing samples.
struct PresentRepo {
    std::int64_t repo_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string hub_id;
    std::vector<std::string> tags;
};

/// Every present repository within the bounds of the query (kinds, author, filter, limit, minima),
/// by ascending repo_id.
void visit_present(const Store& store, const WorkQuery& bounds,
                   const std::function<void(const PresentRepo&)>& visit);
/// How many those are, by core::Kind.
[[nodiscard]] std::array<std::int64_t, 3> count_present(const Store& store,
                                                        const WorkQuery& bounds);

/// Keeps which repositories `WorkQuery::only_sample` means, in place of an earlier choice.
void record_sample(Store& store, const std::vector<std::int64_t>& repo_ids);

}  // namespace hubmine::store
