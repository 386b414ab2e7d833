#include "hubmine/stats/concentration.hpp"
#include "hubmine/stats/counts.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "roles/people.hpp"
#include "roles/tables.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>

namespace hubmine::analysis::roles {

namespace {

using core::Cell;

/// Half of the commits of a repository: its absence factor (CHAOSS).
constexpr int kAbsencePercent = 50;

/// How many do what.
struct Community {
    std::int64_t only_commit = 0;
    std::int64_t only_discuss = 0;
    std::int64_t both = 0;
    [[nodiscard]] std::int64_t committers() const { return only_commit + both; }
    [[nodiscard]] std::int64_t starters() const { return only_discuss + both; }
    [[nodiscard]] std::int64_t all() const { return only_commit + only_discuss + both; }
};

/// Of people or of participations.
template <typename Acts>
Community community_of(const Acts& acts) {
    Community community;
    for (const auto& act : acts) {
        const bool commits = act.commits > 0;
        const bool discusses = act.discussions > 0;
        community.both += commits && discusses ? 1 : 0;
        community.only_commit += commits && !discusses ? 1 : 0;
        community.only_discuss += discusses && !commits ? 1 : 0;
    }
    return community;
}

Cell moment_cell(core::Timestamp at) {
    return at == kNever || at == store::kUndated ? Cell() : Cell(core::format_time(at));
}

template <typename Act>
core::Timestamp first_of(const Act& act) {
    return std::min(act.first_commit, act.first_discussion);
}

std::int64_t present(const Findings& findings, const Scope& scope) {
    std::int64_t repositories = 0;
    for (const core::Kind kind : scope.kinds) {
        repositories += count(findings.data.of(kind).size());
    }
    return repositories;
}

std::int64_t active_repositories(const Findings& findings, const Scope& scope) {
    std::int64_t active = 0;
    for (std::size_t repo = scope.begin; repo < scope.end; ++repo) {
        const Community community = community_of(findings.histories.in(repo));
        active += community.committers() > 0 && community.starters() > 0 ? 1 : 0;
    }
    return active;
}

Cell absence_factor(std::span<const Participation> participations) {
    std::vector<std::int64_t> commits;
    for (const Participation& participation : participations) {
        commits.push_back(participation.commits);
    }
    return core::cell_or_missing(
        stats::smallest_head(stats::count_values(commits), kAbsencePercent));
}

/// Those in which somebody did something, the largest community first.
std::vector<std::uint32_t> largest_communities(const Findings& findings) {
    const Histories& histories = findings.histories;
    std::vector<std::uint32_t> order;
    for (std::uint32_t repo = 0; repo < histories.repositories.size(); ++repo) {
        if (!histories.in(repo).empty()) {
            order.push_back(repo);
        }
    }
    const std::size_t rows = top_of(findings.settings, order.size());
    const auto key = [&](std::uint32_t repo) {
        return std::tuple(-count(histories.in(repo).size()), histories.repositories[repo].kind,
                          findings.id_of(repo));
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(rows), order.end(),
                      [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    order.resize(rows);
    return order;
}

std::string role_of(const Person& person) {
    return person.commits == 0 ? "discuss" : person.discussions == 0 ? "commit" : "both";
}

Cell first_kind(const Person& person) {
    if (first_of(person) == kNever) {
        return {};
    }
    return person.first_commit == person.first_discussion  ? Cell("both")
           : person.first_commit < person.first_discussion ? Cell("commit")
                                                           : Cell("discussion");
}

/// Everybody, most commits first, then most discussions; of equals by `names`.
template <typename Name>
std::vector<std::uint32_t> most_active(std::span<const Person> people, const Name& name) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t author = 0; author < people.size(); ++author) {
        if (people[author].is_somebody()) {
            order.push_back(author);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto done = [&people](std::uint32_t author) {
            return std::pair(people[author].commits, people[author].discussions);
        };
        return done(a) != done(b) ? done(a) > done(b) : name(a) < name(b);
    });
    return order;
}

/// By author: 1 = of the core, of equal numbers of commits the smallest names.
std::vector<std::uint8_t> core_members(const store::Dataset& data, std::span<const Person> people) {
    std::vector<std::uint32_t> order(people.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto size = static_cast<std::ptrdiff_t>(core_size(people).value_or(0));
    std::nth_element(
        order.begin(), order.begin() + size, order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return people[a].commits != people[b].commits ? people[a].commits > people[b].commits
                                                          : data.authors[a] < data.authors[b];
        });
    std::vector<std::uint8_t> is_core(people.size(), 0);
    for (std::ptrdiff_t i = 0; i < size; ++i) {
        is_core[order[static_cast<std::size_t>(i)]] = 1;
    }
    return is_core;
}

}  // namespace

void fill_summary(const Findings& findings, core::Table& table) {
    for (const Scope& scope : findings.scopes) {
        const std::vector<Person> people = people_of(findings, scope);
        const Community community = community_of(people);
        const std::int64_t repositories = count(scope.end - scope.begin);
        const auto core = core_size(people);
        table.add_row({std::string(scope.name), repositories,
                       present(findings, scope) - repositories,
                       active_repositories(findings, scope), community.all(), community.only_commit,
                       community.only_discuss, community.both,
                       ratio_cell(community.only_commit, community.all()),
                       ratio_cell(community.only_discuss, community.all()),
                       ratio_cell(community.both, community.all()), core::cell_or_missing(core),
                       core ? ratio_cell(*core, community.committers()) : Cell()});
    }
}

void fill_repositories(const Findings& findings, core::RowSink& rows) {
    std::int64_t rank = 0;
    for (const std::uint32_t repo : largest_communities(findings)) {
        const std::span<const Participation> participations = findings.histories.in(repo);
        const Community community = community_of(participations);
        core::Timestamp first = kNever;
        core::Timestamp last = store::kUndated;
        for (const Participation& participation : participations) {
            first = std::min(first, first_of(participation));
            last = std::max(last, participation.last);
        }
        const core::Kind kind = findings.histories.repositories[repo].kind;
        rows.add_row({++rank, std::string(core::kind_name(kind)), std::string(findings.id_of(repo)),
                      community.all(), community.committers(), community.starters(),
                      community.only_commit, community.only_discuss, community.both,
                      absence_factor(participations), moment_cell(first), moment_cell(last)});
    }
}

void fill_developers(const Findings& findings, core::RowSink& rows) {
    const store::Dataset& data = findings.data;
    const std::vector<Person>& people = findings.people;
    const std::vector<std::uint8_t> is_core = core_members(data, people);
    // By what is printed: pseudonyms stand in another order than the names that they hide.
    const std::vector<std::uint32_t> order =
        findings.settings.pseudonyms
            ? most_active(people, findings.name_of)
            : most_active(people, [&data](std::uint32_t author) { return data.authors[author]; });
    const std::size_t shown = top_of(findings.settings, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Person& person = people[order[i]];
        rows.add_row({count(i + 1), findings.name_of(order[i]), role_of(person),
                      person.repositories, person.commits, person.discussions, person.pull_requests,
                      first_kind(person), moment_cell(first_of(person)), moment_cell(person.last),
                      std::int64_t{is_core[order[i]]}});
    }
}

}  // namespace hubmine::analysis::roles
