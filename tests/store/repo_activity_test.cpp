#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

/// The view `activity` and what it is read from.
class ActivityOfRepositories : public StoreTest {
  protected:
    ActivityOfRepositories() : store_(open()) {
        list(store_, Kind::kModel, {model(1, "ann/one"), model(2, "two")}, 0);
    }

    [[nodiscard]] Rows people() const {
        return rows(
            "SELECT n_commits, n_committers, n_discussions, n_disc_starters, n_community "
            "FROM activity WHERE repo_id = 1");
    }
    /// What is kept is what the histories say.
    void expect_in_step() const {
        EXPECT_THAT(rows("SELECT * FROM repo_activity EXCEPT SELECT * FROM counted_activity"),
                    IsEmpty());
        EXPECT_THAT(rows("SELECT * FROM counted_activity EXCEPT SELECT * FROM repo_activity"),
                    IsEmpty());
    }

    Store store_;
};

TEST_F(ActivityOfRepositories, IsNullWhereNothingWasRead) {
    EXPECT_THAT(rows("SELECT * FROM activity"),
                ElementsAre(ElementsAre("1", "model", "ann/one", "ann", "1", "10", "NULL", "NULL",
                                        "NULL", "NULL", "NULL", "NULL"),
                            ElementsAre("2", "model", "two", "NULL", "2", "20", "NULL", "NULL",
                                        "NULL", "NULL", "NULL", "NULL")));
}

TEST_F(ActivityOfRepositories, IsCountedWhenAHistoryIsReadToItsEnd) {
    record_commits(store_, 1, 0, {commit(3, {"ann", "bob"}), commit(2, {"ann"})}, false);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("NULL", "NULL", "NULL", "NULL", "NULL")));
    record_commits(store_, 1, 1, {commit(1, {"cem"})}, true);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("3", "3", "NULL", "NULL", "NULL")));
    record_discussions(store_, 1, 0,
                       {discussion(1, "ann"), discussion(2, "dot"), discussion(3, std::nullopt)},
                       true);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("3", "3", "3", "2", "4")));
    expect_in_step();
}

TEST_F(ActivityOfRepositories, FollowsLaterReads) {
    record_commits(store_, 1, 0, commits(2, 1), true);
    record_discussions(store_, 1, 0, {discussion(1, "ann"), discussion(2, "bob")}, true);
    record_commits(store_, 1, 0, {commit(3, {"eve"}), commit(2)}, true, 5);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("3", "2", "2", "2", "3")));
    expect_in_step();
    record_commits(store_, 1, 0, {commit(9, {"new"})}, true, 6);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("1", "1", "2", "2", "3")))
        << "the history was written anew";
    record_discussions(store_, 1, 0, {discussion(2, "bob")}, false, 7);
    expect_in_step();
    record_discussions(store_, 1, 1, {}, true, 7);
    EXPECT_THAT(people(), ElementsAre(ElementsAre("1", "1", "1", "1", "2")));
    expect_in_step();
}

TEST_F(ActivityOfRepositories, CountsTheSpacesThatUseAModelUnderAnyName) {
    hub::RepoRecord one = record(Kind::kSpace, 3, "bob/one");
    one.models = {"ann/one", "ann/old"};
    hub::RepoRecord other = record(Kind::kSpace, 4, "bob/other");
    other.models = {"ann/one", "who/knows"};
    list(store_, Kind::kModel, {model(1, "ann/old"), model(2, "two")}, 1);
    list(store_, Kind::kModel, {model(1, "ann/one"), model(2, "two")}, 2);
    list(store_, Kind::kSpace, {one, other}, 3);
    EXPECT_THAT(rows("SELECT id, n_downloads, n_usage_spaces FROM activity"),
                ElementsAre(ElementsAre("ann/one", "10", "2"), ElementsAre("two", "20", "0"),
                            ElementsAre("bob/one", "NULL", "NULL"),
                            ElementsAre("bob/other", "NULL", "NULL")));
    list(store_, Kind::kSpace, {one}, 4);
    EXPECT_THAT(rows("SELECT id, n_usage_spaces FROM activity"),
                ElementsAre(ElementsAre("ann/one", "1"), ElementsAre("two", "0"),
                            ElementsAre("bob/one", "NULL")))
        << "of the spaces that are there";
}

}  // namespace
}  // namespace hubmine::store
