#include "hubmine/store/upkeep.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

/// What is asked of some owners only.
class ReposOfOwners : public StoreTest {
  protected:
    ReposOfOwners() : store_(open()) {
        list(store_, Kind::kModel,
             {model(1, "ann/one"), model(2, "bob/two"), model(3, "Ann/three"), model(4, "four")},
             0);
        hub::RepoRecord one = record(Kind::kSpace, 5, "ann/space");
        one.models = {"ann/one", "bob/two", "who/knows"};
        hub::RepoRecord other = record(Kind::kSpace, 6, "bob/space");
        other.models = {"ann/one"};
        hub::RepoRecord last = record(Kind::kSpace, 7, "cem/space");
        last.models = {"ann/one", "Ann/three"};
        list(store_, Kind::kSpace, {one, other, last}, 1);
    }

    [[nodiscard]] Dataset load(const OwnedBy& owned, const std::string& snapshot = "") const {
        return load_dataset(
            path(),
            {.snapshot = snapshot,
             .parts = {.columns = of_each_kind(kAllColumns), .commits = true, .usage = true},
             .owned = owned,
             .connections = 3});
    }
    [[nodiscard]] std::vector<std::string> changes(const std::vector<std::string>& owners) {
        std::vector<std::string> ids;
        for (const DiffRow& row :
             diff_snapshots(store_, {.from = 2, .to = 3, .owners = owners, .fields = {}})) {
            ids.push_back(row.change + " " + row.id);
        }
        return ids;
    }

    Store store_;
};

TEST_F(ReposOfOwners, AreTheirsInAnyCase) {
    const Dataset data = load({.owners = {"ANN"}});
    EXPECT_THAT(data.of(Kind::kModel).id, ElementsAre("ann/one", "Ann/three"));
    EXPECT_THAT(data.of(Kind::kSpace).id, ElementsAre("ann/space"));
    EXPECT_EQ(load({.owners = {"ann", "bob"}}).of(Kind::kModel).size(), 3U);
}

TEST_F(ReposOfOwners, AreUsedByTheSpacesOfEverybody) {
    const Usage usage = load({.owners = {"ann"}}).usage;
    EXPECT_THAT(usage.model, ElementsAre(0U, 0U, 0U, 1U));
    EXPECT_THAT(usage.space, ElementsAre(0U, Usage::kOthersSpace, Usage::kOthersSpace + 1,
                                         Usage::kOthersSpace + 1));
    EXPECT_EQ(usage.unresolved, 1) << "what others own is known";
}

TEST_F(ReposOfOwners, MayBeAskedOfOneKindOnly) {
    const Dataset data = load({.owners = {"ann"}, .kinds = {Kind::kModel}});
    EXPECT_EQ(data.of(Kind::kModel).size(), 2U);
    EXPECT_EQ(data.of(Kind::kSpace).size(), 3U);
    EXPECT_THAT(data.usage.space, ElementsAre(0U, 1U, 2U, 2U));
}

TEST_F(ReposOfOwners, HaveTheirCommitsOnly) {
    record_commits(store_, 1, 0, commits(3, 1), true);
    record_commits(store_, 2, 0, commits(9, 8), true);
    EXPECT_THAT(load({.owners = {"bob"}}).commits_of(Kind::kModel).commits, ElementsAre(2));
}

TEST_F(ReposOfOwners, AreThoseOfTheNameThatTheyHadThen) {
    list(store_, Kind::kModel,
         {model(1, "bob/one"), model(2, "bob/two"), model(3, "Ann/three"), model(8, "ann/new")}, 2);
    EXPECT_THAT(load({.owners = {"ann"}}).of(Kind::kModel).id, ElementsAre("Ann/three", "ann/new"));
    EXPECT_THAT(load({.owners = {"ann"}}, "1").of(Kind::kModel).id,
                ElementsAre("ann/one", "Ann/three"));
    EXPECT_THAT(changes({"ann"}), ElementsAre("added ann/new", "renamed bob/one"));
    EXPECT_THAT(changes({"cem"}), IsEmpty());
}

TEST_F(ReposOfOwners, OfNobodyAreRefused) {
    EXPECT_THAT(
        [&] {
            static_cast<void>(load({.owners = {"ann", "bobb"}}));
        },
        ThrowsMessage<core::UsageError>(HasSubstr("'bobb' was ever listed: did you mean "
                                                  "bob?")));
    EXPECT_THAT([&] { static_cast<void>(changes({"nobody at all"})); },
                ThrowsMessage<core::UsageError>(HasSubstr("nothing of an owner")));
}

}  // namespace
}  // namespace hubmine::store
