#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::output {

/// Of each picture, the lines that reach highest. Rows of a line follow each other; of the others
/// nothing is kept.
class HighestLines {
  public:
    using Cells = std::vector<core::Cell>;

    /// Of a picture.
    explicit HighestLines(std::size_t most) : most_(most) {}

    void add(const std::string& panel, const std::string& name, double height, Cells cells);
    /// Pictures as they came, in each the highest line first, of equals the one that came first.
    [[nodiscard]] std::vector<Cells> taken();
    [[nodiscard]] bool are_fewer() const { return fewer_; }

  private:
    struct Line {
        std::string panel;
        std::string name;
        double height = 0;
        std::vector<Cells> rows;
    };

    /// The line that was read last gets its place among those of its picture, if it has one.
    void place_last();

    std::size_t most_;
    std::optional<Line> last_;
    std::vector<std::pair<std::string, std::vector<Line>>> panels_;
    bool fewer_ = false;
};

}  // namespace hubmine::output
