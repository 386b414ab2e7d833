#include "crawl/crawl_fixture.hpp"
#include "crawl/model_world.hpp"

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using QuotaWindow = CrawlTest;

TEST_F(QuotaWindow, IsUsedAlmostWhollyAndNeverOverrun) {
    // 500 requests in 300 s, scaled down; 451 models are 1 + 2 * 451 requests.
    write_model_world(file("world"), 451, 451);
    demohub::Options limited;
    limited.world = file("world");
    limited.quota = 200;
    limited.window = milliseconds(4000);
    const demohub::Server hub(limited);
    Options options = options_for(hub);
    options.page_limit = 1000;
    const Summary summary = crawl(options);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(hub.stats().limited, 0);
    EXPECT_GT(summary.elapsed, milliseconds(8000));
    const std::vector<demohub::WindowUse> windows = hub.stats().windows;
    ASSERT_GE(windows.size(), 5U);
    for (std::size_t i = 1; i + 1 < windows.size(); ++i) {
        EXPECT_EQ(windows[i].number, windows[i - 1].number + 1);
        EXPECT_GE(windows[i].used, 194) << "window " << i;  // 97 %
    }
}

TEST_F(QuotaWindow, IsLeftAtOnceWhenNotToBeWaitedFor) {
    demohub::Options limited = small_hub();
    limited.quota = 50;
    limited.window = seconds(300);
    const demohub::Server hub(limited);
    Options options = options_for(hub);
    options.wait = false;
    const Summary summary = crawl(options);
    EXPECT_EQ(summary.ending, Ending::kLimit);
    EXPECT_EQ(summary.requests, 50);
    EXPECT_EQ(hub.stats().limited, 0);
}

TEST_F(QuotaWindow, LeavesTheOthersTheirShare) {
    demohub::Options limited = small_hub();
    limited.quota = 50;
    limited.window = seconds(300);
    const demohub::Server hub(limited);
    Options options = options_for(hub);
    options.wait = false;
    options.quota_share = 0.5;
    EXPECT_EQ(crawl(options).requests, 25);
}

TEST_F(QuotaWindow, IsNotWaitedForLongerThanAllowed) {
    demohub::Options limited = small_hub();
    limited.quota = 50;
    limited.window = seconds(300);
    const demohub::Server hub(limited);
    Options options = options_for(hub);
    options.max_wait = seconds(1);
    const Summary summary = crawl(options);
    EXPECT_EQ(summary.ending, Ending::kLimit);
    EXPECT_LT(summary.elapsed, seconds(20));
}

TEST_F(QuotaWindow, IsUsedWhollyBeforeAWaitIsTooLong) {
    demohub::Options limited = small_hub();
    limited.quota = 50;
    limited.window = seconds(300);
    const demohub::Server hub(limited);
    Options options = options_for(hub);
    options.max_wait = seconds(5);
    const Summary summary = crawl(options);
    EXPECT_EQ(summary.ending, Ending::kLimit);
    EXPECT_EQ(summary.requests, 50);
    EXPECT_LT(summary.waited_for_quota, seconds(1));
}

TEST_F(QuotaWindow, ThatIsUsedUpOnArrivalIsWaitedFor) {
    demohub::Options limited = small_hub();
    limited.quota = 3;
    limited.window = milliseconds(2000);
    const demohub::Server hub(limited);
    Options before = options_for(hub, "before.db");
    before.max_requests = 3;
    before.wait = false;
    crawl(before);
    Options options = options_for(hub);
    options.kinds = {core::Kind::kDataset};
    options.details.clear();
    EXPECT_FALSE(crawl(options).incomplete());
}

}  // namespace
}  // namespace hubmine::crawl
