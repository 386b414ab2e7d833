#include "common/cells.hpp"
#include "common/columns.hpp"
#include "roles/tables.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace hubmine::analysis::roles {

namespace {

using store::DiscussionState;

/// What was begun in the repositories of a type of owner, and what became of it.
struct Requests {
    std::int64_t repositories = 0;
    std::int64_t discussions = 0;
    std::int64_t pull_requests = 0;
    std::array<std::int64_t, 3> of_state{};  ///< pull requests, by DiscussionState
    std::array<std::int64_t, 3> outsiders_of_state{};

    [[nodiscard]] static std::int64_t count(const std::array<std::int64_t, 3>& of_state,
                                            DiscussionState state) {
        return of_state.at(static_cast<std::size_t>(state));
    }
    /// Of those that were settled.
    [[nodiscard]] static core::Cell merged_share(const std::array<std::int64_t, 3>& of_state) {
        const std::int64_t merged = count(of_state, DiscussionState::kMerged);
        return ratio_cell(merged, merged + count(of_state, DiscussionState::kClosed));
    }
};

/// By type of owner; behind them all together.
constexpr std::size_t kAllTypes = kEntityTypeNames.size();
using OfTypes = std::array<Requests, kAllTypes + 1>;

OfTypes requests_of(const Findings& findings, const Scope& scope) {
    OfTypes requests;
    const auto add = [&requests](EntityType type, const auto& change) {
        change(requests.at(static_cast<std::size_t>(type)));
        change(requests.at(kAllTypes));
    };
    for (std::size_t repo = scope.begin; repo < scope.end; ++repo) {
        add(findings.entities.type_of(findings.owner_of(repo)),
            [](Requests& of) { ++of.repositories; });
    }
    for_each_discussion(findings, scope, [&](core::Kind kind, std::size_t i) {
        const store::Discussions& discussions = findings.data.discussions_of(kind);
        const std::uint32_t owner = findings.entities.owners_of(kind)[discussions.repo[i]];
        const bool is_request = discussions.is_pull_request[i] != 0;
        const auto state = static_cast<std::size_t>(discussions.state[i]);
        const std::int64_t by_outsider =
            findings.histories.by_outsider.at(static_cast<std::size_t>(kind))[i];
        add(findings.entities.type_of(owner), [&](Requests& of) {
            ++of.discussions;
            of.pull_requests += is_request ? 1 : 0;
            of.of_state.at(state) += is_request ? 1 : 0;
            of.outsiders_of_state.at(state) += by_outsider;
        });
    });
    return requests;
}

void add_type(const Scope& scope, std::string_view type, const Requests& of, core::Table& table) {
    std::int64_t by_outsiders = 0;
    for (const std::int64_t of_state : of.outsiders_of_state) {
        by_outsiders += of_state;
    }
    table.add_row({std::string(scope.name), std::string(type), of.repositories, of.discussions,
                   of.pull_requests, Requests::count(of.of_state, DiscussionState::kMerged),
                   Requests::count(of.of_state, DiscussionState::kClosed),
                   Requests::count(of.of_state, DiscussionState::kOpen),
                   Requests::merged_share(of.of_state), by_outsiders,
                   ratio_cell(by_outsiders, of.pull_requests),
                   Requests::merged_share(of.outsiders_of_state)});
}

}  // namespace

void fill_pull_requests(const Findings& findings, core::Table& table) {
    for (const Scope& scope : findings.scopes) {
        const OfTypes requests = requests_of(findings, scope);
        add_type(scope, "all", requests.at(kAllTypes), table);
        for (std::size_t type = 0; type < kAllTypes; ++type) {
            if (requests.at(type).repositories > 0) {
                add_type(scope, kEntityTypeNames.at(type), requests.at(type), table);
            }
        }
    }
}

}  // namespace hubmine::analysis::roles
