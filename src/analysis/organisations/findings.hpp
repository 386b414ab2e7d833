#pragma once

#include "hubmine/stats/int128.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/created_within.hpp"
#include "common/entities.hpp"
#include "common/table_row.hpp"
#include "organisations/measures.hpp"
#include "organisations/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace hubmine::analysis::organisations {

/// What a table is filled from: numbers that every list has, or all of them.
enum : Needs { kNeedsPopularity = 1, kNeedsAllMeasures = 2 };

/// The repositories of one kind that are spoken of, and whose they are.
struct OwnedKind {
    core::Kind kind = core::Kind::kModel;
    bool is_listed = true;  ///< false: no list was read, and nothing is known
    CreatedWithin created;
    /// By number of the owner.
    std::vector<std::uint32_t> repositories;
};

/// What the tables are filled from. One number at a time is taken from the data while they are: all
/// of them together would be the largest thing in memory.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    Entities entities;
    std::vector<OwnedKind> kinds;       ///< as asked for, in the order of core::Kind
    std::vector<std::int64_t> derived;  ///< by model; empty unless a table needs it
};

/// Throws what load_organisations throws.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings, Needs needs);

/// The value of a repository that has none.
inline constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();

/// One number of every repository of a kind that is spoken of.
struct Measured {
    const Findings& findings;
    const OwnedKind& kind;
    Measure measure = Measure::kRepositories;
    std::vector<std::int64_t> values;  ///< in the order of kind.created.repos
    stats::Int128 total = 0;           ///< of those with one

    [[nodiscard]] std::size_t size() const { return values.size(); }
    [[nodiscard]] bool has(std::size_t i) const { return values[i] != kNoValue; }
    /// The number of the owner of the i-th repository.
    [[nodiscard]] std::uint32_t owner(std::size_t i) const {
        return findings.entities.owners_of(kind.kind)[kind.created.repos[i]];
    }
    [[nodiscard]] std::string_view id(std::size_t i) const {
        return findings.data.of(kind.kind).id[kind.created.repos[i]];
    }
};

/// `place` is memory to use.
[[nodiscard]] Measured measured(const Findings& findings, const OwnedKind& kind, Measure measure,
                                std::vector<std::int64_t> place = {});

/// What the repositories of an owner, of an entity, ... add up to.
struct Sum {
    stats::Int128 value = 0;  ///< over those with a value
    std::uint32_t known = 0;
    std::uint32_t repositories = 0;
    std::uint32_t owners = 0;
};

/// Into a vector by number of the owner, whatever it held.
void sum_up_owners(const Measured& measured, std::vector<Sum>& sums);
/// The same by number of the entity.
void sum_up_entities(const Entities& entities, std::span<const Sum> of_owners,
                     std::vector<Sum>& sums);

/// Whose sums are compared: those of owners, or of the entities behind them.
enum class Level : std::uint8_t { kOwner, kEntity };

[[nodiscard]] constexpr std::string_view level_name(Level level) {
    return level == Level::kOwner ? "owner" : "entity";
}

/// Calls `visit` with each number of each kind of which a list was read.
template <typename Visit>
void for_each_measured(const Findings& findings, const Visit& visit) {
    std::vector<std::int64_t> place;
    for (const OwnedKind& kind : findings.kinds) {
        for (const Measure measure :
             kind.is_listed ? measures_of(kind.kind) : std::span<const Measure>()) {
            Measured found = measured(findings, kind, measure, std::move(place));
            visit(std::as_const(found));
            place = std::move(found.values);
        }
    }
}

/// Calls `visit(measured, level, sums)` with each number of each kind, at each level. Of millions
/// of owners the sums are large: they take the same place each time.
template <typename Visit>
void for_each_level(const Findings& findings, const Visit& visit) {
    std::vector<Sum> owners;
    std::vector<Sum> entities;
    for_each_measured(findings, [&](const Measured& measured) {
        sum_up_owners(measured, owners);
        visit(measured, Level::kOwner, owners);
        sum_up_entities(findings.entities, owners, entities);
        visit(measured, Level::kEntity, entities);
    });
}

}  // namespace hubmine::analysis::organisations
