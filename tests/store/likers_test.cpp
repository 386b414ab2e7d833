#include "hubmine/store/coverage.hpp"
#include "hubmine/store/upkeep.hpp"
#include "hubmine/store/work_queue.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LikersOfStore : public StoreTest {
  protected:
    LikersOfStore() { list(store_, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0); }

    PageNext page(std::int64_t number, std::vector<int> hours, bool last) {
        LikersPage page{.repo_id = 1, .page = number, .last = last, .fetched_at = hour(100)};
        for (const int at : hours) {
            page.liked_at.push_back(hour(at));
        }
        page.next_url = last ? "" : "http://hub/next/" + std::to_string(number);
        return Details(store_).record_likers(page);
    }
    [[nodiscard]] std::vector<std::string> due(const WorkQuery& query) const {
        WorkCursor cursor;
        std::vector<std::string> items;
        for (const WorkItem& item : WorkQueue(store_).next(query, cursor, 100)) {
            items.push_back(item.id + " " + std::string(detail_name(item.what)));
        }
        return items;
    }
    [[nodiscard]] std::string held() const {
        return value(
            "SELECT group_concat(position || ':' || substr(liked_at, 12, 2), ' ') FROM "
            "(SELECT * FROM likes ORDER BY position)");
    }

    Store store_ = open();
    const WorkQuery likers_{.what = {Detail::kLikers}};
    const WorkQuery storage_{.what = {Detail::kStorage}};
};

TEST_F(LikersOfStore, AreHeldFromTheOldestOnOnceTheLastPageIsThere) {
    EXPECT_EQ(page(0, {9, 7}, false), PageNext::kMore);
    EXPECT_EQ(held(), "NULL");
    EXPECT_EQ(page(1, {8, 3}, false), PageNext::kMore);
    EXPECT_EQ(page(2, {3}, true), PageNext::kComplete);
    EXPECT_EQ(held(), "0:03 1:03 2:07 3:08 4:09");
    EXPECT_EQ(page(0, {5}, true), PageNext::kComplete);
    EXPECT_EQ(held(), "0:05") << "likes taken back are gone";
    EXPECT_EQ(page(0, {}, true), PageNext::kComplete);
    EXPECT_EQ(held(), "NULL");
    EXPECT_THAT(verify(store_), IsEmpty());
}

TEST_F(LikersOfStore, AWalkGoesOnAtItsPageAndALaterOneBeginsAnew) {
    page(0, {9, 7}, false);
    WorkCursor cursor;
    const WorkItem item = WorkQueue(store_).next(likers_, cursor, 1).at(0);
    EXPECT_EQ(item.next_page, 1);
    EXPECT_EQ(item.next_url, "http://hub/next/0");
    EXPECT_EQ(page(3, {1}, true), PageNext::kStale);
    page(0, {6}, false);
    page(1, {2}, true);
    EXPECT_EQ(held(), "0:02 1:06");
}

TEST_F(LikersOfStore, AreDueWhenLikesMoved) {
    page(0, {1}, true);
    EXPECT_THAT(due(likers_), ElementsAre("a/two likers"));
    hub::RepoRecord liked = model(1, "a/one");
    liked.likes = 50;
    list(store_, Kind::kModel, {liked, model(2, "a/two")}, 5);
    EXPECT_THAT(due(likers_), ElementsAre("a/one likers", "a/two likers"));
}

TEST_F(LikersOfStore, StorageIsDueWhenTheRepositoryMoved) {
    const auto read = [&](const std::string& head, std::optional<std::int64_t> used) {
        return Details(store_).record_storage(
            {.repo_id = 1, .used = used, .head = head, .fetched_at = hour(3)});
    };
    EXPECT_EQ(read(sha(1), 70), PageNext::kComplete);
    EXPECT_THAT(due(storage_), ElementsAre("a/two storage"));
    EXPECT_EQ(value("SELECT storage FROM models WHERE id = 'a/one'"), "70");
    hub::RepoRecord moved = model(1, "a/one");
    moved.likes = 50;
    list(store_, Kind::kModel, {moved, model(2, "a/two")}, 5);
    EXPECT_THAT(due(storage_), ElementsAre("a/two storage")) << "likes are no reason";
    moved.last_modified = hour(6);
    moved.sha = sha(77);
    list(store_, Kind::kModel, {moved, model(2, "a/two")}, 6);
    EXPECT_THAT(due(storage_), ElementsAre("a/one storage", "a/two storage"));
    EXPECT_EQ(read(sha(1), 80), PageNext::kStale) << "asked for before the list showed it";
    EXPECT_EQ(value("SELECT storage FROM models WHERE id = 'a/one'"), "70");
    EXPECT_EQ(read(sha(77), std::nullopt), PageNext::kComplete);
    EXPECT_EQ(value("SELECT storage FROM models WHERE id = 'a/one'"), "NULL");
}

TEST_F(LikersOfStore, SeveralReadsOfARepositoryFollowEachOther) {
    WorkQuery query{.what = {Detail::kCommits, Detail::kStorage, Detail::kLikers}};
    EXPECT_THAT(due(query), ElementsAre("a/one commits", "a/one storage", "a/one likers",
                                        "a/two commits", "a/two storage", "a/two likers"));
    EXPECT_EQ(WorkQueue(store_).counts(query).all(), 6);
    page(0, {}, true);
    EXPECT_EQ(WorkQueue(store_).counts(query).all(), 5);
}

TEST_F(LikersOfStore, CoverageAndFetchesShowThemOnceAsked) {
    EXPECT_EQ(rows("SELECT * FROM coverage").size(), 3U);
    page(0, {1}, true);
    EXPECT_THAT(rows("SELECT * FROM coverage WHERE what = 'likers'"),
                ElementsAre(ElementsAre("model", "likers", "2", "1", "0", "0", "0", "1")));
    EXPECT_EQ(count_coverage(store_).size(), 4U);
    EXPECT_THAT(rows("SELECT repo_id, state FROM fetches WHERE what = 'likers' ORDER BY 1"),
                ElementsAre(ElementsAre("1", "complete"), ElementsAre("2", "pending")));
    EXPECT_THAT(
        rows("SELECT DISTINCT what FROM fetches ORDER BY 1"),
        ElementsAre(ElementsAre("commits"), ElementsAre("discussions"), ElementsAre("likers")));
}

TEST_F(LikersOfStore, VerifyMissesLikesAndTheirOrder) {
    page(0, {1, 2, 3}, true);
    store_.database().execute("DELETE FROM repo_like WHERE position = 1");
    EXPECT_THAT(verify(store_), ElementsAre(HasSubstr("another number of commits"),
                                            HasSubstr("likes are not numbered")));
}

TEST_F(LikersOfStore, ARenameTakesDoubtfulReadsBack) {
    page(0, {1}, true);
    list(store_, Kind::kModel, {model(1, "a/renamed"), model(2, "a/two")}, 5);
    EXPECT_THAT(due(likers_), ElementsAre("a/renamed likers", "a/two likers"));
}

}  // namespace
}  // namespace hubmine::store
