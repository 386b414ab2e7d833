#include "hubmine/store/work_queue.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class Commits : public StoreTest {
  protected:
    Commits() : store_(open()) {
        list(store_, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    }
    PageNext record(std::int64_t page, std::vector<hub::CommitRecord> commits, bool last,
                    int at = 1) {
        return record_commits(store_, 1, page, std::move(commits), last, at);
    }
    /// The list shows another head.
    void push(int head, int at) {
        hub::RepoRecord moved = model(1, "a/one");
        moved.sha = sha(head);
        moved.last_modified = hour(at);
        list(store_, Kind::kModel, {moved, model(2, "a/two")}, at);
    }
    /// Numbers of the stored commits by position; the positions have no gap.
    [[nodiscard]] std::vector<int> held() const {
        std::vector<int> numbers;
        for (const auto& row :
             rows("SELECT position, sha FROM commits WHERE repo_id = 1 ORDER BY position")) {
            EXPECT_EQ(row[0], std::to_string(numbers.size()));
            numbers.push_back(std::stoi(row[1].substr(row[1].find_last_not_of("0123456789") + 1)));
        }
        return numbers;
    }
    [[nodiscard]] std::string state() const {
        return value("SELECT state FROM fetches WHERE repo_id = 1 AND what = 'commits'");
    }
    void expect_contributions_match() const {
        EXPECT_THAT(rows("SELECT repo_id, list_id, count(*) FROM repo_commit GROUP BY 1, 2 "
                         "EXCEPT SELECT repo_id, list_id, commits FROM repo_contribution"),
                    IsEmpty());
        EXPECT_EQ(value("SELECT coalesce(sum(commits), 0) FROM repo_contribution"),
                  value("SELECT count(*) FROM repo_commit"));
    }

    Store store_;
};

TEST_F(Commits, OnePageIsAHistory) {
    EXPECT_EQ(record(0, {commit(2, {"bob", "ann", "bob"}), commit(1, {})}, true),
              PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(2, 1));
    EXPECT_THAT(rows("SELECT sha, position, author FROM commit_authors ORDER BY position"),
                ElementsAre(ElementsAre(sha(2), "0", "bob"), ElementsAre(sha(2), "1", "ann"),
                            ElementsAre(sha(2), "2", "bob")));
    EXPECT_THAT(rows("SELECT committed_at, title FROM commits WHERE position = 1"),
                ElementsAre(ElementsAre("2026-01-01T01:00:00.000Z", "commit 1")));
    EXPECT_EQ(state(), "complete");
    expect_contributions_match();
}

TEST_F(Commits, AStalePageOfAMovedHistoryIsNotComplete) {
    record(0, {commit(3, {"ann"}), commit(2, {"ann"})}, false);
    push(4, 10);
    EXPECT_EQ(record(1, {commit(1, {"ann"})}, true), PageNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(held(), ElementsAre(3, 2));
}

TEST_F(Commits, AFirstPageOfBeforeTheHeadMovedIsNotComplete) {
    push(3, 10);
    const auto work = [&] {
        WorkCursor cursor;
        return WorkQueue(store_).next({.what = {Detail::kCommits}}, cursor, 1).at(0);
    };
    const auto record_of = [&](const WorkItem& item, int newest) {
        return Details(store_).record_commits({.repo_id = 1,
                                               .commits = commits(newest, 1),
                                               .last = true,
                                               .head = item.head,
                                               .fetched_at = hour(12)});
    };
    const WorkItem before = work();
    push(5, 11);
    EXPECT_EQ(record_of(before, 3), PageNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(held(), IsEmpty());
    EXPECT_EQ(record_of(before, 6), PageNext::kComplete);  // it has the new head
    push(9, 13);
    const WorkItem later = work();
    push(12, 14);
    EXPECT_EQ(record_of(later, 9), PageNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(held(), ElementsAre(6, 5, 4, 3, 2, 1));
    EXPECT_EQ(record_of(work(), 9), PageNext::kComplete);  // the head was taken back since
}

TEST_F(Commits, AnEmptyHistoryIsCompleteToo) {
    EXPECT_EQ(record(0, {}, true), PageNext::kComplete);
    EXPECT_EQ(state(), "complete");
    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(Commits, GoesOnFromTheLastStoredPage) {
    EXPECT_EQ(record(0, commits(9, 7), false), PageNext::kMore);
    EXPECT_EQ(state(), "pending");
    WorkCursor cursor;
    const auto work = WorkQueue(store_).next({.what = {Detail::kCommits}}, cursor, 1);
    ASSERT_EQ(work.size(), 1U);
    EXPECT_EQ(work[0].next_page, 1);
    EXPECT_EQ(record(1, commits(6, 4), false), PageNext::kMore);
    EXPECT_EQ(record(2, commits(3, 1), true), PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
    expect_contributions_match();
}

TEST_F(Commits, APushBetweenPagesDoublesNothing) {
    record(0, commits(9, 7), false);
    record(1, commits(7, 4), false);
    record(2, commits(4, 1), true);
    EXPECT_THAT(held(), ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
    expect_contributions_match();
}

TEST_F(Commits, AFirstWalkThatStartsOverReplacesWhatItHad) {
    record(0, commits(9, 7), false);
    record(0, commits(12, 11), false);
    record(1, commits(10, 10), true);
    EXPECT_THAT(held(), ElementsAre(12, 11, 10));
    expect_contributions_match();
}

TEST_F(Commits, APageOutOfTurnIsNotStored) {
    EXPECT_EQ(record(3, commits(3, 1), true), PageNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(Commits, AMovedHeadIsAskedAgainAndPrependsWhatIsNew) {
    record(0, commits(3, 1), true);
    push(5, 10);
    EXPECT_EQ(state(), "pending");
    EXPECT_EQ(value("SELECT fetched_at FROM fetches WHERE repo_id = 1 AND what = 'commits'"),
              "2026-01-01T01:00:00.000Z");
    EXPECT_EQ(record(0, commits(5, 1), true, 11), PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(5, 4, 3, 2, 1));
    EXPECT_EQ(state(), "complete");
    expect_contributions_match();
}

TEST_F(Commits, AHeadThatIsTheNewestHeldOneIsNotAskedAgain) {
    record(0, commits(3, 1), true);
    push(3, 10);
    EXPECT_EQ(state(), "complete");
}

TEST_F(Commits, ALongRefreshWaitsForAKnownCommit) {
    record(0, commits(3, 1), true);
    push(9, 10);
    EXPECT_EQ(record(0, commits(9, 7), false, 11), PageNext::kMore);
    EXPECT_THAT(held(), ElementsAre(3, 2, 1));
    EXPECT_EQ(record(1, commits(7, 5), false, 11), PageNext::kMore);
    EXPECT_EQ(record(2, commits(4, 2), false, 11), PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
    EXPECT_EQ(value("SELECT count(*) FROM staged_commit"), "0");
    expect_contributions_match();
}

TEST_F(Commits, ARewrittenHistoryReplacesTheOld) {
    record(0, {commit(3, {"ann"}), commit(2, {"bob"}), commit(1, {"ann"})}, true);
    push(23, 10);
    EXPECT_EQ(record(0, {commit(23, {"eve"}), commit(22, {"ann"})}, false, 11), PageNext::kMore);
    EXPECT_EQ(record(1, {commit(1, {"ann"})}, true, 11), PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(23, 22, 1));
    expect_contributions_match();
    push(40, 20);
    record(0, {commit(40), commit(23)}, false, 21);
    EXPECT_THAT(held(), ElementsAre(40, 23, 22, 1));
    expect_contributions_match();
}

TEST_F(Commits, AHistoryThatWasEmptiedIsEmpty) {
    record(0, commits(3, 1), true);
    push(9, 10);
    EXPECT_EQ(record(0, {}, true, 11), PageNext::kComplete);
    EXPECT_THAT(held(), IsEmpty());
    expect_contributions_match();
}

TEST_F(Commits, AMoveInMidWalkStartsTheWalkOver) {
    record(0, commits(9, 7), false);
    push(30, 10);
    EXPECT_EQ(record(1, commits(6, 1), true, 11), PageNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_EQ(record(0, commits(30, 28), true, 11), PageNext::kComplete);
    EXPECT_THAT(held(), ElementsAre(30, 29, 28));
    expect_contributions_match();
}

TEST_F(Commits, WhatWasReadOutlivesARefusal) {
    record(0, commits(3, 1), true);
    Details(store_).record_outcome({.repo_id = 1,
                                    .state = FetchState::kUnreadable,
                                    .http_status = 403,
                                    .message = "gated\nnow",
                                    .at = hour(20)});
    EXPECT_THAT(held(), ElementsAre(3, 2, 1));
    EXPECT_THAT(rows("SELECT state, http_status, attempts, fetched_at, message FROM fetches "
                     "WHERE repo_id = 1 AND what = 'commits'"),
                ElementsAre(ElementsAre("unreadable", "403", "1", "2026-01-01T01:00:00.000Z",
                                        "gated\nnow")));
}

TEST_F(Commits, OtherRepositoriesAreLeftAlone) {
    record(0, commits(3, 1), true);
    record_commits(store_, 2, 0, commits(3, 1), true);
    push(9, 10);
    record(0, commits(9, 8), true, 11);
    EXPECT_EQ(value("SELECT count(*) FROM commits WHERE repo_id = 2"), "3");
    expect_contributions_match();
}

TEST_F(Commits, ALaterWalkOfManyPagesCostsTheSameAPage) {
    constexpr int kPages = 100;
    constexpr int kPage = 100;
    record(0, commits(1, 1), true);
    push(kPages * kPage + 1, 2);
    std::vector<std::int64_t> work;
    for (int page = 0; page < kPages; ++page) {
        const int newest = (kPages - page) * kPage + 1;
        work.push_back(work_of(store_.database(), [&] {
            record(page, commits(newest, newest - kPage + 1), false, 3);
        }));
    }
    EXPECT_LT(work.back(), 2 * work.at(kPages / 4));
    // A push in between shows the last two again.
    EXPECT_EQ(record(kPages, commits(3, 1), true, 3), PageNext::kComplete);
    EXPECT_EQ(held().size(), std::size_t{kPages} * kPage + 1);
    EXPECT_EQ(value("SELECT top_seq FROM fetch WHERE what = 0 AND repo_id = 1"),
              std::to_string(kPages * kPage));
    expect_contributions_match();
}

}  // namespace
}  // namespace hubmine::store
