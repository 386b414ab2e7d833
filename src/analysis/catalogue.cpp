#include "hubmine/analysis/catalogue.hpp"

#include "rq1.hpp"
#include "rq2.hpp"
#include "rq3.hpp"
#include "trends.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hubmine::analysis {

std::size_t Options::first_of(std::size_t all, std::int64_t by_default) const {
    const std::int64_t asked = top.value_or(by_default);
    return asked <= 0 ? all : std::min(all, static_cast<std::size_t>(asked));
}

bool Options::wants(std::string_view table) const {
    return tables.empty() || std::find(tables.begin(), tables.end(), table) != tables.end();
}

std::span<const Entry> catalogue() {
    static const std::array<Entry, 4> kEntries{rq1_entry(), rq2_entry(), rq3_entry(),
                                               trends_entry()};
    return kEntries;
}

const core::Schema& schema_of(const Entry& entry, std::string_view table) {
    for (const core::Schema& schema : entry.tables) {
        if (schema.name == table) {
            return schema;
        }
    }
    throw std::logic_error(entry.name + " has no table " + std::string(table));
}

}  // namespace hubmine::analysis
