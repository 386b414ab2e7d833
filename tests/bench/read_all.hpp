#pragma once

#include "hubmine/analysis/result.hpp"

namespace hubmine::bench {

/// Long tables are made while they are read: makes every row, and throws it away.
inline void read_all(const analysis::Result& result) {
    for (const core::TableStream& table : result.tables) {
        table.for_each_chunk([](const core::Table&) {});
    }
}

}  // namespace hubmine::bench
