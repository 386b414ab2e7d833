#include "crawl/society_fixture.hpp"

namespace hubmine::crawl {
namespace {

using core::Kind;
using demohub::CannedReply;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kStorage =
    "SELECT id, storage, storage_source FROM models WHERE storage IS NOT NULL ORDER BY id";

class StorageTest : public SocietyTest {
  protected:
    StorageTest() { options_.details = {store::Detail::kStorage}; }
};

TEST_F(StorageTest, KeepsWholeNumbersOfBytesAndCountsTheRest) {
    EXPECT_EQ(requests_of(options_), 5);
    EXPECT_THAT(asked(kStorage), ElementsAre("ghost/four|7|used", "lab/one|1000|used"));
    EXPECT_EQ(summary_.malformed, 2);
    EXPECT_FALSE(summary_.incomplete());
    EXPECT_THAT(asked("SELECT * FROM coverage WHERE what = 'storage'"),
                ElementsAre("model|storage|5|5|0|0|0|0"));
    EXPECT_EQ(hub_.stats().by_target.count("/api/models/five?expand[]=usedStorage"), 1U);
}

TEST_F(StorageTest, IsAskedAgainOnlyOfWhatWasModified) {
    crawl(options_);
    EXPECT_EQ(requests_of(options_), 0);
    hub_.world().set_likes(Kind::kModel, "ann/two", 77);
    hub_.world().set_downloads(Kind::kModel, "ann/two", 7777);
    list_again();
    EXPECT_EQ(requests_of(options_), 0);
    hub_.world().set(Kind::kModel, "lab/one",
                     {{"lastModified", R"("2023-07-01T00:00:00.000Z")"}, {"usedStorage", "null"}});
    hub_.world().set(Kind::kModel, "ann/two",
                     {{"lastModified", R"("2023-07-01T00:00:00.000Z")"}, {"usedStorage", "5"}});
    list_again();
    EXPECT_EQ(requests_of(options_), 2);
    EXPECT_THAT(asked(kStorage), ElementsAre("ann/two|5|used", "ghost/four|7|used"));
}

TEST_F(StorageTest, KeepsWhyItIsClosedOrGone) {
    hub_.script("/api/models/ann/two?", CannedReply{401,
                                                    R"({"error":"Access is restricted"})",
                                                    "application/json",
                                                    {{"X-Error-Code", "GatedRepo"}}});
    hub_.script("/api/models/ben/three?", CannedReply{200, R"({"_id":"ffffffffffffffffffffffff",)"
                                                           R"("id":"ben/three","usedStorage":3})"});
    hub_.world().vanish(Kind::kModel, "lab/one");
    crawl(options_);
    EXPECT_THAT(asked("SELECT id, state, http_status FROM fetches JOIN models USING (repo_id) "
                      "WHERE what = 'storage' AND state <> 'complete' ORDER BY id"),
                ElementsAre("ann/two|unreadable|401", "ben/three|gone|200", "lab/one|gone|401"));
    EXPECT_THAT(asked("SELECT message FROM fetches WHERE state = 'gone' AND http_status = 200"),
                ElementsAre(HasSubstr("another repository's")));
}

TEST_F(StorageTest, FollowsARenamedRepository) {
    hub_.world().rename(Kind::kModel, "lab/one", "lab/uno");
    crawl(options_);
    EXPECT_THAT(asked(kStorage), Contains("lab/uno|1000|used"));
}

TEST_F(StorageTest, KeepsToMinimaAndOrder) {
    options_.min_likes = 4;
    EXPECT_EQ(requests_of(options_), 2);
    EXPECT_THAT(asked(kStorage), ElementsAre("ghost/four|7|used"));
    EXPECT_FALSE(summary_.incomplete());
}

TEST_F(StorageTest, GoesOnWhereItWasInterrupted) {
    options_.max_requests = 2;
    EXPECT_EQ(crawl(options_).ending, Ending::kBudget);
    options_.max_requests.reset();
    EXPECT_EQ(requests_of(options_), 3);
    EXPECT_FALSE(summary_.incomplete());
}

}  // namespace
}  // namespace hubmine::crawl
