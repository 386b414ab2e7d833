#pragma once

#include "hubmine/core/table.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hubmine::analysis {

/// A fact for the manifest: how many developers were dropped as bots, how many edges a cap hides,
/// ...
struct Note {
    std::string key;
    std::variant<std::int64_t, double, std::string> value;
};

struct Result {
    std::vector<core::Table> tables;    ///< in the order of the catalogue; all wanted ones
    std::vector<Note> notes;            ///< facts for the manifest
    std::vector<std::string> warnings;  ///< one line each, for stderr
    /// A few sentences for a person (numbers in them come from the tables); printed above the
    /// tables on a terminal.
    std::vector<std::string> summary;
};

}  // namespace hubmine::analysis
