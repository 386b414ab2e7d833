#include "hubmine/store/history.hpp"

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
    const auto history = load();
    ASSERT_THAT(history->of(Kind::kModel).metrics[0], SizeIs(1));
    const MetricRow& row = history->of(Kind::kModel).metrics[0][0];
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
    EXPECT_THROW(static_cast<void>(load()), core::DamagedError);
}

TEST_F(HistoryLoaderTest, EveryMoveIsARow) {
    Store store = open();
    for (const int day : {0, 1, 2}) {
        list(store, Kind::kModel, {liked(5 + day)}, 24 * day);
    }
    EXPECT_THAT(likes_of(load()->of(Kind::kModel).metrics[0]), ElementsAre(5, 6, 7));
}

TEST_F(HistoryLoaderTest, AnEarlierSnapshotKnowsNothingOfLaterOnes) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {liked(5)}, 0);
    list(store, Kind::kModel, {liked(6), model(2, "bob/two")}, 24);
    const auto history = load(std::to_string(first));
    EXPECT_THAT(history->snapshots, SizeIs(1));
    EXPECT_THAT(history->of(Kind::kModel).repo_id, ElementsAre(1));
    EXPECT_THAT(likes_of(history->of(Kind::kModel).metrics[0]), ElementsAre(5));
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
    const RepoHistories& before = then->of(Kind::kModel);
    EXPECT_EQ(before.id[0], "ann/one");
    EXPECT_EQ(then->labels[before.license[0]], "mit");
    EXPECT_EQ(then->labels[before.pipeline_tag[0]], "fill-mask");
    EXPECT_EQ(then->labels[before.sdk[0]], "gradio");
    EXPECT_THAT(before.tags[0], SizeIs(2));
    const auto now = load();
    const RepoHistories& after = now->of(Kind::kModel);
    EXPECT_EQ(after.id[0], "ann/renamed");
    EXPECT_EQ(now->labels[after.license[0]], "apache-2.0");
    EXPECT_EQ(after.pipeline_tag[0], kNoText);
    EXPECT_EQ(now->labels[after.sdk[0]], "static");
    EXPECT_THAT(after.tags[0], SizeIs(1));
}

TEST_F(HistoryLoaderTest, PresenceFollowsRemovalAndReturn) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 0);
    const auto second = list(store, Kind::kModel, {liked(1)}, 24);
    const auto third = list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 48);
    const auto history = load();
    const RepoHistories& repos = history->of(Kind::kModel);
    EXPECT_TRUE(repos.is_present(1, first));
    EXPECT_FALSE(repos.is_present(1, second));
    EXPECT_TRUE(repos.is_present(1, third));
    ASSERT_THAT(repos.absences[1], SizeIs(1));
    EXPECT_EQ(repos.absences[1][0].removed_at, hour(24));
    EXPECT_EQ(repos.absences[1][0].restored_at, hour(48));
    EXPECT_THAT(repos.absences[0], IsEmpty());
}

TEST_F(HistoryLoaderTest, AReturnAfterTheSnapshotHasNotHappenedYet) {
    Store store = open();
    list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 0);
    const auto second = list(store, Kind::kModel, {liked(1)}, 24);
    list(store, Kind::kModel, {liked(1), model(2, "bob/two")}, 48);
    const auto history = load(std::to_string(second));
    ASSERT_THAT(history->of(Kind::kModel).absences[1], SizeIs(1));
    EXPECT_EQ(history->of(Kind::kModel).absences[1][0].restored_at, std::nullopt);
    EXPECT_FALSE(history->of(Kind::kModel).is_present(1, second));
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
    EXPECT_THAT(likes_of(history->of(Kind::kModel).metrics[0]), ElementsAre(1, 2, 3, 4));
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

}  // namespace
}  // namespace hubmine::store
