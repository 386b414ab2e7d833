#pragma once

#include "database.hpp"
#include "position_set.hpp"

#include <limits>
#include <vector>

namespace hubmine::store {

/// What FTS5's bm25() says, of the rows only that are wanted, and the least that it can say of any:
/// where rows come by popularity, most of what a common word finds need not be looked at.
/// One for each open index, for as long as that is used.
struct Bm25 {
    const PositionSet* wanted = nullptr;
    /// Of the query whose first row was read last: no row has less, and none without a phrase less
    /// than what the other phrases add up to.
    double least = -std::numeric_limits<double>::infinity();
    std::vector<double> least_of_phrase;  ///< in the order of the query
};

/// Adds the function `bm25_of_wanted(words)`, null of what is not wanted. Weights of the columns:
/// name 10, title 6, tags 4, text 1.
void add_bm25_function(Database& index, Bm25& of);

}  // namespace hubmine::store
