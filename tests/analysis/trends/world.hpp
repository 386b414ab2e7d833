#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/history.hpp"

#include "analysis/results.hpp"
#include "trends/entry.hpp"

#include <algorithm>
#include <map>
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
        std::map<store::Event, store::EventDates> dates;  ///< without a row: never read

        /// Was read, and has these; an empty text is one without a date.
        Repo& did(store::Event event, const std::vector<std::string>& times) {
            store::EventDates& read = dates[event];
            for (const std::string& time : times) {
                if (time.empty()) {
                    ++read.undated;
                } else {
                    read.at.push_back(analysis::at(time));
                }
            }
            return *this;
        }
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
        std::sort(history_.snapshots.begin(), history_.snapshots.end(),
                  [](const auto& a, const auto& b) { return a.at < b.at; });
        const std::vector<Names> names = names_of_repos();
        history_.visit = [this, &names](const store::History::Visit& visit) {
            for (std::size_t i = 0; i < repos_.size(); ++i) {
                show(i, names[i], visit);
            }
        };
        history_.dates_of = [this](std::int64_t repo_id, store::Event event) {
            const auto& dates = repos_.at(static_cast<std::size_t>(repo_id) - 1).dates;
            const auto found = dates.find(event);
            return found == dates.end() ? std::nullopt : std::optional(found->second);
        };
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
    /// Places of a repository's texts.
    struct Names {
        store::TextId license = store::kNoText;
        store::TextId sdk = store::kNoText;
        std::vector<store::TextId> tags;
    };
    std::vector<Names> names_of_repos() {
        std::vector<Names> names;
        for (const Repo& repo : repos_) {
            Names& own = names.emplace_back();
            own.license = text(history_.labels, repo.license);
            own.sdk = text(history_.labels, repo.sdk);
            for (const std::string& tag : repo.tags) {
                own.tags.push_back(text(history_.tags, tag));
            }
        }
        return names;
    }
    void show(std::size_t i, const Names& names, const store::History::Visit& visit) const {
        const Repo& repo = repos_[i];
        if (std::count(settings.kinds.begin(), settings.kinds.end(), repo.kind) > 0) {
            visit({.kind = repo.kind,
                   .repo_id = static_cast<std::int64_t>(i) + 1,
                   .id = repo.id,
                   .created_at = repo.created_at,
                   .first_snapshot = repo.first_snapshot,
                   .license = names.license,
                   .sdk = names.sdk,
                   .tags = names.tags,
                   .metrics = repo.metrics,
                   .foreign = repo.foreign,
                   .absences = repo.absences});
        }
    }

    store::History history_;
    store::HistorySnapshot newest_;
    std::int64_t snapshots_ = 0;
    std::vector<Repo> repos_;
};

}  // namespace hubmine::analysis
