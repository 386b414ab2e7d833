#include "hubmine/analysis/settings.hpp"

#include <algorithm>

namespace hubmine::analysis {

bool Settings::wants(std::string_view table) const {
    return tables.empty() || std::find(tables.begin(), tables.end(), table) != tables.end();
}

std::size_t RankingSettings::first_of(std::size_t all, std::int64_t by_default) const {
    const std::int64_t asked = top.value_or(by_default);
    return asked <= 0 ? all : std::min(all, static_cast<std::size_t>(asked));
}

}  // namespace hubmine::analysis
