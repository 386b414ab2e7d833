#include "hubmine/store/identities.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Identities : public StoreTest {
  protected:
    static NamePair pair(std::string a, std::string b, std::string decision,
                         std::string stage = "same_repo") {
        return {.name_a = std::move(a),
                .name_b = std::move(b),
                .stage = std::move(stage),
                .similarity = 95,
                .decision = std::move(decision),
                .decided_at = hour(1)};
    }
    static void save(Store& store, std::vector<NamePair> decisions) {
        save_decisions(store, decisions);
    }
    /// What an analysis makes of the decisions: author and developer, in order.
    [[nodiscard]] Rows loaded(DatasetParts parts, std::optional<core::Timestamp> since = {}) const {
        const Dataset data = load_dataset(path(), {.parts = std::move(parts), .since = since});
        Rows merges;
        for (const Merge& merge : data.merges) {
            merges.push_back({std::string(data.authors[merge.author]),
                              std::string(data.authors[merge.developer])});
        }
        std::sort(merges.begin(), merges.end());
        return merges;
    }
    /// The same from the view, of the names that the store knows or that stand for one of those.
    [[nodiscard]] Rows viewed() const {
        return rows(
            "SELECT author, developer FROM identities WHERE author IN (SELECT name FROM author) "
            "OR author IN (SELECT developer FROM identities "
            "WHERE author IN (SELECT name FROM author)) ORDER BY author");
    }
};

TEST_F(Identities, PairsAreKeptInOrderOfTheirNames) {
    Store store = open();
    NamePair kept = pair("zoe", "ann", "accept");
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
            if (data.authors[merge.author] == name) {
                return merge.developer;
            }
        }
        return kNoText;
    };
    EXPECT_EQ(developer("ann"), developer("cid"));
    EXPECT_EQ(developer("dan"), developer("eve"));
    EXPECT_NE(developer("ann"), developer("dan"));
}

TEST_F(Identities, AMergedDeveloperIsNamedAfterWhoCommittedMostNotWhoWasMetFirst) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    record_commits(store, 1, 0,
                   {commit(4, {"some-bot"}), commit(3, {"alice"}), commit(2, {"alice"})}, true);
    save(store, {pair("alice", "some-bot", "accept")});
    const Rows expected{{"alice", "alice"}, {"some-bot", "alice"}};
    EXPECT_EQ(loaded({.commits = true}), expected);
    EXPECT_EQ(loaded({.discussions = true}), expected) << "without commits";
    EXPECT_EQ(loaded({.commits = true}, hour(4)), expected) << "in a time when only the bot worked";
}

TEST_F(Identities, EqualsAreNamedAfterTheSmallestNameByItsBytes) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    record_discussions(store, 1, 0, {discussion(1, "\xC3\xA9va"), discussion(2, "eva")}, true);
    save(store, {pair("\xC3\xA9va", "eva", "accept"), pair("Unseen", "eva", "accept")});
    EXPECT_EQ(loaded({.discussions = true}), viewed());
    EXPECT_THAT(loaded({.discussions = true}), Contains(ElementsAre("\xC3\xA9va", "Unseen")));
}

class RandomMerges : public Identities, public testing::WithParamInterface<unsigned> {};

TEST_P(RandomMerges, AreNamedAlikeByTheLoaderAndTheView) {
    // The last three never committed, and the store does not know them.
    const std::vector<std::string> names{"ann", "Ann", "bob", "some-bot", "\xC3\xA9va", "eva",
                                         "a",   "a b", "zoe", "Zed",      "m-1",        "m_1",
                                         "x",   "0",   "N0",  "~"};
    std::mt19937 random(GetParam());
    const auto below = [&random](std::size_t bound) { return random() % bound; };
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    for (int repo = 1; repo <= 2; ++repo) {
        std::vector<hub::CommitRecord> history;
        for (int number = 12; number > 0; --number) {
            std::vector<std::string> authors;
            for (std::size_t more = 1 + below(3); more > 0; --more) {
                authors.push_back(names[below(names.size() - 3)]);  // some twice
            }
            history.push_back(commit(100 * repo + number, authors));
        }
        record_commits(store, repo, 0, history, true);
    }
    std::vector<NamePair> decisions;
    for (std::size_t left = 4 + below(12); left > 0; --left) {
        const std::size_t one = below(names.size());
        const std::size_t other = (one + 1 + below(names.size() - 1)) % names.size();
        decisions.push_back(pair(names[one], names[other], below(5) == 0 ? "reject" : "accept"));
    }
    save(store, decisions);
    EXPECT_EQ(loaded({.commits = true}), viewed());
    EXPECT_EQ(loaded({.discussions = true}), viewed());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomMerges, testing::Range(1U, 31U));

}  // namespace
}  // namespace hubmine::store
