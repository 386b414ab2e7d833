#pragma once

#include "hubmine/store/work_queue.hpp"

#include "database.hpp"

#include <string>

namespace hubmine::store {

/// The condition that a row `s` of repo_state is present and within the bounds of a query; its
/// parameters are ?2 to ?7.
[[nodiscard]] const std::string& within_bounds();

/// Binds `first` as ?1, the bounds as ?2 to ?7.
template <typename First, typename... More>
void bind_bounds(Statement& statement, const First& first, const std::string& kinds,
                 const WorkQuery& bounds, const More&... more) {
    statement.bind(first, kinds, bounds.min_likes, bounds.min_downloads, bounds.author,
                   bounds.filter, bounds.limit, more...);
}

}  // namespace hubmine::store
