#include "hubmine/stats/quantile.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "organisations/tables.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace hubmine::analysis::organisations {

namespace {

/// Owners put together: each belongs to one group.
struct Grouping {
    std::string_view by;
    std::vector<std::string_view> names;
    std::vector<std::uint32_t> group_of;  ///< by number of the owner
};

Grouping by_type(const Entities& entities) {
    Grouping grouping{.by = "entity_type",
                      .names = {kEntityTypeNames.begin(), kEntityTypeNames.end()},
                      .group_of = {}};
    grouping.group_of.reserve(entities.owner_count());
    for (std::uint32_t owner = 0; owner < entities.owner_count(); ++owner) {
        grouping.group_of.push_back(static_cast<std::uint32_t>(entities.type_of(owner)));
    }
    return grouping;
}

Grouping by_country(const Entities& entities) {
    Grouping grouping{.by = "country", .names = {}, .group_of = {}};
    std::map<std::string_view, std::uint32_t> numbers;
    grouping.group_of.reserve(entities.owner_count());
    for (std::uint32_t owner = 0; owner < entities.owner_count(); ++owner) {
        const std::string_view country = entities.owner(owner).country;
        const auto next = static_cast<std::uint32_t>(grouping.names.size());
        const auto [known, is_new] = numbers.try_emplace(country, next);
        if (is_new) {
            grouping.names.push_back(country);
        }
        grouping.group_of.push_back(known->second);
    }
    return grouping;
}

struct Group {
    Sum sum;
    std::vector<std::int64_t> values;  ///< of the repositories that have one
    std::size_t largest = 0;           ///< the repository with most; meaningless without values
};

/// Into groups of an earlier measure, whose room they take.
void gather(const Measured& measured, const Grouping& grouping, std::vector<Group>& groups) {
    groups.resize(grouping.names.size());
    for (Group& group : groups) {
        group.sum = {};
        group.values.clear();
    }
    const std::vector<std::uint32_t>& repositories = measured.kind.repositories;
    for (std::size_t owner = 0; owner < repositories.size(); ++owner) {
        Sum& sum = groups[grouping.group_of[owner]].sum;
        sum.owners += repositories[owner] > 0 ? 1U : 0U;
        sum.repositories += repositories[owner];
    }
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (!measured.has(i)) {
            continue;
        }
        Group& group = groups[grouping.group_of[measured.owner(i)]];
        const std::int64_t value = measured.values[i];
        const bool leads = group.values.empty() || value > measured.values[group.largest] ||
                           (value == measured.values[group.largest] &&
                            measured.id(i) < measured.id(group.largest));
        group.largest = leads ? i : group.largest;
        group.values.push_back(value);
        group.sum.value += value;
        ++group.sum.known;
    }
}

/// Those that own something: by value, then name; those of which no value is known are the last.
std::vector<std::size_t> ranked(const std::vector<Group>& groups, const Grouping& grouping) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].sum.owners > 0) {
            order.push_back(i);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Sum& left = groups[a].sum;
        const Sum& right = groups[b].sum;
        if ((left.known > 0) != (right.known > 0)) {
            return left.known > 0;
        }
        return left.value != right.value ? left.value > right.value
                                         : grouping.names[a] < grouping.names[b];
    });
    return order;
}

void add_group(const Measured& measured, const Grouping& grouping, std::string_view name,
               std::size_t rank, Group& group, core::Table& table) {
    std::vector<core::Cell> cells{std::string(core::kind_name(measured.kind.kind)),
                                  std::string(measure_name(measured.measure)),
                                  std::string(grouping.by),
                                  count(rank),
                                  text_or_missing(name),
                                  std::int64_t{group.sum.owners},
                                  std::int64_t{group.sum.repositories},
                                  std::int64_t{group.sum.known}};
    if (group.sum.known > 0) {
        cells.push_back(sum_cell(group.sum.value));
        cells.push_back(ratio_cell(group.sum.value, measured.total));
        cells.push_back(ratio_cell(group.sum.value, group.sum.known));
        cells.emplace_back(stats::quantile_of_unsorted(group.values, 1, 2));
        cells.emplace_back(measured.values[group.largest]);
        cells.emplace_back(std::string(measured.id(group.largest)));
    }
    cells.resize(table.columns().size());
    table.add_row(std::move(cells));
}

}  // namespace

void fill_groups(const Findings& findings, core::Table& table) {
    const std::vector<Grouping> groupings{by_type(findings.entities),
                                          by_country(findings.entities)};
    std::vector<std::vector<Group>> groups_by(groupings.size());
    for_each_measured(findings, [&](const Measured& measured) {
        for (std::size_t by = 0; by < groupings.size(); ++by) {
            const Grouping& grouping = groupings[by];
            std::vector<Group>& groups = groups_by[by];
            gather(measured, grouping, groups);
            const std::vector<std::size_t> order = ranked(groups, grouping);
            for (std::size_t i = 0; i < top_of(findings.settings, order.size()); ++i) {
                add_group(measured, grouping, grouping.names[order[i]], i + 1, groups[order[i]],
                          table);
            }
        }
    });
}

}  // namespace hubmine::analysis::organisations
