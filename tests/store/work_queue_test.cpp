#include "hubmine/store/work_queue.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class WorkQueueTest : public StoreTest {
  protected:
    WorkQueueTest() : store_(open()) {
        hub::RepoRecord two = model(2, "bob/two");
        two.likes = 50;
        two.tags = {"license:mit", "en"};
        two.last_modified = hour(900);
        hub::RepoRecord three = model(3, "bobby/three");
        three.tags = {"en"};
        list(store_, Kind::kModel, {model(1, "ann/one"), two, three}, 0);
        list(store_, Kind::kSpace, {record(Kind::kSpace, 4, "ann/four")}, 0);
    }
    /// "1c 1d 2c": all that is due, asked for `limit` at a time.
    [[nodiscard]] std::string work(const WorkQuery& query, std::size_t limit = 2) const {
        std::string text;
        std::int64_t count = 0;
        WorkCursor cursor;
        for (;;) {
            const auto items = WorkQueue(store_).next(query, cursor, limit);
            if (items.empty()) {
                break;
            }
            EXPECT_LE(items.size(), limit);
            for (const WorkItem& item : items) {
                text += (text.empty() ? "" : " ") + std::to_string(item.repo_id) +
                        (item.what == Detail::kCommits ? "c" : "d");
                ++count;
            }
        }
        EXPECT_EQ(WorkQueue(store_).counts(query).all(), count);
        return text;
    }
    void outcome(std::int64_t repo_id, Detail what, FetchState state, int at) {
        Details(store_).record_outcome(
            {.repo_id = repo_id, .what = what, .state = state, .at = hour(at)});
    }
    static constexpr std::size_t kOne = 1;
    Store store_;
};

TEST_F(WorkQueueTest, LooksAtEachRepositoryOnceHoweverOftenItIsAsked) {
    std::vector<hub::RepoRecord> many;
    for (int number = 10; number < 1010; ++number) {
        many.push_back(record(Kind::kDataset, number, "ann/d" + std::to_string(number)));
        many.back().likes = 0;
    }
    list(store_, Kind::kDataset, many, 0);
    WorkCursor cursor;
    const auto ask = [&] {
        EXPECT_THAT(WorkQueue(store_).next({.min_likes = 1000}, cursor, 10), IsEmpty());
    };
    const std::int64_t first = work_of(store_.database(), ask);
    const std::int64_t second = work_of(store_.database(), ask);
    EXPECT_LT(second, first / 10);
}

TEST_F(WorkQueueTest, HandsOutEverythingOnceWhateverTheLimit) {
    for (const std::size_t limit : {1U, 2U, 3U, 7U, 100U}) {
        EXPECT_EQ(work({}, limit), "1c 1d 2c 2d 3c 3d 4c 4d");
    }
    EXPECT_EQ(work({.what = {Detail::kDiscussions}}, kOne), "1d 2d 3d 4d");
    EXPECT_EQ(work({.kinds = {Kind::kSpace}}), "4c 4d");
}

TEST_F(WorkQueueTest, OrdersByLikesOrByAge) {
    EXPECT_EQ(work({.what = {Detail::kCommits}, .order = WorkOrder::kPopular}, kOne),
              "2c 4c 3c 1c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .order = WorkOrder::kRecent}), "2c 4c 3c 1c");
    EXPECT_EQ(work({.order = WorkOrder::kPopular}, 3), "2c 2d 4c 4d 3c 3d 1c 1d");
}

TEST_F(WorkQueueTest, KeepsWithinItsBounds) {
    EXPECT_EQ(work({.what = {Detail::kCommits}, .author = "bob"}), "2c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .filter = "en"}), "2c 3c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .filter = "nowhere"}), "");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .min_likes = 4}), "2c 4c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .min_downloads = 20}), "2c 3c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .only_sample = true}), "");
}

TEST_F(WorkQueueTest, HandsOutTheOldestSoManyOfEachKind) {
    const std::set<Detail> commits{Detail::kCommits};
    EXPECT_EQ(work({.what = commits, .limit = 2}, kOne), "1c 2c 4c");
    EXPECT_EQ(work({.what = commits, .order = WorkOrder::kPopular, .limit = 2}), "2c 4c 1c");
    EXPECT_EQ(work({.what = commits, .filter = "en", .limit = 1}), "2c");
    EXPECT_EQ(work({.limit = 1}, 3), "1c 1d 4c 4d");
}

TEST_F(WorkQueueTest, SortsTheOldestOnceHoweverOftenItIsAsked) {
    std::vector<hub::RepoRecord> many;
    for (int number = 1; number <= 2000; ++number) {
        many.push_back(model(number, "m/" + std::to_string(number)));
    }
    list(store_, Kind::kModel, many, 10);
    const WorkQuery query{.kinds = {Kind::kModel}, .what = {Detail::kCommits}, .limit = 1500};
    WorkCursor cursor;
    const auto ask = [&] { EXPECT_EQ(WorkQueue(store_).next(query, cursor, kOne).size(), 1U); };
    const std::int64_t first = work_of(store_.database(), ask);
    const std::int64_t second = work_of(store_.database(), ask);
    EXPECT_LT(100 * second, first);
}

TEST_F(WorkQueueTest, IsCountedByKindAndRead) {
    outcome(1, Detail::kCommits, FetchState::kFailed, 5);
    WorkQuery query{.what = {Detail::kCommits}};
    query.run_started = hour(5);
    const WorkCounts counts = WorkQueue(store_).counts(query);
    EXPECT_THAT(counts.due[0], ElementsAre(2, 0, 0, 0));
    EXPECT_THAT(counts.due[2], ElementsAre(1, 0, 0, 0));
    EXPECT_EQ(counts.all(), 3);
    EXPECT_EQ(counts.left, 4);
    EXPECT_TRUE(WorkQueue(store_).has_any(query));
    EXPECT_FALSE(WorkQueue(store_).has_any({.author = "nobody"}));
}

TEST_F(WorkQueueTest, HandsOutWhatCountsBelowZeroUnlessThereIsAMinimum) {
    hub::RepoRecord odd = model(1, "ann/one");
    odd.likes = -1;
    odd.downloads = -1;
    list(store_, Kind::kModel, {odd, model(2, "bob/two"), model(3, "bobby/three")}, 10);
    EXPECT_EQ(work({.what = {Detail::kCommits}}), "1c 2c 3c 4c");
    EXPECT_EQ(work({.kinds = {Kind::kModel}, .what = {Detail::kCommits}, .min_likes = 1}), "2c 3c");
}

TEST_F(WorkQueueTest, LeavesOutWhatIsDoneOrRemoved) {
    record_commits(store_, 1, 0, commits(2, 1), true);
    record_discussions(store_, 2, 0, {}, true);
    list(store_, Kind::kModel, {model(1, "ann/one"), model(2, "bob/two")}, 10);
    EXPECT_EQ(work({.kinds = {Kind::kModel}}), "1d 2c");
}

TEST_F(WorkQueueTest, TriesFailuresAgainButNotInTheSameRun) {
    outcome(1, Detail::kCommits, FetchState::kFailed, 5);
    EXPECT_EQ(work({.what = {Detail::kCommits}, .author = "ann", .run_started = hour(5)}), "4c");
    EXPECT_EQ(work({.what = {Detail::kCommits}, .author = "ann", .run_started = hour(6)}), "1c 4c");
    WorkCursor cursor;
    const auto items = WorkQueue(store_).next({}, cursor, 1);
    EXPECT_EQ(items.at(0).state, FetchState::kFailed);
    EXPECT_EQ(items.at(0).attempts, 1);
    EXPECT_EQ(items.at(0).id, "ann/one");
    EXPECT_EQ(items.at(0).likes, 1);
}

TEST_F(WorkQueueTest, TriesTheUnreadableAfterAWhile) {
    outcome(1, Detail::kCommits, FetchState::kUnreadable, 5);
    outcome(2, Detail::kCommits, FetchState::kGone, 8);
    const WorkQuery query{.kinds = {Kind::kModel}, .what = {Detail::kCommits}};
    EXPECT_EQ(work(query), "3c");
    WorkQuery later = query;
    later.retry_unreadable_before = hour(6);
    EXPECT_EQ(work(later), "1c 3c");
}

TEST_F(WorkQueueTest, ReadsDiscussionsAgainForAgeAndLikesButNotForDownloads) {
    for (const int repo : {1, 2, 3}) {
        record_discussions(store_, repo, 0, {}, true, repo);
    }
    hub::RepoRecord liked = model(2, "bob/two");
    liked.likes = 51;
    hub::RepoRecord downloaded = model(3, "bobby/three");
    downloaded.downloads = 12345;
    list(store_, Kind::kModel, {model(1, "ann/one"), liked, downloaded}, 10);
    WorkQuery query{.kinds = {Kind::kModel}, .what = {Detail::kDiscussions}};
    EXPECT_EQ(work(query), "");
    query.discussions_before = hour(0);
    EXPECT_EQ(work(query), "2d");
    query.discussions_before = hour(2);
    EXPECT_EQ(work(query), "1d 2d");
}

TEST_F(WorkQueueTest, WhatWasReadInTheFutureIsDue) {
    record_discussions(store_, 1, 0, {}, true, 5000);
    record_discussions(store_, 2, 0, {}, true, 11);
    outcome(3, Detail::kDiscussions, FetchState::kFailed, 5000);
    WorkQuery query{.kinds = {Kind::kModel}, .what = {Detail::kDiscussions}};
    query.discussions_before = hour(1);
    query.run_started = hour(10);
    EXPECT_EQ(work(query), "");
    query.now = hour(10);
    EXPECT_EQ(work(query), "1d 3d");
    query.now = hour(5000);
    EXPECT_EQ(work(query), "");
}

TEST_F(WorkQueueTest, AChangeOfAccessMakesTheUnreadableDue) {
    outcome(1, Detail::kCommits, FetchState::kUnreadable, 5);
    hub::RepoRecord open_now = model(1, "ann/one");
    open_now.gated = "auto";
    list(store_, Kind::kModel, {open_now}, 10);
    EXPECT_EQ(work({.kinds = {Kind::kModel}, .what = {Detail::kCommits}}), "1c");
}

TEST_F(WorkQueueTest, WhatCameBackIsDueAgain) {
    outcome(1, Detail::kCommits, FetchState::kGone, 5);
    list(store_, Kind::kModel, {}, 10);
    list(store_, Kind::kModel, {model(1, "ann/one")}, 20);
    EXPECT_EQ(work({.kinds = {Kind::kModel}, .what = {Detail::kCommits}}), "1c");
}

}  // namespace
}  // namespace hubmine::store
