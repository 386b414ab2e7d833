#include "hubmine/core/error.hpp"
#include "hubmine/store/coverage.hpp"
#include "hubmine/store/snapshots.hpp"

#include "id_list.hpp"
#include "positions.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <limits>
#include <sstream>
#include <string>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;

constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max();

const DatasetOptions kEverything{.parts = {.kinds = {Kind::kModel},
                                           .columns = of_each_kind(kAllColumns),
                                           .commits = true,
                                           .discussions = true,
                                           .usage = true}};

class Damage : public StoreTest {
  protected:
    Damage() : store_(open()) {
        hub::RepoRecord one = model(1, "a/one");
        one.tags = {"license:mit", "en"};
        hub::RepoRecord space = record(Kind::kSpace, 2, "a/space");
        space.models = {"a/one"};
        list(store_, Kind::kModel, {one}, 0);
        list(store_, Kind::kSpace, {space}, 1);
        record_commits(store_, 1, 0, commits(5, 1), true);
        record_discussions(store_, 1, 0, {discussion(1, "ann")}, true);
        database().execute("PRAGMA foreign_keys = OFF");
    }
    [[nodiscard]] Database& database() { return store_.database(); }
    /// A copy of the whole store is damaged and loaded.
    void expect_told(const std::string& damage) {
        const auto copy = folder() / "damaged.db";
        database().execute("VACUUM INTO '" + copy.string() + "'");
        Database(copy, {}).execute("PRAGMA foreign_keys = OFF; " + damage);
        EXPECT_THROW(static_cast<void>(load_dataset(copy, kEverything)), core::DamagedError)
            << damage;
        std::filesystem::remove(copy);
    }
    /// Of the places where the file holds the text, those in which another last byte is told.
    [[nodiscard]] int told_of_flips_in(const std::string& text) {
        const auto copy = folder() / "flipped.db";
        database().execute("VACUUM INTO '" + copy.string() + "'");
        std::ostringstream whole_file;
        whole_file << std::ifstream(copy, std::ios::binary).rdbuf();
        const std::string whole = whole_file.str();
        int told = 0;
        for (std::size_t at = whole.find(text); at != std::string::npos;
             at = whole.find(text, at + 1)) {
            std::string bytes = whole;
            bytes[at + text.size() - 1] ^= 1;
            std::ofstream(copy, std::ios::binary) << bytes;
            try {
                static_cast<void>(load_dataset(copy, kEverything));
            } catch (const core::DamagedError&) {
                ++told;
            }
        }
        std::filesystem::remove(copy);
        return told;
    }
    [[nodiscard]] std::vector<std::int64_t> ids_of(std::string_view text) {
        std::vector<std::int64_t> ids;
        for_each_id(database(), text, [&ids](std::int64_t id) { ids.push_back(id); });
        return ids;
    }
    Store store_;
};

TEST_F(Damage, OfEveryReferenceIsTold) {
    for (const std::string damage :
         {"UPDATE repo SET license = %", "UPDATE repo_contribution SET list_id = %",
          "UPDATE repo_contribution SET repo_id = %", "UPDATE repo_discussion SET author_id = %",
          "UPDATE repo_discussion SET repo_id = %", "UPDATE fetch SET repo_id = % WHERE what = 0",
          "UPDATE repo SET kind = % WHERE repo_id = 1", "UPDATE target SET repo_id = %",
          "UPDATE repo_state SET repo_id = % WHERE repo_id = 1", "UPDATE repo SET tags = '[%]'",
          "UPDATE repo SET models = '[%]' WHERE kind = 2",
          "UPDATE author_list SET members = '[%]'"}) {
        for (const std::string number : {"-1", "999999", "9223372036854775807"}) {
            std::string sql = damage;
            expect_told(sql.replace(sql.find('%'), 1, number));
        }
    }
    expect_told("UPDATE repo_contribution SET commits = -1");
    expect_told("UPDATE repo_contribution SET commits = 9223372036854775807");
}

TEST_F(Damage, OfANumberThatIsHeldTwiceIsTold) {
    for (const char* damage :
         {"UPDATE repo_contribution SET commits = 7", "DELETE FROM repo_contribution",
          "UPDATE fetch SET held = 6 WHERE what = 0", "UPDATE fetch SET held = 6 WHERE what = 1",
          "DELETE FROM repo_discussion"}) {
        expect_told(damage);
    }
}

/// A text that turns over in the file stands in the table and in an index of it.
TEST_F(Damage, OfATextThatIsHeldTwiceIsTold) {
    record_discussions(store_, 1, 0, {discussion(1, "annabelle-lee")}, true);
    for (const char* text : {"a/one", "license:mit", "annabelle-lee"}) {
        EXPECT_EQ(told_of_flips_in(text), 2) << text;
    }
}

TEST_F(Damage, OfAListOfNumbersIsTold) {
    EXPECT_THAT(ids_of("[]"), ElementsAre());
    EXPECT_THAT(ids_of("[3,17,9223372036854775807]"), ElementsAre(3, 17, kFarthest));
    for (const char* text : {"garbage", "[", "]3", "[1", "[1,", "[1,]", "[-1]", "[1][2]", "[1] ",
                             "[9223372036854775808]", "[1,,2]", "{}", "1"}) {
        EXPECT_THROW(static_cast<void>(ids_of(text)), core::DamagedError) << text;
    }
}

TEST_F(Damage, OfALabelOfThePastIsTold) {
    hub::RepoRecord one = model(1, "a/one");
    one.tags = {"license:apache-2.0", "en"};
    list(store_, Kind::kModel, {one}, 2);
    DatasetOptions past = kEverything;
    past.snapshot = "1";
    EXPECT_NO_THROW(static_cast<void>(load_dataset(path(), past)));
    database().execute("UPDATE repo_history SET value = 'mit' WHERE last_seen IS NOT NULL");
    EXPECT_THROW(static_cast<void>(load_dataset(path(), past)), core::DamagedError);
}

TEST_F(Damage, OfATimeOrAStateIsTold) {
    database().execute("UPDATE fetch SET state = 5 WHERE what = 0");
    EXPECT_THROW(static_cast<void>(count_coverage(store_)), core::DamagedError);
    database().execute("UPDATE snapshot SET started_at = 9223372036854775807");
    EXPECT_THROW(static_cast<void>(load_snapshots(store_)), core::DamagedError);
    database().execute("UPDATE snapshot SET started_at = 1, kinds = '9'");
    EXPECT_THROW(static_cast<void>(load_snapshots(store_)), core::DamagedError);
}

TEST_F(Damage, OfARowNumberTakesNoMemory) {
    Positions positions(database(), "tag");
    positions.set(kFarthest, 1);
    positions.set(-1, 2);
    positions.set(7, 3);
    EXPECT_EQ(positions.at(kFarthest), 1U);
    EXPECT_EQ(positions.at(-1), 2U);
    EXPECT_EQ(positions.at(7), 3U);
    EXPECT_EQ(positions.find(8), Positions::kNone);
    EXPECT_THROW(static_cast<void>(positions.at(8)), core::DamagedError);
}

}  // namespace
}  // namespace hubmine::store
