#include "dataset_loader.hpp"
#include "milliseconds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

/// Of one list of authors in one repository: no sum of such numbers leaves 64 bits.
constexpr std::int64_t kMostCommits = 0xFFFFFFFF;
/// Bytes of the file that a commit takes at least: whatever else a damaged one says.
constexpr std::int64_t kLeastCommit = 8;

bool is_to_be_read(const Repos& repos, std::uint32_t position) {
    return repos.drawn.empty() || repos.drawn[position] != 0;
}

void count(Unread& unread, FetchState state) {
    unread.unreadable += state == FetchState::kUnreadable ? 1 : 0;
    unread.gone += state == FetchState::kGone ? 1 : 0;
    unread.failed += state == FetchState::kFailed ? 1 : 0;
}

}  // namespace

std::int64_t LoadPlan::period_of_commit(std::optional<std::int64_t> ms) const {
    return commit_period && ms ? commit_period(from_ms(*ms)) : Contributions::kNoPeriod;
}

void DatasetLoader::load_sample() {
    if (database_.scalar("SELECT count(*) FROM sample") == 0) {
        return;
    }
    for (Repos& repos : data_.repos) {
        repos.drawn.assign(repos.size(), 0);
    }
    const auto rows = database_.cached("SELECT repo_id FROM sample ORDER BY repo_id");
    while (rows->step()) {
        const Place at = place(rows->integer(0));
        if (at.is_present()) {
            data_.repos.at(at.kind).drawn[at.position] = 1;
        }
    }
}

template <typename Part>
std::array<HeldCheck, 3> DatasetLoader::load_known(Detail what, std::array<Part, 3>& parts) {
    for (std::size_t kind = 0; kind < parts.size(); ++kind) {
        parts.at(kind).known.assign(data_.repos.at(kind).size(), 0);
        parts.at(kind).unread = {};
    }
    std::array checks{HeldCheck(parts[0].known.size()), HeldCheck(parts[1].known.size()),
                      HeldCheck(parts[2].known.size())};
    const auto rows = database_.cached(
        "SELECT repo_id, fetched_at IS NOT NULL, state, held FROM fetch WHERE what = ? "
        "ORDER BY repo_id");
    rows->bind(static_cast<int>(what));
    while (rows->step()) {
        const Place at = place(rows->integer(0));
        if (!at.is_present()) {
            continue;
        }
        Part& part = parts.at(at.kind);
        if (rows->integer(1) != 0) {
            part.known[at.position] = 1;
            if (const auto held = rows->maybe_count(3)) {
                checks.at(at.kind).expect(at.position, *held);
            }
        } else if (is_to_be_read(data_.repos.at(at.kind), at.position)) {
            count(part.unread, rows->code<FetchState>(2, kFetchStates));
        }
    }
    return checks;
}

/// For a message: ids need not be loaded.
std::string DatasetLoader::id_at(std::size_t kind, std::uint32_t position) const {
    const auto rows = database_.cached("SELECT repo_id, id FROM repo ORDER BY repo_id");
    while (rows->step()) {
        const Place at = place(rows->integer(0));
        if (at.kind == kind && at.position == position) {
            return std::string(rows->text(1));
        }
    }
    return {};
}

void DatasetLoader::compare(Detail what, const std::array<HeldCheck, 3>& checks) const {
    for (std::size_t kind = 0; kind < checks.size(); ++kind) {
        if (const auto found = checks.at(kind).difference()) {
            database_.damaged(fmt::format("it holds {} {} of {}, and {} were stored", found->loaded,
                                          detail_name(what), id_at(kind, found->position),
                                          found->held));
        }
    }
}

void DatasetLoader::load_contributions() {
    auto& all = data_.contributions;
    auto checks = load_known(Detail::kCommits, all);
    const auto rows = database_.cached(
        "SELECT repo_id, list_id, commits FROM repo_contribution ORDER BY repo_id, list_id");
    while (rows->step()) {
        const Place at = place(rows->integer(0));
        const std::uint32_t list = lists_.at(rows->integer(1));
        if (!at.is_present() || all.at(at.kind).known[at.position] == 0) {
            continue;
        }
        Contributions& out = all.at(at.kind);
        out.repo.push_back(at.position);
        out.author_list.push_back(list);
        out.commits.push_back(rows->within(2, 1, kMostCommits));
        checks.at(at.kind).add(at.position, out.commits.back());
    }
    compare(Detail::kCommits, checks);
}

/// The slow way: every commit is looked at for its date.
void DatasetLoader::load_dated_contributions() {
    auto& all = data_.contributions;
    static_cast<void>(load_known(Detail::kCommits, all));
    Place current;
    std::map<std::pair<std::int64_t, std::uint32_t>, std::int64_t> counts;  // by period and list
    const auto flush = [&] {
        for (const auto& [key, commits] : counts) {
            Contributions& out = all.at(current.kind);
            out.repo.push_back(current.position);
            out.author_list.push_back(key.second);
            out.commits.push_back(commits);
            if (plan_.commit_period) {
                out.period.push_back(key.first);
            }
        }
        counts.clear();
    };
    const auto rows = database_.cached(
        "SELECT repo_id, list_id, committed_at FROM repo_commit "
        "WHERE (?1 IS NULL OR committed_at >= ?1) AND (?2 IS NULL OR committed_at < ?2) "
        "AND (?3 IS NULL OR coalesce(committed_at, ?3) <= ?3) ORDER BY repo_id, seq");
    rows->bind(plan_.since, plan_.until, plan_.activity_until);
    std::int64_t repo_id = -1;
    while (rows->step()) {
        if (rows->integer(0) != repo_id) {
            flush();
            repo_id = rows->integer(0);
            current = place(repo_id);
        }
        const std::uint32_t list = lists_.at(rows->integer(1));
        if (current.is_present() && all.at(current.kind).known[current.position] != 0) {
            ++counts[{plan_.period_of_commit(rows->maybe_integer(2)), list}];
        }
    }
    flush();
}

/// Millions of rows in arrays that grow would be copied again and again.
void DatasetLoader::reserve(std::array<CommitTimes, 3>& part,
                            const std::array<HeldCheck, 3>& checks) {
    const std::int64_t most =
        database_.scalar("PRAGMA page_count") * database_.scalar("PRAGMA page_size") / kLeastCommit;
    for (std::size_t kind = 0; kind < part.size(); ++kind) {
        const auto rows = static_cast<std::size_t>(std::min(checks.at(kind).total(), most));
        part.at(kind).author_list.reserve(rows);
        part.at(kind).at.reserve(rows);
    }
}

/// Several threads do so, each of repositories of its own.
void DatasetLoader::read_commit_times(Database& database, const RepoRange& range,
                                      std::array<CommitTimes, 3>& part,
                                      std::array<HeldCheck, 3>& checks) {
    const auto rows = database.cached(
        "SELECT repo_id, list_id, committed_at FROM repo_commit WHERE repo_id BETWEEN ?1 AND ?2 "
        "AND (?3 IS NULL OR coalesce(committed_at, ?3) <= ?3) ORDER BY repo_id, seq");
    rows->bind(range.first, range.last, plan_.activity_until);
    Place at;
    bool is_wanted = false;
    std::optional<std::int64_t> repo_id;
    while (rows->step()) {
        if (const std::int64_t next = rows->integer(0); next != repo_id) {
            repo_id = next;
            at = place(next);
            is_wanted = at.is_present() && data_.contributions.at(at.kind).known[at.position] != 0;
        }
        const std::uint32_t list = lists_.at(rows->integer(1));
        if (!is_wanted) {
            continue;
        }
        CommitTimes& out = part.at(at.kind);
        out.author_list.push_back(list);
        out.at.push_back(rows->maybe_time(2).value_or(kUndated));
        ++data_.commit_times.at(at.kind).offsets[at.position + 1];
        checks.at(at.kind).add(at.position, 1);
    }
}

/// Offsets hold how many commits there are of each repository, until all are read.
void DatasetLoader::load_commit_times() {
    auto& all = data_.commit_times;
    auto checks = load_known(Detail::kCommits, data_.contributions);
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
        all.at(kind).offsets.assign(data_.repos.at(kind).size() + 1, 0);
    }
    // Models come first, and have most commits: with one range each, one thread would read them
    // all.
    constexpr std::size_t kRangesEach = 2;
    const std::size_t connections = reading_.consistent.connections();
    const std::vector<RepoRange> ranges =
        repo_ranges(database_, connections == 1 ? 1 : kRangesEach * connections);
    std::vector<std::array<CommitTimes, 3>> parts(ranges.size());
    std::vector<ReadJob> jobs;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        reserve(parts[i], checks);
        jobs.emplace_back([this, &checks, &range = ranges[i], &part = parts[i]](Database& from) {
            read_commit_times(from, range, part, checks);
        });
    }
    reading_.consistent.run(jobs);
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
        CommitTimes& out = all.at(kind);
        std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());
        for (std::array<CommitTimes, 3>& part : parts) {
            append_values(out.author_list, part.at(kind).author_list);
            append_values(out.at, part.at(kind).at);
        }
    }
    if (!plan_.activity_until) {
        compare(Detail::kCommits, checks);
    }
}

void DatasetLoader::add_details(const Statement& row, Discussions& discussions) const {
    const std::int64_t state = row.integer(3);
    discussions.created_at.push_back(row.maybe_time(2).value_or(kUndated));
    discussions.state.push_back(state == merged_label_   ? DiscussionState::kMerged
                                : state == closed_label_ ? DiscussionState::kClosed
                                                         : DiscussionState::kOpen);
    discussions.is_pull_request.push_back(row.integer(4) != 0 ? 1 : 0);
    if (plan_.parts.mark_title) {
        discussions.title_marks.push_back(plan_.parts.mark_title(row.text(5)));
    }
}

void DatasetLoader::load_discussions() {
    auto& all = data_.discussions;
    auto checks = load_known(Detail::kDiscussions, all);
    if (plan_.parts.discussion_details) {
        closed_label_ = database_.scalar("SELECT label_id FROM label WHERE value = 'closed'");
        merged_label_ = database_.scalar("SELECT label_id FROM label WHERE value = 'merged'");
    }
    const auto rows = database_.cached(
        "SELECT repo_id, author_id, created_at, status, is_pull_request, title "
        "FROM repo_discussion "
        "WHERE ?1 IS NULL OR coalesce(created_at, ?1) <= ?1 ORDER BY repo_id, num");
    rows->bind(plan_.activity_until);
    while (rows->step()) {
        const Place at = place(rows->integer(0));
        const TextId author = rows->is_null(1) ? kNoText : authors_.at(rows->integer(1));
        if (!at.is_present() || all.at(at.kind).known[at.position] == 0) {
            continue;
        }
        Discussions& out = all.at(at.kind);
        out.repo.push_back(at.position);
        out.author.push_back(author);
        checks.at(at.kind).add(at.position, 1);
        if (plan_.parts.discussion_details) {
            add_details(*rows, out);
        }
    }
    if (!plan_.activity_until) {
        compare(Detail::kDiscussions, checks);
    }
}

}  // namespace hubmine::store
