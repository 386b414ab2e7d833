#pragma once

#include "roles/participation.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::analysis::roles {

struct Findings;
struct Scope;

/// What a developer did in all repositories of a scope.
struct Person {
    std::int64_t commits = 0;
    std::int64_t discussions = 0;  ///< with pull requests
    std::int64_t pull_requests = 0;
    std::int64_t repositories = 0;
    core::Timestamp first_commit = kNever;
    core::Timestamp first_discussion = kNever;
    core::Timestamp last = store::kUndated;
    /// Of the first discussion; of equals the smallest id, then kind, then number.
    bool began_with_pull_request = false;
    std::uint32_t began_in = 0;  ///< into Histories::repositories

    [[nodiscard]] bool is_somebody() const { return repositories > 0; }
};

/// By index into Dataset::authors.
[[nodiscard]] std::vector<Person> people_of(const Findings& findings, const Scope& scope);

/// The fewest developers who made 80 % of all commits; absent without commits.
[[nodiscard]] std::optional<std::int64_t> core_size(std::span<const Person> people);

}  // namespace hubmine::analysis::roles
