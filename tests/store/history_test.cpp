#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

class History : public StoreTest {};

TEST_F(History, ARenameKeepsBothNames) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/old")}, 0);
    list(store, Kind::kModel, {model(1, "a/old")}, 10);
    EXPECT_THAT(
        rows("SELECT id, first_seen, last_seen FROM repo_names ORDER BY first_seen"),
        ElementsAre(ElementsAre("a/old", "2026-01-01T00:00:00.000Z", "2026-01-01T10:00:00.000Z")));
    list(store, Kind::kModel, {model(1, "a/new")}, 20);
    list(store, Kind::kModel, {model(1, "a/new")}, 30);
    EXPECT_EQ(value("SELECT id FROM repos"), "a/new");
    EXPECT_THAT(
        rows("SELECT id, first_seen, last_seen FROM repo_names ORDER BY first_seen"),
        ElementsAre(ElementsAre("a/old", "2026-01-01T00:00:00.000Z", "2026-01-01T10:00:00.000Z"),
                    ElementsAre("a/new", "2026-01-01T20:00:00.000Z", "2026-01-02T06:00:00.000Z")));
}

TEST_F(History, ANameThatComesAndGoesIsTwoPeriods) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/x")}, 0);
    list(store, Kind::kModel, {model(1, "a/y")}, 10);
    list(store, Kind::kModel, {model(1, "a/x")}, 20);
    EXPECT_THAT(rows("SELECT id FROM repo_names ORDER BY first_seen"),
                ElementsAre(ElementsAre("a/x"), ElementsAre("a/y"), ElementsAre("a/x")));
}

TEST_F(History, NumbersGetARowOnlyWhenTheyMove) {
    Store store = open();
    for (const int at : {0, 10, 20}) {
        list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, at);
    }
    EXPECT_EQ(value("SELECT count(*) FROM metric"), "0");
    EXPECT_EQ(value("SELECT count(*) FROM metrics"), "2");
    hub::RepoRecord liked = model(1, "a/one");
    liked.likes = 9;
    list(store, Kind::kModel, {liked, model(2, "a/two")}, 30);
    list(store, Kind::kModel, {liked, model(2, "a/two")}, 40);
    EXPECT_THAT(rows("SELECT * FROM metrics WHERE repo_id = 1 ORDER BY snapshot_id"),
                ElementsAre(ElementsAre("1", "1", "2026-01-01T00:00:00.000Z", "1", "10", "100"),
                            ElementsAre("1", "4", "2026-01-02T06:00:00.000Z", "9", "10", "100")));
    EXPECT_EQ(value("SELECT count(*) FROM metrics WHERE repo_id = 2"), "1");
}

TEST_F(History, WhatAListLeavesOutKeepsItsValue) {
    Store store = open();
    hub::RepoRecord full = model(1, "a/one");
    full.tags = {"license:mit"};
    full.pipeline_tag = "fill-mask";
    list(store, Kind::kModel, {full}, 0);
    hub::RepoRecord bare;
    bare.kind = Kind::kModel;
    bare.hub_id = hub_id(1);
    bare.id = "a/one";
    list(store, Kind::kModel, {bare}, 10);
    EXPECT_THAT(rows("SELECT likes, license, gated, sha, pipeline_tag FROM repos"),
                ElementsAre(ElementsAre("1", "mit", "false", sha(1), "NULL")));
    EXPECT_EQ(value("SELECT count(*) FROM metric"), "0");
}

class Past : public History {
  protected:
    /// Three snapshots: (1) one, two; (2) one relicensed, renamed and liked, two gone, three new;
    /// (3) two back.
    void fill(Store& store) {
        hub::RepoRecord one = model(1, "a/one");
        one.tags = {"license:mit"};
        const hub::RepoRecord two = model(2, "a/two");
        list(store, Kind::kModel, {one, two}, 0);
        record_commits(store, 1, 0, {commit(20), commit(0)}, true);
        record_discussions(store, 1, 0, {discussion(0, "ann"), discussion(15, "bob")}, true);
        one.id = "a/uno";
        one.tags = {"license:gpl-3.0", "en"};
        one.likes = 77;
        list(store, Kind::kModel, {one, model(3, "a/three")}, 10);
        list(store, Kind::kModel, {one, model(3, "a/three"), two}, 24);
    }
    [[nodiscard]] Dataset load(const std::string& snapshot) const {
        return load_dataset(path(), {.snapshot = snapshot,
                                     .parts = {.columns = of_each_kind(kAllColumns),
                                               .commits = true,
                                               .discussions = true,
                                               .usage = true}});
    }
};

TEST_F(Past, ShowsTheFirstSnapshotAsItWas) {
    Store store = open();
    fill(store);
    const Dataset data = load("1");
    const Repos& models = data.of(Kind::kModel);
    EXPECT_EQ(data.snapshot.snapshot_id, 1);
    EXPECT_THAT(models.id, ElementsAre("a/one", "a/two"));
    EXPECT_THAT(models.likes, ElementsAre(Optional(1), Optional(2)));
    EXPECT_EQ(data.licenses[models.license[0]], "mit");
    ASSERT_EQ(models.tags[0].size(), 1U);
    EXPECT_EQ(data.tags[models.tags[0][0]], "license:mit");
    EXPECT_THAT(data.commits_of(Kind::kModel).commits, ElementsAre(1));
    EXPECT_EQ(data.discussions_of(Kind::kModel).repo.size(), 1U);
}

TEST_F(Past, ShowsWhoWasAwayInTheMiddle) {
    Store store = open();
    fill(store);
    const Dataset data = load("2");
    EXPECT_THAT(data.of(Kind::kModel).id, ElementsAre("a/uno", "a/three"));
    EXPECT_THAT(data.of(Kind::kModel).likes, ElementsAre(Optional(77), Optional(3)));
}

TEST_F(Past, TheNewestIsThePresent) {
    Store store = open();
    fill(store);
    for (const std::string name : {"", "3", "2026-01-02"}) {
        const Dataset data = load(name);
        EXPECT_THAT(data.of(Kind::kModel).id, ElementsAre("a/uno", "a/two", "a/three"));
        EXPECT_THAT(data.commits_of(Kind::kModel).commits, ElementsAre(2));
    }
}

TEST_F(Past, ADateMeansTheNewestCompleteSnapshotByThen) {
    Store store = open();
    fill(store);
    EXPECT_EQ(load("2026-01-01").snapshot.snapshot_id, 2);
    EXPECT_EQ(load("2026-01-01T09:59:00Z").snapshot.snapshot_id, 1);
    EXPECT_THROW(static_cast<void>(load("2025-12-31")), core::UsageError);
    EXPECT_THROW(static_cast<void>(load("9")), core::UsageError);
    EXPECT_THROW(static_cast<void>(load("yesterday")), core::UsageError);
}

TEST_F(Past, AnUnfinishedWalkDoesNotLeakIntoTheNewestCompleteSnapshot) {
    Store store = open();
    fill(store);
    hub::RepoRecord one = model(1, "a/changed");
    one.likes = 1000;
    one.tags = {"license:other"};
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(30));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {one, model(9, "a/nine")},
                             "http://hub/next", hour(30));
    const Dataset data = load("");
    EXPECT_EQ(data.snapshot.snapshot_id, 3);
    EXPECT_THAT(data.of(Kind::kModel).id, ElementsAre("a/uno", "a/two", "a/three"));
    EXPECT_THAT(data.of(Kind::kModel).likes, ElementsAre(Optional(77), Optional(2), Optional(3)));
    EXPECT_EQ(data.licenses[data.of(Kind::kModel).license[0]], "gpl-3.0");
    // Details are not part of a snapshot: all that is known of them counts.
    EXPECT_THAT(data.commits_of(Kind::kModel).commits, ElementsAre(2));
}

TEST_F(Past, WithoutACompleteSnapshotTheNewestIsTaken) {
    Store store = open();
    const Walk walk = Walks(store).begin({}, "http://hub", hour(0));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")}, "http://next",
                             hour(0));
    const Dataset data = load("");
    EXPECT_FALSE(data.snapshot.complete);
    EXPECT_EQ(data.of(Kind::kModel).size(), 1U);
}

}  // namespace
}  // namespace hubmine::store
