#pragma once

#include "hubmine/core/option.hpp"

#include <string>
#include <vector>

namespace hubmine::output {

using core::Value;

struct Field {
    std::string name;
    Value value;
};

/// Fields in the order in which they are written.
using Record = std::vector<Field>;

/// Where tables come from. Holds no time of day: same store and options, same bytes.
struct Manifest {
    std::string command;  ///< "analyze rq1"
    Record options;       ///< what was asked, defaults included
    Record snapshot;      ///< id, started, finished, complete, endpoint
    std::vector<Record> coverage;
    Record notes;
    std::vector<std::string> warnings;
};

}  // namespace hubmine::output
