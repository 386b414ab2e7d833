#include "hubmine/store/identities.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class Identities : public StoreTest {
  protected:
    static Decision pair(std::string a, std::string b, std::string decision,
                         std::string stage = "same_repo") {
        return {.name_a = std::move(a),
                .name_b = std::move(b),
                .stage = std::move(stage),
                .similarity = 95,
                .decision = std::move(decision),
                .decided_at = hour(1)};
    }
    static void save(Store& store, std::vector<Decision> decisions) {
        save_decisions(store, decisions);
    }
};

TEST_F(Identities, PairsAreKeptInOrderOfTheirNames) {
    Store store = open();
    Decision kept = pair("zoe", "ann", "accept");
    kept.shared_repos = 3;
    save(store, {kept, pair("b", "c", "")});
    std::swap(kept.name_a, kept.name_b);
    EXPECT_THAT(load_decisions(store), ElementsAre(kept, pair("b", "c", "")));
}

TEST_F(Identities, ASaveReplacesItsOwnPairsOnlyAndCanBeUndone) {
    Store store = open();
    save(store, {pair("a", "b", ""), pair("c", "d", "reject")});
    save(store, {pair("a", "b", "accept"), pair("e", "f", "")});
    EXPECT_EQ(load_decisions(store).size(), 3U);
    EXPECT_TRUE(undo_decisions(store));
    EXPECT_THAT(load_decisions(store), ElementsAre(pair("a", "b", ""), pair("c", "d", "reject")));
    EXPECT_TRUE(undo_decisions(store));
    EXPECT_THAT(load_decisions(store), IsEmpty());
    EXPECT_FALSE(undo_decisions(store));
}

TEST_F(Identities, AClearCanBeUndone) {
    Store store = open();
    save(store, {pair("a", "b", "accept")});
    clear_decisions(store);
    EXPECT_THAT(load_decisions(store), IsEmpty());
    EXPECT_TRUE(undo_decisions(store));
    EXPECT_THAT(load_decisions(store), ElementsAre(pair("a", "b", "accept")));
}

TEST_F(Identities, RefusesWhatIsNoDecision) {
    Store store = open();
    EXPECT_THROW(save(store, {pair("a", "b", "maybe")}), core::UsageError);
    EXPECT_THROW(save(store, {pair("x", "y", "accept"), pair("a", "a", "")}), core::UsageError);
    EXPECT_THAT(load_decisions(store), IsEmpty());
}

TEST_F(Identities, TheViewClosesMergesAndNamesThemAfterTheMostActive) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    record_commits(store, 1, 0,
                   {commit(5, {"bob"}), commit(4, {"bob", "ann"}), commit(3, {"cid"}),
                    commit(2, {"eve"}), commit(1, {"dan"})},
                   true);
    save(store, {pair("ann", "bob", "accept", "prolific"), pair("bob", "cid", "accept"),
                 pair("dan", "eve", "accept", "real_name"), pair("ann", "eve", "reject")});
    EXPECT_THAT(
        rows("SELECT author, developer, source FROM identities ORDER BY author"),
        ElementsAre(ElementsAre("ann", "bob", "prolific"), ElementsAre("bob", "bob", "prolific"),
                    ElementsAre("cid", "bob", "same_repo"), ElementsAre("dan", "dan", "real_name"),
                    ElementsAre("eve", "dan", "real_name")));
    const Dataset data = load_dataset(path(), {.parts = {.commits = true}});
    ASSERT_EQ(data.merges.size(), 5U);
    const auto developer = [&](const std::string& name) {
        for (const Merge& merge : data.merges) {
            if (data.authors.at(merge.author) == name) {
                return merge.developer;
            }
        }
        return kNoText;
    };
    EXPECT_EQ(developer("ann"), developer("cid"));
    EXPECT_EQ(developer("dan"), developer("eve"));
    EXPECT_NE(developer("ann"), developer("dan"));
}

}  // namespace
}  // namespace hubmine::store
