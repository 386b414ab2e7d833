#include "trends/response.hpp"

#include "common/age.hpp"
#include "common/lineage_edges.hpp"
#include "trends/leaders.hpp"
#include "trends/tables.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace hubmine::analysis::trends {

namespace {

constexpr std::uint32_t kUnranked = std::numeric_limits<std::uint32_t>::max();

struct IsLikedMoreThan {
    bool operator()(const Response& a, const Response& b) const {
        return std::tie(b.likes, a.id, a.kind, a.repo) < std::tie(a.likes, b.id, b.kind, b.repo);
    }
};

std::vector<Response> most_liked(const store::Dataset& data, const std::vector<core::Kind>& kinds,
                                 std::size_t top) {
    Leaders<Response, IsLikedMoreThan> leaders(top);
    for (const core::Kind kind : kinds) {
        const store::Repos& repos = data.of(kind);
        for (std::uint32_t repo = 0; repo < repos.size(); ++repo) {
            const Response response{.likes = repos.likes[repo].value_or(0),
                                    .id = repos.id[repo],
                                    .kind = kind,
                                    .repo = repo};
            const auto& created = repos.created_at[repo];
            if (created && !is_floored(*created) && leaders.takes(response)) {
                leaders.add(response);
            }
        }
    }
    std::vector<Response> ranked;
    for (const Response* response : leaders.in_order()) {
        ranked.push_back(*response);
    }
    return ranked;
}

void add_children(const store::Dataset& data, std::vector<Response>& ranked) {
    const auto& created = data.of(core::Kind::kModel).created_at;
    std::vector<std::uint32_t> place(created.size(), kUnranked);
    for (std::uint32_t i = 0; i < ranked.size(); ++i) {
        if (ranked[i].kind == core::Kind::kModel) {
            place[ranked[i].repo] = i;
        }
    }
    for (const LineageEdge& edge : lineage_edges(data).edges) {
        if (place[edge.parent] != kUnranked) {
            ranked[place[edge.parent]].derived.add(*created[edge.parent], created[edge.child]);
        }
    }
}

void add_duplicates(const store::Dataset& data, std::vector<Response>& ranked) {
    const store::Repos& spaces = data.of(core::Kind::kSpace);
    std::unordered_map<std::string_view, Response*> by_name;
    for (Response& response : ranked) {
        if (response.kind == core::Kind::kSpace) {
            by_name.emplace(response.id, &response);
        }
    }
    for (std::uint32_t space = 0; space < spaces.duplicated_from.size(); ++space) {
        const auto found = by_name.find(spaces.duplicated_from[space]);
        if (found != by_name.end() && found->second->repo != space) {
            found->second->derived.add(*spaces.created_at[found->second->repo],
                                       spaces.created_at[space]);
        }
    }
}

void add_derived_cells(const Response& response, std::vector<core::Cell>& row) {
    if (response.kind == core::Kind::kDataset) {
        row.resize(row.size() + Derived::kDays.size() + 2);
        return;
    }
    row.insert(row.end(), response.derived.within.begin(), response.derived.within.end());
    row.emplace_back(response.derived.all);
    row.push_back(core::cell_or_missing(response.derived.first));
}

}  // namespace

void Derived::add(core::Timestamp from, const std::optional<core::Timestamp>& created) {
    ++all;
    if (!created || is_floored(*created) || *created < from) {
        return;
    }
    const double lag = days_between(from, *created);
    for (std::size_t i = 0; i < within.size(); ++i) {
        within.at(i) += lag <= kDays.at(i) ? 1 : 0;
    }
    first = std::min(first.value_or(lag), lag);
}

std::vector<Response> measure_response(const store::Dataset& data,
                                       const std::vector<core::Kind>& kinds, std::size_t top) {
    std::vector<Response> ranked = most_liked(data, kinds, top);
    add_children(data, ranked);
    add_duplicates(data, ranked);
    return ranked;
}

LikePace like_pace(const std::optional<store::EventDates>& likes, core::Timestamp created_at) {
    LikePace pace;
    if (likes) {
        pace.dated = static_cast<std::int64_t>(likes->at.size());
        for (std::size_t i = 0; i < pace.days_to.size(); ++i) {
            const std::size_t wanted = LikePace::kLikes.at(i);
            if (likes->at.size() >= wanted) {
                pace.days_to.at(i) = days_between(created_at, likes->at[wanted - 1]);
            }
        }
    }
    return pace;
}

void fill_response(const Findings& findings, core::RowSink& rows) {
    std::int64_t rank = 0;
    for (const Response& response : findings.response) {
        const store::Repos& repos = findings.data.of(response.kind);
        const core::Timestamp created_at = *repos.created_at[response.repo];
        const LikePace pace =
            like_pace(findings.history->dates_of(repos.repo_id[response.repo], store::Event::kLike),
                      created_at);
        std::vector<core::Cell> row{++rank,
                                    std::string(core::kind_name(response.kind)),
                                    std::string(response.id),
                                    core::format_time(created_at),
                                    core::cell_or_missing(repos.likes[response.repo]),
                                    core::cell_or_missing(pace.dated)};
        for (const std::optional<double>& days : pace.days_to) {
            row.push_back(core::cell_or_missing(days));
        }
        add_derived_cells(response, row);
        rows.add_row(std::move(row));
    }
}

}  // namespace hubmine::analysis::trends
