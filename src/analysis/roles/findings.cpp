#include "roles/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include "common/developer_names.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace hubmine::analysis::roles {

namespace {

/// Those that were asked for and of which a list was read.
std::vector<core::Kind> listed_kinds(const store::Dataset& data, const Settings& settings) {
    std::vector<core::Kind> kinds;
    for (const core::Kind kind : core::kAllKinds) {
        const bool is_wanted =
            std::find(settings.kinds.begin(), settings.kinds.end(), kind) != settings.kinds.end();
        if (is_wanted && was_listed(data, kind)) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

std::vector<Scope> scopes_of(const Histories& histories, const std::vector<core::Kind>& kinds) {
    const auto& repositories = histories.repositories;
    std::vector<Scope> scopes;
    for (const core::Kind kind : kinds) {
        const auto range = std::equal_range(
            repositories.begin(), repositories.end(), Repository{.kind = kind},
            [](const Repository& a, const Repository& b) { return a.kind < b.kind; });
        scopes.push_back({.name = core::kind_name(kind),
                          .kinds = {kind},
                          .begin = static_cast<std::size_t>(range.first - repositories.begin()),
                          .end = static_cast<std::size_t>(range.second - repositories.begin())});
    }
    scopes.push_back({.name = "all", .kinds = kinds, .begin = 0, .end = repositories.size()});
    return scopes;
}

}  // namespace

std::string_view Findings::id_of(std::size_t repository) const {
    const Repository& meant = histories.repositories[repository];
    return data.of(meant.kind).id[meant.position];
}

std::uint32_t Findings::owner_of(std::size_t repository) const {
    const Repository& meant = histories.repositories[repository];
    return entities.owners_of(meant.kind)[meant.position];
}

Findings measure(const store::Dataset& data, const Settings& settings, Needs needs) {
    const std::vector<core::Kind> kinds = listed_kinds(data, settings);
    const auto names =
        std::make_shared<const DeveloperNames>(data, settings.pseudonym_key_file, settings);
    Developers developers = resolve_developers(data, settings);
    Histories histories = collect_histories(
        data, kinds, developers,
        (needs & kNeedsPeriods) != 0 ? std::optional(settings.every) : std::nullopt);
    std::vector<Scope> scopes = scopes_of(histories, kinds);
    Findings findings{.data = data,
                      .settings = settings,
                      .developers = std::move(developers),
                      .entities = Entities(data, load_organisations(settings), kinds),
                      .histories = std::move(histories),
                      .scopes = std::move(scopes),
                      .name_of = [names](std::uint32_t author) { return names->of(author); },
                      .people = {}};
    findings.people = people_of(findings, findings.all());
    return findings;
}

}  // namespace hubmine::analysis::roles
