#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "support/scratch_directory.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

struct CommitAct {
    std::string at;  ///< empty = without a date
    std::vector<std::string> authors;
};

struct DiscussionAct {
    std::string at;
    std::string starter;  ///< empty = a deleted account
    bool is_pull_request = false;
    store::DiscussionState state = store::DiscussionState::kOpen;
    std::string title;
};

struct ActsRepo {
    std::string id;
    std::vector<CommitAct> commits;
    std::vector<DiscussionAct> discussions;
    core::Kind kind = core::Kind::kModel;
    bool commits_known = true;
    bool discussions_known = true;
    std::string created;
};

/// Repositories with who did what when, written down by hand; the snapshot is of 2024-06-15, noon.
class ActsWorld {
  public:
    ActsWorld() { list("nobody,Nobody,company,\n"); }

    /// Rows of the list of organisations.
    void list(const std::string& rows) const {
        std::ofstream(organisations_file()) << "namespace,entity,type,country\n" << rows;
    }
    [[nodiscard]] std::string organisations_file() const { return *folder_ / "organisations.csv"; }
    [[nodiscard]] std::string bots_file() const {
        std::string path = *folder_ / "bots.csv";
        std::ofstream(path) << "name\nlint-bot\n";
        return path;
    }
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
        std::string path = *folder_ / name;
        std::ofstream(path) << content;
        return path;
    }

    /// What a store with these repositories, in this order, gives.
    [[nodiscard]] store::Dataset dataset(
        const std::function<std::uint64_t(std::string_view)>& mark_title = {}) const {
        store::Dataset data;
        data.snapshot.started_at = *core::parse_time("2024-06-15T11:00");
        data.snapshot.finished_at = core::parse_time("2024-06-15T12:00");
        data.owners = owners;
        for (const ActsRepo& repo : repos) {
            add(repo, mark_title, data);
        }
        for (std::size_t kind = 0; kind < data.repos.size(); ++kind) {
            data.commit_times.at(kind).offsets.push_back(data.commit_times.at(kind).at.size());
        }
        for (const auto& [member, developer] : merges) {
            data.merges.push_back({author(data, developer), author(data, developer)});
            data.merges.push_back({author(data, member), author(data, developer)});
        }
        return data;
    }

    std::vector<ActsRepo> repos;
    store::Owners owners;
    std::vector<std::pair<std::string, std::string>> merges;  ///< member, developer

  private:
    static std::uint32_t author(store::Dataset& data, std::string_view name) {
        const auto found = std::find(data.authors.begin(), data.authors.end(), name);
        const auto index = static_cast<std::uint32_t>(found - data.authors.begin());
        if (index == data.authors.size()) {
            data.authors.push_back(name);
        }
        return index;
    }

    static void add(const ActsRepo& repo,
                    const std::function<std::uint64_t(std::string_view)>& mark_title,
                    store::Dataset& data) {
        const auto kind = static_cast<std::size_t>(repo.kind);
        store::Repos& repos = data.repos.at(kind);
        const auto position = static_cast<std::uint32_t>(repos.count++);
        repos.id.push_back(repo.id);
        repos.created_at.push_back(core::parse_time(repo.created));
        data.contributions.at(kind).known.push_back(repo.commits_known ? 1 : 0);
        store::CommitTimes& commits = data.commit_times.at(kind);
        commits.offsets.push_back(commits.at.size());
        // What was not read to its end is not loaded.
        for (const CommitAct& commit :
             repo.commits_known ? repo.commits : std::vector<CommitAct>()) {
            for (const std::string& name : commit.authors) {
                data.author_lists.values.push_back(author(data, name));
            }
            data.author_lists.offsets.push_back(data.author_lists.values.size());
            commits.author_list.push_back(static_cast<std::uint32_t>(data.author_lists.size() - 1));
            commits.at.push_back(core::parse_time(commit.at).value_or(store::kUndated));
        }
        store::Discussions& discussions = data.discussions.at(kind);
        discussions.known.push_back(repo.discussions_known ? 1 : 0);
        for (const DiscussionAct& act :
             repo.discussions_known ? repo.discussions : std::vector<DiscussionAct>()) {
            discussions.repo.push_back(position);
            discussions.author.push_back(act.starter.empty() ? store::kNoText
                                                             : author(data, act.starter));
            discussions.created_at.push_back(core::parse_time(act.at).value_or(store::kUndated));
            discussions.state.push_back(act.state);
            discussions.is_pull_request.push_back(act.is_pull_request ? 1 : 0);
            if (mark_title) {
                discussions.title_marks.push_back(mark_title(act.title));
            }
        }
    }

    std::shared_ptr<ScratchDirectory> folder_ = std::make_shared<ScratchDirectory>();
};

}  // namespace hubmine::analysis
