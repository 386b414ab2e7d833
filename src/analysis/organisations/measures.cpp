#include "organisations/measures.hpp"

namespace hubmine::analysis::organisations {

std::span<const Measure> measures_of(core::Kind kind) {
    static constexpr std::array kOfModels{
        Measure::kRepositories, Measure::kLikes,   Measure::kDownloads, Measure::kDownloadsAllTime,
        Measure::kParameters,   Measure::kStorage, Measure::kDerived};
    static constexpr std::array kOfDatasets{Measure::kRepositories, Measure::kLikes,
                                            Measure::kDownloads, Measure::kDownloadsAllTime,
                                            Measure::kStorage};
    static constexpr std::array kOfSpaces{Measure::kRepositories, Measure::kLikes,
                                          Measure::kStorage};
    switch (kind) {
        case core::Kind::kModel:
            return kOfModels;
        case core::Kind::kDataset:
            return kOfDatasets;
        case core::Kind::kSpace:
            break;
    }
    return kOfSpaces;
}

std::span<const Measure> leading_measures_of(core::Kind kind) {
    static constexpr std::array kLeading{Measure::kLikes, Measure::kDownloads,
                                         Measure::kDownloadsAllTime};
    // Nobody counts downloads of spaces.
    return std::span(kLeading).first(kind == core::Kind::kSpace ? 1 : kLeading.size());
}

}  // namespace hubmine::analysis::organisations
