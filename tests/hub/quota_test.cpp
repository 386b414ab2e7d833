#include "hubmine/hub/quota.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

namespace hubmine::hub {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using TimePoint = Quota::TimePoint;

const TimePoint kStart = TimePoint(std::chrono::hours(1));

RateLimit limit_of(std::int64_t remaining, std::int64_t reset, std::int64_t quota = 100,
                   std::int64_t window = 300) {
    return {RateLimitState{"api", remaining, reset}, RateLimitPolicy{"api", quota, window}};
}

TEST(Quota, LetsTheFirstRequestGoAloneUntilItIsAnswered) {
    Quota quota({});
    ASSERT_TRUE(quota.decide(kStart).may_start);
    const auto ticket = quota.started(kStart);
    EXPECT_FALSE(quota.decide(kStart + milliseconds(10)).may_start);
    quota.finished(ticket, kStart + milliseconds(20), limit_of(99, 300));
    EXPECT_TRUE(quota.decide(kStart + seconds(4)).may_start);
}

TEST(Quota, TakesAWindowThatNeverEndsForADay) {
    for (const std::int64_t window :
         {std::int64_t{1'000'000'000}, std::int64_t{1'000'000'000'000'000}}) {
        Quota quota({.paced = false});
        RateLimit limit = limit_of(0, 0, 100, window);
        limit.state->reset_seconds.reset();
        quota.finished(quota.started(kStart), kStart, limit);
        const Quota::Decision decision = quota.decide(kStart + seconds(60));
        EXPECT_FALSE(decision.may_start);
        EXPECT_LE(decision.ask_again, kStart + seconds(86401));
        EXPECT_TRUE(quota.decide(kStart + seconds(86402)).may_start);
    }
}

TEST(Quota, DoesNotWaitForEverForAProbeThatHangs) {
    Quota quota({});
    quota.started(kStart);
    EXPECT_TRUE(quota.decide(kStart + seconds(3)).may_start);
}

TEST(Quota, SetsNoLimitWhereTheServerSetsNone) {
    Quota quota({});
    quota.finished(quota.started(kStart), kStart, RateLimit{});
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(quota.decide(kStart).may_start);
        quota.started(kStart);
    }
}

TEST(Quota, EndsWithTheLastWindowOfAServerThatSetsNoneAnyMore) {
    Quota quota({});
    quota.finished(quota.started(kStart), kStart, limit_of(0, 1));
    const TimePoint later = kStart + seconds(3);
    quota.finished(quota.started(later), later, RateLimit{});
    quota.started(later);
    EXPECT_TRUE(quota.decide(later).may_start);
}

TEST(Quota, CountsWhatIsInFlight) {
    Quota quota({.share = 1.0, .paced = false});
    quota.finished(quota.started(kStart), kStart, limit_of(2, 300));
    quota.started(kStart);
    EXPECT_TRUE(quota.decide(kStart).may_start);
    quota.started(kStart);
    const Quota::Decision decision = quota.decide(kStart);
    EXPECT_FALSE(decision.may_start);
    EXPECT_FALSE(decision.exhausted);
}

TEST(Quota, WaitsOneSecondLongerThanTheServerSaysWhenNothingIsLeft) {
    Quota quota({});
    quota.finished(quota.started(kStart), kStart, limit_of(0, 42));
    const Quota::Decision decision = quota.decide(kStart);
    EXPECT_FALSE(decision.may_start);
    EXPECT_TRUE(decision.exhausted);
    EXPECT_EQ(decision.ask_again, kStart + seconds(43));
    EXPECT_TRUE(quota.decide(kStart + seconds(43)).may_start);
}

/// How many requests may start at once after a first reply with so much left.
int starts_at_once(std::int64_t remaining) {
    Quota quota({});
    quota.finished(quota.started(kStart), kStart, limit_of(remaining, 300));
    int starts = 0;
    for (; quota.decide(kStart).may_start; ++starts) {
        quota.started(kStart);
    }
    return starts;
}

TEST(Quota, LetsTheFirstRequestsOfARunStartAtOnceWhenMostOfTheWindowIsLeft) {
    EXPECT_EQ(starts_at_once(99), 19);
    EXPECT_EQ(starts_at_once(60), 10);
    EXPECT_EQ(starts_at_once(50), 0);
}

TEST(Quota, LeavesTheOthersTheirShare) {
    Quota quota({.share = 0.5, .paced = false});
    quota.finished(quota.started(kStart), kStart, limit_of(51, 300));
    EXPECT_TRUE(quota.decide(kStart).may_start);
    quota.finished(quota.started(kStart), kStart, limit_of(50, 300));
    EXPECT_TRUE(quota.decide(kStart).exhausted);
}

TEST(Quota, TakesALostRequestForCountedUntilAReplyTellsOtherwise) {
    Quota quota({.share = 1.0, .paced = false});
    quota.finished(quota.started(kStart), kStart, limit_of(1, 300));
    quota.finished(quota.started(kStart), kStart + seconds(1), std::nullopt);
    EXPECT_FALSE(quota.decide(kStart + seconds(2)).may_start);
}

TEST(Quota, KeepsItsCountWhenAReplyOfTheLastWindowComesLate) {
    Quota quota({.share = 1.0, .paced = false});
    const auto slow = quota.started(kStart);
    quota.finished(quota.started(kStart), kStart, limit_of(1, 5));
    const TimePoint later = kStart + seconds(7);
    quota.finished(quota.started(later), later, limit_of(99, 298));
    quota.finished(slow, later + seconds(1), limit_of(0, 5));
    EXPECT_TRUE(quota.decide(later + seconds(1)).may_start);
}

TEST(Quota, StandsStillWhenToldSo) {
    Quota quota({});
    quota.pause_until(kStart + seconds(9));
    EXPECT_FALSE(quota.decide(kStart + seconds(8)).may_start);
    EXPECT_TRUE(quota.decide(kStart + seconds(9)).may_start);
}

/// A server with a fixed window, and a client that always has something to ask.
class Simulation {
  public:
    struct Setup {
        std::int64_t quota = 200;
        milliseconds window{4000};
        std::size_t concurrency = 16;
        milliseconds latency{40};
        bool rounds_up = true;
        double share = 1.0;
        double loss = 0;  ///< share of requests that are counted and never answered
    };

    explicit Simulation(const Setup& setup)
        : setup_(setup), quota_({.share = setup.share, .paced = true}), random_(7) {}

    void run(seconds duration) {
        for (TimePoint now = kStart; now < kStart + duration; now += milliseconds(1)) {
            serve(now);
            while (pending_.size() < setup_.concurrency && quota_.decide(now).may_start) {
                const double jitter = std::uniform_real_distribution<double>(0.5, 1.5)(random_);
                const milliseconds way(
                    static_cast<long>(static_cast<double>(setup_.latency.count()) * jitter / 2));
                pending_.push_back({quota_.started(now), now + way, now + 2 * way, {}, false});
            }
        }
    }

    int refused() const { return refused_; }
    /// Uses of the windows that ran from beginning to end.
    std::vector<std::int64_t> full_windows() const {
        std::vector<std::int64_t> uses(uses_.begin() + 1, uses_.end());
        uses.pop_back();
        return uses;
    }

  private:
    struct Pending {
        std::uint64_t ticket;
        TimePoint counted_at;
        TimePoint answered_at;
        std::optional<RateLimit> reply;
        bool counted;
    };

    RateLimit count(TimePoint now) {
        const auto offset = now - kStart + setup_.window / 3;
        const auto window = static_cast<std::size_t>(offset / setup_.window);
        uses_.resize(std::max(uses_.size(), window + 1), 0);
        if (uses_[window] >= setup_.quota) {
            ++refused_;
        } else {
            ++uses_[window];
        }
        const auto rest =
            std::chrono::duration_cast<milliseconds>(setup_.window - offset % setup_.window);
        const std::int64_t reset =
            setup_.rounds_up ? (rest.count() + 999) / 1000 : rest.count() / 1000;
        return {RateLimitState{"api", setup_.quota - uses_[window], reset},
                RateLimitPolicy{"api", setup_.quota, setup_.window / seconds(1)}};
    }

    void serve(TimePoint now) {
        for (Pending& request : pending_) {
            if (!request.counted && request.counted_at <= now) {
                request.counted = true;
                request.reply = count(now);
                if (std::uniform_real_distribution<double>(0, 1)(random_) < setup_.loss) {
                    request.reply.reset();
                }
            }
        }
        std::erase_if(pending_, [&](const Pending& request) {
            if (request.answered_at > now || !request.counted) {
                return false;
            }
            quota_.finished(request.ticket, now, request.reply);
            return true;
        });
    }

    Setup setup_;
    Quota quota_;
    std::mt19937 random_;
    std::vector<Pending> pending_;
    std::vector<std::int64_t> uses_;
    int refused_ = 0;
};

class QuotaWindows : public testing::TestWithParam<Simulation::Setup> {};

TEST_P(QuotaWindows, AreNeverOverrunAndAlmostWhollyUsed) {
    Simulation simulation(GetParam());
    simulation.run(std::max(seconds(40), GetParam().window / seconds(1) * seconds(4)));
    EXPECT_EQ(simulation.refused(), 0);
    const auto uses = simulation.full_windows();
    ASSERT_GE(uses.size(), 2U);
    const double ours = static_cast<double>(GetParam().quota) * GetParam().share;
    for (const std::int64_t used : uses) {
        EXPECT_GE(static_cast<double>(used), 0.97 * ours);
        EXPECT_LE(static_cast<double>(used), ours);
    }
}

using Setup = Simulation::Setup;
INSTANTIATE_TEST_SUITE_P(
    , QuotaWindows,
    testing::Values(Setup{}, Setup{.latency = milliseconds(2)}, Setup{.latency = milliseconds(200)},
                    Setup{.concurrency = 64, .latency = milliseconds(300)},
                    Setup{.rounds_up = false}, Setup{.share = 0.5},
                    Setup{.quota = 500,
                          .window = seconds(300),
                          .concurrency = 3,
                          .latency = milliseconds(1200)},
                    Setup{.quota = 1000, .window = seconds(300)},
                    Setup{.quota = 2500, .window = seconds(300), .latency = milliseconds(900)},
                    Setup{.quota = 1000, .window = seconds(300), .loss = 0.2}));

}  // namespace
}  // namespace hubmine::hub
