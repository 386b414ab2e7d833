#include "sizes/model_sizes.hpp"

#include "sizes/names.hpp"

#include <algorithm>

namespace hubmine::analysis::sizes {

ModelSizes::ModelSizes(const store::Repos& models, bool from_names)
    : parameters_(models.size(), 0), sources_(models.size(), SizeSource::kNone) {
    for (std::size_t model = 0; model < models.size(); ++model) {
        if (models.parameters[model]) {
            parameters_[model] = *models.parameters[model];
            sources_[model] = models.parameters_source[model] == hub::ParametersSource::kGguf
                                  ? SizeSource::kGguf
                                  : SizeSource::kSafetensors;
        } else if (const auto named = from_names ? size_in_name(models.id[model]) : std::nullopt) {
            parameters_[model] = *named;
            sources_[model] = SizeSource::kName;
        }
    }
}

const std::array<Band, kBands>& bands() {
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr std::int64_t kBillion = 1'000'000'000;
    static constexpr std::array<Band, kBands> kAll{{{"under_100m", 0, 100 * kMillion},
                                                    {"100m", 100 * kMillion, 500 * kMillion},
                                                    {"500m", 500 * kMillion, kBillion},
                                                    {"1b", kBillion, 3 * kBillion},
                                                    {"3b", 3 * kBillion, 10 * kBillion},
                                                    {"10b", 10 * kBillion, 30 * kBillion},
                                                    {"30b", 30 * kBillion, 100 * kBillion},
                                                    {"100b", 100 * kBillion, std::nullopt},
                                                    {"unknown", std::nullopt, std::nullopt}}};
    return kAll;
}

std::size_t band_of(std::optional<std::int64_t> parameters) {
    if (!parameters) {
        return kBands - 1;
    }
    const auto& all = bands();
    const auto* const found = std::find_if(
        all.begin(), all.end(),
        [size = *parameters](const Band& band) { return !band.to || size < *band.to; });
    return static_cast<std::size_t>(found - all.begin());
}

}  // namespace hubmine::analysis::sizes
