#include "hubmine/store/snapshots.hpp"

#include "hubmine/store/targets.hpp"
#include "hubmine/store/upkeep.hpp"

#include "pasts.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class Snapshots : public StoreTest {
  protected:
    Snapshots() : store_(open()) {}

    static std::vector<std::string> cells(const std::vector<DiffRow>& rows) {
        std::vector<std::string> lines;
        for (const DiffRow& row : rows) {
            lines.push_back(row.id + " " + row.change + " " + row.field + " " +
                            row.old_value.value_or("-") + " " + row.new_value.value_or("-"));
        }
        return lines;
    }
    [[nodiscard]] std::vector<std::string> diff(std::int64_t from, std::int64_t to,
                                                std::vector<std::string> fields = {}) {
        return cells(diff_snapshots(store_, {.from = from, .to = to, .fields = std::move(fields)}));
    }
    /// Three snapshots with every sort of change between them.
    void fill() {
        hub::RepoRecord one = model(1, "a/one");
        one.tags = {"license:mit"};
        hub::RepoRecord two = model(2, "a/two");
        list(store_, Kind::kModel, {one, two}, 0);
        one.id = "a/uno";
        one.tags = {"license:other", "en"};
        one.gated = "auto";
        one.disabled = true;
        one.pipeline_tag = "fill-mask";
        one.likes = 5;
        list(store_, Kind::kModel, {one, model(3, "a/three")}, 10);
        one.downloads = 11;
        list(store_, Kind::kModel, {one, two, model(3, "a/three")}, 20);
    }

    Store store_;
};

TEST_F(Snapshots, TellWhatEachWalkChanged) {
    fill();
    const auto second = snapshot_kinds(store_, 2);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].kind, Kind::kModel);
    EXPECT_TRUE(second[0].finished);
    EXPECT_EQ(second[0].rows, 2);
    EXPECT_EQ(second[0].pages, 1);
    EXPECT_EQ(second[0].present, 2);
    EXPECT_EQ(second[0].added, 1);
    EXPECT_EQ(second[0].removed, 1);
    EXPECT_EQ(second[0].changed, 1);
    EXPECT_EQ(second[0].moved, 1);
    const auto third = snapshot_kinds(store_, 3);
    EXPECT_EQ(third.at(0).restored, 1);
    EXPECT_EQ(third.at(0).present, 3);
    EXPECT_EQ(snapshot_kinds(store_, 1).at(0).added, 2);
    EXPECT_EQ(snapshot_kinds(store_, 1).at(0).moved, 0);
}

TEST_F(Snapshots, DifferByExactlyWhatHappened) {
    fill();
    EXPECT_THAT(
        diff(1, 2),
        ElementsAre("a/three added  - -", "a/two removed  - -", "a/uno changed disabled 0 1",
                    "a/uno changed gated false auto", "a/uno changed license mit other",
                    "a/uno changed likes 1 5", "a/uno changed pipeline_tag - fill-mask",
                    "a/uno changed tags - +en +license:other -license:mit",
                    "a/uno renamed id a/one a/uno"));
    EXPECT_THAT(diff(2, 3), ElementsAre("a/two restored  - -", "a/uno changed downloads 10 11"));
    EXPECT_THAT(diff(2, 2), IsEmpty());
    EXPECT_THAT(diff(1, 3, {"license", "downloads"}),
                ElementsAre("a/uno changed downloads 10 11", "a/uno changed license mit other"));
    EXPECT_THAT(diff(2, 1, {"likes"}), ElementsAre("a/one changed likes 5 1"));
}

TEST_F(Snapshots, TagsInAnotherOrderAreTheSameTags) {
    hub::RepoRecord one = model(1, "a/one");
    one.tags = {"en", "two words", "license:mit"};
    list(store_, Kind::kModel, {one}, 0);
    one.tags = {"license:mit", "en", "two words"};
    list(store_, Kind::kModel, {one}, 10);
    one.tags = {"license:mit", "fr"};
    list(store_, Kind::kModel, {one}, 20);
    EXPECT_THAT(diff(1, 2), IsEmpty());
    EXPECT_EQ(snapshot_kinds(store_, 2).at(0).changed, 0);
    EXPECT_THAT(diff(2, 3), ElementsAre(R"(a/one changed tags - +fr -"two words" -en)"));
}

TEST_F(Snapshots, DifferencesCanBeVisitedWithoutBeingKept) {
    fill();
    std::vector<DiffRow> visited;
    visit_differences(store_, {.from = 1, .to = 2, .fields = {"license", "likes"}},
                      [&visited](DiffRow row) { visited.push_back(std::move(row)); });
    EXPECT_THAT(cells(visited),
                ElementsAre("a/uno changed license mit other", "a/uno changed likes 1 5"));
    visited.clear();
    visit_differences(store_, {.from = 1, .to = 2, .values = false},
                      [&visited](DiffRow row) { visited.push_back(std::move(row)); });
    const std::vector<std::string> all = cells(visited);
    EXPECT_EQ(all.size(), diff(1, 2).size());
    EXPECT_EQ(all.front(), "a/uno renamed id - -") << "in the order of the store";
    EXPECT_EQ(all.back(), "a/three added  - -");
}

TEST_F(Snapshots, DifferWithinTheKindsAskedFor) {
    fill();
    EXPECT_THAT(diff_snapshots(store_, {.from = 1, .to = 2, .kinds = {Kind::kSpace}}), IsEmpty());
}

TEST_F(Snapshots, AreFoundByNumberOrDate) {
    fill();
    EXPECT_EQ(find_snapshot(store_, "").snapshot_id, 3);
    EXPECT_EQ(find_snapshot(store_, "2").snapshot_id, 2);
    EXPECT_EQ(find_snapshot(store_, "2026-01-01T12:00").snapshot_id, 2);
    EXPECT_THROW(static_cast<void>(find_snapshot(store_, "4")), core::UsageError);
}

TEST_F(Snapshots, OfAPartAreChosenByTheirNumberOnly) {
    const WalkScope google{.kinds = {Kind::kModel}, .author = "google"};
    list(store_, google, Kind::kModel, {model(1, "google/one")}, 0);
    EXPECT_EQ(find_snapshot(store_, "").snapshot_id, 1);
    EXPECT_EQ(find_snapshot(store_, "2026-01-01").snapshot_id, 1);
    Walks(store_).begin({.kinds = {Kind::kModel}}, "http://hub", hour(1));
    EXPECT_EQ(find_snapshot(store_, "").snapshot_id, 2);
    EXPECT_FALSE(find_snapshot(store_, "").complete);
    EXPECT_THROW(static_cast<void>(find_snapshot(store_, "2026-01-01")), core::UsageError);
    list(store_, Kind::kModel, {model(1, "google/one"), model(2, "a/two")}, 2);
    list(store_, google, Kind::kModel, {model(1, "google/one")}, 3);
    EXPECT_EQ(find_snapshot(store_, "").snapshot_id, 2);
    EXPECT_EQ(find_snapshot(store_, "2026-01-01").snapshot_id, 2);
    const Snapshot part = find_snapshot(store_, "3");
    EXPECT_EQ(part.scope, google);
    EXPECT_EQ(bounds_text(part.scope), "author google");
}

TEST_F(Snapshots, TellWhatTheirWalksWereAskedFor) {
    list(store_, Kind::kSpace, {}, 0);
    list(store_, {.author = "a", .filter = "en", .limit = 3}, Kind::kModel, {}, 1);
    EXPECT_THAT(rows("SELECT kinds, author, filter, row_limit FROM snapshots"),
                ElementsAre(ElementsAre("spaces", "NULL", "NULL", "NULL"),
                            ElementsAre("models,datasets,spaces", "a", "en", "3")));
}

TEST_F(Snapshots, AWalkThatGoesOnAfterAYoungerOneShowsWhatThatOneMetFirst) {
    const Walk whole = Walks(store_).begin({.kinds = {Kind::kModel}}, "http://hub", hour(0));
    hub::RepoRecord one = model(1, "google/one");
    list(store_, {.kinds = {Kind::kModel}, .author = "google"}, Kind::kModel, {one}, 1);
    one.likes = 77;
    one.pipeline_tag = "fill-mask";
    list(store_, {.kinds = {Kind::kModel}, .author = "google"}, Kind::kModel, {one}, 2);
    Walks(store_).record_page(whole.snapshot_id, Kind::kModel, {one}, "", hour(3));
    Walks(store_).finish(whole.snapshot_id, hour(3));
    const Dataset data = load_dataset(path(), {.parts = {.history = true}});
    EXPECT_EQ(data.snapshot.snapshot_id, whole.snapshot_id);
    EXPECT_EQ(data.of(Kind::kModel).size(), 1U);
    const std::vector<Past> pasts = pasts_of(*data.history);
    ASSERT_EQ(pasts.size(), 1U);
    EXPECT_EQ(pasts[0].metrics.size(), 1U);
    EXPECT_THAT(verify(store_), IsEmpty());
}

class Prune : public Snapshots {
  protected:
    /// One walk a day, at noon, for `days` days; the first model gains a like a day.
    void walk_daily(int days) {
        for (int day = 0; day < days; ++day) {
            hub::RepoRecord liked = model(1, "a/one");
            liked.likes = 100 + day;
            list(store_, Kind::kModel, {liked, model(2, "a/two")}, 24 * day + 12);
        }
    }
    [[nodiscard]] std::vector<std::string> left() const {
        std::vector<std::string> ids;
        for (const auto& row : rows("SELECT snapshot_id FROM snapshots ORDER BY 1")) {
            ids.push_back(row[0]);
        }
        return ids;
    }
    void expect_sound() { EXPECT_THAT(verify(store_), IsEmpty()); }
};

TEST_F(Prune, KeepsDaysThenWeeksThenMonths) {
    walk_daily(80);
    const core::Timestamp now = hour(24 * 80);
    const PrunePolicy policy{.daily = 3, .weekly = 2};
    const PruneResult would = plan_prune(store_, policy, now);
    EXPECT_EQ(left().size(), 80U);
    const PruneResult result = prune_snapshots(store_, policy, now);
    EXPECT_EQ(result.snapshots, would.snapshots);
    EXPECT_EQ(result.metric_rows, would.metric_rows);
    // Snapshot n is of day n of 2026; today is 22 March, a Sunday. Days: 20 and 21 March (79, 80).
    // Weeks, from 6 March on: the last ones by 8, 15 and 19 March (67, 74, 78). Months: the last
    // ones of January, February and of March until the 5th (31, 59, 64). And the first.
    EXPECT_THAT(left(), ElementsAre("1", "31", "59", "64", "67", "74", "78", "79", "80"));
    EXPECT_EQ(value("SELECT count(*) FROM metrics WHERE repo_id = 1"), "9");
    EXPECT_EQ(result.metric_rows, 71);
    expect_sound();
    EXPECT_THAT(prune_snapshots(store_, policy, now).snapshots, IsEmpty());
}

TEST_F(Prune, ASnapshotThatStaysLooksAsItDid) {
    hub::RepoRecord one = model(1, "a/one");
    hub::RepoRecord two = model(2, "a/two");
    list(store_, Kind::kModel, {one, two}, 0);
    one.tags = {"license:mit"};
    one.id = "a/uno";
    list(store_, Kind::kModel, {one}, 24);  // goes: two away, one renamed and licensed
    one.tags = {"license:gpl-3.0"};
    one.likes = 50;
    list(store_, Kind::kModel, {one, two, model(3, "a/three")}, 25);  // goes: two is back
    one.likes = 60;
    list(store_, Kind::kModel, {one, two}, 26);  // the last of its day: three away
    one.likes = 50;
    list(store_, Kind::kModel, {one, model(3, "a/three")}, 48);
    const auto before_first = diff(1, 4);
    const auto before_second = diff(4, 5);
    const PruneResult result = prune_snapshots(store_, {}, hour(60));
    EXPECT_THAT(result.snapshots, ElementsAre(2, 3));
    EXPECT_EQ(diff(1, 4), before_first);
    EXPECT_EQ(diff(4, 5), before_second);
    EXPECT_EQ(value("SELECT count(*) FROM repo_names WHERE id IN ('a/one', 'a/uno')"), "2");
    expect_sound();
}

TEST_F(Prune, NumbersThatCameBackAreOneRow) {
    hub::RepoRecord one = model(1, "a/one");
    list(store_, Kind::kModel, {one}, 0);
    one.likes = 9;
    list(store_, Kind::kModel, {one}, 24);
    one.likes = 1;
    list(store_, Kind::kModel, {one}, 25);
    list(store_, Kind::kModel, {one}, 48);
    prune_snapshots(store_, {}, hour(50));
    EXPECT_THAT(rows("SELECT snapshot_id, likes FROM metrics"), ElementsAre(ElementsAre("1", "1")));
    expect_sound();
}

TEST_F(Prune, KeepsImportsTheNewestOfEachKindAndWhatIsUnderWay) {
    list(store_, Kind::kModel, {model(1, "a/one")}, 1);
    list(store_, Kind::kSpace, {record(Kind::kSpace, 9, "a/space")}, 2);
    import_metrics(store_, {{.id = "a/one", .likes = 3}}, hour(-5000), "old.csv");
    list(store_, Kind::kModel, {model(1, "a/one")}, 3);
    list(store_, Kind::kModel, {model(1, "a/one")}, 4);
    Walks(store_).begin({.kinds = {Kind::kModel}}, "http://hub", hour(5));
    EXPECT_THAT(prune_snapshots(store_, {}, hour(6)).snapshots, ElementsAre(4));
    EXPECT_EQ(value("SELECT count(*) FROM coverage WHERE kind = 'space' AND complete = 1"), "1");
    expect_sound();
}

TEST_F(Prune, AWalkOfAPartOrOfOneKindDoesNotReplaceAWalkOfAll) {
    const std::vector<hub::RepoRecord> models{model(1, "a/one"), model(2, "b/two")};
    const std::vector<Kind> all(core::kAllKinds.begin(), core::kAllKinds.end());
    const auto walk_all = [&](int at) {
        const Walk walk = Walks(store_).begin({}, "http://hub", hour(at));
        for (const Kind kind : all) {
            Walks(store_).record_page(
                walk.snapshot_id, kind,
                kind == Kind::kModel ? models : std::vector<hub::RepoRecord>(), "", hour(at));
        }
        Walks(store_).finish(walk.snapshot_id, hour(at));
    };
    walk_all(0);                             // the first
    walk_all(24);                            // goes
    walk_all(25);                            // stays
    list(store_, Kind::kModel, models, 26);  // stays
    list(store_, {.kinds = {Kind::kModel}, .author = "a"}, Kind::kModel, {models[0]}, 27);  // goes
    walk_all(48);
    EXPECT_THAT(prune_snapshots(store_, {}, hour(50)).snapshots, ElementsAre(2, 5));
    expect_sound();
}

TEST_F(Prune, WalksOfPartsAreThinnedPartByPartWhereThereIsNoWalkOfAll) {
    for (int at : {0, 24, 26}) {
        list(store_, {.kinds = {Kind::kModel}, .author = "a"}, Kind::kModel, {model(1, "a/one")},
             at);
        list(store_, {.kinds = {Kind::kModel}, .author = "b"}, Kind::kModel, {model(2, "b/two")},
             at);
    }
    EXPECT_THAT(prune_snapshots(store_, {}, hour(30)).snapshots, ElementsAre(3, 4));
    expect_sound();
}

TEST_F(Prune, VacuumGivesRoomBackUnlessACrawlIsUnderWay) {
    walk_daily(3);
    record_commits(store_, 1, 0, commits(5000, 1), true);
    hub::RepoRecord moved = model(1, "a/one");
    moved.sha = sha(77);
    list(store_, Kind::kModel, {moved}, 100);
    record_commits(store_, 1, 0, {}, true);
    vacuum(store_);
    EXPECT_LT(std::filesystem::file_size(path()), 400000U);
    const Store crawl(path(), {.exclusive_crawl = true});
    EXPECT_THROW(vacuum(store_), core::BusyError);
}

TEST_F(Prune, IsPlannedWhileACrawlWritesAndExecutedWhenNoneIsUnderWay) {
    walk_daily(40);
    PruneResult plan;
    {
        Store crawl(path(), {.exclusive_crawl = true});
        const Store::Batch batch(crawl);
        list(crawl, Kind::kModel, {model(1, "a/one")}, 24 * 40);
        Store copy(path(), {.read_only = true});
        plan = plan_prune(copy, {.daily = 3, .weekly = 2}, hour(24 * 40));
        EXPECT_THROW(prune_snapshots(store_, {}, hour(24 * 40)), core::BusyError);
        EXPECT_EQ(left().size(), 40U);
    }
    EXPECT_GT(plan.metric_rows, 20);
}

class Import : public Snapshots {};

TEST_F(Import, WaitsForNoCrawlAndLeavesItAlone) {
    list(store_, Kind::kModel, {model(1, "a/one")}, 0);
    const Store crawl(path(), {.exclusive_crawl = true});
    EXPECT_THROW(import_metrics(store_, {{.id = "a/one", .likes = 3}}, hour(-9), "x.csv"),
                 core::BusyError);
    EXPECT_EQ(value("SELECT count(*) FROM snapshots"), "1");
}

TEST_F(Import, IsAMarkedSnapshotThatNoAnalysisTakes) {
    list(store_, Kind::kModel, {model(1, "a/old"), model(2, "a/two")}, 0);
    list(store_, Kind::kModel, {model(1, "a/new"), model(2, "a/two")}, 10);
    Targets(store_).record_alias(Kind::kModel, "two", model(2, "a/two"), hour(10));
    const ImportResult result = import_metrics(store_,
                                               {{.id = "a/old", .likes = 3, .downloads = 4},
                                                {.id = "a/new", .likes = 5},
                                                {.id = "two", .likes = 6},
                                                {.id = "a/none", .likes = 7},
                                                {.kind = Kind::kSpace, .id = "a/two"}},
                                               hour(-24 * 365), "radar.csv");
    EXPECT_EQ(result.rows, 2);
    EXPECT_EQ(result.duplicates, 1);
    EXPECT_EQ(result.unknown, 2);
    EXPECT_THAT(rows("SELECT repo_id, observed_at, likes, downloads, downloads_all_time "
                     "FROM metrics WHERE snapshot_id = 3 ORDER BY repo_id"),
                ElementsAre(ElementsAre("1", "2025-01-01T00:00:00.000Z", "3", "4", "NULL"),
                            ElementsAre("2", "2025-01-01T00:00:00.000Z", "6", "NULL", "NULL")));
    EXPECT_EQ(value("SELECT endpoint FROM snapshots WHERE snapshot_id = 3"), "import:radar.csv");
    EXPECT_EQ(load_snapshots(store_).back().source, "radar.csv");
    EXPECT_EQ(find_snapshot(store_, "").snapshot_id, 2);
    EXPECT_THROW(static_cast<void>(find_snapshot(store_, "3")), core::UsageError);
    EXPECT_THAT(verify(store_), IsEmpty());
}

TEST_F(Import, OfTheSameSourceAndDateReplacesItself) {
    list(store_, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    import_metrics(store_, {{.id = "a/one", .likes = 3}}, hour(-100), "x.csv");
    const ImportResult again =
        import_metrics(store_, {{.id = "a/two", .likes = 4}}, hour(-100), "x.csv");
    EXPECT_EQ(again.snapshot_id, 2);
    EXPECT_THAT(rows("SELECT repo_id, likes FROM foreign_metric"),
                ElementsAre(ElementsAre("2", "4")));
    EXPECT_EQ(import_metrics(store_, {}, hour(-99), "x.csv").snapshot_id, 3);
}

TEST_F(Import, OfStrangersOnlyStoresAndReplacesNothing) {
    list(store_, Kind::kModel, {model(1, "a/one")}, 0);
    import_metrics(store_, {{.id = "a/one", .likes = 3}}, hour(-100), "x.csv");
    const ImportResult result = import_metrics(
        store_, {{.id = "b/one", .likes = 4}, {.id = "b/two", .likes = 4}}, hour(-100), "x.csv");
    EXPECT_EQ(result.snapshot_id, 0);
    EXPECT_EQ(result.unknown, 2);
    EXPECT_THAT(rows("SELECT repo_id, likes FROM foreign_metric"),
                ElementsAre(ElementsAre("1", "3")));
}

}  // namespace
}  // namespace hubmine::store
