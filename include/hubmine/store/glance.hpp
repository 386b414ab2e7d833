#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// All that is known of one repository or owner.
namespace hubmine::store {

/// The tables of a repository and of an owner, in the order in which they are told; both begin with
/// `facts`.
[[nodiscard]] std::span<const core::Schema> repository_tables();
[[nodiscard]] std::span<const core::Schema> owner_tables();

/// Whom a name speaks of: a repository, or else an owner.
struct Subject {
    std::int64_t repo_id = 0;  ///< 0 = an owner
    core::Kind kind = core::Kind::kModel;
    std::string name;  ///< what it is called now
    std::string why;   ///< why another name led there: "its name until ..."; empty = it is its name
    std::vector<core::Kind> also;  ///< other kinds with a repository of this name
};

/// A present name first, then an owner, then a past name, then one that the Hub redirected; of
/// several kinds the first of model, dataset, space. `datasets/a/b`, `spaces/a/b`, `models/a/b`
/// (and the page's address) say the kind, as `kind` does; `a/` is an owner. Throws UsageError, with
/// the near names, when there is none.
[[nodiscard]] Subject find_subject(Store& store, std::string_view name,
                                   std::optional<core::Kind> kind);

/// What a list of organisations says of an owner, as facts: ("entity", "Google").
using OwnerNotes = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::vector<core::Table> repository_glance(Store& store, const Subject& subject);
[[nodiscard]] std::vector<core::Table> owner_glance(Store& store, const Subject& subject,
                                                    const OwnerNotes& notes);

}  // namespace hubmine::store
