#include "demohub/synthetic.hpp"

#include "demohub/chance.hpp"
#include "demohub/population.hpp"
#include "demohub/test_hub.hpp"
#include "demohub/world_files.hpp"
#include "demohub/write_world.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

namespace hubmine::demohub {
namespace {

using core::Kind;

SyntheticOptions some(std::uint64_t seed = 1) {
    return {.models = 2500, .datasets = 300, .spaces = 1000, .seed = seed};
}

/// Everything a content says, as one text.
std::string everything(const Content& hub, std::size_t most) {
    std::string text;
    for (const Kind kind : core::kAllKinds) {
        for (std::size_t i = 0; i < std::min(most, hub.count(kind)); ++i) {
            text += hub.object(kind, i, true) + '\n';
            for (const auto& commit : hub.commits(kind, i, 0, 1000)) {
                text += commit + '\n';
            }
            for (const auto& discussion : hub.discussions(kind, i)) {
                text += discussion + '\n';
            }
            for (const auto& liker : hub.likers(kind, i)) {
                text += liker + '\n';
            }
        }
    }
    return text;
}

/// The share of a kind's repositories for which a statement holds.
template <typename Statement>
double share(const Content& hub, Kind kind, Statement holds) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < hub.count(kind); ++i) {
        count += holds(i) ? 1U : 0U;
    }
    return static_cast<double>(count) / static_cast<double>(hub.count(kind));
}

std::set<std::string> authors(const Content& hub, Kind kind, std::size_t index) {
    std::set<std::string> names;
    constexpr std::size_t kEnough = 40;
    for (const auto& text : hub.commits(kind, index, 0, kEnough)) {
        const Json commit = Json::parse(text);
        for (const auto& author : commit["authors"]) {
            names.insert(author["user"]);
        }
    }
    return names;
}

class SyntheticTest : public testing::Test {
  protected:
    std::unique_ptr<Content> hub_ = synthetic_hub(some());
};

TEST_F(SyntheticTest, TheSameSeedGivesTheSameBytes) {
    const auto again = synthetic_hub(some());
    const auto other = synthetic_hub(some(2));
    EXPECT_EQ(everything(*hub_, 50), everything(*again, 50));
    EXPECT_NE(everything(*hub_, 50), everything(*other, 50));
}

TEST_F(SyntheticTest, EveryObjectIsJsonWithItsOwnIdentity) {
    for (const Kind kind : core::kAllKinds) {
        std::set<std::string> ids;
        std::string last;
        for (std::size_t i = 0; i < hub_->count(kind); ++i) {
            const Json object = Json::parse(hub_->object(kind, i, true));
            ASSERT_EQ(object["id"], hub_->name(kind, i));
            ASSERT_EQ(object["_id"], hub_->hub_id(kind, i));
            ASSERT_TRUE(ids.insert(object["id"]).second);
            const std::string key =
                object["createdAt"].get<std::string>() + object["_id"].get<std::string>();
            ASSERT_LT(last, key);
            last = key;
            ASSERT_EQ(hub_->find(kind, hub_->name(kind, i)), i);
        }
    }
    EXPECT_EQ(hub_->find(Kind::kModel, "no/body"), std::nullopt);
    EXPECT_EQ(hub_->find(Kind::kModel, "no/body-zzzzzzzzzzzz"), std::nullopt);
}

TEST_F(SyntheticTest, HeadsAreTheNewestCommits) {
    for (std::size_t i = 0; i < 200; ++i) {
        const Json object = Json::parse(hub_->object(Kind::kModel, i, false));
        const auto commits = hub_->commits(Kind::kModel, i, 0, 100000);
        ASSERT_EQ(commits.size(), hub_->commit_count(Kind::kModel, i));
        const Json head = Json::parse(commits.front());
        ASSERT_EQ(head["id"], object["sha"]);
        ASSERT_EQ(head["date"], object["lastModified"]);
        for (std::size_t c = 1; c < commits.size(); ++c) {
            ASSERT_GE(Json::parse(commits[c - 1])["date"], Json::parse(commits[c])["date"]);
        }
    }
}

TEST_F(SyntheticTest, LikesDownloadsAndLicencesAreSpreadAsInTheStudy) {
    const auto model = [this](std::size_t i) {
        return Json::parse(hub_->object(Kind::kModel, i, false));
    };
    EXPECT_NEAR(share(*hub_, Kind::kModel, [&](auto i) { return model(i)["likes"] == 0; }), 0.91,
                0.02);
    EXPECT_NEAR(share(*hub_, Kind::kModel, [&](auto i) { return model(i)["downloads"] == 0; }),
                0.71, 0.03);
    EXPECT_NEAR(share(*hub_, Kind::kModel,
                      [&](auto i) { return hub_->discussions(Kind::kModel, i).empty(); }),
                0.84, 0.03);
    EXPECT_NEAR(share(*hub_, Kind::kModel,
                      [&](auto i) { return !model(i)["cardData"].contains("license"); }),
                0.65, 0.03);
}

TEST_F(SyntheticTest, MostModelsHaveFewCommitsByOneCommitter) {
    std::vector<std::size_t> commits;
    for (std::size_t i = 0; i < hub_->count(Kind::kModel); ++i) {
        commits.push_back(hub_->commit_count(Kind::kModel, i));
    }
    std::sort(commits.begin(), commits.end());
    EXPECT_EQ(commits[commits.size() / 4], 2);
    EXPECT_EQ(commits[commits.size() / 2], 3);
    EXPECT_EQ(commits[commits.size() * 3 / 4], 5);
    EXPECT_GT(commits.back(), 100);
    EXPECT_NEAR(share(*hub_, Kind::kModel,
                      [&](auto i) { return authors(*hub_, Kind::kModel, i).size() == 1; }),
                0.87, 0.04);
}

TEST_F(SyntheticTest, MostDevelopersWorkAlone) {
    std::map<std::string, bool> has_partner;
    for (std::size_t i = 0; i < hub_->count(Kind::kModel); ++i) {
        const auto names = authors(*hub_, Kind::kModel, i);
        for (const auto& name : names) {
            has_partner[name] = has_partner[name] || names.size() > 1;
        }
    }
    const auto alone = std::count_if(has_partner.begin(), has_partner.end(),
                                     [](const auto& entry) { return !entry.second; });
    EXPECT_NEAR(static_cast<double>(alone) / static_cast<double>(has_partner.size()), 0.87, 0.05);
}

TEST_F(SyntheticTest, UsageIsHeavyTailedAndAgreesFromBothSides) {
    std::map<std::string, std::size_t> uses;
    std::size_t copies = 0;
    for (std::size_t i = 0; i < hub_->count(Kind::kSpace); ++i) {
        const Json space = Json::parse(hub_->object(Kind::kSpace, i, false));
        copies += space["cardData"].contains("duplicated_from") ? 1U : 0U;
        for (const auto& model : space["models"]) {
            ++uses[model];
        }
    }
    EXPECT_GT(copies, 10);
    std::size_t most = 0;
    std::string top;
    for (const auto& [model, count] : uses) {
        if (count > most && hub_->find(Kind::kModel, model)) {
            most = count;
            top = model;
        }
    }
    EXPECT_GT(most, 15);
    const std::size_t index = hub_->find(Kind::kModel, top).value_or(0);
    EXPECT_GE(Json::parse(hub_->object(Kind::kModel, index, true))["spaces"].size(), most);
}

TEST_F(SyntheticTest, FormerAndLegacyIdsLeadToTheModel) {
    std::size_t moved = 0;
    std::size_t dangling = 0;
    for (std::size_t i = 0; i < hub_->count(Kind::kSpace); ++i) {
        const Json space = Json::parse(hub_->object(Kind::kSpace, i, false));
        for (const auto& model : space["models"]) {
            if (hub_->find(Kind::kModel, model.get<std::string>())) {
                continue;
            }
            const auto target = hub_->moved_to(Kind::kModel, model.get<std::string>());
            moved += target && hub_->find(Kind::kModel, *target) ? 1U : 0U;
            dangling += target ? 0U : 1U;
        }
    }
    EXPECT_GT(moved, 20);
    EXPECT_GT(dangling, 0);
    EXPECT_LT(dangling, 20);
}

TEST_F(SyntheticTest, SomeAreGatedDisabledVanishedOrOlderThanTheHubSays) {
    const auto has = [this](std::string_view key, const Json& value) {
        return share(*hub_, Kind::kModel, [&](auto i) {
            return Json::parse(hub_->object(Kind::kModel, i, false))[std::string(key)] == value;
        });
    };
    EXPECT_GT(has("gated", "auto"), 0.001);
    EXPECT_GT(has("gated", "manual"), 0.001);
    EXPECT_GT(has("disabled", true), 0);
    EXPECT_NEAR(has("createdAt", "2022-03-02T23:29:04.000Z"), 0.05, 0.02);
    EXPECT_NEAR(share(*hub_, Kind::kModel, [&](auto i) { return hub_->vanished(Kind::kModel, i); }),
                0.004, 0.004);
}

TEST_F(SyntheticTest, BotsAndRealNamesAreAmongTheAuthors) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < hub_->count(Kind::kModel); ++i) {
        names.merge(authors(*hub_, Kind::kModel, i));
    }
    EXPECT_TRUE(names.count("system") == 1);
    EXPECT_TRUE(names.count("SFconvertbot") == 1);
    EXPECT_GT(std::count_if(names.begin(), names.end(),
                            [](const auto& n) { return n.find(' ') != std::string::npos; }),
              3);
}

TEST_F(SyntheticTest, AuthorsAndOwnersHaveAccounts) {
    EXPECT_TRUE(hub_->account("google")->is_organisation);
    const std::string name = *authors(*hub_, Kind::kModel, 0).begin();
    EXPECT_EQ(hub_->account(name)->name, name);
    EXPECT_EQ(hub_->account("nobody-at-all"), std::nullopt);
}

TEST(Population, NamesAreUniqueAndLeadBack) {
    const Population people(20000, 3);
    std::set<std::string> names;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::string name = people.user_name(i);
        EXPECT_TRUE(names.insert(name).second);
        const auto account = people.account(name);
        ASSERT_TRUE(account);
        EXPECT_EQ(account->name, name);
    }
    for (const Team& team : people.teams()) {
        EXPECT_TRUE(names.insert(people.organisation(team)).second);
        EXPECT_TRUE(people.account(people.organisation(team))->is_organisation);
        EXPECT_EQ(people.team_of(team.first + team.size - 1)->number, team.number);
    }
}

TEST(Chance, ShufflesVisitEveryNumberOnce) {
    for (const std::uint64_t size : {1U, 2U, 3U, 10U, 999U, 1000U}) {
        const Shuffle shuffle(size, 42);
        std::set<std::uint64_t> seen;
        for (std::uint64_t i = 0; i < size; ++i) {
            seen.insert(shuffle.scrambled(i));
            EXPECT_EQ(shuffle.unscrambled(shuffle.scrambled(i)), i);
        }
        EXPECT_EQ(seen.size(), size);
        EXPECT_EQ(*seen.rbegin(), size - 1);
    }
}

TEST(Chance, QuantilesAreThoseOfTheNormalDistribution) {
    EXPECT_NEAR(normal_quantile(0.975), 1.959964, 1e-6);
    EXPECT_NEAR(normal_quantile(0.5), 0, 1e-12);
    EXPECT_NEAR(normal_tail(1.959964), 0.025, 1e-6);
}

TEST(Chance, CountsAreZeroBelowThePositiveShare) {
    EXPECT_EQ(pareto_count(normal_quantile(0.89), 0.1, 1, 1000), 0);
    EXPECT_EQ(pareto_count(normal_quantile(0.91), 0.1, 1, 1000), 1);
    EXPECT_EQ(pareto_count(normal_quantile(0.9990001), 0.1, 1, 1000), 100);
    EXPECT_EQ(pareto_count(6, 0.1, 1, 1000), 1000);
    EXPECT_EQ(lognormal_count(normal_quantile(0.951), 0.1, std::log(50), 1, 1000), 51);
}

TEST(WriteWorld, IsReadBackAsTheSameHub) {
    const WorldDirectory directory;
    const SyntheticOptions options{.models = 120, .datasets = 20, .spaces = 50, .seed = 9};
    write_world(options, directory.path());
    const auto written = open_world(directory.path());
    const auto made = synthetic_hub(options);
    EXPECT_EQ(everything(*written, 1000), everything(*made, 1000));
    EXPECT_EQ(written->now_ms(), made->now_ms());
    for (std::size_t i = 0; i < 120; ++i) {
        EXPECT_EQ(written->vanished(Kind::kModel, i), made->vanished(Kind::kModel, i));
    }
    EXPECT_TRUE(written->account("system"));
    EXPECT_THROW(write_world(options, directory.path() / "models.jsonl" / "below"), std::exception);
}

TEST(SyntheticServer, ServesAMillionRepositoriesAtOnce) {
    Options options;
    options.synthetic = {.models = 1000000, .datasets = 100000, .spaces = 100000};
    const Server hub(options);
    Client client(hub);
    const auto reply = client.get("/api/models?limit=3&sort=createdAt&direction=1");
    EXPECT_EQ(Json::parse(reply->body).size(), 3);
    const Json newest = client.json("/api/models?limit=1&sort=createdAt");
    const std::string id = newest[0]["id"];
    EXPECT_EQ(client.json("/api/models/" + id + "?expand=sha")["_id"], newest[0]["_id"]);
}

}  // namespace
}  // namespace hubmine::demohub
