#include "hubmine/store/upkeep.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Verify : public StoreTest {
  protected:
    Verify() : store_(open()) {
        hub::RepoRecord one = model(1, "a/one");
        one.tags = {"license:mit", "en"};
        list(store_, Kind::kModel, {one, model(2, "a/two"), model(3, "a/three")}, 0);
        one.likes = 9;
        one.id = "a/uno";
        list(store_, Kind::kModel, {one, model(2, "a/two")}, 10);
        record_commits(store_, 1, 0, commits(5, 1), true);
        record_commits(store_, 2, 0, commits(9, 7), false);
        record_discussions(store_, 1, 0, {discussion(1, "ann")}, true);
    }
    void expect_finding(const std::string& damage, const std::string& finding) {
        store_.database().execute("PRAGMA foreign_keys = OFF; SAVEPOINT damage; " + damage);
        EXPECT_THAT(verify(store_), Contains(HasSubstr(finding))) << damage;
        store_.database().execute("ROLLBACK TO damage; RELEASE damage");
    }
    Store store_;
};

TEST_F(Verify, FindsNothingInASoundStore) {
    EXPECT_THAT(verify(store_), IsEmpty());
}

TEST_F(Verify, FindsEverySortOfDamage) {
    expect_finding("DELETE FROM repo_state WHERE repo_id = 2", "without a state");
    expect_finding("UPDATE repo_state SET removed_at = NULL", "removal and absence");
    expect_finding("UPDATE repo_contribution SET commits = 4 WHERE repo_id = 1",
                   "counts by author");
    expect_finding("DELETE FROM repo_contribution WHERE repo_id = 1", "counts by author");
    expect_finding("UPDATE repo_activity SET committers = 9 WHERE repo_id = 1",
                   "activity was counted otherwise");
    expect_finding("UPDATE fetch SET held = 4 WHERE what = 0", "than was counted");
    expect_finding("UPDATE fetch SET held = 4 WHERE what = 1 AND repo_id = 1", "than was counted");
    expect_finding("DELETE FROM repo_commit WHERE repo_id = 1 AND seq = -2", "without gaps");
    expect_finding("UPDATE fetch SET top_seq = 9 WHERE repo_id = 1 AND what = 0", "without gaps");
    expect_finding("UPDATE fetch SET fetched_at = NULL WHERE state = 1", "without a date");
    expect_finding("INSERT INTO staged_discussion VALUES (1, 7)", "not under way");
    expect_finding("UPDATE repo_state SET likes = 1000 WHERE repo_id = 1", "newest numbers");
    expect_finding("UPDATE repo SET id = 'b/other' WHERE repo_id = 1", "does not end");
    expect_finding("UPDATE repo_history SET last_seen = 1", "exactly one open value");
    expect_finding("DELETE FROM tag WHERE value = 'en'", "tag that nothing knows");
    expect_finding("DELETE FROM author", "authors");
    expect_finding("UPDATE walk SET finished = 0", "called complete");
    expect_finding("DELETE FROM repo WHERE repo_id = 2", "is not there");
}

TEST_F(Verify, FindsABrokenFile) {
    store_.database().execute("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto root = value("SELECT rootpage FROM sqlite_master WHERE name = 'repo_by_hub_id'");
    {
        std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp((std::stoll(root) - 1) * 4096 + 3);
        file << "\x7F\x7F\x7F\x7F";
    }
    Store again(path(), {});
    EXPECT_THAT(verify(again), Contains(HasSubstr("damaged")));
    EXPECT_THROW(Store(path(), {.exclusive_crawl = true}), core::DamagedError);
}

class Backup : public Verify {
  protected:
    [[nodiscard]] std::filesystem::path copy() const { return folder() / "copy.db"; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder()), {}));
    }
};

TEST_F(Backup, IsAWholeStoreTakenWhileAnotherWrites) {
    const Store::Batch batch(store_);
    list(store_, Kind::kModel, {model(8, "a/eight")}, 20);
    backup(path(), copy());
    Store copied(copy(), {});
    EXPECT_THAT(verify(copied), IsEmpty());
    EXPECT_EQ(load_dataset(copy(), {}).of(Kind::kModel).size(), 2U);
}

TEST_F(Backup, OfADamagedStoreLeavesTheGoodCopy) {
    backup(path(), copy());
    store_.database().execute("UPDATE repo_contribution SET commits = 4 WHERE repo_id = 1");
    EXPECT_THROW(backup(path(), copy()), core::DamagedError);
    Store copied(copy(), {.read_only = true});
    EXPECT_THAT(verify(copied), IsEmpty());
    EXPECT_THROW(backup(path(), folder() / "other.db"), core::DamagedError);
    EXPECT_FALSE(std::filesystem::exists(folder() / "other.db"));
}

TEST_F(Backup, ReplacesAnOlderCopyOnly) {
    backup(path(), copy());
    list(store_, Kind::kModel, {model(8, "a/eight")}, 20);
    backup(path(), copy());
    EXPECT_EQ(load_dataset(copy(), {}).of(Kind::kModel).size(), 1U);
    EXPECT_THROW(backup(path(), path()), core::UsageError);
    std::ofstream(folder() / "letter.txt") << "dear reader";
    const std::size_t before = files();
    EXPECT_THROW(backup(path(), folder() / "letter.txt"), core::Error);
    EXPECT_THROW(backup(path(), folder() / "none" / "copy.db"), core::Error);
    EXPECT_THROW(backup(folder() / "no.db", copy()), core::Error);
    EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace hubmine::store
