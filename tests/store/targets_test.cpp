#include "hubmine/store/targets.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class TargetsTest : public StoreTest {
  protected:
    TargetsTest() : store_(open()) {}
    void list_space(std::vector<std::string> models, int at) {
        hub::RepoRecord space = record(Kind::kSpace, 50, "a/space");
        space.models = std::move(models);
        space.datasets = std::vector<std::string>{"a/data"};
        list(store_, Kind::kSpace, {space}, at);
    }
    [[nodiscard]] std::string model_of(const std::string& target) const {
        return value("SELECT target_repo_id FROM space_models WHERE target = '" + target + "'");
    }
    [[nodiscard]] std::vector<Target> unresolved(std::size_t limit) {
        return Targets(store_).unresolved({Kind::kModel, Kind::kDataset}, limit);
    }
    Store store_;
};

TEST_F(TargetsTest, AreResolvedByTheirPresentName) {
    list(store_, Kind::kModel, {model(1, "a/one")}, 0);
    list_space({"a/one", "a/none", "a/one"}, 0);
    EXPECT_THAT(rows("SELECT space_repo_id, target, target_repo_id FROM space_models"),
                ElementsAre(ElementsAre("2", "a/one", "1"), ElementsAre("2", "a/none", "NULL")));
    EXPECT_THAT(rows("SELECT target, target_repo_id FROM space_datasets"),
                ElementsAre(ElementsAre("a/data", "NULL")));
}

TEST_F(TargetsTest, AreResolvedByAPastNameUntilAnotherTakesIt) {
    list(store_, Kind::kModel, {model(1, "a/old")}, 0);
    list_space({"a/old"}, 0);
    list(store_, Kind::kModel, {model(1, "a/new")}, 10);
    EXPECT_EQ(model_of("a/old"), "1");
    list(store_, Kind::kModel, {model(1, "a/new"), model(2, "a/old")}, 20);
    EXPECT_EQ(model_of("a/old"), value("SELECT repo_id FROM repos WHERE id = 'a/old'"));
}

TEST_F(TargetsTest, PreferWhatIsThereToWhatWasRemoved) {
    list(store_, Kind::kModel, {model(1, "a/one")}, 0);
    list(store_, Kind::kModel, {model(2, "a/one")}, 10);
    list_space({"a/one"}, 10);
    EXPECT_EQ(model_of("a/one"), "2");
    list(store_, Kind::kModel, {model(1, "a/one")}, 20);
    EXPECT_EQ(model_of("a/one"), "1");
}

TEST_F(TargetsTest, AreLookedUpOnceAndRemembered) {
    list(store_, Kind::kModel, {model(1, "openai-community/gpt2")}, 0);
    list(store_, Kind::kDataset, {}, 0);
    list_space({"gpt2", "a/none"}, 0);
    const auto targets = unresolved(10);
    ASSERT_EQ(targets.size(), 3U);
    EXPECT_EQ(targets[0].id, "gpt2");
    EXPECT_EQ(targets[2].kind, Kind::kDataset);
    Targets(store_).record(targets[0].target_id, model(1, "openai-community/gpt2"), hour(1));
    Targets(store_).record(targets[1].target_id, std::nullopt, hour(1));
    Targets(store_).record(targets[2].target_id, std::nullopt, hour(1));
    EXPECT_THAT(unresolved(10), IsEmpty());
    EXPECT_EQ(model_of("gpt2"), "1");
    list(store_, Kind::kModel, {model(1, "openai-community/gpt2")}, 10);
    EXPECT_EQ(model_of("gpt2"), "1");
    EXPECT_THAT(unresolved(10), IsEmpty());
    list(store_, Kind::kModel, {model(1, "openai-community/gpt2")}, 31 * 24);
    EXPECT_EQ(unresolved(10).size(), 2U);
}

TEST_F(TargetsTest, OfOtherKindsDoNotStandInFront) {
    list(store_, Kind::kModel, {}, 0);
    list(store_, Kind::kDataset, {}, 0);
    list_space({"a/one", "a/two", "a/three"}, 0);
    const auto datasets = Targets(store_).unresolved({Kind::kDataset}, 1);
    ASSERT_EQ(datasets.size(), 1U);
    EXPECT_EQ(datasets[0].id, "a/data");
    EXPECT_THAT(Targets(store_).unresolved({Kind::kSpace}, 1), IsEmpty());
}

TEST_F(TargetsTest, WithoutANameAreNotLookedUp) {
    list(store_, Kind::kModel, {}, 0);
    list_space({"", "a/one"}, 0);
    const auto targets = unresolved(10);
    ASSERT_EQ(targets.size(), 1U);
    EXPECT_EQ(targets[0].id, "a/one");
}

TEST_F(TargetsTest, AreReadOnFromTheLastOneTaken) {
    list(store_, Kind::kModel, {}, 0);
    list_space({"a/one", "a/two"}, 0);
    const auto first = Targets(store_).unresolved({Kind::kModel}, 1).at(0);
    const auto second = Targets(store_).unresolved({Kind::kModel}, 1, first.target_id).at(0);
    EXPECT_EQ(first.id + " " + second.id, "a/one a/two");
    EXPECT_THAT(Targets(store_).unresolved({Kind::kModel}, 1, second.target_id), IsEmpty());
}

TEST_F(TargetsTest, AreNotLookedUpBeforeTheirKindIsListedWhole) {
    list_space({"gpt2"}, 0);
    list(store_, {.kinds = {Kind::kModel}, .limit = 1}, Kind::kModel, {model(1, "a/one")}, 0);
    EXPECT_THAT(unresolved(10), IsEmpty());
}

TEST_F(TargetsTest, OfBaseModelsAreLookedUpLikeThoseOfSpaces) {
    hub::RepoRecord tuned = model(1, "a/tuned");
    tuned.base_models = std::vector<hub::BaseModel>{{"some/old-base", "finetune"}};
    list(store_, Kind::kModel, {tuned, model(2, "some/base")}, 0);
    const auto targets = unresolved(10);
    ASSERT_EQ(targets.size(), 1U);
    EXPECT_EQ(targets[0].id, "some/old-base");
    Targets(store_).record(targets[0].target_id, model(2, "some/base"), hour(1));
    EXPECT_EQ(value("SELECT parent_repo_id FROM base_models"),
              value("SELECT repo_id FROM repos WHERE id = 'some/base'"));
    list(store_, Kind::kModel, {tuned, model(2, "some/base")}, 10);
    EXPECT_THAT(unresolved(10), IsEmpty());
}

TEST_F(TargetsTest, ARedirectRenamesAndIsAnAlias) {
    list(store_, Kind::kModel, {model(1, "a/old")}, 0);
    list_space({"A/OLD"}, 0);
    Targets(store_).record_alias(Kind::kModel, "A/OLD", model(1, "a/new"), hour(5));
    EXPECT_EQ(value("SELECT id FROM models"), "a/new");
    EXPECT_THAT(rows("SELECT id FROM repo_names WHERE repo_id = 1 ORDER BY first_seen"),
                ElementsAre(ElementsAre("a/old"), ElementsAre("a/new")));
    list(store_, Kind::kModel, {model(1, "a/new")}, 10);
    EXPECT_EQ(model_of("A/OLD"), "1");
}

TEST_F(TargetsTest, ALookupOfWhatIsNotListedYetIsResolvedWhenItIs) {
    list(store_, Kind::kModel, {}, 0);
    list_space({"gpt2"}, 0);
    const auto target = unresolved(1).at(0).target_id;
    Targets(store_).record(target, model(7, "openai-community/gpt2"), hour(1));
    EXPECT_EQ(model_of("gpt2"), "NULL");
    EXPECT_EQ(value("SELECT count(*) FROM models"), "0");
    list(store_, Kind::kModel, {model(7, "openai-community/gpt2")}, 10);
    EXPECT_EQ(model_of("gpt2"), value("SELECT repo_id FROM models"));
}

}  // namespace
}  // namespace hubmine::store
