#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/json_text.hpp"
#include "demohub/message.hpp"
#include "demohub/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::demohub {

enum class Route { kList, kInfo };

/// The values that `expand` may have, in the order of the Hub's own refusal.
[[nodiscard]] const std::vector<std::string_view>& expandable(core::Kind kind, Route route);

/// What a request wants to see of each repository, beside `_id` and `id`.
struct Selection {
    std::vector<std::string_view> fields;
    bool with_spaces = false;  ///< a model's `spaces` is among them
};

/// Reads expand, full, cardData, config, linked, models, datasets, sort. Throws BadRequest for an
/// unknown field, and for expand joined with full, cardData or config.
[[nodiscard]] Selection list_selection(core::Kind kind, const Ask& ask);
[[nodiscard]] Selection info_selection(core::Kind kind, const Ask& ask);

/// The JSON object with the selected members, those of them that the repository has.
[[nodiscard]] std::string project(const World& world, core::Kind kind, const RawObject& object,
                                  const Selection& selection);

}  // namespace hubmine::demohub
