#include "common/cells.hpp"
#include "common/columns.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

/// Groups of models: the names, each once, and the number of each node's.
struct Groups {
    std::vector<std::string_view> names;  ///< empty = not known
    std::vector<std::uint32_t> of_node;
};

/// Numbers names as they are met.
class Names {
  public:
    [[nodiscard]] std::uint32_t number(std::string_view name) {
        const auto [found, is_new] =
            numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (is_new) {
            names_.push_back(name);
        }
        return found->second;
    }
    [[nodiscard]] std::vector<std::string_view> all() && { return std::move(names_); }

  private:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::string_view> names_;
};

/// `name_of` gives the name of an owner's group. Most owners are on no edge, and are not asked for.
template <typename NameOf>
Groups by_owner(const Findings& findings, const NameOf& name_of) {
    constexpr std::uint32_t kNotAsked = std::numeric_limits<std::uint32_t>::max();
    Names names;
    Groups groups;
    std::vector<std::uint32_t> of_owner(findings.traits.owners, kNotAsked);
    groups.of_node.reserve(findings.traits.owner.size());
    for (const std::uint32_t owner : findings.traits.owner) {
        if (of_owner[owner] == kNotAsked) {
            of_owner[owner] = names.number(name_of(findings.entities->owner(owner)));
        }
        groups.of_node.push_back(of_owner[owner]);
    }
    groups.names = std::move(names).all();
    return groups;
}

/// No two owners have one name.
Groups by_owner_itself(const Findings& findings) {
    constexpr std::uint32_t kNameless = 0;
    Groups groups{.names = {std::string_view()}, .of_node = {}};
    std::vector<std::uint32_t> of_owner(findings.traits.owners, kNameless);
    groups.of_node.reserve(findings.traits.owner.size());
    for (const std::uint32_t number : findings.traits.owner) {
        const Owner owner = findings.entities->owner(number);
        if (owner.is_named && of_owner[number] == kNameless) {
            of_owner[number] = static_cast<std::uint32_t>(groups.names.size());
            groups.names.push_back(owner.name);
        }
        groups.of_node.push_back(of_owner[number]);
    }
    return groups;
}

Groups by_task(const Findings& findings) {
    Names names;
    Groups groups;
    for (const std::uint32_t model : findings.graph.models) {
        const store::TextId task = findings.models().pipeline_tag[model];
        groups.of_node.push_back(
            names.number(task == store::kNoText ? std::string_view() : findings.data.labels[task]));
    }
    groups.names = std::move(names).all();
    return groups;
}

struct Current {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::int64_t edges = 0;
    std::int64_t children = 0;
    stats::Int128 downloads = 0;
};

struct Step {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    Node child = 0;
};

/// Counting sort: by one of their groups; those of one group stay in their order.
std::vector<Step> ordered_by(std::uint32_t Step::*group, std::size_t groups,
                             const std::vector<Step>& steps) {
    std::vector<std::size_t> next(groups + 1, 0);
    for (const Step& step : steps) {
        ++next[step.*group + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<Step> ordered(steps.size());
    for (const Step& step : steps) {
        ordered[next[step.*group]++] = step;
    }
    return ordered;
}

/// Edges by source, target and child: they come by child.
std::vector<Step> ordered_steps(const Findings& findings, const Groups& groups) {
    std::vector<Step> steps;
    steps.reserve(findings.graph.lineage.edges.size());
    for (const LineageEdge& edge : findings.graph.lineage.edges) {
        steps.push_back({groups.of_node[edge.parent], groups.of_node[edge.child], edge.child});
    }
    steps = ordered_by(&Step::target, groups.names.size(), steps);
    return ordered_by(&Step::source, groups.names.size(), steps);
}

std::vector<Current> currents(const Findings& findings, const Groups& groups) {
    const std::vector<Step> steps = ordered_steps(findings, groups);
    std::vector<Current> found;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        const bool goes_on =
            i > 0 && steps[i - 1].source == step.source && steps[i - 1].target == step.target;
        if (!goes_on) {
            found.push_back({.source = step.source, .target = step.target});
        }
        ++found.back().edges;
        if (!goes_on || steps[i - 1].child != step.child) {
            ++found.back().children;
            found.back().downloads += findings.traits.downloads[step.child];
        }
    }
    return found;
}

void add_currents(const Findings& findings, const std::string& by, const Groups& groups,
                  core::RowSink& rows) {
    std::vector<Current> found = currents(findings, groups);
    const std::size_t first = findings.settings.first_of(found.size(), kDefaultTop);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(first),
                      found.end(), [&groups](const Current& a, const Current& b) {
                          if (a.edges != b.edges) {
                              return a.edges > b.edges;
                          }
                          return std::pair(groups.names[a.source], groups.names[a.target]) <
                                 std::pair(groups.names[b.source], groups.names[b.target]);
                      });
    found.resize(first);
    for (const Current& current : found) {
        rows.add_row({by, text_or_missing(groups.names[current.source]),
                      text_or_missing(groups.names[current.target]), current.edges,
                      current.children, sum_cell(current.downloads)});
    }
}

}  // namespace

void fill_flow(const Findings& findings, core::RowSink& rows) {
    const Entities& entities = *findings.entities;
    add_currents(findings, "owner", by_owner_itself(findings), rows);
    add_currents(findings, "entity",
                 by_owner(findings,
                          [&](const Owner& owner) {
                              return owner.is_named ? entities.entity(owner.entity).name
                                                    : std::string_view();
                          }),
                 rows);
    add_currents(
        findings, "entity_type",
        by_owner(findings, [](const Owner& owner) { return entity_type_name(owner.type); }), rows);
    add_currents(findings, "country",
                 by_owner(findings, [](const Owner& owner) { return owner.country; }), rows);
    add_currents(findings, "task", by_task(findings), rows);
}

}  // namespace hubmine::analysis::lineage
