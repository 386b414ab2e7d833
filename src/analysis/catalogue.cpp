#include "hubmine/analysis/catalogue.hpp"

#include "activity/entry.hpp"
#include "adoption/entry.hpp"
#include "calendar/entry.hpp"
#include "collaboration/entry.hpp"
#include "lineage/entry.hpp"
#include "organisations/entry.hpp"
#include "reproduce/entry.hpp"
#include "roles/entry.hpp"
#include "sizes/entry.hpp"
#include "topics/entry.hpp"
#include "trends/entry.hpp"

#include <array>
#include <stdexcept>

namespace hubmine::analysis {

std::span<const Entry> catalogue() {
    static const std::array kEntries{activity::entry(), collaboration::entry(), adoption::entry(),
                                     trends::entry(),   organisations::entry(), lineage::entry(),
                                     topics::entry(),   sizes::entry(),         roles::entry(),
                                     calendar::entry(), reproduce::entry()};
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
