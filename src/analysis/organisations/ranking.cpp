#include "common/cells.hpp"
#include "common/columns.hpp"
#include "organisations/tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

/// An owner or an entity as its row has it.
struct Ranked {
    std::string_view name;
    std::string_view entity;
    bool is_listed = false;
    bool is_named = true;
    EntityType type = EntityType::kUnknown;
    std::string_view country;
};

Ranked ranked_name(const Entities& entities, Level level, std::uint32_t number) {
    if (level == Level::kEntity) {
        const Entity entity = entities.entity(number);
        return {.name = entity.name,
                .entity = entity.name,
                .is_listed = entity.is_listed,
                .is_named = entity.is_named,
                .type = entity.type,
                .country = entity.country};
    }
    const Owner owner = entities.owner(number);
    const Entity entity = entities.entity(owner.entity);
    return {.name = owner.name,
            .entity = entity.name,
            .is_listed = entity.is_listed,
            .is_named = owner.is_named,
            .type = owner.type,
            .country = owner.country};
}

/// The first `most` of the names that are ranked: by value, then name, then listed ones first.
std::vector<std::uint32_t> order_of(const Findings& findings, Level level,
                                    const std::vector<Sum>& sums, std::size_t most) {
    const Entities& entities = findings.entities;
    const bool ranks_every_type = findings.settings.types.empty();
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
        if (can_be_ranked(entities, level, i, sums[i]) &&
            (ranks_every_type || findings.settings.ranks(ranked_name(entities, level, i).type))) {
            order.push_back(i);
        }
    }
    const auto comes_first = [&](std::uint32_t a, std::uint32_t b) {
        if (sums[a].value != sums[b].value) {
            return sums[a].value > sums[b].value;
        }
        const Ranked left = ranked_name(entities, level, a);
        const Ranked right = ranked_name(entities, level, b);
        return left.name != right.name ? left.name < right.name
                                       : left.is_listed && !right.is_listed;
    };
    const std::size_t first = std::min(most, top_of(findings.settings, order.size()));
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(first);
    std::partial_sort(order.begin(), last, order.end(), comes_first);
    order.erase(last, order.end());
    return order;
}

void add_names(const Measured& measured, Level level, const std::vector<Sum>& sums,
               core::RowSink& rows) {
    std::int64_t rank = 0;
    stats::Int128 running = 0;
    for (const std::uint32_t number : order_of(measured.findings, level, sums, sums.size())) {
        const Ranked name = ranked_name(measured.findings.entities, level, number);
        const Sum& sum = sums[number];
        running += sum.value;
        rows.add_row({std::string(core::kind_name(measured.kind.kind)),
                      std::string(measure_name(measured.measure)), std::string(level_name(level)),
                      ++rank, std::string(name.name), std::string(name.entity),
                      std::int64_t{name.is_listed ? 1 : 0},
                      std::string(entity_type_name(name.type)), text_or_missing(name.country),
                      std::int64_t{sum.owners}, std::int64_t{sum.repositories},
                      std::int64_t{sum.known}, sum_cell(sum.value),
                      ratio_cell(sum.value, measured.total), ratio_cell(running, measured.total)});
    }
}

}  // namespace

bool can_be_ranked(const Entities& entities, Level level, std::uint32_t number, const Sum& sum) {
    return sum.known > 0 && (level == Level::kOwner ? entities.is_named_owner(number)
                                                    : entities.is_named_entity(number));
}

Leaders leaders_of(const Measured& measured, Level level, std::size_t most) {
    std::vector<Sum> sums;
    sum_up_owners(measured, sums);
    if (level == Level::kEntity) {
        std::vector<Sum> of_owners = std::move(sums);
        sum_up_entities(measured.findings.entities, of_owners, sums);
    }
    Leaders leaders;
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
        if (can_be_ranked(measured.findings.entities, level, i, sums[i])) {
            leaders.of_all_names += sums[i].value;
        }
    }
    for (const std::uint32_t number : order_of(measured.findings, level, sums, most)) {
        leaders.first.push_back(
            {.name = ranked_name(measured.findings.entities, level, number).name,
             .value = sums[number].value});
    }
    return leaders;
}

void fill_ranking(const Findings& findings, core::RowSink& rows) {
    for_each_level(findings,
                   [&rows](const Measured& measured, Level level, const std::vector<Sum>& sums) {
                       add_names(measured, level, sums, rows);
                   });
}

}  // namespace hubmine::analysis::organisations
