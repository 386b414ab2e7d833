#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"

#include "interner.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Ids named by spaces and as base models -> rows of `target`.
class TargetInterner {
  public:
    explicit TargetInterner(Database& database) : database_(database) {}
    /// The row of an id, added when it is new. `by_space`: a space names it.
    std::int64_t id(core::Kind kind, std::string_view name, bool by_space);

  private:
    struct Known {
        std::int64_t id = 0;
        bool by_space = false;
    };
    Known load_or_add(core::Kind kind, std::string_view name, bool by_space);

    Database& database_;
    std::array<TextMap<Known>, 3> known_;
    std::uint64_t rollbacks_ = 0;
    std::string buffer_;
};

/// Every table that holds a text once.
struct Names {
    explicit Names(Database& database);
    Interner tags;
    Interner labels;
    Interner authors;
    Interner author_lists;
    TargetInterner targets;
};

/// What the table `repo` says of a repository, all but its identity and its first sight.
struct RepoRow {
    std::string id;
    std::optional<std::int64_t> license;
    std::optional<std::string> tags;
    std::optional<std::string> models;
    std::optional<std::string> datasets;
    std::optional<std::string> duplicated_from;
    std::optional<std::int64_t> created_at;
    std::optional<std::int64_t> last_modified;
    std::optional<std::string> sha;
    std::optional<std::int64_t> is_private;
    std::optional<std::int64_t> gated;
    std::optional<std::int64_t> disabled;
    std::optional<std::int64_t> pipeline_tag;
    std::optional<std::int64_t> library_name;
    std::optional<std::int64_t> sdk;
    std::optional<std::int64_t> parameters;
    std::optional<std::string> base_models;
    friend bool operator==(const RepoRow&, const RepoRow&) = default;
};

/// The row that a record makes.
[[nodiscard]] RepoRow row_of(const hub::RepoRecord& record, Names& names);

/// What a record leaves out because it was not asked for stays as it was. A pipeline tag, a
/// library, an sdk and a parameter count that were asked for are different: the Hub leaves them out
/// when there is none.
void keep_what_is_absent(RepoRow& row, const RepoRow& before, const hub::RepoRecord& record,
                         const hub::AskedFields& asked);

/// Hash of everything in a record but the numbers that move daily. The same on every machine.
[[nodiscard]] std::int64_t content_hash(const hub::RepoRecord& record);

}  // namespace hubmine::store
