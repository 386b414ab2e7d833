#pragma once

#include "hubmine/core/table_stream.hpp"

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
    /// In the order of the catalogue; all wanted ones. Long ones are made while they are read, of
    /// the data, which must outlive them.
    std::vector<core::TableStream> tables;
    std::vector<Note> notes;            ///< facts for the manifest
    std::vector<std::string> warnings;  ///< one line each, for stderr
    /// A few sentences for a person (numbers in them come from the tables); printed above the
    /// tables on a terminal.
    std::vector<std::string> summary;
};

}  // namespace hubmine::analysis
