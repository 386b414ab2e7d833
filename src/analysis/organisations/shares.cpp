#include "hubmine/stats/concentration.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "organisations/tables.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

/// The platform's own repositories are those of this listed entity.
constexpr std::string_view kPlatform = "Hugging Face";

constexpr std::array<std::size_t, 3> kLeading{10, 100, 1000};

/// Repositories with a value, the first kLeading.back() of them: by value, then id.
std::vector<std::size_t> leading(const Measured& measured) {
    std::vector<std::size_t> order;
    order.reserve(measured.size());
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (measured.has(i)) {
            order.push_back(i);
        }
    }
    const auto last =
        order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kLeading.back()));
    std::partial_sort(order.begin(), last, order.end(), [&](std::size_t a, std::size_t b) {
        return measured.values[a] != measured.values[b] ? measured.values[a] > measured.values[b]
                                                        : measured.id(a) < measured.id(b);
    });
    order.erase(last, order.end());
    return order;
}

struct Share {
    std::set<std::uint32_t> owners;
    std::int64_t repositories = 0;
    std::int64_t platform = 0;
};

void add_leaders(const Measured& measured, std::span<const std::size_t> first, std::size_t top_n,
                 core::Table& table) {
    const Entities& entities = measured.findings.entities;
    std::array<Share, kEntityTypeNames.size()> shares;
    for (const std::size_t i : first) {
        const std::uint32_t owner = measured.owner(i);
        const Entity entity = entities.entity(entities.entity_of(owner));
        Share& share = shares.at(static_cast<std::size_t>(entities.type_of(owner)));
        share.owners.insert(owner);
        ++share.repositories;
        share.platform += entity.is_listed && entity.name == kPlatform ? 1 : 0;
    }
    for (std::size_t type = 0; type < shares.size(); ++type) {
        const Share& share = shares.at(type);
        if (share.repositories > 0) {
            table.add_row({std::string(core::kind_name(measured.kind.kind)),
                           std::string(measure_name(measured.measure)), count(top_n),
                           std::string(kEntityTypeNames.at(type)), count(share.owners.size()),
                           share.repositories, ratio_cell(share.repositories, count(first.size())),
                           share.platform});
        }
    }
}

/// The sums of all names that a ranking could have; absent when one takes more than 64 bits.
std::optional<stats::Counts> counts_of(const Entities& entities, Level level,
                                       const std::vector<Sum>& sums) {
    std::vector<std::int64_t> values;
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
        if (can_be_ranked(entities, level, i, sums[i])) {
            const auto value = stats::narrow(sums[i].value);
            if (!value) {
                return std::nullopt;
            }
            values.push_back(*value);
        }
    }
    return stats::count_values(values);
}

void add_concentration(const Measured& measured, Level level, const std::vector<Sum>& sums,
                       core::Table& table) {
    std::vector<core::Cell> cells{std::string(core::kind_name(measured.kind.kind)),
                                  std::string(measure_name(measured.measure)),
                                  std::string(level_name(level))};
    if (const auto counts = counts_of(measured.findings.entities, level, sums)) {
        cells.emplace_back(counts->n);
        cells.push_back(counts->empty() ? core::Cell() : sum_cell(counts->total));
        if (const auto facts = stats::concentration(*counts)) {
            cells.emplace_back(facts->gini);
            cells.emplace_back(facts->hhi);
            for (const std::int64_t largest : {1, 10, 50}) {
                cells.push_back(ratio_cell(stats::sum_of_largest(*counts, largest), counts->total));
            }
        }
    }
    cells.resize(table.columns().size());
    table.add_row(std::move(cells));
}

void add_coverage(const Findings& findings, const OwnedKind& kind, core::Table& table) {
    const bool has_downloads = kind.kind != core::Kind::kSpace;
    const Measured downloads =
        measured(findings, kind, has_downloads ? Measure::kDownloads : Measure::kRepositories);
    std::vector<Sum> sums;
    sum_up_owners(downloads, sums);
    std::array<Sum, kOwnerBasisNames.size()> by_basis;
    for (std::uint32_t owner = 0; owner < sums.size(); ++owner) {
        Sum& sum = by_basis.at(static_cast<std::size_t>(findings.entities.owner(owner).basis));
        sum.owners += sums[owner].owners;
        sum.repositories += sums[owner].repositories;
        sum.value += sums[owner].value;
    }
    for (std::size_t basis = 0; basis < by_basis.size(); ++basis) {
        const Sum& sum = by_basis.at(basis);
        table.add_row({std::string(core::kind_name(kind.kind)),
                       std::string(kOwnerBasisNames.at(basis)), std::int64_t{sum.owners},
                       std::int64_t{sum.repositories},
                       ratio_cell(sum.repositories, count(downloads.size())),
                       has_downloads ? ratio_cell(sum.value, downloads.total) : core::Cell()});
    }
}

}  // namespace

void fill_leaders(const Findings& findings, core::Table& table) {
    for (const OwnedKind& kind : findings.kinds) {
        for (const Measure measure : leading_measures_of(kind.kind)) {
            if (!kind.is_listed) {
                continue;
            }
            const Measured of_all = measured(findings, kind, measure);
            const std::vector<std::size_t> order = leading(of_all);
            for (const std::size_t top_n : kLeading) {
                add_leaders(of_all, std::span(order).first(std::min(top_n, order.size())), top_n,
                            table);
            }
        }
    }
}

void fill_concentration(const Findings& findings, core::Table& table) {
    for_each_level(findings,
                   [&table](const Measured& measured, Level level, const std::vector<Sum>& sums) {
                       add_concentration(measured, level, sums, table);
                   });
}

void fill_concentration_of(const Findings& findings, const OwnedKind& kind, Measure measure,
                           core::Table& table) {
    const Measured of_all = measured(findings, kind, measure);
    std::vector<Sum> owners;
    std::vector<Sum> entities;
    sum_up_owners(of_all, owners);
    add_concentration(of_all, Level::kOwner, owners, table);
    sum_up_entities(findings.entities, owners, entities);
    add_concentration(of_all, Level::kEntity, entities, table);
}

void fill_coverage(const Findings& findings, core::Table& table) {
    for (const OwnedKind& kind : findings.kinds) {
        if (kind.is_listed) {
            add_coverage(findings, kind, table);
        }
    }
}

}  // namespace hubmine::analysis::organisations
