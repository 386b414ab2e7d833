#include "hubmine/store/facts.hpp"
#include "hubmine/store/snapshots.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class Listing : public StoreTest {};

TEST_F(Listing, KeepsEveryColumnOfARow) {
    Store store = open();
    hub::RepoRecord repo = model(7, "ann/seven");
    repo.trending_score = 2.5;
    repo.pipeline_tag = "text-generation";
    repo.library_name = "transformers";
    repo.parameters = 7'000'000'000;
    repo.parameters_source = hub::ParametersSource::kSafetensors;
    repo.weights = 14'000'000'000;
    repo.main_size = 5;
    repo.description = "of seven";
    repo.gated = "manual";
    repo.tags = {"license:mit:x", "en", "license:apache-2.0"};
    repo.base_models = std::vector<hub::BaseModel>{{"gpt2", "finetune"}, {"other/one", ""}};
    repo.card = R"({"license":"mit"})";
    list(store, Kind::kModel, {repo}, 0);
    EXPECT_THAT(rows("SELECT * FROM repos"),
                ElementsAre(ElementsAre(
                    "1", "model", "ann/seven", hub_id(7), "ann", "seven",
                    "2025-11-20T15:00:00.000Z", "2025-12-11T11:00:00.000Z", sha(7), "0", "manual",
                    "0", "7", "70", "700", "2.5", "mit", "text-generation", "transformers", "NULL",
                    "7000000000", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", "NULL",
                    "NULL", "safetensors", "14000000000", "5", "main")));
    EXPECT_THAT(rows("SELECT tag FROM repo_tags"),
                ElementsAre(ElementsAre("license:mit:x"), ElementsAre("en"),
                            ElementsAre("license:apache-2.0")));
    EXPECT_THAT(rows("SELECT parent, parent_repo_id, relation FROM base_models"),
                ElementsAre(ElementsAre("gpt2", "NULL", "finetune"),
                            ElementsAre("other/one", "NULL", "NULL")));
    EXPECT_THAT(rows("SELECT * FROM cards"),
                ElementsAre(ElementsAre("1", R"({"license":"mit"})", "of seven")));
}

TEST_F(Listing, MissingIsNullAndNeverZero) {
    Store store = open();
    hub::RepoRecord repo;
    repo.kind = Kind::kSpace;
    repo.hub_id = hub_id(1);
    repo.id = "lonely";
    list(store, Kind::kSpace, {repo}, 0);
    EXPECT_THAT(rows("SELECT owner, name, likes, downloads, private, gated, sha, created_at, "
                     "license, sdk, parameters FROM spaces"),
                ElementsAre(ElementsAre("NULL", "lonely", "NULL", "NULL", "NULL", "NULL", "NULL",
                                        "NULL", "NULL", "NULL", "NULL")));
}

TEST_F(Listing, CountsWhatAPageChanged) {
    Store store = open();
    PageResult page;
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two"), model(1, "a/one")}, 0, &page);
    EXPECT_EQ(page.added, 2);
    EXPECT_EQ(page.duplicates, 1);
    hub::RepoRecord liked = model(1, "a/one");
    liked.likes = 99;
    hub::RepoRecord retagged = model(2, "a/two");
    retagged.tags = {"license:mit"};
    list(store, Kind::kModel, {liked, retagged}, 10, &page);
    EXPECT_EQ(page.added, 0);
    EXPECT_EQ(page.unchanged, 1);
    EXPECT_EQ(page.changed, 1);
    EXPECT_EQ(page.duplicates, 0);
    EXPECT_EQ(value("SELECT likes FROM repos WHERE id = 'a/one'"), "99");
    EXPECT_EQ(value("SELECT license FROM repos WHERE id = 'a/two'"), "mit");
}

TEST_F(Listing, PageAndCursorSurviveTogether) {
    {
        Store store = open();
        const Walk walk = Walks(store).begin({}, "http://hub", hour(0));
        EXPECT_FALSE(walk.resumed);
        Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")},
                                 "http://hub/next", hour(0));
    }
    Store store = open();
    const Walk walk = Walks(store).begin({}, "http://hub", hour(1));
    EXPECT_TRUE(walk.resumed);
    EXPECT_EQ(walk.started_at, hour(0));
    ASSERT_EQ(walk.kinds.size(), 3U);
    EXPECT_EQ(walk.kinds[0].next_url, "http://hub/next");
    EXPECT_EQ(walk.kinds[0].pages, 1);
    EXPECT_EQ(walk.kinds[0].rows, 1);
    EXPECT_FALSE(walk.kinds[0].finished);
}

TEST_F(Listing, AnotherScopeIsAnotherSnapshot) {
    Store store = open();
    const Walk all = Walks(store).begin({}, "http://hub", hour(0));
    const Walk some = Walks(store).begin({.author = "ann"}, "http://hub", hour(0));
    EXPECT_NE(all.snapshot_id, some.snapshot_id);
    EXPECT_FALSE(some.resumed);
}

TEST_F(Listing, ASnapshotIsCompleteWhenEveryKindIs) {
    Store store = open();
    const Walk walk = Walks(store).begin({}, "http://hub", hour(0));
    for (const Kind kind : {Kind::kModel, Kind::kDataset}) {
        Walks(store).record_page(walk.snapshot_id, kind, {}, "", hour(1));
    }
    Walks(store).finish(walk.snapshot_id, hour(2));
    EXPECT_EQ(value("SELECT complete FROM snapshots"), "0");
    Walks(store).record_page(walk.snapshot_id, Kind::kSpace, {}, "", hour(3));
    Walks(store).finish(walk.snapshot_id, hour(4));
    EXPECT_THAT(rows("SELECT complete, finished_at FROM snapshots"),
                ElementsAre(ElementsAre("1", "2026-01-01T04:00:00.000Z")));
}

TEST_F(Listing, WhatACompleteListDoesNotShowIsRemovedAndMayComeBack) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    list(store, Kind::kModel, {model(1, "a/one")}, 10);
    EXPECT_THAT(rows("SELECT id FROM models WHERE removed_at IS NOT NULL"),
                ElementsAre(ElementsAre("a/two")));
    PageResult page;
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 20, &page);
    EXPECT_EQ(page.restored, 1);
    EXPECT_THAT(rows("SELECT id FROM models WHERE removed_at IS NOT NULL"), IsEmpty());
    EXPECT_THAT(rows("SELECT from_snapshot, until_snapshot FROM repo_absence"),
                ElementsAre(ElementsAre("2", "3")));
}

TEST_F(Listing, APartialListRemovesNothing) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "b/two")}, 0);
    list(store, WalkScope{.kinds = {Kind::kModel}, .author = "a"}, Kind::kModel,
         {model(1, "a/one")}, 10);
    EXPECT_THAT(rows("SELECT id FROM models WHERE removed_at IS NOT NULL"), IsEmpty());
}

TEST_F(Listing, ARestartedListLosesNothing) {
    Store store = open();
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(0));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")}, "http://hub/2",
                             hour(0));
    Walks(store).restart(walk.snapshot_id, Kind::kModel);
    const PageResult page = Walks(store).record_page(
        walk.snapshot_id, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, "", hour(1));
    EXPECT_EQ(page.duplicates, 1);
    EXPECT_EQ(page.added, 1);
    EXPECT_EQ(value("SELECT count(*) FROM repos WHERE removed_at IS NULL"), "2");
}

TEST_F(Listing, TheSameIdentityUnderAnotherKindIsAnotherRepository) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    list(store, Kind::kDataset, {record(Kind::kDataset, 1, "a/one")}, 0);
    EXPECT_EQ(value("SELECT count(*) FROM repos"), "2");
}

TEST_F(Listing, TheEndpointIsRemembered) {
    Store store = open();
    bind_endpoint(store, "http://hub");
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    bind_endpoint(store, "http://hub");
    EXPECT_THROW(bind_endpoint(store, "http://other"), core::UsageError);
}

TEST_F(Listing, RowsWithoutIdentityTakeNobodyAway) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(10));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")}, "http://hub/2",
                             hour(10), {.asked = {}, .nameless = 1});
    const PageResult end =
        Walks(store).record_page(walk.snapshot_id, Kind::kModel, {}, "", hour(10));
    EXPECT_EQ(end.removed, 0);
    EXPECT_EQ(end.doubtful, 1);
    EXPECT_EQ(value("SELECT count(*) FROM repos WHERE removed_at IS NOT NULL"), "0");
    Walks(store).finish(walk.snapshot_id, hour(10));
    PageResult page;
    list(store, Kind::kModel, {model(1, "a/one")}, 20, &page);
    EXPECT_EQ(page.removed, 1);
}

TEST_F(Listing, TellsWhatAnEndWouldTakeAway) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two"), model(3, "a/three")}, 0);
    list(store, Kind::kSpace, {record(Kind::kSpace, 4, "a/space")}, 0);
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(10));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")}, "http://hub/2",
                             hour(10));
    const ListEnd end = Walks(store).list_end(
        walk.snapshot_id, Kind::kModel,
        {model(1, "a/one"), model(2, "a/two"), model(2, "a/two"), model(9, "a/new")});
    EXPECT_EQ(end.present, 3);
    EXPECT_EQ(end.unseen, 1);
}

TEST_F(Listing, WhatWasNotAskedForStaysAsItWas) {
    Store store = open();
    hub::RepoRecord repo = model(1, "a/one");
    repo.pipeline_tag = "fill-mask";
    repo.library_name = "peft";
    repo.parameters = 7;
    list(store, Kind::kModel, {repo}, 0);
    Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(10));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")}, "", hour(10),
                             {.asked = {.everything = false, .names = {"library_name", "gguf"}}});
    Walks(store).finish(walk.snapshot_id, hour(10));
    EXPECT_THAT(rows("SELECT pipeline_tag, library_name, parameters FROM models"),
                ElementsAre(ElementsAre("fill-mask", "NULL", "7")));
    EXPECT_EQ(value("SELECT count(*) FROM repo_history"), "0");
}

TEST_F(Listing, AWalkAfterAClockThatWasAheadBearsTheTrueTime) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 5000);
    PageResult page;
    list(store, Kind::kModel, {model(1, "a/one")}, 10, &page);
    EXPECT_EQ(page.removed, 1);
    EXPECT_EQ(page.duplicates, 0);
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 20, &page);
    EXPECT_EQ(page.restored, 1);
    const auto snapshots = load_snapshots(store);
    EXPECT_EQ(snapshots.at(1).started_at, hour(10));
    EXPECT_EQ(snapshots.at(2).started_at, hour(20));
    EXPECT_EQ(snapshots.at(2).finished_at, hour(20));
}

TEST_F(Listing, AnInterruptedWalkGoesOnForAWeek) {
    Store store = open();
    const WalkScope scope{.kinds = {Kind::kModel}};
    const auto begun = Walks(store).begin(scope, "http://hub", hour(0)).snapshot_id;
    Walks(store).record_page(begun, Kind::kModel, {model(1, "a/one")}, "http://hub/2", hour(0));
    EXPECT_EQ(Walks(store).begin(scope, "http://hub", hour(7 * 24)).snapshot_id, begun);
    EXPECT_EQ(
        Walks(store).begin(scope, "http://hub", hour(400), std::chrono::hours(400)).snapshot_id,
        begun);
    const Walk anew = Walks(store).begin(scope, "http://hub", hour(7 * 24 + 1));
    EXPECT_NE(anew.snapshot_id, begun);
    EXPECT_FALSE(anew.resumed);
    EXPECT_EQ(anew.kinds.at(0).next_url, "");
    EXPECT_EQ(anew.started_at, hour(7 * 24 + 1));
}

TEST_F(Listing, AnInterruptedWalkOfTheFutureIsStartedAnew) {
    Store store = open();
    const WalkScope scope{.kinds = {Kind::kModel}};
    const auto begun = Walks(store).begin(scope, "http://hub", hour(5000)).snapshot_id;
    Walks(store).record_page(begun, Kind::kModel, {model(1, "a/one")}, "http://hub/2", hour(5000));
    const Walk anew = Walks(store).begin(scope, "http://hub", hour(0));
    EXPECT_NE(anew.snapshot_id, begun);
    EXPECT_EQ(anew.started_at, hour(0));
    EXPECT_EQ(Walks(store).begin(scope, "http://hub", hour(1)).snapshot_id, anew.snapshot_id);
}

}  // namespace
}  // namespace hubmine::store
