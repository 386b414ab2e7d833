#include "common/columns.hpp"
#include "roles/tables.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::analysis::roles {

namespace {

/// What a developer committed to the repositories of an entity.
struct Devotion {
    std::uint32_t developer = 0;
    std::uint32_t entity = 0;
    std::int64_t commits = 0;
};

/// Everything that was committed, by developer.
std::vector<Devotion> devotions_of(const Findings& findings) {
    std::vector<Devotion> all;
    for (const Participation& participation : findings.histories.participations) {
        if (participation.commits > 0) {
            const std::uint32_t owner = findings.owner_of(participation.repository);
            all.push_back({participation.developer, findings.entities.entity_of(owner),
                           participation.commits});
        }
    }
    std::sort(all.begin(), all.end(), [](const Devotion& a, const Devotion& b) {
        return std::pair(a.developer, a.entity) < std::pair(b.developer, b.entity);
    });
    std::size_t kept = 0;
    for (const Devotion& devotion : all) {
        const bool is_same = kept > 0 && all[kept - 1].developer == devotion.developer &&
                             all[kept - 1].entity == devotion.entity;
        if (is_same) {
            all[kept - 1].commits += devotion.commits;
        } else {
            all[kept++] = devotion;
        }
    }
    all.resize(kept);
    return all;
}

/// What went from developers at home in one entity to another entity.
struct Flow {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::int64_t developers = 0;
    std::int64_t commits = 0;
};

bool is_organisation(const Entities& entities, std::uint32_t number) {
    const Entity entity = entities.entity(number);
    return entity.is_listed && entity.type != EntityType::kIndividual;
}

/// The entity that got most of one developer's commits; of equals the smallest name, the listed one
/// first.
std::uint32_t home_of(const Entities& entities, std::span<const Devotion> devotions) {
    const auto key = [&entities](const Devotion& devotion) {
        const Entity entity = entities.entity(devotion.entity);
        return std::tuple(-devotion.commits, entity.name, !entity.is_listed);
    };
    return std::min_element(
               devotions.begin(), devotions.end(),
               [&key](const Devotion& a, const Devotion& b) { return key(a) < key(b); })
        ->entity;
}

std::vector<Flow> flows_of(const Findings& findings) {
    const Entities& entities = findings.entities;
    const std::vector<Devotion> devotions = devotions_of(findings);
    std::vector<Flow> flows;
    for (std::size_t begin = 0; begin < devotions.size();) {
        std::size_t end = begin;
        while (end < devotions.size() && devotions[end].developer == devotions[begin].developer) {
            ++end;
        }
        const auto own = std::span(devotions).subspan(begin, end - begin);
        begin = end;
        const std::uint32_t home = home_of(entities, own);
        if (own.size() == 1 || !is_organisation(entities, home)) {
            continue;
        }
        for (const Devotion& devotion : own) {
            if (devotion.entity != home && is_organisation(entities, devotion.entity)) {
                flows.push_back({home, devotion.entity, 1, devotion.commits});
            }
        }
    }
    std::sort(flows.begin(), flows.end(), [](const Flow& a, const Flow& b) {
        return std::pair(a.source, a.target) < std::pair(b.source, b.target);
    });
    return flows;
}

/// Of each pair of entities one.
std::vector<Flow> joined(const std::vector<Flow>& flows) {
    std::vector<Flow> pairs;
    for (const Flow& flow : flows) {
        if (!pairs.empty() && pairs.back().source == flow.source &&
            pairs.back().target == flow.target) {
            pairs.back().developers += flow.developers;
            pairs.back().commits += flow.commits;
        } else {
            pairs.push_back(flow);
        }
    }
    return pairs;
}

}  // namespace

void fill_exchange(const Findings& findings, core::Table& table) {
    std::vector<Flow> pairs = joined(flows_of(findings));
    const auto name = [&findings](std::uint32_t entity) {
        return findings.entities.entity(entity).name;
    };
    std::sort(pairs.begin(), pairs.end(), [&name](const Flow& a, const Flow& b) {
        return std::tuple(-a.commits, name(a.source), name(a.target)) <
               std::tuple(-b.commits, name(b.source), name(b.target));
    });
    pairs.resize(top_of(findings.settings, pairs.size()));
    for (const Flow& pair : pairs) {
        table.add_row({std::string(name(pair.source)), std::string(name(pair.target)),
                       pair.developers, pair.commits});
    }
}

}  // namespace hubmine::analysis::roles
