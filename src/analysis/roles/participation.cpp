#include "roles/participation.hpp"

#include "hubmine/stats/sorting.hpp"

#include "common/age.hpp"
#include "common/owner.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace hubmine::analysis::roles {

namespace {

using Author = std::uint32_t;

/// The Hub is no older.
constexpr core::Timestamp kFirstDay =
    std::chrono::sys_days(std::chrono::year(2016) / std::chrono::January / 1);

/// Times that can be those of a commit or of a discussion, and their periods.
class Dates {
  public:
    Dates(core::Timestamp end, std::optional<Every> every) : end_(end) {
        for (core::Timestamp day = kFirstDay; every && day <= end; day += std::chrono::days(1)) {
            const std::int64_t period = period_of(day, *every);
            periods_.push_back(static_cast<std::uint32_t>(period - period_of(kFirstDay, *every)));
        }
    }
    [[nodiscard]] bool knows(core::Timestamp at) const { return at >= kFirstDay && at <= end_; }
    [[nodiscard]] bool has_periods() const { return !periods_.empty(); }
    /// Of a time that is known.
    [[nodiscard]] std::uint32_t period(core::Timestamp at) const {
        return periods_[static_cast<std::size_t>((at - kFirstDay) / std::chrono::days(1))];
    }

  private:
    core::Timestamp end_;
    std::vector<std::uint32_t> periods_;  ///< by day
};

class Collector {
  public:
    Collector(const store::Dataset& data, const Developers& developers, const Dates& dates)
        : data_(data),
          developers_(developers),
          dates_(dates),
          latest_(data.authors.size(), kNobody),
          period_(dates.has_periods() ? data.authors.size() : 0) {
        for (std::size_t list = 0; list < data.author_lists.size(); ++list) {
            add_authors(data.author_lists[list]);
        }
    }

    /// Arrays that grow are copied, and their memory is touched, again and again.
    void make_room(std::span<const core::Kind> kinds) {
        std::size_t acts = 0;
        std::size_t changes = 0;  // of the author from one commit to the next
        for (const core::Kind kind : kinds) {
            const std::vector<std::uint32_t>& lists = data_.commit_times_of(kind).author_list;
            for (std::size_t i = 0; i < lists.size(); ++i) {
                changes += i == 0 || lists[i] != lists[i - 1] ? 1U : 0U;
            }
            changes += data_.discussions_of(kind).repo.size();
            acts += lists.size() + data_.discussions_of(kind).repo.size();
        }
        histories_.participations.reserve(changes);
        active_.reserve(dates_.has_periods() ? acts : 0);
    }

    void add_kind(core::Kind kind) {
        const store::Discussions& discussions = data_.discussions_of(kind);
        const std::vector<std::uint8_t>& commits_known = data_.commits_of(kind).known;
        histories_.by_outsider.at(static_cast<std::size_t>(kind))
            .assign(discussions.repo.size(), 0);
        std::size_t next = 0;
        for (std::uint32_t repo = 0; repo < data_.of(kind).size(); ++repo) {
            const std::size_t begin = next;
            while (next < discussions.repo.size() && discussions.repo[next] == repo) {
                ++next;
            }
            if (commits_known[repo] == 0 || discussions.known[repo] == 0) {
                continue;
            }
            histories_.repositories.push_back({.kind = kind,
                                               .position = repo,
                                               .participations = histories_.participations.size()});
            add_commits(kind, repo);
            add_discussions(discussions, begin, next);
            mark_outsiders(kind, begin, next);
        }
    }

    [[nodiscard]] Histories release() {
        stats::sort_ascending(active_);
        active_.erase(std::unique(active_.begin(), active_.end()), active_.end());
        histories_.active.reserve(active_.size());
        for (const std::int64_t one : active_) {
            histories_.active.push_back({.developer = static_cast<std::uint32_t>(one >> 32U),
                                         .period = static_cast<std::uint32_t>(one)});
        }
        return std::move(histories_);
    }

  private:
    static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

    /// Who is meant by a list of authors, everybody once.
    void add_authors(std::span<const Author> authors) {
        const auto begin = static_cast<std::ptrdiff_t>(people_.values.size());
        for (const Author author : authors) {
            if (developers_.is_nobody(author)) {
                continue;
            }
            const Author developer = developers_.of_author[author];
            if (std::find(people_.values.begin() + begin, people_.values.end(), developer) ==
                people_.values.end()) {
                people_.values.push_back(developer);
            }
        }
        people_.offsets.push_back(people_.values.size());
    }

    /// What that developer does in the repository that is being added.
    Participation& of(Author developer) {
        auto& all = histories_.participations;
        std::uint32_t& number = latest_[developer];
        if (number == kNobody || number < histories_.repositories.back().participations) {
            number = static_cast<std::uint32_t>(all.size());
            all.push_back(
                {.repository = static_cast<std::uint32_t>(histories_.repositories.size() - 1),
                 .developer = developer});
        }
        return all[number];
    }

    void note_active(Author developer, core::Timestamp at) {
        if (!dates_.has_periods() || !dates_.knows(at)) {
            return;
        }
        // One more than the period, so that 0 is none.
        const std::uint32_t period = dates_.period(at);
        if (period_[developer] != period + 1) {
            period_[developer] = period + 1;
            active_.push_back((std::int64_t{developer} << 32U) + period);
        }
    }

    void add_commits(core::Kind kind, std::uint32_t repo) {
        const store::CommitTimes& commits = data_.commit_times_of(kind);
        const std::uint64_t end = commits.offsets[repo + 1];
        for (std::uint64_t begin = commits.offsets[repo]; begin < end;) {
            // Commits in a row mostly have one author: who that is, is looked up once.
            const std::uint32_t list = commits.author_list[begin];
            std::uint64_t next = begin;
            while (next < end && commits.author_list[next] == list) {
                ++next;
            }
            add_commits_of(people_[list], std::span(commits.at).subspan(begin, next - begin));
            begin = next;
        }
    }

    void add_commits_of(std::span<const Author> authors, std::span<const core::Timestamp> times) {
        core::Timestamp first = kNever;
        core::Timestamp last = store::kUndated;
        for (const core::Timestamp at : times) {
            if (dates_.knows(at)) {
                first = std::min(first, at);
                last = std::max(last, at);
            } else {
                ++histories_.undated_commits;
            }
        }
        for (const Author developer : authors) {
            Participation& participation = of(developer);
            participation.commits += static_cast<std::int64_t>(times.size());
            participation.first_commit = std::min(participation.first_commit, first);
            participation.last = std::max(participation.last, last);
            for (const core::Timestamp at : times) {
                note_active(developer, at);
            }
        }
    }

    void add_discussions(const store::Discussions& discussions, std::size_t begin,
                         std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const core::Timestamp at = discussions.created_at[i];
            const bool is_dated = dates_.knows(at);
            histories_.undated_discussions += is_dated ? 0 : 1;
            if (developers_.is_nobody(discussions.author[i])) {
                continue;
            }
            const Author developer = developers_.of_author[discussions.author[i]];
            Participation& participation = of(developer);
            ++participation.discussions;
            participation.pull_requests += discussions.is_pull_request[i];
            if (!is_dated) {
                continue;
            }
            if (at < participation.first_discussion) {
                participation.first_discussion = at;
                participation.began_with_pull_request = discussions.is_pull_request[i] != 0;
            }
            participation.last = std::max(participation.last, at);
            note_active(developer, at);
        }
    }

    void mark_outsiders(core::Kind kind, std::size_t begin, std::size_t end) {
        const store::Discussions& discussions = data_.discussions_of(kind);
        for (std::size_t i = begin; i < end; ++i) {
            const core::Timestamp at = discussions.created_at[i];
            if (discussions.is_pull_request[i] == 0 || !dates_.knows(at) ||
                developers_.is_nobody(discussions.author[i])) {
                continue;
            }
            const Author developer = developers_.of_author[discussions.author[i]];
            const bool is_owner =
                owner_of(data_.of(kind).id[discussions.repo[i]]) == data_.authors[developer];
            const bool is_outsider = !is_owner && of(developer).first_commit >= at;
            histories_.by_outsider.at(static_cast<std::size_t>(kind))[i] = is_outsider ? 1 : 0;
        }
    }

    const store::Dataset& data_;
    const Developers& developers_;
    const Dates& dates_;
    store::Lists people_;                ///< by list of authors
    std::vector<std::uint32_t> latest_;  ///< by developer: their newest participation
    std::vector<std::uint32_t> period_;  ///< by developer: the one that was noted last
    std::vector<std::int64_t> active_;   ///< a developer, and in the lower half a period
    Histories histories_;
};

}  // namespace

std::span<const Participation> Histories::in(std::size_t repository) const {
    const std::size_t begin = repositories[repository].participations;
    const std::size_t end = repository + 1 < repositories.size()
                                ? repositories[repository + 1].participations
                                : participations.size();
    return std::span(participations).subspan(begin, end - begin);
}

Histories collect_histories(const store::Dataset& data, std::span<const core::Kind> kinds,
                            const Developers& developers, std::optional<Every> every) {
    const core::Timestamp end = moment_of(data.snapshot);
    const Dates dates(end, every);
    Collector collector(data, developers, dates);
    collector.make_room(kinds);
    for (const core::Kind kind : kinds) {
        collector.add_kind(kind);
    }
    Histories histories = collector.release();
    if (every) {
        histories.first_period = period_of(kFirstDay, *every);
        histories.last_period = period_of(end, *every);
    }
    return histories;
}

}  // namespace hubmine::analysis::roles
