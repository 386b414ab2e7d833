#pragma once

#include "hubmine/store/dataset.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::analysis::sizes {

/// Where the size of a model comes from.
enum class SizeSource : std::uint8_t { kSafetensors, kGguf, kName, kNone };

inline constexpr std::array<std::string_view, 4> kSizeSourceNames{"safetensors", "gguf", "name",
                                                                  "none"};

/// How many parameters each model has.
class ModelSizes {
  public:
    ModelSizes() = default;
    /// `from_names`: a number in a name counts where the Hub tells none; needs ids.
    ModelSizes(const store::Repos& models, bool from_names);

    [[nodiscard]] std::optional<std::int64_t> of(std::size_t model) const {
        const std::int64_t size = parameters_[model];
        return size > 0 ? std::optional(size) : std::nullopt;
    }
    [[nodiscard]] SizeSource source_of(std::size_t model) const { return sources_[model]; }

  private:
    std::vector<std::int64_t> parameters_;  // 0 = not known
    std::vector<SizeSource> sources_;
};

/// A band of parameters, from one number up to the next.
struct Band {
    std::string_view name;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;  ///< not included
};

/// In ascending order; the last is for unknown sizes.
inline constexpr std::size_t kBands = 9;
[[nodiscard]] const std::array<Band, kBands>& bands();
/// The position of a size among them.
[[nodiscard]] std::size_t band_of(std::optional<std::int64_t> parameters);

}  // namespace hubmine::analysis::sizes
