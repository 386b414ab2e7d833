#pragma once

#include "hubmine/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Facts about the store itself.
namespace hubmine::store {

[[nodiscard]] std::optional<std::string> load_fact(const Store& store, std::string_view key);
void save_fact(Store& store, std::string_view key, std::string_view value);

/// Remembers the Hub that the store speaks of; throws UsageError when it is another one than the
/// store's repositories are of. Without any, what was begun with another one is forgotten.
void bind_endpoint(Store& store, std::string_view endpoint);

/// Whether a Hub has ever shown it anything.
[[nodiscard]] bool has_repositories(const Store& store);

}  // namespace hubmine::store
