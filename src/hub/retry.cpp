#include "hubmine/hub/retry.hpp"

#include <algorithm>
#include <cmath>

namespace hubmine::hub {

std::optional<std::chrono::milliseconds> retry_wait(
    const RetryPolicy& policy, Trouble trouble, int attempt, double random,
    std::optional<std::chrono::seconds> retry_after) {
    const bool hopeless = trouble == Trouble::kNone || trouble == Trouble::kFinal;
    if (hopeless || attempt >= policy.max_attempts) {
        return std::nullopt;
    }
    // Beyond 2^30 the cap has long decided; a larger shift would overflow.
    const int doublings = std::clamp(attempt - 1, 0, 30);
    const double ceiling =
        std::min(static_cast<double>(policy.cap.count()),
                 std::ldexp(static_cast<double>(policy.base.count()), doublings));
    const std::chrono::milliseconds jittered(std::llround(ceiling * std::clamp(random, 0.0, 1.0)));
    return std::max(jittered,
                    std::chrono::milliseconds(retry_after.value_or(std::chrono::seconds(0))));
}

}  // namespace hubmine::hub
