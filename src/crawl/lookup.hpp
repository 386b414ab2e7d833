#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/parse.hpp"

#include "desk.hpp"

#include <optional>
#include <string>

/// Asking who answers to a name: one that no list shows, or the one that a repository moved to.
namespace hubmine::crawl {

/// What a lookup found; absent when the reply makes no sense: then its ask is asked again.
[[nodiscard]] std::optional<hub::ParsedRepo> read_lookup(Desk& desk, Delivery& delivery);

/// The Hub does not know what a lookup of `id` asked to be shown: it is asked again without. False
/// when it refuses something else, or does so for ever.
[[nodiscard]] bool ask_for_less(Desk& desk, Delivery& delivery,
                                const std::optional<std::string>& id);

}  // namespace hubmine::crawl
