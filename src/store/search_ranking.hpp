#pragma once

#include "hubmine/store/search.hpp"
#include "hubmine/store/search_query.hpp"

#include "search_index.hpp"

#include <vector>

namespace hubmine::store {

/// One that a query finds.
struct Ranked {
    SearchNumbers numbers;
    double score = 0;  ///< 0 where no words were asked for
    double bm25 = 0;
};

/// The first of what a query finds, best first (see Search::find).
[[nodiscard]] std::vector<Ranked> rank(SearchIndex& index, const SearchQuery& query,
                                       const SearchOptions& options);

}  // namespace hubmine::store
