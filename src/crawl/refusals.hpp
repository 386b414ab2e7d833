#pragma once

#include "hubmine/store/details.hpp"

#include "ask.hpp"

#include <vector>

namespace hubmine::crawl {

/// Tells a server that refuses everything from repositories that are refused. A refusal in the
/// Hub's own words is the outcome of the repository that was asked for. One that anybody could
/// write is that, too, unless many different repositories in a row meet it.
class Refusals {
  public:
    /// The outcome of a reply that brought no data. Returns those that are none, since the server
    /// alone is to blame: none of them at first, then all of the row, then each that follows.
    [[nodiscard]] std::vector<store::Outcome> note(const Delivery& delivery,
                                                   const store::Outcome& outcome);
    /// The server answers.
    void end() { row_.clear(); }

  private:
    [[nodiscard]] std::vector<store::Outcome> add(const store::Outcome& outcome);

    std::vector<store::Outcome> row_;  ///< of one status, of different repositories
};

}  // namespace hubmine::crawl
