#include "hubmine/stats/sign_test.hpp"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cassert>

namespace hubmine::stats {

double sign_test_p(std::int64_t wins, std::int64_t losses) {
    assert(wins >= 0 && losses >= 0);
    const auto [fewer, more] = std::minmax(wins, losses);
    // One toss more or less than half: both tails together are everything, and the one in the
    // middle must not count twice.
    if (more - fewer <= 1) {
        return 1;
    }
    return 2 * boost::math::ibeta(static_cast<double>(more), static_cast<double>(fewer + 1), 0.5);
}

}  // namespace hubmine::stats
