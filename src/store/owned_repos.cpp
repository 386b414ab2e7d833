#include "owned_repos.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "repo_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace hubmine::store {

namespace {

/// The owners of the repositories that there are, for who misspelt one.
std::vector<std::string> all_owners(Database& database) {
    const auto rows = database.cached(
        "SELECT DISTINCT substr(id, 1, instr(id, '/') - 1) AS owner FROM repo "
        "WHERE instr(id, '/') > 0 ORDER BY owner");
    std::vector<std::string> owners;
    while (rows->step()) {
        owners.emplace_back(rows->text(0));
    }
    return owners;
}

bool is_owner(Database& database, const std::string& owner) {
    const auto known = database.cached(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM repo "
        "WHERE lower(substr(id, 1, length(?1) + 1)) = lower(?1) || '/') "
        "OR EXISTS (SELECT 1 FROM repo_history WHERE field = ?2 "
        "AND lower(substr(value, 1, length(?1) + 1)) = lower(?1) || '/')");
    known->bind(owner, static_cast<int>(Field::kId));
    return known->step();
}

}  // namespace

void check_owners(Database& database, const std::vector<std::string>& owners) {
    for (const std::string& owner : owners) {
        if (is_owner(database, owner)) {
            continue;
        }
        const std::vector<std::string> there = all_owners(database);
        const std::string_view near = core::nearest(owner, there);
        throw core::UsageError(
            fmt::format("nothing of an owner '{}' was ever listed{}", owner,
                        near.empty() ? "" : fmt::format(": did you mean {}?", near)));
    }
}

bool is_owned(std::string_view id, const std::vector<std::string>& owners) {
    const std::size_t slash = id.find('/');
    return slash != std::string_view::npos &&
           core::contains(owners, core::ascii_lower(id.substr(0, slash)));
}

std::vector<std::string> lower_owners(std::vector<std::string> owners) {
    std::transform(owners.begin(), owners.end(), owners.begin(),
                   [](const std::string& owner) { return core::ascii_lower(owner); });
    return owners;
}

OwnedRepos::OwnedRepos(Database& database, std::int64_t snapshot_id, const OwnedBy& by)
    : kinds_(by.kinds) {
    check_owners(database, by.owners);
    const std::vector<std::string> owners = lower_owners(by.owners);
    const auto rows = database.cached(
        "SELECT r.repo_id, coalesce((SELECT h.value FROM repo_history AS h "
        "WHERE h.repo_id = r.repo_id AND h.field = ?1 AND h.first_snapshot <= ?2 "
        "ORDER BY h.first_seen DESC LIMIT 1), r.id) FROM repo AS r");
    rows->bind(static_cast<int>(Field::kId), snapshot_id);
    while (rows->step()) {
        if (is_owned(rows->text(1), owners)) {
            theirs_.insert(rows->integer(0));
        }
    }
}

bool OwnedRepos::leave_out(core::Kind kind, std::int64_t repo_id) const {
    return std::find(kinds_.begin(), kinds_.end(), kind) != kinds_.end() &&
           !theirs_.contains(repo_id);
}

}  // namespace hubmine::store
