#include "hubmine/store/coverage.hpp"
#include "hubmine/store/forget.hpp"
#include "hubmine/store/snapshots.hpp"

#include "store_file.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <array>
#include <filesystem>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// Files of other versions of the program.
class Layout : public StoreTest {
  protected:
    static void take_back_layout_7(Store& store) {
        for (const char* each :
             {"DROP TABLE forgotten", "DROP TABLE forgotten_key", "PRAGMA user_version = 6"}) {
            store.database().execute(each);
        }
    }
    static void take_back_layout_6(Store& store) {
        take_back_layout_7(store);
        for (const char* each : {"DROP VIEW activity", "DROP VIEW counted_activity",
                                 "DROP TABLE repo_activity", "PRAGMA user_version = 5"}) {
            store.database().execute(each);
        }
    }
    static void take_back_layout_5(Store& store) {
        take_back_layout_6(store);
        for (const char* each :
             {"DROP VIEW fetches", "DROP VIEW coverage", "DROP TABLE staged_like",
              "ALTER TABLE fetch DROP COLUMN next_url", "ALTER TABLE author DROP COLUMN told",
              "PRAGMA user_version = 4"}) {
            store.database().execute(each);
        }
    }
    static void take_back_layout_4(Store& store) {
        take_back_layout_5(store);
        const auto sql = std::to_array<const char*>(
            {"DROP VIEW likes", "DROP VIEW owners", "DROP VIEW cards", "DROP VIEW models",
             "DROP VIEW datasets", "DROP VIEW spaces", "DROP VIEW repos", "DROP TABLE repo_like",
             "DROP TABLE owner", "DROP TABLE repo_storage", "DROP TABLE repo_description",
             "ALTER TABLE repo DROP COLUMN main_size", "ALTER TABLE repo DROP COLUMN weights",
             "ALTER TABLE repo DROP COLUMN parameters_source", "PRAGMA user_version = 3"});
        for (const char* each : sql) {
            store.database().execute(each);
        }
    }
};

TEST_F(Layout, OfANewerProgramIsRefused) {
    { const Store store = open(); }
    {
        Database database(path(), {});
        database.execute("PRAGMA user_version = 99");
    }
    for (const bool read_only : {false, true}) {
        const auto open_it = [&] { const Store store(path(), {.read_only = read_only}); };
        EXPECT_THAT(open_it, ThrowsMessage<core::Error>(HasSubstr("newer hubmine")));
    }
}

TEST_F(Layout, OfAnOlderProgramIsBroughtForwardStepByStep) {
    const std::array<Migration, 1> old{Migration{1, "CREATE TABLE a (x) STRICT"}};
    const std::array<Migration, 1> good_old{Migration{1, "CREATE TABLE a (x INTEGER) STRICT"}};
    EXPECT_THROW(static_cast<void>(open_store_file(path(), {.create = true}, old)), core::Error);
    std::filesystem::remove(path());
    open_store_file(path(), {.create = true}, good_old)->execute("INSERT INTO a VALUES (5)");
    const std::array<Migration, 3> steps{
        good_old[0], Migration{2, "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = 2 * x"},
        Migration{3, "CREATE VIEW b AS SELECT x + y AS z FROM a"}};
    EXPECT_EQ(open_store_file(path(), {.read_only = true}, steps)->scalar("SELECT z FROM b"), 15);
    EXPECT_EQ(value("PRAGMA user_version"), "3");
}

TEST_F(Layout, OfTheFirstLayoutGainsWhatTheLaterOnesHave) {
    {
        const auto old = open_store_file(path(), {.create = true}, migrations().first(1));
        old->execute(
            "INSERT INTO snapshot (started_at, endpoint, tool_version, kinds, author) "
            "VALUES (0, 'http://hub', '0', '02', 'google');"
            "INSERT INTO walk (snapshot_id, kind) VALUES (1, 0);"
            "CREATE VIEW snapshots AS SELECT snapshot_id FROM snapshot");
    }
    const Store store(path(), {.read_only = true});
    EXPECT_EQ(load_snapshots(store).at(0).scope.author, "google");
    EXPECT_THAT(rows("SELECT kinds, author FROM snapshots"),
                ElementsAre(ElementsAre("models,spaces", "google")));
    EXPECT_EQ(count_coverage(store).at(0).pending, 1);
}

TEST_F(Layout, OfTheSecondLayoutGainsTheNumbersThatItHolds) {
    {
        Store now = open();
        list(now, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
        record_commits(now, 1, 0, commits(5, 1), true);
        record_discussions(now, 1, 0, {discussion(1, "ann"), discussion(2, "bob")}, true);
        record_discussions(now, 2, 0, {discussion(1, "ann")}, false);
        take_back_layout_4(now);
        now.database().execute("ALTER TABLE fetch DROP COLUMN held; PRAGMA user_version = 2");
    }
    { const Store brought_forward = open(); }
    EXPECT_THAT(rows("SELECT repo_id, what, held FROM fetch ORDER BY 1, 2"),
                ElementsAre(ElementsAre("1", "0", "5"), ElementsAre("1", "1", "2"),
                            ElementsAre("2", "1", "NULL")));
    EXPECT_EQ(load_dataset(path(), {}).of(Kind::kModel).size(), 2U);
}

TEST_F(Layout, OfTheThirdLayoutIsFilledByTheNextListing) {
    hub::RepoRecord sized = model(1, "a/one");
    sized.parameters = 7;
    {
        Store now = open();
        list(now, Kind::kModel, {sized, model(2, "a/two")}, 0);
        take_back_layout_4(now);
    }
    Store store = open();
    EXPECT_THAT(rows("SELECT parameters, parameters_source, weights, storage FROM models"),
                Contains(ElementsAre("7", "NULL", "NULL", "NULL")));
    sized.parameters_source = hub::ParametersSource::kGguf;
    sized.weights = 28;
    PageResult page;
    list(store, Kind::kModel, {sized, model(2, "a/two")}, 1, &page);
    EXPECT_EQ(page.changed, 1) << "what says nothing new stays untouched";
    EXPECT_THAT(rows("SELECT parameters_source, weights FROM models WHERE id = 'a/one'"),
                ElementsAre(ElementsAre("gguf", "28")));
}

TEST_F(Layout, OfTheFourthLayoutTakesReadsOfStorageAndLikers) {
    {
        Store now = open();
        list(now, Kind::kModel, {model(1, "a/one")}, 0);
        record_discussions(now, 1, 0, {discussion(1, "ann")}, true);
        take_back_layout_5(now);
    }
    Store store = open();
    EXPECT_EQ(rows("SELECT * FROM coverage").size(), 3U) << "nothing of it was asked for yet";
    EXPECT_EQ(rows("SELECT * FROM fetches").size(), 2U);
    Details(store).record_likers(
        {.repo_id = 1, .liked_at = {hour(5), hour(2)}, .last = true, .fetched_at = hour(9)});
    EXPECT_THAT(rows("SELECT position, liked_at FROM likes"),
                ElementsAre(ElementsAre("0", "2026-01-01T02:00:00.000Z"),
                            ElementsAre("1", "2026-01-01T05:00:00.000Z")));
    EXPECT_THAT(rows("SELECT what, complete FROM coverage"), Contains(ElementsAre("likers", "1")));
    EXPECT_EQ(load_dataset(path(), {}).of(Kind::kModel).size(), 1U);
}

TEST_F(Layout, AFailedStepChangesNothing) {
    const std::array<Migration, 1> first{Migration{1, "CREATE TABLE a (x INTEGER) STRICT"}};
    static_cast<void>(open_store_file(path(), {.create = true}, first));
    const std::array<Migration, 2> steps{
        first[0], Migration{2, "CREATE TABLE half (x INTEGER) STRICT; SELECT no_such_thing"}};
    EXPECT_THROW(static_cast<void>(open_store_file(path(), {}, steps)), core::Error);
    EXPECT_EQ(value("PRAGMA user_version"), "1");
    EXPECT_EQ(value("SELECT count(*) FROM sqlite_master WHERE name = 'half'"), "0");
}

TEST_F(Layout, OfTheFifthLayoutIsCountedWhereItsHistoriesWereRead) {
    {
        Store now = open();
        list(now, Kind::kModel, {model(1, "a/one"), model(2, "a/two"), model(3, "a/three")}, 0);
        record_commits(now, 1, 0, {commit(2, {"ann", "bob"}), commit(1)}, true);
        record_discussions(now, 1, 0, {discussion(1, "eve")}, true);
        record_commits(now, 2, 0, commits(4, 1), false);
        take_back_layout_6(now);
    }
    const Store store(path(), {.read_only = true});
    EXPECT_THAT(rows("SELECT * FROM repo_activity"),
                ElementsAre(ElementsAre("1", "2", "2", "1", "1", "3")));
}

TEST_F(Layout, OfTheSixthLayoutCanForget) {
    {
        Store now = open();
        list(now, Kind::kModel, {model(1, "a/one")}, 0);
        record_commits(now, 1, 0, commits(2, 1), true);
        take_back_layout_7(now);
    }
    Store store = open();
    forget(store, "ann", false);
    EXPECT_THAT(rows("SELECT n_commits, n_committers FROM activity"),
                ElementsAre(ElementsAre("2", "0")));
}

}  // namespace
}  // namespace hubmine::store
