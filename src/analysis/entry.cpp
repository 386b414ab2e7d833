#include "hubmine/analysis/entry.hpp"

#include <algorithm>

namespace hubmine::analysis {

std::size_t Options::first_of(std::size_t all, std::int64_t by_default) const {
    const std::int64_t asked = top.value_or(by_default);
    return asked <= 0 ? all : std::min(all, static_cast<std::size_t>(asked));
}

bool Options::wants(std::string_view table) const {
    return tables.empty() || std::find(tables.begin(), tables.end(), table) != tables.end();
}

}  // namespace hubmine::analysis
