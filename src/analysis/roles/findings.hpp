#pragma once

#include "hubmine/store/dataset.hpp"

#include "common/developers.hpp"
#include "common/entities.hpp"
#include "common/table_row.hpp"
#include "roles/participation.hpp"
#include "roles/people.hpp"
#include "roles/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::roles {

/// What a table is filled from, besides who did what where.
enum : Needs { kNeedsPeriods = 1, kNeedsTitles = 2 };

/// A kind, or all of them together.
struct Scope {
    std::string_view name;
    std::vector<core::Kind> kinds;
    std::size_t begin = 0;  ///< its repositories among those of Histories
    std::size_t end = 0;
};

/// What the tables are filled from.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    Developers developers;
    Entities entities;
    Histories histories;
    std::vector<Scope> scopes;  ///< kinds of which a list was read, then all of them together
    std::function<std::string(std::uint32_t author)> name_of;
    std::vector<Person> people;  ///< what they did in all of it, see people_of

    [[nodiscard]] const Scope& all() const { return scopes.back(); }
    /// Of the repository of that number.
    [[nodiscard]] std::string_view id_of(std::size_t repository) const;
    /// The number of its owner, see Entities.
    [[nodiscard]] std::uint32_t owner_of(std::size_t repository) const;
};

/// Throws what load_organisations and resolve_developers throw.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings, Needs needs);

/// Calls `visit(kind, i)` with each discussion of the repositories of a scope whose starter is no
/// bot: it is the i-th one of Dataset::discussions_of(kind).
template <typename Visit>
void for_each_discussion(const Findings& findings, const Scope& scope, const Visit& visit) {
    for (const core::Kind kind : scope.kinds) {
        const store::Discussions& discussions = findings.data.discussions_of(kind);
        const std::vector<std::uint8_t>& commits_known = findings.data.commits_of(kind).known;
        for (std::size_t i = 0; i < discussions.repo.size(); ++i) {
            const std::uint32_t author = discussions.author[i];
            const bool is_bot = author != store::kNoText && findings.developers.is_nobody(author);
            if (!is_bot && commits_known[discussions.repo[i]] != 0) {
                visit(kind, i);
            }
        }
    }
}

}  // namespace hubmine::analysis::roles
