#include "hubmine/crawl/plan.hpp"

#include "crawl/society_fixture.hpp"

namespace hubmine::crawl {
namespace {

using core::Kind;
using demohub::CannedReply;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kDay = std::chrono::hours(24);
constexpr const char* kOwners = "SELECT owner, kind, basis, state, http_status FROM owners";

class OwnersTest : public SocietyTest {
  protected:
    OwnersTest() { options_.owners = true; }
};

TEST_F(OwnersTest, AsksTheOtherRouteWhereOneKnowsNobodyOfTheName) {
    EXPECT_EQ(requests_of(options_), 2 + 1 + 1 + 2);
    EXPECT_THAT(asked(kOwners),
                ElementsAre("ann|user|overview|complete|200", "ben|user|overview|complete|200",
                            "ghost|-|-|gone|404", "lab|org|overview|complete|200"));
    EXPECT_FALSE(summary_.incomplete());
    EXPECT_EQ(summary_.fetched.at("owners complete"), 3);
    EXPECT_EQ(summary_.fetched.at("owners gone"), 1);
}

TEST_F(OwnersTest, KeepsWhatAnOrganisationTellsAndOfPeopleOnlyThatTheyAre) {
    crawl(options_);
    EXPECT_THAT(asked("SELECT owner, fullname, is_verified, plan, members, followers FROM owners "
                      "WHERE state = 'complete'"),
                ElementsAre("ann|-|-|-|-|-", "ben|-|-|-|-|-", "lab|The Lab|1|team|3|-"));
    EXPECT_EQ(rows_of(options_.store, "SELECT count(*) FROM owner WHERE fullname LIKE '%Secret%'"),
              std::vector<std::string>{"0"});
}

TEST_F(OwnersTest, TheMostDownloadedComeFirst) {
    options_.most_owners = 2;
    EXPECT_EQ(requests_of(options_), 2 + 1);
    EXPECT_THAT(asked("SELECT owner FROM owners"), ElementsAre("ann", "lab"));
    EXPECT_FALSE(summary_.incomplete());
    options_.most_owners = 3;
    EXPECT_EQ(requests_of(options_), 1) << "the two are known";
}

TEST_F(OwnersTest, AsksNobodyTwiceForThirtyDays) {
    crawl(options_);
    EXPECT_EQ(requests_of(options_), 0);
    *now_ += 29 * kDay;
    EXPECT_EQ(requests_of(options_), 0);
    *now_ += 2 * kDay;
    EXPECT_EQ(requests_of(options_), 1 + 1 + 1 + 2) << "the organisation is known to be one";
}

TEST_F(OwnersTest, TakesTheRouteThatDiscussionsSuggest) {
    Options first = options_;
    first.owners = false;
    first.details = {store::Detail::kDiscussions};
    crawl(first);
    EXPECT_THAT(asked(kOwners),
                ElementsAre("ben|user|discussion|pending|-", "ghost|org|discussion|pending|-"))
        << "whoever owns nothing is no owner";
    crawl(options_);
    EXPECT_THAT(asked(kOwners), Contains("ghost|org|discussion|gone|404"))
        << "what discussions told stays";
    const auto asked_for = hub_.stats().by_path;
    EXPECT_EQ(asked_for.at("/api/organizations/ghost/overview"), 1);
    EXPECT_EQ(asked_for.at("/api/users/ghost/overview"), 1);
}

TEST_F(OwnersTest, ThePlanIsWhatTheCrawlAsksButForWrongGuesses) {
    options_.details = {store::Detail::kStorage, store::Detail::kLikers};
    const auto plan = [&] { return make_plan(options_, {.offline = true}, *now_).requests(); };
    EXPECT_EQ(plan(), 4 + 5 + 5);
    EXPECT_EQ(requests_of(options_), (4 + 2) + 5 + (5 + 2));
    EXPECT_EQ(plan(), 0);
}

TEST_F(OwnersTest, GoesOnWhereItWasInterrupted) {
    options_.concurrency = 1;
    options_.max_requests = 2;  // the second route of the organisation is not reached
    EXPECT_EQ(crawl(options_).ending, Ending::kBudget);
    EXPECT_THAT(asked("SELECT owner FROM owners WHERE state = 'complete'"), ElementsAre("ann"));
    options_.max_requests.reset();
    EXPECT_EQ(requests_of(options_), 2 + 1 + 2);
    EXPECT_FALSE(summary_.incomplete());
}

TEST_F(OwnersTest, KeepsWhyAnOverviewIsClosedOrFailed) {
    hub_.script(
        "/api/users/ann/overview",
        CannedReply{
            403, R"({"error":"Forbidden"})", "application/json", {{"X-Error-Code", "Forbidden"}}});
    hub_.script("/api/users/ben/overview", CannedReply{200, R"({"name":"ben"})"}, 100);
    options_.max_attempts = 2;
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(asked(kOwners), Contains("ann|-|-|unreadable|403"));
    EXPECT_THAT(asked(kOwners), Contains("ben|-|-|failed|200"));
    EXPECT_THAT(rows_of(options_.store, "SELECT message FROM owner WHERE name = 'ben'"),
                ElementsAre(HasSubstr("no overview")));
    EXPECT_THAT(asked("SELECT * FROM coverage WHERE what = 'owners'"),
                ElementsAre("|owners|4|1|1|1|1|0"));
}

TEST_F(OwnersTest, TakesNobodyElsesOverviewForTheOwners) {
    hub_.script("/api/users/ann/overview", CannedReply{200, R"({"user":"bob","type":"user"})"});
    crawl(options_);
    EXPECT_THAT(asked(kOwners), Contains("ann|-|-|gone|200"));
    EXPECT_THAT(rows_of(options_.store, "SELECT message FROM owner WHERE name = 'ann'"),
                ElementsAre(HasSubstr("another account")));
}

TEST_F(OwnersTest, AHubThatKnowsNoAccountsSaysNothingOfAnybody) {
    for (int i = 0; i < 30; ++i) {
        hub_.world().create(Kind::kModel, fmt::format("owner{}/model", i));
    }
    list_again();
    options_.concurrency = 1;  // no account is told between those that are not
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(asked("SELECT count(*) FROM owners WHERE state = 'gone'"), ElementsAre("0"));
    EXPECT_THAT(asked("SELECT count(*) FROM owners WHERE state = 'failed'"), ElementsAre("31"));
}

TEST_F(OwnersTest, IsNotAskedUnlessItIsWanted) {
    options_.owners = false;
    options_.details = {store::Detail::kCommits};
    crawl(options_);
    EXPECT_EQ(hub_.stats().by_route.count("account"), 0U);
    EXPECT_THAT(asked("SELECT * FROM coverage WHERE kind = ''"), IsEmpty());
}

}  // namespace
}  // namespace hubmine::crawl
