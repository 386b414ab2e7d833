#include "crawl/crawl_fixture.hpp"

namespace hubmine::crawl {
namespace {

using core::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr auto kDay = std::chrono::hours(24);

/// A crawled Hub, and the requests that the next crawl makes.
class Refresh : public CrawlTest {
  protected:
    Refresh() : hub_(small_hub()), options_(options_for(hub_)) {
        now_ = core::parse_time("2026-11-01T00:00:00Z");
        crawl(options_);
        seen_ = hub_.stats().by_target;
    }

    /// The targets that a crawl `later` asks for, without those of lists.
    std::vector<std::string> asked_after(std::chrono::hours later) {
        *now_ += later;
        summary_ = crawl(options_);
        std::vector<std::string> asked;
        const auto stats = hub_.stats();
        for (const auto& [target, times] : stats.by_target) {
            const bool is_list = target.find("?limit=") != std::string::npos &&
                                 target.find("commits") == std::string::npos;
            if (times > seen_[target] && !is_list) {
                asked.push_back(target.substr(0, target.find('?')));
            }
        }
        seen_ = stats.by_target;
        return asked;
    }

    demohub::Server hub_;
    Options options_;
    Summary summary_;
    std::map<std::string, std::int64_t> seen_;
};

TEST_F(Refresh, AsksNothingButTheListsWhenNothingHasChanged) {
    const auto before = hub_.stats().requests;
    EXPECT_THAT(asked_after(2 * kDay), IsEmpty());
    EXPECT_EQ(hub_.stats().requests - before, 3 + 1 + 2);  // 60, 18 and 40 rows, 20 a page
    EXPECT_EQ(summary_.unchanged, 118);
    EXPECT_FALSE(summary_.incomplete());
}

TEST_F(Refresh, TakesWhatAClockAheadWroteForOld) {
    const std::string day = "2026-10-01";
    EXPECT_THAT(asked_after(-31 * kDay), testing::Contains(testing::HasSubstr("/discussions")));
    EXPECT_EQ(summary_.unchanged, 118);
    EXPECT_THAT(rows_of(options_.store, "SELECT substr(started_at, 1, 10) FROM snapshots"),
                ElementsAre("2026-11-01", day));
    EXPECT_THAT(notices_, testing::Contains(testing::HasSubstr("ahead of this machine's clock")));
    EXPECT_FALSE(summary_.incomplete());
    const auto before = hub_.stats().requests;
    EXPECT_THAT(asked_after(std::chrono::hours(1)), IsEmpty());
    EXPECT_LE(hub_.stats().requests - before, 6);
}

TEST_F(Refresh, AsksForCommitsWhereTheHeadMoved) {
    hub_.world().push_commits(Kind::kModel, "solo9/model-0",
                              {{.title = "More", .authors = {"zoe"}}});
    EXPECT_THAT(asked_after(2 * kDay), ElementsAre("/api/models/solo9/model-0/commits/main"));
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT title FROM commits JOIN models USING (repo_id) "
                        "WHERE id = 'solo9/model-0' AND position = 0"),
                ElementsAre("More"));
}

TEST_F(Refresh, NoticesAHistoryThatWasRewritten) {
    hub_.world().rewrite_history(Kind::kModel, "solo9/model-0", 1);
    asked_after(2 * kDay);
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT count(*) FROM commits JOIN models USING (repo_id) "
                        "WHERE id = 'solo9/model-0'"),
                ElementsAre("1"));
}

TEST_F(Refresh, TakesMovedDownloadsForNoReason) {
    hub_.world().set_downloads(Kind::kModel, "solo9/model-0", 123456);
    EXPECT_THAT(asked_after(2 * kDay), IsEmpty());
}

TEST_F(Refresh, TakesMovedLikesForAReasonToReadDiscussions) {
    hub_.world().set_likes(Kind::kModel, "solo9/model-0", 4321);
    hub_.world().add_discussion(Kind::kModel, "solo9/model-0",
                                {.title = "New one", .author = "zoe"});
    EXPECT_THAT(asked_after(2 * kDay), ElementsAre("/api/models/solo9/model-0/discussions"));
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT title FROM discussions WHERE author = 'zoe'"),
                Contains("New one"));
}

TEST_F(Refresh, ReadsDiscussionsAgainWhenTheyAreOld) {
    const auto asked = asked_after(31 * kDay);
    EXPECT_GT(asked.size(), 100U);
    for (const std::string& target : asked) {
        EXPECT_THAT(target, Not(testing::HasSubstr("models/solo9/model-0/commits")));
    }
}

TEST_F(Refresh, MarksWhatIsNoLongerListedAndBringsItBack) {
    hub_.world().remove(Kind::kModel, "solo9/model-0");
    asked_after(2 * kDay);
    const char* const kRemoved = "SELECT id FROM repos WHERE removed_at IS NOT NULL";
    EXPECT_THAT(rows_of(file("hub.db"), kRemoved), ElementsAre("solo9/model-0"));
    hub_.world().restore(Kind::kModel, "solo9/model-0");
    asked_after(2 * kDay);
    EXPECT_THAT(rows_of(file("hub.db"), kRemoved), IsEmpty());
}

TEST_F(Refresh, KeepsTheHistoryOfARenamedRepository) {
    hub_.world().rename(Kind::kModel, "solo9/model-0", "new-owner/new-name");
    // Whose discussions were read under the old name is known only by reading them again.
    EXPECT_THAT(asked_after(2 * kDay), ElementsAre("/api/models/new-owner/new-name/discussions"));
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT n.id FROM repo_names AS n JOIN models AS m USING (repo_id) "
                        "WHERE m.id = 'new-owner/new-name'"),
                UnorderedElementsAre("solo9/model-0", "new-owner/new-name"));
}

TEST_F(Refresh, DoesNotListAgainWhileDetailsArePendingAndTheListIsFresh) {
    hub_.world().push_commits(Kind::kModel, "solo9/model-0", {{.title = "More"}});
    *now_ += 2 * kDay;
    options_.max_requests = 6;  // the lists only
    EXPECT_EQ(crawl(options_).ending, Ending::kBudget);
    options_.max_requests.reset();
    const auto before = hub_.stats().requests;
    *now_ += std::chrono::hours(1);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_EQ(hub_.stats().requests, before + 1);
}

using MovingHub = CrawlTest;

TEST_F(MovingHub, FollowsARenameThatHappensBetweenListAndRead) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    Options lists = options;
    lists.details.clear();
    crawl(lists);
    hub.world().rename(Kind::kModel, "solo9/model-0", "new-owner/new-name");
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT what, state FROM fetches JOIN models USING (repo_id) "
                        "WHERE id = 'new-owner/new-name'"),
                UnorderedElementsAre("commits|complete", "discussions|complete"));
    EXPECT_EQ(hub.stats().by_path.at("/api/models/new-owner/new-name"), 1);
}

TEST_F(MovingHub, TellsAListedRepositoryThatIsGone) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    Options lists = options;
    lists.details.clear();
    crawl(lists);
    hub.script("/api/models/solo9/model-0/",
               demohub::CannedReply{404, R"({"error":"Repository not found"})"}, 2);
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT what, state, http_status FROM fetches JOIN models USING (repo_id) "
                        "WHERE id = 'solo9/model-0'"),
                UnorderedElementsAre("commits|gone|404", "discussions|gone|404"));
}

TEST_F(MovingHub, ResolvesLegacyNamesOnceEach) {
    demohub::Server hub(small_hub());
    crawl(options_for(hub));
    const auto unresolved = rows_of(
        file("hub.db"), "SELECT DISTINCT target FROM space_models WHERE target_repo_id IS NULL");
    for (const auto& [path, times] : hub.stats().by_path) {
        if (path.find("/commits") == std::string::npos &&
            path.find("/discussions") == std::string::npos && path != "/api/models" &&
            path != "/api/datasets" && path != "/api/spaces") {
            EXPECT_EQ(times, 1) << path;
        }
    }
    EXPECT_THAT(unresolved, Not(Contains("bert-legacy")));
    const auto before = hub.stats().requests;
    crawl(options_for(hub));  // lists only: names asked in vain are not asked again soon
    EXPECT_EQ(hub.stats().requests, before + 6);
}

TEST_F(MovingHub, LosesNoRowWhenRepositoriesAppearMeanwhile) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.details.clear();
    options.max_requests = 3;
    crawl(options);
    hub.world().create(Kind::kModel, "late/comer");
    hub.world().remove(Kind::kModel, "solo9/model-0");
    options.max_requests.reset();
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT count(*) FROM models WHERE removed_at IS NULL"),
                ElementsAre(testing::AnyOf("60", "61")));
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT id FROM models WHERE owner = 'late'"),
                ElementsAre("late/comer"));
}

TEST_F(MovingHub, KeepsNoHistoryOfAStrangerWhoTookTheName) {
    now_ = core::parse_time("2026-11-01T00:00:00Z");
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    Options lists = options;
    lists.details.clear();
    crawl(lists);
    hub.world().rename(Kind::kModel, "solo9/model-0", "zed/moved");
    hub.world().create(Kind::kModel, "solo9/model-0");
    hub.world().push_commits(Kind::kModel, "solo9/model-0", {{.title = "Foreign"}});
    hub.world().add_discussion(Kind::kModel, "solo9/model-0", {.title = "Foreign"});
    crawl(options);
    *now_ += kDay * 2;
    crawl(options);
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT id, title FROM commits JOIN models USING (repo_id) "
                        "WHERE title = 'Foreign' UNION ALL "
                        "SELECT id, title FROM discussions JOIN models USING (repo_id) "
                        "WHERE title = 'Foreign'"),
                ElementsAre("solo9/model-0|Foreign", "solo9/model-0|Foreign"));
}

/// A Hub whose lists end early, or say nothing of use, after a sound crawl.
class ShortLists : public CrawlTest {
  protected:
    ShortLists() : hub_(small_hub()), options_(options_for(hub_)) {
        now_ = core::parse_time("2026-11-01T00:00:00Z");
        options_.details.clear();
        options_.kinds = {Kind::kModel};
        crawl(options_);
        requests_ = hub_.stats().requests;
    }
    Summary answered(const std::string& body, int times) {
        *now_ += 2 * kDay;
        hub_.script("/api/models?", demohub::CannedReply{200, body}, times);
        const Summary summary = crawl(options_);
        requests_ = hub_.stats().requests - requests_;
        return summary;
    }
    [[nodiscard]] std::vector<std::string> removed() const {
        return rows_of(file("hub.db"), "SELECT count(removed_at) FROM models");
    }
    demohub::Server hub_;
    Options options_;
    std::int64_t requests_ = 0;
};

TEST_F(ShortLists, AnEmptyReplyIsAskedForOnceMore) {
    EXPECT_FALSE(answered("[]", 1).incomplete());
    EXPECT_EQ(requests_, 3 + 1);
    EXPECT_THAT(removed(), ElementsAre("0"));
}

TEST_F(ShortLists, ThatStayShortAreBelievedAndTold) {
    const Summary summary = answered("[]", 2);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(summary.removed, 60);
    EXPECT_EQ(requests_, 2);
    EXPECT_THAT(removed(), ElementsAre("60"));
    EXPECT_THAT(notices_, Contains(testing::HasSubstr("without 60 of 60 repositories")));
}

TEST_F(ShortLists, OfRowsWithoutIdentityAreNotTheList) {
    EXPECT_TRUE(answered(R"([{"id":"solo9/model-0"},{"likes":3}])", 100).incomplete());
    EXPECT_THAT(removed(), ElementsAre("0"));
}

TEST_F(ShortLists, AFieldThatIsRefusedTakesNoValueAway) {
    const std::string counts =
        "SELECT count(*), count(pipeline_tag), count(library_name), count(parameters) FROM models";
    const auto before = rows_of(file("hub.db"), counts);
    *now_ += 2 * kDay;
    hub_.script("/api/models?",
                demohub::CannedReply{400, R"({"error":"Invalid option: expected one of )"
                                          R"(\"author\"|\"likes\"|\"tags\"|\"sha\"|)"
                                          R"(\"createdAt\"|\"lastModified\""})"});
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_EQ(rows_of(file("hub.db"), counts), before);
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT count(*) FROM repo_history"), ElementsAre("0"));
}

using Scopes = CrawlTest;

TEST_F(Scopes, HistoriesOfAStoreWithoutAListingAreNotDone) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.listing = false;
    EXPECT_TRUE(crawl(options).incomplete());
    EXPECT_THAT(notices_, Contains(testing::HasSubstr("nothing is listed yet")));
    EXPECT_EQ(hub.stats().requests, 0);
}

TEST_F(Scopes, ALimitBoundsTheHistoriesOfAStoreThatHoldsMore) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.details.clear();
    crawl(options);
    options.details.insert(store::Detail::kCommits);
    options.limit = 2;
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"),
                        "SELECT kind, count(*) FROM fetches JOIN repos USING (repo_id) "
                        "WHERE what = 'commits' AND state <> 'pending' GROUP BY kind"),
                ElementsAre("dataset|2", "model|2", "space|2"));
}

TEST_F(Scopes, ACrawlOfAPartDoesNotMakeTheWholeListAgain) {
    now_ = core::parse_time("2026-11-01T00:00:00Z");
    demohub::Server hub(small_hub());
    Options whole = options_for(hub);
    whole.details.clear();
    EXPECT_FALSE(crawl(whole).incomplete());
    Options part = options_for(hub);
    part.author = "solo9";
    part.details.clear();
    crawl(part);
    const auto lists = [&hub] {
        return hub.stats().by_route.at("list models") + hub.stats().by_route.at("list datasets");
    };
    const auto before = lists();
    whole.details.insert(store::Detail::kCommits);
    EXPECT_FALSE(crawl(whole).incomplete());
    EXPECT_EQ(lists(), before);
}

}  // namespace
}  // namespace hubmine::crawl
