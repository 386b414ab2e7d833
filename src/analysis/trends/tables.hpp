#pragma once

#include "hubmine/analysis/entry.hpp"

#include "trends/scene.hpp"

#include <vector>

namespace hubmine::analysis::trends {

/// The declared tables, in the order of the catalogue.
[[nodiscard]] std::vector<core::Schema> schemas();

/// Repositories created and removed, period by period.
void fill_growth(const Scene& scene, Result& result, core::Table& table);
/// Likes and downloads over time, of repositories or of groups.
void fill_series(const Scene& scene, Result& result, core::Table& table);
/// What rose and fell most over the last period.
void fill_movers(const Scene& scene, Result& result, core::Table& table);
/// What is wrong with the numbers before anyone plots them.
void fill_sanity(const Scene& scene, Result& result, core::Table& table);

}  // namespace hubmine::analysis::trends
