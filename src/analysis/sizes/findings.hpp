#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/activities.hpp"
#include "common/entities.hpp"
#include "common/organisations.hpp"
#include "common/table_row.hpp"
#include "sizes/emissions.hpp"
#include "sizes/families.hpp"
#include "sizes/model_sizes.hpp"
#include "sizes/population.hpp"
#include "sizes/settings.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::analysis::sizes {

/// What must be read or measured before a table can be filled.
enum : Needs {
    kNeedsSizes = 1,
    kNeedsIds = 2,
    kNeedsNumbers = 4,  ///< likes and downloads
    kNeedsDerived = 8,  ///< what was made from each model
    kNeedsFamilies = 16,
    kNeedsTypes = 32,  ///< of owners
    kNeedsEmissions = 64,
    kNeedsDates = 128,
    kNeedsBytes = 256,  ///< weights and storage
    kNeedsActivities = 512,
    kNeedsKinds = 1024,       ///< datasets and spaces, too
    kNeedsParameters = 2048,  ///< as the Hub tells them
    kNeedsModels = 4096,      ///< whatever --kind says
};

/// What the tables are filled from; what no wanted table needs is empty.
struct Findings {
    const store::Dataset& data;
    const Settings& settings;
    Population population;
    ModelSizes sizes;
    std::vector<std::int64_t> derived;  ///< by model
    std::vector<Family> families;       ///< in the order of their ranking
    std::optional<Organisations> organisations;
    std::optional<Entities> entities;  ///< refers to organisations
    Emissions emissions;
    std::optional<KindActivities> activities;  ///< of models

    [[nodiscard]] const store::Repos& models() const { return data.of(core::Kind::kModel); }
    /// Those that take part, ascending.
    [[nodiscard]] std::span<const std::uint32_t> chosen(core::Kind kind) const {
        return population.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] EntityType type_of(core::Kind kind, std::uint32_t repo) const {
        return entities->type_of(entities->owners_of(kind)[repo]);
    }
};

/// The kinds that those tables speak of.
[[nodiscard]] std::vector<core::Kind> kinds_of(const Settings& settings, Needs needs);

/// Throws what load_organisations and resolve_developers throw.
[[nodiscard]] std::shared_ptr<const Findings> measure(const store::Dataset& data,
                                                      const Settings& settings, Needs needs,
                                                      Result& result);

}  // namespace hubmine::analysis::sizes
