#pragma once

#include <string>
#include <vector>

namespace hubmine::analysis {

/// A file of hubmine's own data (`bots.csv`, ...) as it is installed.
struct DataFile {
    std::string name;
    std::string problem;  ///< why it cannot be used; empty = it can
};

/// Reads each of them as whoever needs it would.
[[nodiscard]] std::vector<DataFile> read_installed_data();

}  // namespace hubmine::analysis
