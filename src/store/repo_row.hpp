#pragma once

#include "hubmine/hub/records.hpp"

#include "column_value.hpp"
#include "names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hubmine::store {

/// What the table `repo` says of a repository, all but its identity and its first sight: a value a
/// row of repo_fields().
using RepoRow = std::vector<ColumnValue>;

/// The row that a record makes.
[[nodiscard]] RepoRow row_of(const hub::RepoRecord& record, Names& names);

/// What a record does not speak of stays as it was, unless its silence says that there is none: the
/// Hub leaves some fields out, when they were asked for, where there is nothing to tell.
void keep_what_is_absent(RepoRow& row, const RepoRow& before, const hub::RepoRecord& record,
                         const hub::AskedFields& asked);

/// Hash of everything in a record but the numbers that move daily. The same on every machine.
[[nodiscard]] std::int64_t content_hash(const hub::RepoRecord& record);

/// The numbers of `repo_state`: a value a row of repo_numbers().
inline constexpr std::size_t kRepoNumbers = 4;
inline constexpr std::size_t kPastNumbers = 3;
using RepoNumbers = std::array<ColumnValue, kRepoNumbers>;

}  // namespace hubmine::store
