#include "hubmine/store/history.hpp"

#include "pasts.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

class HistoryLoaderTest : public StoreTest {
  protected:
    [[nodiscard]] std::shared_ptr<const History> load(const std::string& snapshot = "") const {
        return load_dataset(
                   path(), {.snapshot = snapshot, .parts = {.history = true, .history_tags = true}})
            .history;
    }
    [[nodiscard]] std::vector<Past> pasts(const std::string& snapshot = "") const {
        return pasts_of(*load(snapshot));
    }
    static hub::RepoRecord liked(std::int64_t likes) {
        hub::RepoRecord repo = model(1, "ann/one");
        repo.likes = likes;
        return repo;
    }
    static std::vector<std::int64_t> likes_of(std::span<const MetricRow> rows) {
        std::vector<std::int64_t> likes;
        for (const MetricRow& row : rows) {
            likes.push_back(row.likes.value_or(-1));
        }
        return likes;
    }
};

TEST_F(HistoryLoaderTest, IsLoadedOnlyWhenAskedFor) {
    Store store = open();
    list(store, Kind::kModel, {liked(1)}, 0);
    EXPECT_EQ(load_dataset(path(), {}).history, nullptr);
    EXPECT_NE(load(), nullptr);
}

TEST_F(HistoryLoaderTest, NumbersThatNeverMovedStandSinceTheFirstSight) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {liked(5)}, 0);
    list(store, Kind::kModel, {liked(5)}, 24);
    const std::vector<Past> repos = pasts();
    ASSERT_THAT(repos[0].metrics, SizeIs(1));
    const MetricRow& row = repos[0].metrics[0];
    EXPECT_EQ(row.snapshot_id, first);
    EXPECT_EQ(row.observed_at, hour(0));
    EXPECT_THAT(row.likes, Optional(5));
    EXPECT_THAT(row.downloads, Optional(10));
    EXPECT_THAT(row.downloads_all_time, Optional(100));
}

TEST_F(HistoryLoaderTest, NumbersThatAreNotTheNewestOnesAreDamage) {
    Store store = open();
    list(store, Kind::kModel, {liked(5)}, 0);
    list(store, Kind::kModel, {liked(6)}, 24);
    store.database().execute("UPDATE repo_state SET likes = 7");
    EXPECT_THROW(static_cast<void>(pasts()), core::DamagedError);
}

TEST_F(HistoryLoaderTest, EveryMoveIsARow) {
    Store store = open();
    for (const int day : {0, 1, 2}) {
        list(store, Kind::kModel, {liked(5 + day)}, 24 * day);
    }
    EXPECT_THAT(likes_of(pasts()[0].metrics), ElementsAre(5, 6, 7));
}

TEST_F(HistoryLoaderTest, AnEarlierSnapshotKnowsNothingOfLaterOnes) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {liked(5)}, 0);
    list(store, Kind::kModel, {liked(6), model(2, "bob/two")}, 24);
    EXPECT_THAT(load(std::to_string(first))->snapshots, SizeIs(1));
    const std::vector<Past> repos = pasts(std::to_string(first));
    ASSERT_THAT(repos, SizeIs(1));
    EXPECT_EQ(repos[0].repo_id, 1);
    EXPECT_THAT(likes_of(repos[0].metrics), ElementsAre(5));
}

TEST_F(HistoryLoaderTest, ValuesAreThoseOfTheSnapshot) {
    Store store = open();
    hub::RepoRecord repo = model(1, "ann/one");
    repo.tags = {"license:mit", "en"};
    repo.pipeline_tag = "fill-mask";
    repo.sdk = "gradio";
    const auto first = list(store, Kind::kModel, {repo}, 0);
    repo.id = "ann/renamed";
    repo.tags = {"license:apache-2.0"};
    repo.pipeline_tag = std::nullopt;
    repo.sdk = "static";
    list(store, Kind::kModel, {repo}, 24);
    const auto then = load(std::to_string(first));
    const Past before = pasts_of(*then).at(0);
    EXPECT_EQ(before.id, "ann/one");
    EXPECT_EQ(then->labels[before.license], "mit");
    EXPECT_EQ(then->labels[before.pipeline_tag], "fill-mask");
    EXPECT_EQ(then->labels[before.sdk], "gradio");
    EXPECT_THAT(before.tags, SizeIs(2));
    const auto now = load();
    const Past after = pasts_of(*now).at(0);
    EXPECT_EQ(after.id, "ann/renamed");
    EXPECT_EQ(now->labels[after.license], "apache-2.0");
    EXPECT_EQ(after.pipeline_tag, kNoText);
    EXPECT_EQ(now->labels[after.sdk], "static");
    EXPECT_THAT(after.tags, SizeIs(1));
}

TEST_F(HistoryLoaderTest, PresenceFollowsRemovalAndReturn) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 0);
    const auto second = list(store, Kind::kModel, {liked(1)}, 24);
    const auto third = list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 48);
    const std::vector<Past> repos = pasts();
    EXPECT_TRUE(repos[1].is_present(first));
    EXPECT_FALSE(repos[1].is_present(second));
    EXPECT_TRUE(repos[1].is_present(third));
    ASSERT_THAT(repos[1].absences, SizeIs(1));
    EXPECT_EQ(repos[1].absences[0].removed_at, hour(24));
    EXPECT_EQ(repos[1].absences[0].restored_at, hour(48));
    EXPECT_THAT(repos[0].absences, IsEmpty());
}

TEST_F(HistoryLoaderTest, AReturnAfterTheSnapshotHasNotHappenedYet) {
    Store store = open();
    list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 0);
    const auto second = list(store, Kind::kModel, {liked(1)}, 24);
    list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 48);
    const Past repo = pasts(std::to_string(second)).at(1);
    ASSERT_THAT(repo.absences, SizeIs(1));
    EXPECT_EQ(repo.absences[0].restored_at, std::nullopt);
    EXPECT_FALSE(repo.is_present(second));
}

TEST_F(HistoryLoaderTest, AWalkKnowsWhichListsItWalked) {
    Store store = open();
    list(store, Kind::kModel, {liked(1)}, 0);
    list(store, Kind::kSpace, {record(Kind::kSpace, 3, "ann/app")}, 24);
    const auto history = load();
    EXPECT_THAT(history->snapshots[0].kinds, ElementsAre(true, false, false));
    EXPECT_THAT(history->snapshots[1].kinds, ElementsAre(false, false, true));
    EXPECT_TRUE(history->snapshots[1].complete);
    EXPECT_EQ(history->snapshots[1].at, hour(24));
}

TEST_F(HistoryLoaderTest, AWalkOfAPartIsNoMomentOfTheWhole) {
    Store store = open();
    const WalkScope ann{.kinds = {Kind::kModel}, .author = "ann"};
    list(store, ann, Kind::kModel, {liked(1)}, 0);
    EXPECT_THAT(load()->snapshots, SizeIs(1));
    list(store, Kind::kModel, {liked(2), model(2, "bob/two")}, 24);
    list(store, ann, Kind::kModel, {liked(3)}, 48);
    const auto last = list(store, Kind::kModel, {liked(4), model(2, "bob/two")}, 72);
    const auto history = load();
    ASSERT_THAT(history->snapshots, SizeIs(2));
    EXPECT_EQ(history->snapshots[0].at, hour(24));
    EXPECT_EQ(history->snapshots[1].snapshot_id, last);
    EXPECT_THAT(likes_of(pasts()[0].metrics), ElementsAre(1, 2, 3, 4));
}

TEST_F(HistoryLoaderTest, AStoreOfPartsHasTheMomentsOfThePartAnalysed) {
    Store store = open();
    const WalkScope ann{.kinds = {Kind::kModel}, .author = "ann"};
    const WalkScope bob{.kinds = {Kind::kModel}, .author = "bob"};
    list(store, ann, Kind::kModel, {liked(1)}, 0);
    list(store, bob, Kind::kModel, {model(2, "bob/two")}, 24);
    list(store, ann, Kind::kModel, {liked(2)}, 48);
    const auto history = load();
    ASSERT_THAT(history->snapshots, SizeIs(2));
    EXPECT_EQ(history->snapshots[0].at, hour(0));
    EXPECT_EQ(history->snapshots[1].at, hour(48));
}

TEST_F(HistoryLoaderTest, EveryVisitSeesTheStoreAsItWasLoaded) {
    Store store = open();
    list(store, Kind::kModel, {liked(5)}, 0);
    const auto history = load();
    list(store, Kind::kModel, {liked(6), model(2, "bob/two")}, 24);
    for (const int visit : {1, 2}) {
        const std::vector<Past> repos = pasts_of(*history);
        ASSERT_THAT(repos, SizeIs(1)) << visit;
        EXPECT_THAT(likes_of(repos[0].metrics), ElementsAre(5)) << visit;
    }
}

TEST_F(HistoryLoaderTest, ShowsNoOtherKindsThanThoseAskedFor) {
    Store store = open();
    list(store, Kind::kModel, {liked(5)}, 0);
    list(store, Kind::kSpace, {record(Kind::kSpace, 3, "ann/app")}, 24);
    const Dataset data =
        load_dataset(path(), {.parts = {.kinds = {Kind::kSpace}, .history = true}});
    const std::vector<Past> repos = pasts_of(*data.history);
    ASSERT_THAT(repos, SizeIs(1));
    EXPECT_EQ(repos[0].id, "ann/app");
    EXPECT_THAT(repos[0].metrics, SizeIs(1));
}

}  // namespace
}  // namespace hubmine::store
