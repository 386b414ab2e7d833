#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/entry.hpp"
#include "analysis/results.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// What happened in one repository. An absent part was never read.
struct RepoActivity {
    std::string id;
    std::optional<std::int64_t> likes = 0;
    std::optional<std::int64_t> downloads;
    std::string license;                                          ///< empty = none
    std::optional<std::vector<std::vector<std::string>>> commits  ///< authors of each
        = std::vector<std::vector<std::string>>();
    std::optional<std::vector<std::string>> discussions  ///< author of each, empty = deleted
        = std::vector<std::string>();
    std::int64_t used_by = 0;  ///< spaces that use it
    std::string task;          ///< empty = none
    std::optional<core::Timestamp> created_at;
};

/// A small Hub written down by hand.
class ActivityWorld {
  public:
    ActivityWorld() {
        settings.licenses_file = HUBMINE_DATA "/licenses.csv";
        settings.bots_file = HUBMINE_DATA "/bots.csv";
        settings.min_license_repos = 1;
    }

    void add(core::Kind kind, const RepoActivity& repo) {
        const auto k = static_cast<std::size_t>(kind);
        store::Repos& repos = data.repos.at(k);
        const auto index = static_cast<std::uint32_t>(repos.size());
        ++repos.count;
        repos.id.push_back(repo.id);
        repos.repo_id.push_back(number_of(repo.id));
        repos.likes.push_back(repo.likes);
        repos.downloads.push_back(repo.downloads);
        repos.license.push_back(repo.license.empty() ? store::kNoText
                                                     : intern(data.licenses, repo.license));
        repos.created_at.push_back(repo.created_at);
        repos.pipeline_tag.push_back(repo.task.empty() ? store::kNoText
                                                       : intern(data.labels, repo.task));
        add_commits(data.contributions.at(k), index, repo);
        add_discussions(data.discussions.at(k), index, repo);
        for (std::int64_t i = 0; i < repo.used_by; ++i) {
            data.usage.space.push_back(static_cast<std::uint32_t>(i));
            data.usage.model.push_back(index);
        }
    }
    void model(const RepoActivity& repo) { add(core::Kind::kModel, repo); }
    void space(const RepoActivity& repo) { add(core::Kind::kSpace, repo); }

    [[nodiscard]] Result run(std::vector<std::string> tables) {
        settings.tables = std::move(tables);
        return activity::answer(data, settings);
    }
    [[nodiscard]] std::vector<std::string> rows(const std::string& table) {
        return rows_of(run({table}), table);
    }

    store::Dataset data;
    activity::Settings settings;

  private:
    /// The same in whatever order the repositories come.
    static std::int64_t number_of(std::string_view id) {
        std::int64_t number = 0;
        for (const char letter : id) {
            number = (number * 31 + static_cast<unsigned char>(letter)) % 1'000'003;
        }
        return number;
    }
    static std::uint32_t intern(core::Texts& texts, const std::string& text) {
        const auto found = std::find(texts.begin(), texts.end(), text);
        const auto index = static_cast<std::uint32_t>(found - texts.begin());
        if (found == texts.end()) {
            texts.push_back(text);
        }
        return index;
    }
    void add_commits(store::Contributions& part, std::uint32_t index, const RepoActivity& repo) {
        part.known.push_back(repo.commits ? 1 : 0);
        for (const std::vector<std::string>& authors :
             repo.commits.value_or(std::vector<std::vector<std::string>>())) {
            for (const std::string& author : authors) {
                data.author_lists.values.push_back(intern(data.authors, author));
            }
            data.author_lists.offsets.push_back(data.author_lists.values.size());
            part.repo.push_back(index);
            part.author_list.push_back(static_cast<std::uint32_t>(data.author_lists.size() - 1));
            part.commits.push_back(1);
        }
    }
    void add_discussions(store::Discussions& part, std::uint32_t index, const RepoActivity& repo) {
        part.known.push_back(repo.discussions ? 1 : 0);
        for (const std::string& author : repo.discussions.value_or(std::vector<std::string>())) {
            part.repo.push_back(index);
            part.author.push_back(author.empty() ? store::kNoText : intern(data.authors, author));
        }
    }
};

}  // namespace hubmine::analysis
