#include "trends/findings.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/stats/int128.hpp"

#include "common/owner.hpp"
#include "common/subfields.hpp"
#include "trends/period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

constexpr std::int64_t kDefaultTop = 100;

/// Every repository's groups before --top has its say.
struct AllGroups {
    std::vector<std::optional<std::string>> names;
    store::Lists of_repo;
};

/// One group a repository, by name.
template <typename NameOf>
AllGroups group_by_name(std::size_t repos, const NameOf& name_of) {
    AllGroups groups;
    std::map<std::optional<std::string>, std::uint32_t> known;
    for (std::size_t repo = 0; repo < repos; ++repo) {
        std::optional<std::string> name = name_of(repo);
        const auto next = static_cast<std::uint32_t>(groups.names.size());
        const auto [found, added] = known.try_emplace(name, next);
        if (added) {
            groups.names.push_back(std::move(name));
        }
        groups.of_repo.values.push_back(found->second);
        groups.of_repo.offsets.push_back(groups.of_repo.values.size());
    }
    return groups;
}

AllGroups group_by_label(const store::RepoHistories& repos, const core::Texts& labels,
                         const std::vector<store::TextId>& column) {
    return group_by_name(repos.size(), [&](std::size_t repo) {
        const store::TextId label = column[repo];
        return label == store::kNoText ? std::nullopt : std::optional(std::string(labels[label]));
    });
}

AllGroups group_by_subfield(const store::History& history, const store::RepoHistories& repos,
                            const Settings& settings) {
    const std::vector<Subfield> subfields = load_subfields(settings);
    const std::vector<std::uint64_t> bits =
        subfield_bits(subfields, repos.size(), repos.tags, history.tags);
    AllGroups groups;
    for (const Subfield& subfield : subfields) {
        groups.names.emplace_back(subfield.name);
    }
    for (const std::uint64_t mine : bits) {
        for (std::uint32_t group = 0; group < subfields.size(); ++group) {
            if ((mine >> group & 1U) != 0) {
                groups.of_repo.values.push_back(group);
            }
        }
        groups.of_repo.offsets.push_back(groups.of_repo.values.size());
    }
    return groups;
}

AllGroups all_groups(const store::History& history, core::Kind kind, const Settings& settings) {
    const store::RepoHistories& repos = history.of(kind);
    switch (settings.by) {
        case GroupBy::kNothing:
            break;
        case GroupBy::kOwner:
            return group_by_name(repos.size(), [&](std::size_t repo) {
                return std::optional<std::string>(owner_of(repos.id[repo]));
            });
        case GroupBy::kLicense:
            return group_by_label(repos, history.labels, repos.license);
        case GroupBy::kPipelineTag:
            return group_by_label(repos, history.labels, repos.pipeline_tag);
        case GroupBy::kSdk:
            return group_by_label(repos, history.labels, repos.sdk);
        case GroupBy::kSubfield:
            return group_by_subfield(history, repos, settings);
    }
    return group_by_name(repos.size(), [](std::size_t) { return std::optional<std::string>(); });
}

/// Likes of each group now, present repositories only.
std::vector<stats::Int128> likes_of_groups(const store::RepoHistories& repos,
                                           const AllGroups& groups, std::int64_t snapshot_id) {
    std::vector<stats::Int128> likes(groups.names.size(), 0);
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        const store::MetricRow* row = row_at(repos.metrics[repo], snapshot_id);
        if (row == nullptr || !row->likes || !repos.is_present(repo, snapshot_id)) {
            continue;
        }
        for (const std::uint32_t group : groups.of_repo[repo]) {
            likes[group] += *row->likes;
        }
    }
    return likes;
}

/// The groups that stay, in the order of their names; the nameless always stays and is last.
std::vector<std::uint32_t> kept_groups(const AllGroups& groups,
                                       const std::vector<stats::Int128>& likes, std::size_t top) {
    std::vector<std::uint32_t> order(groups.names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t group) {
            return std::tuple(groups.names[group].has_value(), -likes[group],
                              std::string_view(groups.names[group] ? *groups.names[group] : ""));
        };
        return key(a) < key(b);
    });
    const std::size_t nameless = !order.empty() && !groups.names[order.front()] ? 1 : 0;
    order.resize(std::min(order.size(), top + nameless));
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(!groups.names[a], groups.names[a]) <
               std::pair(!groups.names[b], groups.names[b]);
    });
    return order;
}

Groups make_groups(const store::History& history, core::Kind kind, const Settings& settings,
                   std::int64_t snapshot_id) {
    constexpr std::uint32_t kHidden = 0xFFFFFFFFU;
    const AllGroups all = all_groups(history, kind, settings);
    const std::vector<stats::Int128> likes = likes_of_groups(history.of(kind), all, snapshot_id);
    const std::vector<std::uint32_t> kept = kept_groups(all, likes, top_of(settings));
    Groups groups;
    groups.hidden = static_cast<std::int64_t>(all.names.size() - kept.size());
    std::vector<std::uint32_t> place(all.names.size(), kHidden);
    for (const std::uint32_t group : kept) {
        place[group] = static_cast<std::uint32_t>(groups.names.size());
        groups.names.push_back(all.names[group]);
    }
    for (std::size_t repo = 0; repo < all.of_repo.size(); ++repo) {
        for (const std::uint32_t group : all.of_repo[repo]) {
            if (place[group] != kHidden) {
                groups.of_repo.values.push_back(place[group]);
            }
        }
        groups.of_repo.offsets.push_back(groups.of_repo.values.size());
    }
    return groups;
}

void refuse_unknown_repositories(const Findings& findings) {
    for (const std::string& name : findings.settings.repositories) {
        const bool known = std::any_of(
            findings.settings.kinds.begin(), findings.settings.kinds.end(), [&](core::Kind kind) {
                const core::Texts& ids = findings.history.of(kind).id;
                return std::find(ids.begin(), ids.end(), name) != ids.end();
            });
        if (!known) {
            throw core::UsageError(
                fmt::format("--repo: the store knows no repository '{}' by that snapshot", name));
        }
    }
}

bool is_in_range(core::Timestamp at, const Settings& settings) {
    return (!settings.since || at >= *settings.since) && (!settings.until || at < *settings.until);
}

}  // namespace

Findings measure(const store::Dataset& data, const Settings& settings) {
    Findings findings{.history = *data.history,
                      .settings = settings,
                      .snapshot_id = data.snapshot.snapshot_id,
                      .at = data.snapshot.started_at,
                      .groups = {}};
    refuse_unknown_repositories(findings);
    for (const core::Kind kind : settings.kinds) {
        findings.groups.at(static_cast<std::size_t>(kind)) =
            make_groups(findings.history, kind, settings, findings.snapshot_id);
    }
    return findings;
}

std::size_t top_of(const Settings& settings) {
    constexpr std::size_t kAll = std::numeric_limits<std::uint32_t>::max();
    return settings.first_of(kAll, kDefaultTop);
}

std::vector<Moment> walks_of(const Findings& findings, core::Kind kind) {
    std::vector<Moment> moments;
    for (const store::HistorySnapshot& snapshot : findings.history.snapshots) {
        const bool counts = snapshot.complete || snapshot.snapshot_id == findings.snapshot_id;
        if (!snapshot.source && counts && snapshot.kinds.at(static_cast<std::size_t>(kind))) {
            moments.push_back({.snapshot_id = snapshot.snapshot_id, .at = snapshot.at});
        }
    }
    return moments;
}

std::vector<Moment> walks_in_range(const Findings& findings, core::Kind kind) {
    std::vector<Moment> moments = walks_of(findings, kind);
    std::erase_if(moments, [&findings](const Moment& moment) {
        return !is_in_range(moment.at, findings.settings);
    });
    return moments;
}

std::vector<Moment> imports_in_range(const Findings& findings) {
    std::vector<Moment> moments;
    for (const store::HistorySnapshot& snapshot : findings.history.snapshots) {
        if (snapshot.source && is_in_range(snapshot.at, findings.settings)) {
            moments.push_back({.snapshot_id = snapshot.snapshot_id,
                               .at = snapshot.at,
                               .source = snapshot.source});
        }
    }
    return moments;
}

std::vector<Moment> last_of_each_period(const std::vector<Moment>& moments, Every every) {
    std::map<std::pair<std::int64_t, std::optional<std::string>>, std::size_t> last;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        last[{period_of(moments[i].at, every), moments[i].source}] = i;
    }
    std::vector<bool> stays(moments.size(), false);
    for (const auto& [period, moment] : last) {
        stays[moment] = true;
    }
    std::vector<Moment> kept;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (stays[i]) {
            kept.push_back(moments[i]);
        }
    }
    return kept;
}

const store::MetricRow* row_at(std::span<const store::MetricRow> rows, std::int64_t snapshot_id) {
    const auto after = std::upper_bound(
        rows.begin(), rows.end(), snapshot_id,
        [](std::int64_t id, const store::MetricRow& row) { return id < row.snapshot_id; });
    return after == rows.begin() ? nullptr : &*std::prev(after);
}

}  // namespace hubmine::analysis::trends
