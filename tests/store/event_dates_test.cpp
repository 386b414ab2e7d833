#include "hubmine/store/history.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class EventDatesTest : public StoreTest {
  protected:
    [[nodiscard]] std::optional<EventDates> dates_of(std::int64_t repo_id, Event event,
                                                     const std::string& snapshot = "") const {
        return load_dataset(path(), {.snapshot = snapshot, .parts = {.history = true}})
            .history->dates_of(repo_id, event);
    }
};

TEST_F(EventDatesTest, OfWhatWasNeverReadAreMissing) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one")}, 0);
    for (const Event event : kAllEvents) {
        EXPECT_FALSE(dates_of(1, event));
    }
}

TEST_F(EventDatesTest, AreThoseOfCommitsAndDiscussions) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "ann/two")}, 0);
    hub::CommitRecord undated = commit(4);
    undated.committed_at.reset();
    record_commits(store, 1, 0, {undated, commit(3), commit(2)}, true);
    record_discussions(store, 1, 0, {discussion(5, "bob")}, true);
    record_commits(store, 2, 0, {}, true);
    EXPECT_THAT(dates_of(1, Event::kCommit)->at, ElementsAre(hour(2), hour(3)));
    EXPECT_EQ(dates_of(1, Event::kCommit)->undated, 1);
    EXPECT_THAT(dates_of(1, Event::kDiscussion)->at, ElementsAre(hour(5)));
    EXPECT_THAT(dates_of(2, Event::kCommit)->at, IsEmpty());
    EXPECT_FALSE(dates_of(2, Event::kDiscussion));
}

TEST_F(EventDatesTest, OfAnEarlierSnapshotKnowNothingLater) {
    Store store = open();
    const auto first = list(store, Kind::kModel, {model(1, "ann/one")}, 2);
    record_commits(store, 1, 0, commits(3, 1), true);
    list(store, Kind::kModel, {model(1, "ann/one")}, 24);
    EXPECT_THAT(dates_of(1, Event::kCommit, std::to_string(first))->at,
                ElementsAre(hour(1), hour(2)));
    EXPECT_THAT(dates_of(1, Event::kCommit)->at, ElementsAre(hour(1), hour(2), hour(3)));
}

TEST_F(EventDatesTest, OfLikesStandOldestFirst) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one")}, 0);
    store.database().execute(
        "INSERT INTO fetch (what, repo_id, state, fetched_at, tried_at) VALUES (3, 1, 1, 0, 0); "
        "INSERT INTO repo_like VALUES (1, 1, 7200000), (1, 0, 3600000)");
    const auto dates = dates_of(1, Event::kLike);
    ASSERT_TRUE(dates);
    EXPECT_THAT(dates->at, ElementsAre(core::Timestamp(std::chrono::hours(1)),
                                       core::Timestamp(std::chrono::hours(2))));
}

TEST_F(EventDatesTest, CommitsAreToldApartByTheirPeriod) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one")}, 0);
    hub::CommitRecord undated = commit(30);
    undated.committed_at.reset();
    record_commits(store, 1, 0, {undated, commit(26), commit(25), commit(2)}, true);
    const auto days = [](core::Timestamp time) {
        return std::int64_t{std::chrono::floor<std::chrono::days>(time - hour(0)).count()};
    };
    const Dataset data = load_dataset(path(), {.parts = {.commits = true}, .commit_period = days});
    const Contributions& commits = data.commits_of(Kind::kModel);
    EXPECT_THAT(commits.period, ElementsAre(Contributions::kNoPeriod, 0, 1));
    EXPECT_THAT(commits.commits, ElementsAre(1, 1, 2));
    EXPECT_THAT(load_dataset(path(), {.parts = {.commits = true}}).commits_of(Kind::kModel).period,
                IsEmpty());
}

}  // namespace
}  // namespace hubmine::store
