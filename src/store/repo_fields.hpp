#pragma once

#include "hubmine/hub/records.hpp"

#include "column_value.hpp"
#include "content_hash.hpp"
#include "repo_row.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What the store keeps of a repository, a field a row: everything that reads, writes, compares or
/// tells fields goes through these rows.
namespace hubmine::store {

/// The fields whose past repo_history keeps. Values are stored: never renumber.
enum class Field : int {
    kId = 0,
    kLicense = 1,
    kTags = 2,
    kGated = 3,
    kSdk = 4,
    kPipelineTag = 5,
    kDisabled = 6
};
inline constexpr int kFieldCount = 7;

/// What its column holds, and so how a person reads it.
enum class Holds {
    kPlain,  ///< a number, a text or bytes
    kLabel,  ///< the number of a row of `label`
    kTags,   ///< a list of rows of `tag` whose order says nothing
};

/// What else is to be done when it changes.
enum class Stirs {
    kNothing,
    kName,    ///< the repository is called otherwise: what was read of it may be another one's
    kHead,    ///< there are new commits
    kAccess,  ///< what could not be read may be readable now
};

/// A column of the table `repo` that comes from the Hub. A record that does not speak of it leaves
/// it as it was, but for what `asked_as` and `whole_is_there` say.
struct RepoField {
    const char* column = nullptr;
    /// What a record makes of it; null when the record does not speak of it.
    ColumnValue (*value)(const hub::RepoRecord& record, Names& names) = nullptr;
    /// Adds what the record says of it to the content hash; none of what follows from another one.
    void (*hash)(ContentHash& hash, const hub::RepoRecord& record) = nullptr;
    /// The names by which the Hub is asked for it, of a field that it leaves out where there is
    /// none: when all were asked for, a record that does not speak of it says that there is none.
    std::array<std::string_view, 2> asked_as{};
    /// The same for a field that is a part of something else: whether that is there.
    bool (*whole_is_there)(const hub::RepoRecord& record) = nullptr;
    Holds holds = Holds::kPlain;
    Stirs stirs = Stirs::kNothing;
    std::optional<Field> past;  ///< absent = no past is kept
};

/// Every one, in the order of the content hash, which is stored: new ones at the end.
[[nodiscard]] std::span<const RepoField> repo_fields();

/// Its place in a RepoRow.
[[nodiscard]] std::size_t place_of(std::string_view column);

/// The one whose past is kept under that code.
[[nodiscard]] const RepoField& repo_field(Field past);

/// A number that moves daily: a column of `repo_state`, and of `metric` while its past is kept.
struct RepoNumber {
    const char* column = nullptr;
    ColumnValue (*value)(const hub::RepoRecord& record) = nullptr;
};

/// Places of those that somebody asks for by name.
enum : std::size_t { kLikes, kDownloads, kDownloadsAllTime };

/// Every one; the first kPastNumbers have a past.
[[nodiscard]] std::span<const RepoNumber, kRepoNumbers> repo_numbers();
[[nodiscard]] std::span<const RepoNumber, kPastNumbers> past_numbers();

/// What `each` makes of a row, joined by commas; {0} is its column, {1} counts from `first` on:
/// "{0}" gives "id, sha, ...", "{0} = ?{1}" what an UPDATE says.
[[nodiscard]] std::string for_each_field(std::string_view each, int first = 0);
[[nodiscard]] std::string for_each_number(std::span<const RepoNumber> numbers,
                                          std::string_view each, int first = 0);

}  // namespace hubmine::store
