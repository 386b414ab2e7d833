#pragma once

#include "hubmine/hub/transport.hpp"
#include "hubmine/hub/verdict.hpp"
#include "hubmine/store/store.hpp"

#include <vector>

namespace hubmine::crawl {

/// Tells a server that refuses everything from repositories that are refused. A refusal in the
/// Hub's own words is the outcome of the repository that was asked for. One that anybody could
/// write is that, too, unless many different repositories in a row meet it.
class Refusals {
  public:
    /// Anybody could have written this refusal: it bears no code of the Hub's, and is not the 401
    /// that strangers get for what is not there.
    [[nodiscard]] static bool is_anybodys(const hub::Judgement& judgement, const hub::Reply& reply);

    /// One more of those. Returns the outcomes that are none, since the server alone is to blame:
    /// none of them at first, then all of the row, then each that follows.
    [[nodiscard]] std::vector<store::Outcome> add(const store::Outcome& outcome);
    /// The server answers, or refuses in the Hub's words.
    void end() { row_.clear(); }

  private:
    std::vector<store::Outcome> row_;  ///< of one status, of different repositories
};

}  // namespace hubmine::crawl
