#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

class DatasetTest : public StoreTest {
  protected:
    [[nodiscard]] Dataset load(DatasetOptions options) const {
        return load_dataset(path(), options);
    }
    static DatasetParts everything() {
        return {.columns = of_each_kind(kAllColumns),
                .commits = true,
                .discussions = true,
                .usage = true};
    }
    /// Two models and two spaces; the second space uses an old name and an unknown model.
    static void fill(Store& store) {
        hub::RepoRecord one = model(1, "ann/one");
        one.tags = {"license:mit", "en"};
        hub::RepoRecord two = model(2, "ann/two");
        two.tags = {"fr"};
        list(store, Kind::kModel, {one, two}, 0);
        hub::RepoRecord first = record(Kind::kSpace, 3, "bob/first");
        first.models = {"ann/two", "ann/one", "ann/one"};
        hub::RepoRecord second = record(Kind::kSpace, 4, "bob/second");
        second.models = {"who/knows"};
        second.duplicated_from = "bob/first";
        list(store, Kind::kSpace, {first, second}, 1);
    }
};

TEST_F(DatasetTest, HoldsWhatTheListsSaid) {
    Store store = open();
    fill(store);
    const Dataset data = load({.parts = everything()});
    const Repos& models = data.of(Kind::kModel);
    EXPECT_EQ(models.size(), 2U);
    EXPECT_THAT(models.id, ElementsAre("ann/one", "ann/two"));
    EXPECT_THAT(models.likes, ElementsAre(Optional(1), Optional(2)));
    EXPECT_THAT(models.downloads, ElementsAre(Optional(10), Optional(20)));
    EXPECT_THAT(models.license, ElementsAre(0U, kNoText));
    EXPECT_THAT(data.licenses, ElementsAre("mit"));
    EXPECT_EQ(data.tags[models.tags[0][1]], "en");
    EXPECT_EQ(models.tags[1].size(), 1U);
    EXPECT_THAT(data.of(Kind::kSpace).duplicated, ElementsAre(0, 1));
    EXPECT_THAT(data.of(Kind::kSpace).downloads, ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(data.usage.space, ElementsAre(0U, 0U));
    EXPECT_THAT(data.usage.model, ElementsAre(0U, 1U));
    EXPECT_EQ(data.usage.unresolved, 1);
}

TEST_F(DatasetTest, KnowsWhatWasReadAndWhatNot) {
    Store store = open();
    fill(store);
    record_commits(store, 1, 0, {commit(2, {"bob", "ann"}), commit(1)}, true);
    record_commits(store, 2, 0, commits(9, 5), false);
    record_commits(store, 3, 0, {}, true);
    record_discussions(store, 1, 0, {discussion(1, "eve"), discussion(2, std::nullopt)}, true);
    const Dataset data = load({.parts = everything()});
    const Contributions& models = data.commits_of(Kind::kModel);
    EXPECT_THAT(models.known, ElementsAre(1, 0));
    EXPECT_THAT(models.repo, ElementsAre(0U, 0U));
    EXPECT_THAT(models.commits, ElementsAre(1, 1));
    EXPECT_EQ(data.authors[data.author_lists[models.author_list[0]][0]], "bob");
    EXPECT_EQ(data.authors[data.author_lists[models.author_list[0]][1]], "ann");
    EXPECT_THAT(data.commits_of(Kind::kSpace).known, ElementsAre(1, 0));
    const Discussions& discussions = data.discussions_of(Kind::kModel);
    EXPECT_THAT(discussions.known, ElementsAre(1, 0));
    EXPECT_THAT(discussions.repo, ElementsAre(0U, 0U));
    EXPECT_EQ(data.authors[discussions.author[0]], "eve");
    EXPECT_EQ(discussions.author[1], kNoText);
}

TEST_F(DatasetTest, CountsCommitsOfAWindowOnly) {
    Store store = open();
    fill(store);
    record_commits(store, 1, 0, commits(9, 1), true);
    const Dataset data = load({.parts = {.commits = true}, .since = hour(3), .until = hour(5)});
    EXPECT_THAT(data.commits_of(Kind::kModel).commits, ElementsAre(2));
    EXPECT_THAT(data.commits_of(Kind::kModel).known, ElementsAre(1, 0));
}

TEST_F(DatasetTest, LoadsNoColumnThatNobodyAskedFor) {
    Store store = open();
    fill(store);
    const Dataset data = load({.parts = {.columns = {RepoColumns{RepoColumn::kLikes}}}});
    const Repos& models = data.of(Kind::kModel);
    EXPECT_EQ(models.size(), 2U);
    EXPECT_THAT(models.likes, ElementsAre(Optional(1), Optional(2)));
    EXPECT_THAT(models.id, IsEmpty());
    EXPECT_THAT(models.downloads, IsEmpty());
    EXPECT_THAT(models.license, IsEmpty());
    EXPECT_EQ(models.tags.size(), 0U);
    EXPECT_THAT(data.of(Kind::kSpace).likes, IsEmpty());
    EXPECT_THAT(data.licenses, IsEmpty());
    EXPECT_THAT(data.tags, IsEmpty());
}

TEST_F(DatasetTest, IdsAndLikesTellWhoseHistoriesWereRead) {
    Store store = open();
    fill(store);
    record_commits(store, 1, 0, commits(2, 1), true);
    const DatasetParts commits_only{.commits = true};
    EXPECT_THAT(load({.parts = commits_only}).of(Kind::kModel).id,
                ElementsAre("ann/one", "ann/two"));
    EXPECT_THAT(load({.parts = commits_only}).of(Kind::kModel).likes,
                ElementsAre(Optional(1), Optional(2)));
    record_commits(store, 2, 0, commits(2, 1), true);
    EXPECT_THAT(load({.parts = commits_only}).of(Kind::kModel).id, IsEmpty());
}

TEST_F(DatasetTest, LeavesOutWhatWasRemoved) {
    Store store = open();
    fill(store);
    list(store, Kind::kModel, {model(2, "ann/two")}, 10);
    const Dataset data = load({.parts = everything()});
    EXPECT_THAT(data.of(Kind::kModel).id, ElementsAre("ann/two"));
    EXPECT_THAT(data.usage.model, ElementsAre(0U));
    EXPECT_EQ(data.usage.unresolved, 2);
}

TEST_F(DatasetTest, LeavesOutWhatOnlyATokenMaySee) {
    Store store = open();
    hub::RepoRecord hidden = model(2, "ann/hidden");
    hidden.is_private = true;
    hub::RepoRecord untold = model(3, "ann/untold");
    untold.is_private.reset();
    list(store, Kind::kModel, {model(1, "ann/one"), hidden, untold}, 0);
    EXPECT_THAT(load({.parts = everything()}).of(Kind::kModel).id,
                ElementsAre("ann/one", "ann/untold"));
}

TEST_F(DatasetTest, AnEmptyStoreSaysHowToFillIt) {
    { Store store = open(); }
    EXPECT_THROW(static_cast<void>(load({})), core::Error);
    EXPECT_THROW(static_cast<void>(load_dataset(folder() / "none.db", {})), core::Error);
}

TEST_F(DatasetTest, NamesTheKindsWhoseListsWereNeverReadToTheirEnd) {
    Store store = open();
    list(store, {.kinds = {Kind::kSpace}, .author = "a"}, Kind::kSpace, {}, 0);
    Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(1));
    EXPECT_EQ(load_dataset(path(), {.snapshot = "1"}).unlisted, std::vector<Kind>());
    list(store, Kind::kDataset, {}, 2);
    EXPECT_EQ(load_dataset(path(), {}).unlisted, (std::vector{Kind::kModel, Kind::kSpace}));
}

}  // namespace
}  // namespace hubmine::store
