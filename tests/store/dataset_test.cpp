#include "hubmine/store/targets.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <utility>

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

TEST_F(DatasetTest, HoldsSizesDatesAndWhatCardsTell) {
    Store store = open();
    hub::RepoRecord one = model(1, "ann/one");
    one.parameters = 7;
    one.parameters_source = hub::ParametersSource::kGguf;
    one.weights = 28;
    one.pipeline_tag = "fill-mask";
    one.library_name = "peft";
    hub::RepoRecord two = model(2, "ann/two");
    two.created_at = std::nullopt;
    two.pipeline_tag = "fill-mask";
    two.card = R"({"language":["en","de"],"license":"mit","co2_eq_emissions":5})";
    list(store, Kind::kModel, {one, two, model(3, "ann/three")}, 0);
    hub::RepoRecord data_set = record(Kind::kDataset, 4, "ann/data");
    data_set.main_size = 12;
    hub::RepoRecord other = record(Kind::kDataset, 5, "ann/other");
    other.main_size = 13;
    list(store, Kind::kDataset, {data_set, other}, 1);
    store.database().execute("INSERT INTO repo_storage VALUES (5, 99)");
    const Dataset data = load({.parts = everything()});
    const Repos& models = data.of(Kind::kModel);
    EXPECT_THAT(models.downloads_all_time, ElementsAre(100, 200, 300));
    EXPECT_THAT(models.created_at, ElementsAre(one.created_at, std::nullopt, hour(-997)));
    EXPECT_THAT(models.parameters, ElementsAre(7, std::nullopt, std::nullopt));
    EXPECT_EQ(models.parameters_source[0], hub::ParametersSource::kGguf);
    EXPECT_EQ(models.parameters_source[1], hub::ParametersSource::kNone);
    EXPECT_THAT(models.weights, ElementsAre(28, std::nullopt, std::nullopt));
    EXPECT_THAT(models.pipeline_tag, ElementsAre(0U, 0U, kNoText));
    EXPECT_EQ(data.labels[models.library_name[0]], "peft");
    EXPECT_THAT(data.of(Kind::kDataset).storage, ElementsAre(12, 99));
    EXPECT_THAT(rows("SELECT storage, storage_source FROM datasets"),
                ElementsAre(ElementsAre("12", "main"), ElementsAre("99", "used")));
    EXPECT_EQ(models.cards.fields[0], 0U);
    EXPECT_NE(models.cards.fields[1] & static_cast<std::uint32_t>(CardField::kLicense), 0U);
    ASSERT_EQ(models.cards.language.size(), 3U);
    EXPECT_THAT(models.cards.language[1], ElementsAre(0U, 1U));
    EXPECT_EQ(data.card_words[1], "de");
    EXPECT_EQ(models.cards.language[2].size(), 0U);
    ASSERT_EQ(models.cards.emissions.size(), 1U);
    EXPECT_EQ(models.cards.emissions[0].repo, 1U);
    EXPECT_EQ(models.cards.emissions[0].told.grams, 5);
}

TEST_F(DatasetTest, HoldsWhatModelsSayTheyWereMadeFrom) {
    Store store = open();
    hub::RepoRecord one = model(1, "ann/one");
    one.base_models = {{.id = "ann/two", .relation = "finetune"},
                       {.id = "who/knows", .relation = ""},
                       {.id = "ann/two", .relation = "adapter"}};
    list(store, Kind::kModel, {one, model(2, "ann/two"), model(3, "ann/three")}, 0);
    hub::RepoRecord lone = model(1, "ann/one");
    lone.base_models = one.base_models;
    const Dataset data = load({.parts = everything()});
    const Claims& claims = data.of(Kind::kModel).base_models;
    EXPECT_THAT(claims.offsets, ElementsAre(0U, 3U, 3U, 3U));
    EXPECT_THAT(claims.target, ElementsAre(0U, 1U, 0U));
    EXPECT_EQ(data.labels[claims.relation[0]], "finetune");
    EXPECT_EQ(claims.relation[1], kNoText);
    EXPECT_EQ(data.labels[claims.relation[2]], "adapter");
    EXPECT_THAT(data.base_models.id, ElementsAre("ann/two", "who/knows"));
    EXPECT_THAT(data.base_models.model, ElementsAre(1U, BaseModels::kMissing));
    list(store, Kind::kModel, {one, model(3, "ann/three")}, 1);
    EXPECT_THAT(load({.parts = everything()}).base_models.model,
                ElementsAre(BaseModels::kRemoved, BaseModels::kMissing));
}

TEST_F(DatasetTest, FindsAModelByAnyOfItsNames) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "ann/two"), model(3, "ann/gone")}, 0);
    list(store, Kind::kModel, {model(1, "ann/one"), model(2, "ann/new")}, 1);
    Targets(store).record_alias(Kind::kModel, "old/one", model(1, "ann/one"), hour(2));
    const auto found = [this](std::string name) {
        return load({.parts = {.named_model = std::move(name)}}).named_model;
    };
    EXPECT_EQ(found("ann/new"), 1U);
    EXPECT_EQ(found("ann/two"), 1U) << "a past name";
    EXPECT_EQ(found("old/one"), 0U) << "a redirect";
    EXPECT_EQ(found("ann/gone"), std::nullopt);
    EXPECT_EQ(found("who/knows"), std::nullopt);
    EXPECT_EQ(found(""), std::nullopt);
}

TEST_F(DatasetTest, KnowsWhoOwnersAre) {
    Store store = open();
    fill(store);
    store.database().execute(
        "INSERT INTO owner (name, told, kind) VALUES ('ann', 0, 1), ('bob', 0, NULL), "
        "('eve', NULL, NULL)");
    DatasetParts parts = everything();
    parts.owners = true;
    const Dataset data = load({.parts = parts});
    EXPECT_THAT(data.owners.name, ElementsAre("ann", "bob"));
    EXPECT_THAT(data.owners.is_organisation, ElementsAre(1, 0));
    EXPECT_THAT(data.owners.by_overview, ElementsAre(1, 0));
    EXPECT_THAT(
        rows("SELECT owner, kind, basis FROM owners"),
        ElementsAre(ElementsAre("ann", "org", "overview"), ElementsAre("bob", "user", "discussion"),
                    ElementsAre("eve", "NULL", "NULL")));
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

TEST_F(DatasetTest, HoldsCommitsOneByOneWhereTheyAreAskedFor) {
    Store store = open();
    fill(store);
    hub::CommitRecord undated = commit(8, {"bob"});
    undated.committed_at = std::nullopt;
    record_commits(store, 1, 0, commits(9, 5), false);  // not read to the end
    record_commits(store, 2, 0, {commit(3), undated, commit(1, {"bob", "ann"})}, true);
    record_commits(store, 4, 0, {commit(4)}, true);
    const Dataset data = load({.parts = {.commit_times = true}});
    const CommitTimes& models = data.commit_times_of(Kind::kModel);
    EXPECT_THAT(models.offsets, ElementsAre(0U, 0U, 3U));
    EXPECT_THAT(models.at, ElementsAre(hour(1), kUndated, hour(3)));
    EXPECT_EQ(data.author_lists[models.author_list[0]].size(), 2U);
    EXPECT_EQ(data.authors[data.author_lists[models.author_list[1]][0]], "bob");
    EXPECT_THAT(data.commits_of(Kind::kModel).known, ElementsAre(0, 1));
    EXPECT_THAT(data.commits_of(Kind::kModel).repo, IsEmpty());
    EXPECT_THAT(data.commit_times_of(Kind::kDataset).offsets, ElementsAre(0U));
    EXPECT_THAT(data.commit_times_of(Kind::kSpace).offsets, ElementsAre(0U, 0U, 1U));
}

TEST_F(DatasetTest, CountsCommitsOneByOneAgainstWhatWasStored) {
    Store store = open();
    fill(store);
    record_commits(store, 1, 0, commits(9, 5), true);
    store.database().execute("DELETE FROM repo_commit WHERE committed_at = 1767250800000");
    EXPECT_THROW(static_cast<void>(load({.parts = {.commit_times = true}})), core::Error);
}

TEST_F(DatasetTest, HoldsWhenDiscussionsBeganAndWhatBecameOfThem) {
    Store store = open();
    fill(store);
    std::vector<hub::DiscussionRecord> told;
    for (const char* const status : {"open", "closed", "merged", "draft"}) {
        told.push_back(discussion(static_cast<std::int64_t>(told.size()) + 1, "eve"));
        told.back().status = status;
    }
    told[1].is_pull_request = true;
    told[2].created_at = std::nullopt;
    record_discussions(store, 1, 0, told, true);
    const auto mark = [](std::string_view title) { return std::uint64_t{title.size()}; };
    const DatasetParts parts{.discussions = true, .discussion_details = true, .mark_title = mark};
    const Dataset data = load({.parts = parts});
    const Discussions& models = data.discussions_of(Kind::kModel);
    EXPECT_THAT(models.created_at, ElementsAre(hour(1), hour(2), kUndated, hour(4)));
    EXPECT_THAT(models.state, ElementsAre(DiscussionState::kOpen, DiscussionState::kClosed,
                                          DiscussionState::kMerged, DiscussionState::kOpen));
    EXPECT_THAT(models.is_pull_request, ElementsAre(0, 1, 0, 0));
    EXPECT_THAT(models.title_marks, ElementsAre(12U, 12U, 12U, 12U));
    const Dataset without = load({.parts = {.discussions = true}});
    EXPECT_THAT(without.discussions_of(Kind::kModel).repo, testing::SizeIs(4));
    EXPECT_THAT(without.discussions_of(Kind::kModel).created_at, IsEmpty());
    EXPECT_THAT(without.discussions_of(Kind::kModel).title_marks, IsEmpty());
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
