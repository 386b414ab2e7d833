#pragma once

#include "hubmine/analysis/settings.hpp"

#include "common/options.hpp"

#include <string>

namespace hubmine::analysis::reproduce {

/// What can be asked of the study's figures. Names count as they did there, unless it is said
/// otherwise: bots are people, and nobody has two names.
struct Settings : analysis::Settings {
    Settings() {
        keep_bots = true;
        raw_identities = true;
    }
    std::string study_file;
};

[[nodiscard]] OptionRows options(Settings& settings);

}  // namespace hubmine::analysis::reproduce
