#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;

class DiscussionsTest : public StoreTest {
  protected:
    DiscussionsTest() : store_(open()) { list(store_, Kind::kModel, {model(1, "a/one")}, 0); }
    void record(std::int64_t page, std::vector<hub::DiscussionRecord> discussions, bool last) {
        record_discussions(store_, 1, page, std::move(discussions), last);
    }
    [[nodiscard]] std::vector<int> numbers() const {
        std::vector<int> result;
        for (const auto& row : rows("SELECT num FROM discussions ORDER BY num")) {
            result.push_back(std::stoi(row[0]));
        }
        return result;
    }
    [[nodiscard]] std::string state() const {
        return value("SELECT state FROM fetches WHERE what = 'discussions'");
    }
    Store store_;
};

TEST_F(DiscussionsTest, KeepsEveryColumn) {
    record(0,
           {{.num = 4,
             .author = "eve",
             .title = "A title",
             .status = "merged",
             .is_pull_request = true,
             .created_at = hour(3)},
            {.num = 5, .status = "open"}},
           true);
    EXPECT_THAT(rows("SELECT * FROM discussions ORDER BY num"),
                ElementsAre(ElementsAre("1", "4", "eve", "A title", "merged", "1",
                                        "2026-01-01T03:00:00.000Z"),
                            ElementsAre("1", "5", "NULL", "", "open", "0", "NULL")));
    EXPECT_EQ(state(), "complete");
}

TEST_F(DiscussionsTest, NoneIsCompleteAndZero) {
    record(0, {}, true);
    EXPECT_EQ(state(), "complete");
    EXPECT_EQ(value("SELECT complete FROM coverage WHERE what = 'discussions'"), "1");
}

TEST_F(DiscussionsTest, APageOfAnotherWalkIsStaleAndNotReadOn) {
    record(0, {discussion(5, "a"), discussion(4, "a")}, false);
    EXPECT_EQ(record_discussions(store_, 1, 2, {discussion(1, "a")}, false),
              DiscussionsNext::kStale);
    EXPECT_EQ(record_discussions(store_, 1, 2, {discussion(1, "a")}, true),
              DiscussionsNext::kStale);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(numbers(), ElementsAre(4, 5));
}

TEST_F(DiscussionsTest, PagesAddUpAndOverlap) {
    record(0, {discussion(5, "a"), discussion(4, "a")}, false);
    EXPECT_EQ(state(), "pending");
    record(1, {discussion(4, "a"), discussion(3, "a")}, true);
    EXPECT_THAT(numbers(), ElementsAre(3, 4, 5));
    EXPECT_EQ(value("SELECT count(*) FROM staged_discussion"), "0");
}

TEST_F(DiscussionsTest, AWholeReadDropsWhatIsNoLongerThere) {
    record(0, {discussion(1, "a"), discussion(2, "b")}, true);
    record(0, {discussion(3, "c")}, false);
    EXPECT_THAT(numbers(), ElementsAre(1, 2, 3));
    record(1, {discussion(2, "z")}, true);
    EXPECT_THAT(numbers(), ElementsAre(2, 3));
    EXPECT_EQ(value("SELECT author FROM discussions WHERE num = 2"), "z");
    record(0, {discussion(3, "c")}, true);
    EXPECT_THAT(numbers(), ElementsAre(3));
    record(0, {}, true);
    EXPECT_THAT(numbers(), ElementsAre());
}

TEST_F(DiscussionsTest, APageOutOfTurnIsNotStored) {
    record(2, {discussion(1, "a")}, true);
    EXPECT_EQ(state(), "pending");
    EXPECT_THAT(numbers(), ElementsAre());
}

class ShiftingDiscussions : public DiscussionsTest {
  protected:
    DiscussionsNext page(std::int64_t number, std::vector<int> nums, std::int64_t count, bool last,
                         bool again = false) {
        DiscussionsPage page{
            .repo_id = 1, .page = number, .last = last, .count = count, .again = again};
        for (const int num : nums) {
            page.discussions.push_back(discussion(num, "a"));
        }
        return Details(store_).record_discussions(page);
    }
};

TEST_F(ShiftingDiscussions, AreReadOnceMoreBeforeAnythingIsDropped) {
    EXPECT_EQ(page(0, {4, 3, 2, 1}, 4, true), DiscussionsNext::kComplete);
    EXPECT_EQ(page(0, {4, 3}, 4, false), DiscussionsNext::kMore);
    // 3 is gone: 2 has moved to the page that was read before.
    EXPECT_EQ(page(1, {1}, 3, true), DiscussionsNext::kStartOver);
    EXPECT_THAT(numbers(), ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(state(), "pending");
    EXPECT_EQ(page(0, {4, 2}, 3, false, true), DiscussionsNext::kMore);
    EXPECT_EQ(page(1, {1}, 3, true, true), DiscussionsNext::kComplete);
    EXPECT_THAT(numbers(), ElementsAre(1, 2, 4));
    EXPECT_EQ(state(), "complete");
}

TEST_F(ShiftingDiscussions, DropNothingWhenTheyNeverAddUp) {
    page(0, {4, 3, 2, 1}, 4, true);
    EXPECT_EQ(page(0, {4, 3}, 3, true), DiscussionsNext::kStartOver);
    EXPECT_EQ(page(0, {4, 3}, 3, true, true), DiscussionsNext::kComplete);
    EXPECT_THAT(numbers(), ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(value("SELECT count(*) FROM staged_discussion"), "0");
}

}  // namespace
}  // namespace hubmine::store
