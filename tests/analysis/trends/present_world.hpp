#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/history.hpp"

#include "analysis/results.hpp"
#include "trends/entry.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// Present repositories of any kind, what they are made from, when they were liked.
class PresentWorld {
  public:
    using Count = std::optional<std::int64_t>;

    struct Repo {
        core::Kind kind = core::Kind::kModel;
        std::string id;
        std::string created;  ///< empty = missing
        Count likes = 0;
        Count downloads = 0;
        std::vector<std::string> parents;  ///< of a model
        std::string duplicated_from;       ///< of a space
        std::optional<std::vector<std::string>> liked_at;
    };

    PresentWorld() { snapshot.started_at = *core::parse_time("2026-01-01"); }

    /// Long tables are filled from the data when they are read: until the next call.
    Result run() {
        store::Dataset& data = data_;
        data = {};
        names_.clear();
        data.snapshot = snapshot;
        const auto history = std::make_shared<store::History>();
        for (const Repo& repo : repos) {
            add(repo, data);
        }
        for (const std::string& name : names_) {
            data.base_models.id.push_back(name);
            const store::Repos& models = data.repos[0];
            std::uint32_t found = store::BaseModels::kMissing;
            for (std::uint32_t i = 0; i < models.size(); ++i) {
                found = models.id[i] == name ? i : found;
            }
            data.base_models.model.push_back(found);
        }
        history->dates_of = [this](std::int64_t repo_id, store::Event event) {
            return dates(repos.at(static_cast<std::size_t>(repo_id)), event);
        };
        data.history = history;
        return trends::answer(data, settings);
    }

    std::vector<Repo> repos;
    store::Snapshot snapshot;
    trends::Settings settings;

  private:
    void add(const Repo& repo, store::Dataset& data) {
        store::Repos& of_kind = data.repos.at(static_cast<std::size_t>(repo.kind));
        of_kind.repo_id.push_back(&repo - repos.data());
        ++of_kind.count;
        of_kind.id.push_back(repo.id);
        of_kind.likes.push_back(repo.likes);
        of_kind.downloads.push_back(repo.downloads);
        of_kind.created_at.push_back(core::parse_time(repo.created));
        of_kind.duplicated_from.push_back(repo.duplicated_from);
        for (const std::string& parent : repo.parents) {
            of_kind.base_models.target.push_back(static_cast<std::uint32_t>(names_.size()));
            of_kind.base_models.relation.push_back(store::kNoText);
            names_.push_back(parent);
        }
        of_kind.base_models.offsets.push_back(of_kind.base_models.target.size());
    }
    static std::optional<store::EventDates> dates(const Repo& repo, store::Event event) {
        if (event != store::Event::kLike || !repo.liked_at) {
            return std::nullopt;
        }
        store::EventDates dates;
        for (const std::string& time : *repo.liked_at) {
            dates.at.push_back(*core::parse_time(time));
        }
        return dates;
    }

    store::Dataset data_;
    std::vector<std::string> names_;  ///< of parents
};

}  // namespace hubmine::analysis
