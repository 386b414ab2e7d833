#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/table.hpp"

#include "activity/license_samples.hpp"

/// Activities of models by the class of their licence.
namespace hubmine::analysis::activity {

/// Two classes at a time.
void fill_mann_whitney(const LicenseSamples& samples, core::Table& table);

/// All classes at once.
void fill_kruskal(const LicenseSamples& samples, core::Table& table);

/// Two classes at a time, ranked among all three.
void fill_dunn(const LicenseSamples& samples, core::Table& table);

/// Two classes at a time, within models of the same task and year of creation. Notes how many
/// models take no part because nobody knows when they were created.
void fill_van_elteren(const store::Dataset& data, const LicenseSamples& samples, core::Table& table,
                      Result& remarks);

}  // namespace hubmine::analysis::activity
