#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Whether files of the user's own fit the store: each adds one line, for a warning, when its file
/// is named and nothing of what is in it is in the store, although something could be.
namespace hubmine::analysis {

using Doubts = std::vector<std::string>;

/// Adds the line: none of the `what` in that file is in the store.
void doubt_file(const std::string& file, std::string_view what, Doubts& doubts);

void doubt_bots(const store::Dataset& data, const DeveloperSettings& settings, Doubts& doubts);
void doubt_licenses(const store::Dataset& data, const LicenseSettings& settings, Doubts& doubts);
void doubt_organisations(const store::Dataset& data, const OrganisationSettings& settings,
                         Doubts& doubts);
void doubt_subfields(const store::Dataset& data, const SubfieldSettings& settings, Doubts& doubts);

}  // namespace hubmine::analysis
