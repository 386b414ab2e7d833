#pragma once

#include "hubmine/stats/int128.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/lineage_edges.hpp"
#include "sizes/model_sizes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::sizes {

/// By what the smallest and the largest of a family are compared.
enum class FamilyMeasure : std::uint8_t { kDownloads, kDownloadsAllTime, kLikes };

inline constexpr std::array<std::string_view, 3> kFamilyMeasureNames{"downloads",
                                                                     "downloads_all_time", "likes"};

/// Models of one owner that differ in size only, in two sizes or more.
struct Family {
    std::string_view owner;  ///< empty: models without an owner
    std::string name;
    std::int64_t models = 0;
    std::int64_t sizes = 0;      ///< different ones
    std::uint32_t smallest = 0;  ///< of the smallest size the model with most downloads, then by id
    std::uint32_t largest = 0;   ///< the same of the largest size
    stats::Int128 downloads = 0;  ///< of all members
    /// By FamilyMeasure: what the smallest and the largest size reach at most; absent where no
    /// member of that size has a number.
    std::array<std::optional<std::int64_t>, 3> of_smallest;
    std::array<std::optional<std::int64_t>, 3> of_largest;
};

/// The families among the chosen models of known size, most downloads first, then by owner and
/// name. Models that are an adapter or a quantized child on an edge belong to none.
[[nodiscard]] std::vector<Family> find_families(const store::Repos& models,
                                                std::span<const std::uint32_t> chosen,
                                                const ModelSizes& sizes,
                                                std::span<const LineageEdge> edges);

}  // namespace hubmine::analysis::sizes
