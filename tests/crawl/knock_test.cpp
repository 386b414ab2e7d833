#include "hubmine/crawl/knock.hpp"

#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <chrono>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::ThrowsMessage;

class KnockTest : public CrawlTest {
  protected:
    static Options options_of(const demohub::Server& hub) {
        Options options;
        options.endpoint = hub.url();
        return options;
    }
};

TEST_F(KnockTest, TellsTheQuotaWhatIsLeftOfItAndTheTime) {
    demohub::Options limited = small_hub();
    limited.quota = 1000;
    const demohub::Server hub(limited);
    const auto before = core::SystemClock().now();
    const Knock first = knock(options_of(hub));
    const Knock second = knock(options_of(hub));
    EXPECT_EQ(first.quota.requests, 1000);
    EXPECT_TRUE(first.quota.detected);
    ASSERT_TRUE(first.remaining && second.remaining);
    EXPECT_EQ(*second.remaining, *first.remaining - 1);
    ASSERT_TRUE(first.server_time);
    EXPECT_LE(std::chrono::abs(*first.server_time - before), std::chrono::seconds(5));
}

TEST_F(KnockTest, GoesAwayWhenNobodyAnswersInTime) {
    demohub::Options slow = small_hub();
    slow.latency = milliseconds(2000);
    const demohub::Server hub(slow);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_THAT([&] { static_cast<void>(knock(options_of(hub), milliseconds(300))); },
                ThrowsMessage<core::Error>(HasSubstr("no answer in time")));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(1500));
}

TEST_F(KnockTest, SaysThatTheTokenIsRefused) {
    demohub::Options guarded = small_hub();
    guarded.tokens = {"hf_right"};
    const demohub::Server hub(guarded);
    Options options = options_of(hub);
    options.token = "hf_wrong";
    EXPECT_THROW(static_cast<void>(knock(options)), core::RefusedError);
    options.token = "hf_right";
    EXPECT_NO_THROW(static_cast<void>(knock(options)));
}

}  // namespace
}  // namespace hubmine::crawl
