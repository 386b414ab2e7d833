#include "hubmine/store/sample.hpp"

#include "pasts.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

/// What an analysis of a walk of a part speaks of.
class WalkMembersTest : public StoreTest {
  protected:
    [[nodiscard]] std::vector<std::string> models(const std::string& snapshot) const {
        const Dataset data = load_dataset(
            path(), {.snapshot = snapshot, .parts = {.columns = of_each_kind(kAllColumns)}});
        const core::Texts& ids = data.of(Kind::kModel).id;
        return {ids.begin(), ids.end()};
    }
    static hub::RepoRecord tagged(int number, const std::string& id,
                                  std::vector<std::string> tags) {
        hub::RepoRecord repo = model(number, id);
        repo.tags = std::move(tags);
        return repo;
    }
    static WalkScope part(const std::string& author, const std::string& filter = "",
                          std::int64_t limit = 0) {
        return {.kinds = {Kind::kModel}, .author = author, .filter = filter, .limit = limit};
    }
};

TEST_F(WalkMembersTest, OfAnOwnerAreTheOwnersOnly) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "bob/two"), model(3, "annie/x")}, 0);
    list(store, part("ann"), Kind::kModel, {model(1, "ann/one")}, 2);
    EXPECT_THAT(models("2"), ElementsAre("ann/one"));
    EXPECT_THAT(models(""), ElementsAre("ann/one", "bob/two", "annie/x"));
    EXPECT_THAT(models("1"), ElementsAre("ann/one", "bob/two", "annie/x"));
}

TEST_F(WalkMembersTest, StayThoseOfTheirTimeWhenLaterWalksShowMore) {
    Store store = open();
    list(store, part("Ann"), Kind::kModel, {tagged(1, "ann/one", {"en"})}, 0);
    list(store, Kind::kModel,
         {tagged(1, "eve/one", {"fr"}), model(2, "ann/two"), model(3, "bob/three")}, 2);
    list(store, part("", "fr"), Kind::kModel, {tagged(1, "eve/one", {"fr"})}, 4);
    list(store, Kind::kModel, {tagged(1, "eve/one", {"en"}), model(2, "ann/two")}, 6);
    EXPECT_THAT(models("1"), ElementsAre("ann/one"));
    EXPECT_THAT(models("3"), ElementsAre("eve/one"));
}

TEST_F(WalkMembersTest, OfALimitAreTheOldest) {
    Store store = open();
    list(store, Kind::kModel, {model(5, "a/5"), model(1, "a/1"), model(3, "a/3")}, 0);
    list(store, part("", "", 2), Kind::kModel, {model(1, "a/1"), model(3, "a/3")}, 2);
    list(store, Kind::kModel, {model(5, "a/5"), model(1, "a/1"), model(3, "a/3")}, 4);
    EXPECT_THAT(models("2"), ElementsAre("a/1", "a/3"));
}

TEST_F(WalkMembersTest, OfAnUnfinishedWalkAreThoseSeenSinceItBegan) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "ann/two")}, 0);
    const Walk walk = Walks(store).begin(part("ann"), "http://hub", hour(2));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(2, "ann/two")}, "next",
                             hour(2));
    EXPECT_THAT(models("2"), ElementsAre("ann/two"));
}

TEST_F(WalkMembersTest, KindsThatThePartDidNotWalkAreNotKnown) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one")}, 0);
    list(store, Kind::kSpace, {record(Kind::kSpace, 2, "ann/space")}, 1);
    list(store, part("ann"), Kind::kModel, {model(1, "ann/one")}, 2);
    const Dataset data = load_dataset(path(), {.snapshot = "3"});
    EXPECT_THAT(data.of(Kind::kSpace).id, IsEmpty());
    EXPECT_THAT(data.never_listed, ElementsAre(Kind::kDataset, Kind::kSpace));
    EXPECT_TRUE(data.of_one_part);
    EXPECT_THAT(load_dataset(path(), {}).never_listed, ElementsAre(Kind::kDataset));
}

TEST_F(WalkMembersTest, AreAllThatAHistoryTells) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "bob/two")}, 0);
    list(store, part("ann"), Kind::kModel, {model(1, "ann/one")}, 2);
    const Dataset data = load_dataset(path(), {.snapshot = "2", .parts = {.history = true}});
    const std::vector<Past> pasts = pasts_of(*data.history);
    ASSERT_EQ(pasts.size(), 1U);
    EXPECT_EQ(pasts[0].id, "ann/one");
}

TEST_F(WalkMembersTest, UnnamedPartsAreToldOfTogether) {
    Store store = open();
    list(store, part("ann"), Kind::kModel, {model(1, "ann/one")}, 0);
    list(store, part("bob"), Kind::kModel, {model(2, "bob/two")}, 2);
    list(store, part("ann"), Kind::kModel, {model(1, "ann/one")}, 4);
    EXPECT_THAT(models(""), ElementsAre("ann/one", "bob/two"));
    const Dataset data = load_dataset(path(), {});
    EXPECT_FALSE(data.of_one_part);
    EXPECT_THAT(data.walked_parts, ElementsAre(part("ann"), part("bob")));
}

TEST_F(WalkMembersTest, HistoriesAskedForInVainAreCounted) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/1"), model(2, "a/2"), model(3, "a/3")}, 0);
    record_commits(store, 1, 0, commits(2, 1), true);
    Details(store).record_outcome({.repo_id = 2,
                                   .what = Detail::kCommits,
                                   .state = FetchState::kUnreadable,
                                   .http_status = 403,
                                   .at = hour(1)});
    const auto load = [this] { return load_dataset(path(), {.parts = {.commits = true}}); };
    EXPECT_EQ(load().commits_of(Kind::kModel).unread.unreadable, 1);
    EXPECT_THAT(load().of(Kind::kModel).drawn, IsEmpty());
    record_sample(store, {1, 3});
    EXPECT_THAT(load().of(Kind::kModel).drawn, ElementsAre(1, 0, 1));
    EXPECT_EQ(load().commits_of(Kind::kModel).unread.unreadable, 0);
}

}  // namespace
}  // namespace hubmine::store
