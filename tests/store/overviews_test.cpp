#include "hubmine/store/overviews.hpp"

#include "hubmine/store/coverage.hpp"
#include "hubmine/store/upkeep.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using hub::AccountKind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class OwnersOfStore : public StoreTest {
  protected:
    OwnersOfStore() {
        // Downloads are ten times, likes once the number.
        list(store_, Kind::kModel,
             {model(1, "ann/a"), model(2, "bob/b"), model(3, "lab/c"), model(9, "nobody")}, 0);
        list(store_, Kind::kDataset, {record(Kind::kDataset, 2, "ann/d")}, 1);
        list(store_, Kind::kSpace, {record(Kind::kSpace, 5, "zoe/e")}, 2);
    }

    [[nodiscard]] std::vector<std::string> due(OwnerQuery query = {}) const {
        query.most = query.most == 0 ? 100 : query.most;
        std::vector<std::string> names;
        for (const OwnerItem& item : Overviews(store_).due(query)) {
            names.push_back(item.name + (item.guess == AccountKind::kOrganisation ? " (org)" : ""));
        }
        return names;
    }
    void outcome(const std::string& name, FetchState state, int at) {
        Overviews(store_).record_outcome(
            {.name = name, .state = state, .http_status = 404, .at = hour(at)});
    }

    Store store_ = open();
};

TEST_F(OwnersOfStore, RankByDownloadsThenLikesThenName) {
    EXPECT_THAT(due(), ElementsAre("ann", "lab", "bob", "zoe"));
    EXPECT_THAT(due({.most = 2}), ElementsAre("ann", "lab"));
    EXPECT_THAT(due({.within = {.kinds = {Kind::kModel}}}), ElementsAre("lab", "bob", "ann"));
    EXPECT_THAT(due({.within = {.author = "bob"}}), ElementsAre("bob"));
    list(store_, Kind::kModel, {model(1, "ann/a")}, 9);
    EXPECT_THAT(due(), ElementsAre("ann", "zoe")) << "only what is present counts";
}

TEST_F(OwnersOfStore, AreDueAgainByAgeAndState) {
    Overviews(store_).record("ann", {.kind = AccountKind::kUser, .name = "ann"}, hour(10));
    Overviews(store_).record("lab", {.kind = AccountKind::kOrganisation, .name = "LAB"}, hour(20));
    outcome("bob", FetchState::kGone, 15);
    outcome("zoe", FetchState::kFailed, 15);
    EXPECT_THAT(due(), ElementsAre("zoe"));
    EXPECT_THAT(due({.within = {.run_started = hour(12)}}), IsEmpty());
    EXPECT_THAT(due({.within = {.retry_unreadable_before = hour(16), .run_started = hour(12)}}),
                ElementsAre("bob"));
    EXPECT_THAT(due({.overviews_before = hour(11)}), ElementsAre("ann", "zoe"));
    EXPECT_THAT(due({.overviews_before = hour(21)}), ElementsAre("ann", "lab (org)", "zoe"));
    EXPECT_THAT(due({.within = {.now = hour(5)}, .overviews_before = hour(1)}),
                ElementsAre("ann", "lab (org)", "zoe"))
        << "read by a clock ahead";
}

TEST_F(OwnersOfStore, AnOverviewReplacesTheOneBeforeAndARefusalLeavesIt) {
    Overviews(store_).record("lab",
                             {.kind = AccountKind::kOrganisation,
                              .name = "lab",
                              .fullname = "Lab\xff",
                              .is_verified = false,
                              .plan = "team",
                              .members = 3,
                              .followers = 4},
                             hour(1));
    outcome("lab", FetchState::kUnreadable, 2);
    const char* const kSql =
        "SELECT kind, basis, fullname, is_verified, plan, members, followers, state, http_status "
        "FROM owners";
    EXPECT_THAT(rows(kSql), ElementsAre(ElementsAre("org", "overview", "Lab\xEF\xBF\xBD", "0",
                                                    "team", "3", "4", "unreadable", "404")));
    Overviews(store_).record("lab", {.kind = AccountKind::kUser, .name = "lab"}, hour(3));
    EXPECT_THAT(rows(kSql), ElementsAre(ElementsAre("user", "overview", "NULL", "NULL", "NULL",
                                                    "NULL", "NULL", "complete", "200")));
    EXPECT_THAT(verify(store_), IsEmpty());
}

TEST_F(OwnersOfStore, DiscussionsTellOfThoseWhoOwnSomething) {
    hub::DiscussionRecord first = discussion(1, "lab");
    first.author_kind = AccountKind::kOrganisation;
    hub::DiscussionRecord second = discussion(2, "stranger");
    second.author_kind = AccountKind::kUser;
    second.owner = "ann";
    second.owner_kind = AccountKind::kUser;
    record_discussions(store_, 1, 0, {first, second}, true);
    EXPECT_THAT(rows("SELECT owner, kind FROM owners"), ElementsAre(ElementsAre("ann", "user")));
    Overviews(store_).take_over_told();
    EXPECT_THAT(rows("SELECT owner, kind, basis FROM owners"),
                ElementsAre(ElementsAre("ann", "user", "discussion"),
                            ElementsAre("lab", "org", "discussion")));
    EXPECT_THAT(due(), Contains("lab (org)"));
    second.owner = "bob";
    record_discussions(store_, 1, 0, {second}, true, 2);
    EXPECT_EQ(rows("SELECT owner FROM owners").size(), 2U) << "the repository is ann's";
    EXPECT_EQ(rows("SELECT * FROM coverage WHERE kind = ''").size(), 0U) << "nobody was asked";
}

TEST_F(OwnersOfStore, AreCountedOnceOneWasAskedFor) {
    Overviews(store_).record("ann", {.kind = AccountKind::kUser, .name = "ann"}, hour(10));
    outcome("bob", FetchState::kGone, 15);
    Overviews(store_).record("elsewhere", {.kind = AccountKind::kUser, .name = "x"}, hour(10));
    EXPECT_THAT(rows("SELECT * FROM coverage WHERE kind = ''"),
                ElementsAre(ElementsAre("", "owners", "4", "1", "0", "1", "0", "2")));
    const Coverage counted = count_coverage(store_).back();
    EXPECT_EQ(counted.what, "owners");
    EXPECT_EQ(counted.expected, 4);
    EXPECT_EQ(counted.complete, 1);
    EXPECT_EQ(counted.gone, 1);
    EXPECT_EQ(counted.pending, 2);
}

TEST_F(OwnersOfStore, VerifyMissesAKind) {
    store_.database().execute("INSERT INTO owner (name, state) VALUES ('x', 1)");
    EXPECT_THAT(verify(store_), ElementsAre(testing::HasSubstr("1 owner called complete")));
}

}  // namespace
}  // namespace hubmine::store
