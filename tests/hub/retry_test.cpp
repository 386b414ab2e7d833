#include "hubmine/hub/retry.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hubmine::hub {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Row {
    Trouble trouble;
    int attempt;
    double random;
    std::optional<seconds> retry_after;
    std::optional<milliseconds> wait;
};

// Policy: 5 attempts, 100 ms doubled up to 1000 ms.
const std::vector<Row> kTable{
    {Trouble::kServer, 1, 0.0, {}, milliseconds(0)},
    {Trouble::kServer, 1, 0.5, {}, milliseconds(50)},
    {Trouble::kServer, 1, 1.0, {}, milliseconds(100)},
    {Trouble::kServer, 2, 1.0, {}, milliseconds(200)},
    {Trouble::kServer, 3, 1.0, {}, milliseconds(400)},
    {Trouble::kServer, 4, 1.0, {}, milliseconds(800)},
    {Trouble::kServer, 4, 0.25, {}, milliseconds(200)},
    {Trouble::kServer, 5, 1.0, {}, {}},
    {Trouble::kServer, 9, 0.0, {}, {}},
    {Trouble::kTimeout, 1, 1.0, {}, milliseconds(100)},
    {Trouble::kBroken, 2, 0.5, {}, milliseconds(100)},
    {Trouble::kUnreachable, 3, 0.5, {}, milliseconds(200)},
    {Trouble::kBadBody, 1, 1.0, {}, milliseconds(100)},
    {Trouble::kThrottled, 1, 1.0, {}, milliseconds(100)},
    // What the server asks for is a floor, even above the cap, never a ceiling.
    {Trouble::kThrottled, 1, 0.0, seconds(7), milliseconds(7000)},
    {Trouble::kServer, 1, 1.0, seconds(0), milliseconds(100)},
    {Trouble::kServer, 4, 1.0, seconds(120), milliseconds(120000)},
    {Trouble::kThrottled, 5, 1.0, seconds(1), {}},
    // Nothing helps here.
    {Trouble::kFinal, 1, 0.5, {}, {}},
    {Trouble::kFinal, 1, 0.5, seconds(5), {}},
    {Trouble::kNone, 1, 0.5, {}, {}},
};

TEST(Retry, FollowsTheTable) {
    const RetryPolicy policy{5, milliseconds(100), milliseconds(1000)};
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        const Row& row = kTable[i];
        EXPECT_EQ(retry_wait(policy, row.trouble, row.attempt, row.random, row.retry_after),
                  row.wait)
            << "row " << i;
    }
}

TEST(Retry, NeverWaitsLongerThanTheCapOfItself) {
    const RetryPolicy policy{1000, milliseconds(100), milliseconds(1000)};
    for (const int attempt : {5, 6, 40, 999}) {
        EXPECT_EQ(retry_wait(policy, Trouble::kServer, attempt, 1.0), milliseconds(1000));
    }
}

}  // namespace
}  // namespace hubmine::hub
