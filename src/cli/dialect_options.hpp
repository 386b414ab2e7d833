#pragma once

#include "hubmine/output/format.hpp"

#include "arguments.hpp"

#include <string>
#include <vector>

namespace hubmine::cli {

/// The options that say how csv is to look, for every command that writes it: --dialect,
/// --separator, --decimal, --bom.
class DialectOptions {
  public:
    /// The words are the formats in which the separator may be chosen, the decimal sign may, and a
    /// byte order mark may stand.
    void declare(Arguments& arguments, const std::string& separated, const std::string& decimal,
                 const std::string& marked);

    /// Those on the command line that choose the separator, perhaps among other things.
    [[nodiscard]] std::vector<std::string> asks_separator() const;
    [[nodiscard]] bool asks_decimal() const { return !decimal_.empty(); }
    [[nodiscard]] bool asks_mark() const { return bom_; }

    /// Puts into the style what was asked. Throws UsageError: an unknown dialect or character; one
    /// character between the cells and within the numbers, where the separator may be chosen.
    void shape(output::Style& style, bool is_separated) const;

  private:
    std::string dialect_;
    std::string separator_;
    std::string decimal_;
    bool bom_ = false;
};

}  // namespace hubmine::cli
