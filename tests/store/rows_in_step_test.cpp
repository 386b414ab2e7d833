#include "rows_in_step.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RowsInStepTest : public StoreTest {
  protected:
    [[nodiscard]] static std::vector<std::int64_t> next(RowsInStep& rows, std::int64_t repo_id) {
        std::vector<std::int64_t> values;
        while (rows.next(repo_id)) {
            values.push_back(rows.row().integer(1));
        }
        return values;
    }
    Store store_ = open();
};

TEST_F(RowsInStepTest, GiveEachRepositoryItsOwn) {
    RowsInStep rows(store_.database(), "VALUES (2, 20), (2, 21), (5, 50)");
    EXPECT_THAT(next(rows, 1), IsEmpty());
    EXPECT_THAT(next(rows, 2), ElementsAre(20, 21));
    EXPECT_THAT(next(rows, 4), IsEmpty());
    EXPECT_THAT(next(rows, 5), ElementsAre(50));
    EXPECT_THAT(next(rows, 6), IsEmpty());
    EXPECT_FALSE(rows.has_skipped());
}

TEST_F(RowsInStepTest, TellWhetherRowsAreLeft) {
    RowsInStep rows(store_.database(),
                    "SELECT column1, column2 FROM (VALUES (1, 10), (2, 20)) "
                    "WHERE column1 BETWEEN ? AND ?",
                    1, 2);
    EXPECT_TRUE(rows.has_more());
    EXPECT_THAT(next(rows, 1), ElementsAre(10));
    EXPECT_TRUE(rows.has_more());
    EXPECT_THAT(next(rows, 2), ElementsAre(20));
    EXPECT_FALSE(rows.has_more());
}

TEST_F(RowsInStepTest, PassOverThoseOfOthers) {
    RowsInStep rows(store_.database(), "VALUES (1, 10), (2, 20), (3, 30)");
    EXPECT_THAT(next(rows, 2), ElementsAre(20));
    EXPECT_TRUE(rows.has_skipped());
}

TEST_F(RowsInStepTest, NeedNotAllBeTaken) {
    RowsInStep rows(store_.database(), "VALUES (1, 10), (1, 11), (2, 20)");
    EXPECT_TRUE(rows.next(1));
    EXPECT_THAT(next(rows, 2), ElementsAre(20));
}

TEST_F(RowsInStepTest, OfNothingStayAtTheEnd) {
    RowsInStep rows(store_.database(), "SELECT repo_id, 0 FROM repo");
    EXPECT_FALSE(rows.next(1));
    EXPECT_FALSE(rows.next(2));
}

}  // namespace
}  // namespace hubmine::store
