#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/history.hpp"

#include "analysis/results.hpp"
#include "trends/entry.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis {

inline core::Timestamp at(const std::string& time) {
    return *core::parse_time(time);
}

/// A history written down by hand: repositories of any kind, walks with the numbers they saw.
class TrendsWorld {
  public:
    using Count = std::optional<std::int64_t>;

    struct Repo {
        core::Kind kind = core::Kind::kModel;
        std::string id;
        std::optional<core::Timestamp> created_at;
        std::int64_t first_snapshot = 1;
        std::string license;
        std::string sdk;
        std::vector<std::string> tags;
        std::vector<store::MetricRow> metrics;
        std::vector<store::MetricRow> foreign;
        std::vector<store::AbsenceRow> absences;

        Repo& saw(std::int64_t snapshot, const std::string& time, Count likes,
                  Count downloads = std::nullopt, Count all_time = std::nullopt) {
            metrics.push_back(row(snapshot, time, likes, downloads, all_time));
            return *this;
        }
        Repo& imported(std::int64_t snapshot, const std::string& time, Count likes,
                       Count downloads = std::nullopt) {
            foreign.push_back(row(snapshot, time, likes, downloads, std::nullopt));
            return *this;
        }
        Repo& away(std::int64_t from, const std::string& removed, Count until = std::nullopt,
                   const std::string& restored = "") {
            absences.push_back(
                {.from_snapshot = from,
                 .until_snapshot = until,
                 .removed_at = at(removed),
                 .restored_at = restored.empty() ? std::nullopt : std::optional(at(restored))});
            return *this;
        }
        static store::MetricRow row(std::int64_t snapshot, const std::string& time, Count likes,
                                    Count downloads, Count all_time) {
            return {.snapshot_id = snapshot,
                    .observed_at = at(time),
                    .likes = likes,
                    .downloads = downloads,
                    .downloads_all_time = all_time};
        }
    };

    TrendsWorld() {
        settings.subfields_file = HUBMINE_DATA "/subfields.csv";
        repos_.reserve(100);  // repo() hands out references
    }

    /// A complete walk of every list.
    std::int64_t walk(const std::string& time) {
        const std::int64_t id = ++snapshots_;
        history_.snapshots.push_back({.snapshot_id = id,
                                      .at = at(time),
                                      .complete = true,
                                      .kinds = {true, true, true},
                                      .source = std::nullopt});
        newest_ = history_.snapshots.back();
        return id;
    }
    std::int64_t import(const std::string& time, const std::string& source) {
        const std::int64_t id = ++snapshots_;
        history_.snapshots.push_back(
            {.snapshot_id = id, .at = at(time), .complete = true, .source = source});
        return id;
    }
    store::HistorySnapshot& last() { return history_.snapshots.back(); }

    Repo& repo(core::Kind kind, std::string id, const std::string& created) {
        repos_.push_back({.kind = kind, .id = std::move(id)});
        if (!created.empty()) {
            repos_.back().created_at = at(created);
        }
        return repos_.back();
    }
    Repo& model(std::string id, const std::string& created) {
        return repo(core::Kind::kModel, std::move(id), created);
    }

    Result run() {
        for (const Repo& repo : repos_) {
            add(repo);
        }
        std::sort(history_.snapshots.begin(), history_.snapshots.end(),
                  [](const auto& a, const auto& b) { return a.at < b.at; });
        store::Dataset data;
        data.snapshot.snapshot_id = newest_.snapshot_id;
        data.snapshot.started_at = newest_.at;
        data.snapshot.complete = true;
        data.history = std::make_shared<const store::History>(history_);
        return trends::answer(data, settings);
    }

    trends::Settings settings;

  private:
    store::TextId text(core::Texts& texts, const std::string& value) {
        if (value.empty()) {
            return store::kNoText;
        }
        const auto found = std::find(texts.begin(), texts.end(), value);
        const auto place = static_cast<store::TextId>(found - texts.begin());
        if (found == texts.end()) {
            texts.push_back(value);
        }
        return place;
    }
    template <typename Row>
    static void add_rows(store::RowsByRepo<Row>& to, const std::vector<Row>& rows) {
        to.rows.insert(to.rows.end(), rows.begin(), rows.end());
        to.offsets.push_back(to.rows.size());
    }
    void add(const Repo& repo) {
        store::RepoHistories& repos = history_.repos.at(static_cast<std::size_t>(repo.kind));
        repos.repo_id.push_back(static_cast<std::int64_t>(repos.size()) + 1);
        repos.id.push_back(repo.id);
        repos.created_at.push_back(repo.created_at);
        repos.first_snapshot.push_back(repo.first_snapshot);
        repos.license.push_back(text(history_.labels, repo.license));
        repos.pipeline_tag.push_back(store::kNoText);
        repos.sdk.push_back(text(history_.labels, repo.sdk));
        for (const std::string& tag : repo.tags) {
            repos.tags.values.push_back(text(history_.tags, tag));
        }
        repos.tags.offsets.push_back(repos.tags.values.size());
        add_rows(repos.metrics, repo.metrics);
        add_rows(repos.foreign, repo.foreign);
        add_rows(repos.absences, repo.absences);
    }

    store::History history_;
    store::HistorySnapshot newest_;
    std::int64_t snapshots_ = 0;
    std::vector<Repo> repos_;
};

}  // namespace hubmine::analysis
