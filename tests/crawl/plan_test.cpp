#include "hubmine/crawl/plan.hpp"

#include "crawl/crawl_fixture.hpp"

#include <limits>

namespace hubmine::crawl {
namespace {

using core::Kind;
using testing::HasSubstr;

const core::Timestamp kNow = core::parse_time("2026-11-01T00:00:00Z").value();

class PlanTest : public CrawlTest {
  protected:
    Options lists_only() const {
        Options options;
        options.store = file("none.db");
        options.details.clear();
        return options;
    }
};

TEST_F(PlanTest, OfTodaysHubFollowsFromTheDocumentedQuotas) {
    const Plan plan = make_plan(lists_only(), {.offline = true}, kNow);
    // 3,117,871 models, 900,000 datasets, 1,200,000 spaces; 1,000 a page; 500 requests in 300 s.
    EXPECT_EQ(plan.requests(), 3118 + 900 + 1200);
    EXPECT_EQ(plan.duration_of(plan.requests()), std::chrono::seconds(3131));
    EXPECT_EQ(plan.line(),
              "at least 5,218 requests, 52 min 11 s at the anonymous quota of 500 "
              "requests per 300 s (assumed)");
}

TEST_F(PlanTest, CountsTheReadsOfEveryRepository) {
    Options options;
    options.store = file("none.db");
    options.token = "hf_x";
    options.kinds = {Kind::kModel};
    const Plan plan =
        make_plan(options, {.offline = true, .assumed = {{Kind::kModel, 1'000'000}}}, kNow);
    EXPECT_EQ(plan.requests(), 1000 + 2'000'000);
    EXPECT_EQ(plan.quota.name, "free");
    // 2,001,000 / 1,000 windows of 300 s.
    EXPECT_EQ(plan.duration_of(plan.requests()), std::chrono::seconds(600300));
}

TEST_F(PlanTest, CountsOwnersStorageAndLikersWhenTheyAreAskedFor) {
    Options options = lists_only();
    options.listing = false;
    options.token = "hf_x";
    options.kinds = {Kind::kModel};
    options.owners = true;
    options.details = {store::Detail::kStorage, store::Detail::kLikers};
    const Plan plan = make_plan(options, {.offline = true}, kNow);
    ASSERT_EQ(plan.phases.size(), 3U);
    EXPECT_EQ(plan.phases[0].name, "owners");
    EXPECT_EQ(plan.phases[0].requests, 10'000);
    EXPECT_EQ(plan.phases[1].name, "storage of models");
    EXPECT_EQ(plan.phases[2].name, "likers of models");
    // 3,117,871 at 1,000 in 300 s are 10.8 days.
    EXPECT_EQ(plan.duration_of(plan.phases[1].requests), std::chrono::seconds(935362));
}

TEST_F(PlanTest, AtNextToNoShareTakesForEverAndNoLess) {
    Options options = lists_only();
    for (const double share : {1e-15, 1e-300, 5e-324}) {
        options.quota_share = share;
        const Plan plan = make_plan(options, {.offline = true}, kNow);
        EXPECT_EQ(plan.duration_of(plan.requests()), std::chrono::seconds(1'000'000'000'000));
        EXPECT_EQ(plan.duration_of(0), std::chrono::seconds(0));
        EXPECT_FALSE(plan.line().empty());
    }
}

TEST_F(PlanTest, OfAnEndlessSampleOfPartsOfAHubDoesNotOverflow) {
    Options options = lists_only();
    options.author = "somebody";
    options.details.insert(store::Detail::kCommits);
    options.sample = std::numeric_limits<std::int64_t>::max();
    EXPECT_GT(make_plan(options, {.offline = true}, kNow).requests(), 0);
}

TEST_F(PlanTest, ReadsTheQuotaOffOneRequest) {
    demohub::Options limited = small_hub();
    limited.quota = 2500;
    const demohub::Server hub(limited);
    Options options = lists_only();
    options.endpoint = hub.url();
    const Plan plan = make_plan(options, {}, kNow);
    EXPECT_TRUE(plan.quota.detected);
    EXPECT_EQ(plan.quota.name, "PRO");
    EXPECT_EQ(plan.quota.requests, 2500);
    EXPECT_EQ(hub.stats().requests, 1);
    EXPECT_FALSE(std::filesystem::exists(options.store));
}

TEST_F(PlanTest, KnowsWhatTheLastListingCounted) {
    const demohub::Server hub(small_hub());
    now_ = kNow;
    Options options = options_for(hub);
    options.page_limit = 1000;
    options.max_requests = 20;
    crawl(options);
    const auto lookups = [&] {
        const auto stats = hub.stats();
        std::int64_t sum = 0;
        for (const auto& [route, times] : stats.by_route) {
            sum += route.starts_with("info") ? times : 0;
        }
        return sum;
    };
    const auto asked = hub.stats().requests;
    const auto looked_up = lookups();
    const Plan plan = make_plan(options, {.offline = true}, kNow + std::chrono::hours(1));
    EXPECT_EQ(hub.stats().requests, asked);
    options.max_requests.reset();
    const Summary summary = crawl(options);
    // Names that spaces use and no list shows are not foreseen, nor the second page of discussions
    // of the three repositories that have one.
    const std::int64_t foreseen = plan.requests() + lookups() - looked_up;
    EXPECT_LE(summary.requests, foreseen + 3);
    EXPECT_GE(summary.requests, foreseen);
}

TEST_F(PlanTest, IsATableWithASum) {
    const core::Table table = make_plan(lists_only(), {.offline = true}, kNow).table();
    ASSERT_EQ(table.row_count(), 4U);
    EXPECT_EQ(std::get<std::int64_t>(table.row(3)[2]), 5218);
    EXPECT_THAT(std::get<std::string>(table.row(3)[5]), HasSubstr("500 requests per 300 s"));
    EXPECT_THAT(std::get<std::string>(table.row(0)[5]), HasSubstr("October 2026"));
}

TEST_F(PlanTest, KnowsNothingOfAPartOfAHubThatWasNeverListed) {
    Options options;
    options.store = file("none.db");
    options.author = "google";
    const Plan plan = make_plan(options, {.offline = true}, kNow);
    EXPECT_FALSE(plan.knows_all());
    EXPECT_EQ(plan.requests(), 3);
    EXPECT_THAT(plan.line(), HasSubstr("unknown"));
    const core::Table table = plan.table();
    EXPECT_EQ(std::get<std::string>(table.row(0)[5]), "unknown: at least 1 page");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.row(table.row_count() - 1)[2]));
}

TEST_F(PlanTest, ListsTheWholeHubForTheLikedOnesOfIt) {
    Options options;
    options.store = file("none.db");
    options.kinds = {Kind::kModel};
    options.min_likes = 10;
    const Plan plan = make_plan(options, {.offline = true}, kNow);
    EXPECT_EQ(plan.phases.at(0).requests, 3118);
    EXPECT_FALSE(plan.knows_all());
    EXPECT_EQ(plan.requests(), 3118);
}

TEST_F(PlanTest, CountsASampleOnceForAllKinds) {
    Options options;
    options.store = file("none.db");
    options.sample = 1000;
    const Plan plan = make_plan(options, {.offline = true}, kNow);
    EXPECT_EQ(plan.requests(), 3118 + 900 + 1200 + 2 * 1000);
    const demohub::Server hub(small_hub());
    Options listed = options_for(hub);
    listed.details.clear();
    crawl(listed);
    listed.details.insert(store::Detail::kCommits);
    listed.listing = false;
    listed.sample = 7;
    EXPECT_EQ(make_plan(listed, {.offline = true}, kNow).requests(), 7);
}

TEST_F(PlanTest, DoesNotTakeAPartForTheLastListing) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.details.clear();
    options.author = "solo9";
    crawl(options);
    const Plan part = make_plan(options, {.offline = true}, kNow);
    EXPECT_EQ(part.phases.at(0).basis, "last listing");
    options.author.clear();
    EXPECT_THAT(make_plan(options, {.offline = true}, kNow).phases.at(0).basis,
                HasSubstr("October 2026"));
}

}  // namespace
}  // namespace hubmine::crawl
