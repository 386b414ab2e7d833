#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/dataset.hpp"

#include "collaboration/settings.hpp"
#include "collaboration/tables.hpp"

#include <vector>

namespace hubmine::analysis::collaboration {

/// What RQ2 reads of a store.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

/// What of it was read, as notes and warnings.
void report_reading(const store::Dataset& data, Result& result);

/// The networks of the chosen sub-fields with all that the wanted tables need.
[[nodiscard]] std::vector<Findings> study(const store::Dataset& data, const Settings& settings);

}  // namespace hubmine::analysis::collaboration
