#include "organisations/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include "common/lineage_edges.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

using Column = core::OptionalColumn<std::int64_t>;

OwnedKind owned(const store::Dataset& data, const Settings& settings, const Entities& entities,
                core::Kind kind) {
    OwnedKind owned{.kind = kind,
                    .is_listed = was_listed(data, kind),
                    .created = created_within(data.of(kind), settings),
                    .repositories = std::vector<std::uint32_t>(entities.owner_count(), 0)};
    for (const std::uint32_t repo : owned.created.repos) {
        ++owned.repositories[entities.owners_of(kind)[repo]];
    }
    return owned;
}

/// The column that a number is read from; null where it is none.
const Column* column_of(const store::Repos& repos, Measure measure) {
    switch (measure) {
        case Measure::kLikes:
            return &repos.likes;
        case Measure::kDownloads:
            return &repos.downloads;
        case Measure::kDownloadsAllTime:
            return &repos.downloads_all_time;
        case Measure::kParameters:
            return &repos.parameters;
        case Measure::kStorage:
            return &repos.storage;
        case Measure::kRepositories:
        case Measure::kDerived:
            break;
    }
    return nullptr;
}

}  // namespace

Findings measure(const store::Dataset& data, const Settings& settings, Needs needs) {
    Findings findings{.data = data,
                      .settings = settings,
                      .entities = Entities(data, load_organisations(settings), settings.kinds),
                      .kinds = {},
                      .derived = {}};
    for (const core::Kind kind : core::kAllKinds) {
        const auto& wanted = settings.kinds;
        if (std::find(wanted.begin(), wanted.end(), kind) == wanted.end()) {
            continue;
        }
        findings.kinds.push_back(owned(data, settings, findings.entities, kind));
        if (kind == core::Kind::kModel && (needs & kNeedsAllMeasures) != 0) {
            findings.derived = derived_models(data, lineage_edges(data).edges);
        }
    }
    return findings;
}

Measured measured(const Findings& findings, const OwnedKind& kind, Measure measure,
                  std::vector<std::int64_t> place) {
    Measured found{
        .findings = findings, .kind = kind, .measure = measure, .values = std::move(place)};
    found.values.clear();
    const Column* const column = column_of(findings.data.of(kind.kind), measure);
    const bool missing_is_zero = measure == Measure::kLikes || measure == Measure::kDownloads;
    found.values.reserve(kind.created.repos.size());
    for (const std::uint32_t repo : kind.created.repos) {
        std::int64_t value = 1;
        if (column != nullptr) {
            value = (*column)[repo].value_or(missing_is_zero ? 0 : kNoValue);
        } else if (measure == Measure::kDerived) {
            value = findings.derived[repo];
        }
        found.values.push_back(value);
        found.total += value == kNoValue ? 0 : value;
    }
    return found;
}

void sum_up_owners(const Measured& measured, std::vector<Sum>& sums) {
    const std::vector<std::uint32_t>& repositories = measured.kind.repositories;
    sums.assign(repositories.size(), {});
    for (std::size_t owner = 0; owner < sums.size(); ++owner) {
        sums[owner].repositories = repositories[owner];
        sums[owner].owners = repositories[owner] > 0 ? 1 : 0;
    }
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (measured.has(i)) {
            Sum& sum = sums[measured.owner(i)];
            sum.value += measured.values[i];
            ++sum.known;
        }
    }
}

void sum_up_entities(const Entities& entities, std::span<const Sum> of_owners,
                     std::vector<Sum>& sums) {
    sums.assign(entities.entity_count(), {});
    for (std::uint32_t owner = 0; owner < of_owners.size(); ++owner) {
        const Sum& part = of_owners[owner];
        Sum& sum = sums[entities.entity_of(owner)];
        sum.value += part.value;
        sum.known += part.known;
        sum.repositories += part.repositories;
        sum.owners += part.owners;
    }
}

}  // namespace hubmine::analysis::organisations
