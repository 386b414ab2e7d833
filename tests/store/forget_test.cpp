#include "hubmine/store/forget.hpp"

#include "hubmine/store/identities.hpp"
#include "hubmine/store/overviews.hpp"
#include "hubmine/store/search.hpp"
#include "hubmine/store/targets.hpp"
#include "hubmine/store/upkeep.hpp"

#include "crawl_lock.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::ThrowsMessage;

constexpr const char* kName = "Quillon-Vex";

/// A store in which Quillon-Vex commits, discusses, owns and is one with another name.
class Forgetting : public StoreTest {
  protected:
    Forgetting() {
        hub::RepoRecord theirs = model(1, "Quillon-Vex/one");
        theirs.tags = std::vector<std::string>{"base_model:Quillon-Vex/root", "mit"};
        theirs.base_models =
            std::vector<hub::BaseModel>{{.id = "Quillon-Vex/root", .relation = "finetune"}};
        theirs.card = R"({"title": "by Quillon-Vex"})";
        list(store_, Kind::kModel, {theirs, model(2, "lab/two"), model(3, "lab/three")}, 0);
        record_commits(store_, 1, 0, {commit(1, {kName}), commit(11, {"ann"})}, true);
        record_commits(store_, 2, 0,
                       {commit(4, {"ann", kName}), commit(3, {kName}), commit(2, {"ann"})}, true);
        record_commits(store_, 3, 0, {commit(5, {}), commit(6, {kName})}, true);
        hub::DiscussionRecord told = discussion(1, kName);
        told.author_kind = hub::AccountKind::kUser;
        record_discussions(store_, 2, 0, {told, discussion(2, "ann")}, true);
        Overviews(store_).take_over_told();
        save_decisions(store_, std::vector<NamePair>{
                                   {.name_a = kName, .name_b = "qvex", .decision = "accept"}});
    }

    std::vector<NameTrace> forget_them(bool with_repositories = false) {
        return forget(store_, kName, with_repositories);
    }
    /// "commits 4 removed" of what there is.
    static std::vector<std::string> told(const std::vector<NameTrace>& traces) {
        std::vector<std::string> lines;
        for (const NameTrace& trace : traces) {
            if (trace.found > 0) {
                lines.push_back(trace.what + ' ' + std::to_string(trace.found) +
                                (trace.is_removed ? " removed" : " stays"));
            }
        }
        return lines;
    }
    /// How often the name stands in the bytes of all files of the store.
    [[nodiscard]] std::size_t in_bytes(const std::string& name = kName) const {
        std::size_t found = 0;
        for (const auto& file : std::filesystem::directory_iterator(folder())) {
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            for (std::size_t at = bytes.find(name); at != std::string::npos;
                 at = bytes.find(name, at + 1)) {
                ++found;
            }
        }
        return found;
    }
    void expect_sound() { EXPECT_THAT(verify(store_), IsEmpty()); }

    Store store_ = open();
};

TEST_F(Forgetting, LeavesWhatTheyDidToADeletedAccount) {
    EXPECT_THAT(
        told(forget_them()),
        ElementsAre("commits 4 removed", "discussions 1 removed", "decisions 1 removed",
                    "owner 1 removed", "repositories 1 stays", "commits_of_repositories 2 stays",
                    "links 1 stays", "tags 1 stays", "texts 1 stays"));
    EXPECT_THAT(rows("SELECT DISTINCT author FROM commit_authors"),
                ElementsAre(ElementsAre("ann")));
    EXPECT_THAT(rows("SELECT repo_id, count(*) FROM commits GROUP BY 1"),
                ElementsAre(ElementsAre("1", "2"), ElementsAre("2", "3"), ElementsAre("3", "2")))
        << "counts stay";
    EXPECT_THAT(rows("SELECT num, author FROM discussions"),
                ElementsAre(ElementsAre("1", "NULL"), ElementsAre("2", "ann")));
    EXPECT_THAT(rows("SELECT n_commits, n_committers, n_disc_starters, n_community FROM activity"),
                ElementsAre(ElementsAre("2", "1", "NULL", "NULL"), ElementsAre("3", "1", "1", "1"),
                            ElementsAre("2", "0", "NULL", "NULL")));
    EXPECT_THAT(rows("SELECT * FROM identities"), IsEmpty());
    EXPECT_THAT(rows("SELECT * FROM owners"), IsEmpty());
    EXPECT_FALSE(undo_decisions(store_)) << "nothing of it is there to come back";
    expect_sound();
}

TEST_F(Forgetting, LeavesNoByteOfANameThatOwnsNothing) {
    record_commits(store_, 2, 0, {commit(9, {"Marrow-Tyne"}), commit(4, {"ann", kName})}, true, 5);
    save_decisions(store_, std::vector<NamePair>{{.name_a = "Marrow-Tyne", .name_b = "mt"}});
    ASSERT_TRUE(undo_decisions(store_)) << "what was deleted stands in free parts of a page";
    ASSERT_GT(in_bytes("Marrow-Tyne"), 1U);
    forget(store_, "Marrow-Tyne", false);
    EXPECT_EQ(in_bytes("Marrow-Tyne"), 0U);
    EXPECT_GT(in_bytes(), 0U);
    expect_sound();
}

TEST_F(Forgetting, TakesRepositoriesAlongWhenToldTo) {
    EXPECT_THAT(told(forget_them(true)),
                ElementsAre("commits 4 removed", "discussions 1 removed", "decisions 1 removed",
                            "owner 1 removed", "repositories 1 removed",
                            "commits_of_repositories 2 removed"));
    EXPECT_THAT(rows("SELECT id FROM repos ORDER BY repo_id"),
                ElementsAre(ElementsAre("lab/two"), ElementsAre("lab/three")));
    EXPECT_EQ(in_bytes(), 0U) << "nor the tags and links that only their own repositories had";
    expect_sound();
    EXPECT_EQ(load_dataset(path(), {}).of(Kind::kModel).size(), 2U);
}

TEST_F(Forgetting, LeavesWhatOthersSayOfTheirRepositories) {
    hub::RepoRecord child = model(4, "lab/child");
    child.base_models =
        std::vector<hub::BaseModel>{{.id = "Quillon-Vex/one", .relation = "adapter"}};
    child.tags = std::vector<std::string>{"base_model:Quillon-Vex/one"};
    hub::RepoRecord moved = model(5, "Quillon-Vex/given");
    list(store_, Kind::kModel, {child, moved}, 2);
    moved.id = "lab/given";
    WalkScope some{.kinds = {Kind::kModel}, .limit = 1};
    list(store_, some, Kind::kModel, {moved}, 3);
    record_commits(store_, 4, 0, {}, true);
    EXPECT_THAT(told(forget_them(true)),
                testing::AllOf(Contains("former_names 1 stays"), Contains("links 1 stays"),
                               Contains("tags 1 stays")));
    EXPECT_THAT(rows("SELECT parent, parent_repo_id FROM base_models"),
                ElementsAre(ElementsAre("Quillon-Vex/one", "NULL")));
    expect_sound();
}

TEST_F(Forgetting, NoCrawlBringsThemBack) {
    forget_them(true);
    PageResult page;
    hub::RepoRecord given = model(2, "Quillon-Vex/two");
    list(store_, Kind::kModel,
         {model(1, "Quillon-Vex/one"), given, model(3, "lab/three"), model(7, "vex/seven")}, 10,
         &page);
    EXPECT_EQ(page.added, 1);
    Targets(store_).record_alias(Kind::kModel, "lab/three", model(3, "Quillon-Vex/three"),
                                 hour(10));
    record_commits(store_, 3, 0, {commit(8, {kName, "ann"})}, true, 11);
    hub::DiscussionRecord told = discussion(1, kName);
    told.author_kind = hub::AccountKind::kUser;
    told.owner = kName;
    told.owner_kind = hub::AccountKind::kUser;
    record_discussions(store_, 3, 0, {told}, true, 11);
    Overviews(store_).take_over_told();
    Overviews(store_).record(kName, {.kind = hub::AccountKind::kUser, .name = kName}, hour(11));
    Overviews(store_).record_outcome({.name = kName, .http_status = 404, .at = hour(11)});
    EXPECT_EQ(save_decisions(store_, std::vector<NamePair>{{.name_a = kName, .name_b = "qvex"},
                                                           {.name_a = "ann", .name_b = "nan"}}),
              1);
    EXPECT_EQ(in_bytes(), 0U);
    EXPECT_THAT(rows("SELECT repo_id, author FROM commit_authors WHERE repo_id = 3"),
                ElementsAre(ElementsAre("3", "ann")));
    EXPECT_THAT(rows("SELECT id, removed_at IS NULL FROM repos ORDER BY id"),
                ElementsAre(ElementsAre("lab/three", "1"), ElementsAre("lab/two", "0"),
                            ElementsAre("vex/seven", "1")))
        << "what moved to them is gone, as far as the lists show";
    expect_sound();
}

TEST_F(Forgetting, KeepsRepositoriesComingUnlessToldOtherwise) {
    forget_them();
    PageResult page;
    list(store_, Kind::kModel, {model(1, "Quillon-Vex/one"), model(8, "Quillon-Vex/new")}, 10,
         &page);
    EXPECT_EQ(page.added, 1);
    std::vector<std::string> due;
    for (const OwnerItem& item : Overviews(store_).due({.most = 100})) {
        due.push_back(item.name);
    }
    EXPECT_THAT(due, Not(Contains(kName))) << "but nothing is asked of who they are";
    forget_them(true);
    list(store_, Kind::kModel, {model(8, "Quillon-Vex/new")}, 20, &page);
    EXPECT_EQ(page.added, 0);
    forget_them(false);
    list(store_, Kind::kModel, {model(8, "Quillon-Vex/new")}, 30, &page);
    EXPECT_EQ(page.added, 0) << "what was once forgotten with all is never half remembered";
}

TEST_F(Forgetting, OfWalksOfTheirsKeepsThatTheyWerePartial) {
    const WalkScope scope{.kinds = {Kind::kModel}, .author = kName};
    const Walk walk = Walks(store_).begin(scope, "http://hub", hour(20));
    Walks(store_).record_page(walk.snapshot_id, Kind::kModel, {model(1, "Quillon-Vex/one")},
                              "http://hub/api/models?author=Quillon-Vex&cursor=2", hour(20));
    EXPECT_THAT(told(forget_them(true)), Contains("walks 1 removed"));
    EXPECT_THAT(rows("SELECT author FROM snapshots WHERE author IS NOT NULL"),
                ElementsAre(ElementsAre("(forgotten)")));
    EXPECT_EQ(in_bytes(), 0U);
    const auto again = [&] { Walks(store_).begin(scope, "http://hub", hour(21)); };
    EXPECT_THAT(again, ThrowsMessage<core::UsageError>(HasSubstr("was told to forget")));
    expect_sound();
}

TEST_F(Forgetting, TakesTheIndexOfASearchAlong) {
    {
        Store reader(path(), {.read_only = true});
        EXPECT_EQ(Search(reader, {}).find(parse_search("two"), {}).size(), 1U);
    }
    ASSERT_TRUE(std::filesystem::exists(path().string() + ".search"));
    forget_them(true);
    EXPECT_FALSE(std::filesystem::exists(path().string() + ".search"));
    EXPECT_EQ(in_bytes(), 0U);
}

TEST_F(Forgetting, SaysBeforehandWhatWouldGo) {
    const std::size_t before = in_bytes();
    const auto traces = find_traces(store_, kName, true);
    EXPECT_EQ(in_bytes(), before);
    EXPECT_EQ(told(traces), told(forget_them(true)));
}

TEST_F(Forgetting, MatchesByBytesAndKnowsWhatNobodyKnows) {
    EXPECT_THAT(told(forget(store_, "quillon-vex", true)), IsEmpty());
    EXPECT_THAT(told(forget(store_, "nobody", false)), IsEmpty());
    EXPECT_EQ(in_bytes("nobody"), 0U) << "what is kept of the name is no name";
    EXPECT_EQ(value("SELECT count(*) FROM forgotten"), "2");
    record_commits(store_, 2, 0, {commit(9, {"nobody"}), commit(4, {"ann", kName})}, true, 5);
    EXPECT_EQ(in_bytes("nobody"), 0U);
    EXPECT_GT(in_bytes(), 0U);
}

TEST_F(Forgetting, WaitsForNoCrawl) {
    const CrawlLock crawl(path(), "crawl");
    EXPECT_THROW(forget_them(), core::BusyError);
    EXPECT_THAT(rows("SELECT DISTINCT author FROM commit_authors"), Contains(ElementsAre(kName)));
}

TEST_F(Forgetting, SaysWhenAReaderKeepsAnOlderState) {
    store_.database().execute("PRAGMA busy_timeout = 0");
    {
        Database reader(path(), {.read_only = true});
        reader.execute("BEGIN; SELECT count(*) FROM author");
        EXPECT_THAT([&] { forget_them(true); },
                    ThrowsMessage<core::BusyError>(HasSubstr("run the same `hubmine forget`")));
        EXPECT_THAT(rows("SELECT * FROM owners"), IsEmpty()) << "out of every table";
    }
    EXPECT_THAT(told(forget_them(true)), IsEmpty());
    EXPECT_EQ(in_bytes(), 0U);
}

TEST_F(Forgetting, HasAKeyOfItsOwnInEveryStore) {
    forget_them();
    const std::string hash = value("SELECT hash FROM forgotten");
    const std::string key = value("SELECT key FROM forgotten_key");
    EXPECT_EQ(hash.size(), 64U);
    EXPECT_EQ(key.size(), 64U);
    Store other(folder() / "other.db", {.create = true});
    forget(other, kName, false);
    const auto theirs = other.database().cached("SELECT hash FROM forgotten");
    ASSERT_TRUE(theirs->step());
    EXPECT_NE(theirs->text(0), hash);
    store_.database().execute("DELETE FROM forgotten_key");
    EXPECT_THAT(verify(store_), Contains(HasSubstr("without the key")));
}

}  // namespace
}  // namespace hubmine::store
