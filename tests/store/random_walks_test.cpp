#include "hubmine/store/upkeep.hpp"
#include "hubmine/store/work_queue.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::IsEmpty;

/// A Hub that changes at random, and a crawl that sees it in pieces.
class RandomWalks : public StoreTest, public testing::WithParamInterface<int> {
  protected:
    struct Repo {
        int number = 0;
        std::string name;
        int likes = 0;
        int tag = 0;
        std::vector<int> history;  // newest first
        bool there = true;
    };

    RandomWalks() : store_(open()), random_(static_cast<unsigned>(GetParam())) {}

    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

    hub::RepoRecord record_of(const Repo& repo) const {
        hub::RepoRecord record = model(repo.number, repo.name);
        record.likes = repo.likes;
        record.tags = {"license:l" + std::to_string(repo.tag)};
        record.sha = repo.history.empty() ? sha(0) : sha(repo.history.front());
        record.last_modified = hour(static_cast<int>(repo.history.size()));
        return record;
    }

    void change(Repo& repo) {
        switch (below(7)) {
            case 0:
                repo.name = "a/name" + std::to_string(next_++);
                break;
            case 1:
                repo.likes = below(4);
                break;
            case 2:
                repo.tag = below(3);
                break;
            case 3:
                repo.there = !repo.there;
                break;
            case 4:
                repo.history.clear();
                [[fallthrough]];
            default:
                for (int pushes = below(4); pushes > 0; --pushes) {
                    repo.history.insert(repo.history.begin(), next_++);
                }
        }
    }

    void list_hub(int at) {
        const Walk walk = Walks(store_).begin({.kinds = {Kind::kModel}}, "http://hub", hour(at));
        std::vector<hub::RepoRecord> records;
        for (const Repo& repo : hub_) {
            if (repo.there) {
                records.push_back(record_of(repo));
            }
        }
        const auto middle = records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2);
        Walks(store_).record_page(walk.snapshot_id, Kind::kModel, {records.begin(), middle},
                                  "http://hub/2", hour(at));
        if (below(4) == 0) {
            return;  // interrupted: the next one goes on
        }
        Walks(store_).record_page(walk.snapshot_id, Kind::kModel, {middle, records.end()}, "",
                                  hour(at));
        Walks(store_).finish(walk.snapshot_id, hour(at));
    }

    void read_commits(const WorkItem& item, int at) {
        const auto repo = std::find_if(hub_.begin(), hub_.end(), [&](const Repo& candidate) {
            return hub_id(candidate.number) == item.hub_id;
        });
        constexpr std::size_t kPage = 2;
        for (auto page = static_cast<std::size_t>(item.next_page);; ++page) {
            std::vector<hub::CommitRecord> commits;
            for (std::size_t i = page * kPage;
                 i < std::min(repo->history.size(), (page + 1) * kPage); ++i) {
                commits.push_back(
                    commit(repo->history[i], {"dev" + std::to_string(repo->history[i] % 3)}));
            }
            const bool last = (page + 1) * kPage >= repo->history.size();
            if (record_commits(store_, item.repo_id, static_cast<std::int64_t>(page), commits, last,
                               at) == PageNext::kComplete ||
                below(5) == 0) {
                return;
            }
        }
    }

    void work(int at, bool all) {
        WorkCursor cursor;
        for (const WorkItem& item :
             WorkQueue(store_).next({.what = {Detail::kCommits}}, cursor, 1000)) {
            if (all || below(2) == 0) {
                read_commits(item, at);
            }
        }
    }

    [[nodiscard]] std::int64_t metric_rows() const {
        return std::stoll(value("SELECT count(*) FROM metric"));
    }

    Store store_;
    std::mt19937 random_;
    std::vector<Repo> hub_;
    int next_ = 1000;
};

TEST_P(RandomWalks, LeaveASoundStoreThatEndsAsTheHubDoes) {
    int at = 0;
    for (int round = 0; round < 25; ++round) {
        at += 8;
        const int number = 1 + static_cast<int>(hub_.size());
        hub_.push_back({.number = number, .name = "a/m" + std::to_string(number)});
        for (int changes = below(6); changes > 0; --changes) {
            change(hub_[static_cast<std::size_t>(below(static_cast<int>(hub_.size())))]);
        }
        list_hub(at);
        work(at, false);
        if (below(6) == 0) {
            const PrunePolicy policy{.daily = 2, .weekly = 1};
            const PruneResult plan = plan_prune(store_, policy, hour(at));
            const std::int64_t before = metric_rows();
            const PruneResult result = prune_snapshots(store_, policy, hour(at));
            ASSERT_EQ(result.snapshots, plan.snapshots);
            ASSERT_EQ(result.metric_rows, plan.metric_rows);
            ASSERT_EQ(before - metric_rows(), plan.metric_rows);
        }
        ASSERT_THAT(verify(store_), IsEmpty()) << "round " << round;
    }
    for (int quiet = 0; quiet < 20; ++quiet) {
        at += 8;
        list_hub(at);
        work(at, true);
    }
    ASSERT_THAT(verify(store_), IsEmpty());
    std::map<std::string, std::string> expected;
    std::map<std::string, std::string> held;
    for (const Repo& repo : hub_) {
        if (repo.there) {
            std::string shas;
            for (const int number : repo.history) {
                shas += sha(number) + " ";
            }
            expected[repo.name] =
                std::to_string(repo.likes) + " l" + std::to_string(repo.tag) + " " + shas;
        }
    }
    for (const auto& row : rows(
             "SELECT id, likes || ' ' || license || ' ' || coalesce((SELECT group_concat(sha, ' ') "
             "|| ' ' FROM (SELECT sha FROM commits AS c WHERE c.repo_id = m.repo_id "
             "ORDER BY position)), '') FROM models AS m WHERE removed_at IS NULL")) {
        held[row[0]] = row[1];
    }
    EXPECT_EQ(held, expected);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWalks, testing::Range(1, 7));

}  // namespace
}  // namespace hubmine::store
