#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/optional_column.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/card.hpp"
#include "hubmine/store/coverage.hpp"
#include "hubmine/store/snapshots.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Index into a text table; kNoText = absent.
using TextId = std::uint32_t;
inline constexpr TextId kNoText = 0xFFFFFFFFU;

/// Many short lists in one array: list i is values[offsets[i] .. offsets[i+1]).
struct Lists {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> values;
    [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t i) const {
        return std::span(values).subspan(offsets[i], offsets[i + 1] - offsets[i]);
    }
};

/// What is known of the repositories of a kind, a column each.
enum class RepoColumn : std::uint8_t {
    kId,
    kLikes,
    kDownloads,
    kLicense,
    kTags,
    kDuplicated,  ///< of spaces only
    kUses,        ///< of spaces only: the models of Dataset::usage, not kept as a column
    kDownloadsAllTime,
    kCreatedAt,
    kPipelineTag,
    kLibraryName,
    kParameters,  ///< and where they were told
    kWeights,
    kStorage,
    kBaseModels,  ///< of models only
    kCard,        ///< the fields and languages of the card
    kEmissions,   ///< what the card says of them
    kRepoId,
    kDuplicatedFrom,  ///< of spaces only
};

/// Some of them.
class RepoColumns {
  public:
    RepoColumns() = default;
    RepoColumns(std::initializer_list<RepoColumn> columns) {
        for (const RepoColumn column : columns) {
            add(column);
        }
    }
    void add(RepoColumn column) { bits_ |= bit(column); }
    [[nodiscard]] bool contains(RepoColumn column) const { return (bits_ & bit(column)) != 0; }
    [[nodiscard]] bool is_empty() const { return bits_ == 0; }
    template <typename Visit>
    void for_each(const Visit& visit) const {
        for (std::uint32_t left = bits_; left != 0; left &= left - 1) {
            visit(static_cast<RepoColumn>(std::countr_zero(left)));
        }
    }

  private:
    static std::uint32_t bit(RepoColumn column) {
        return std::uint32_t{1} << static_cast<unsigned>(column);
    }
    std::uint32_t bits_ = 0;
};

/// Models that models name as what they were made from: a list of claims a model, as the Hub gave
/// them. Claims of repository i are those from offsets[i] up to offsets[i+1].
struct Claims {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> target;  ///< into Dataset::base_models
    std::vector<TextId> relation;       ///< into Dataset::labels; kNoText = the Hub names none
};

/// The names that claims use, each once.
struct BaseModels {
    static constexpr std::uint32_t kMissing = 0xFFFFFFFFU;  ///< no known repository
    static constexpr std::uint32_t kRemoved = 0xFFFFFFFEU;  ///< a repository that is not present
    core::Texts id;                                         ///< as the Hub gave it
    std::vector<std::uint32_t> model;  ///< index into models, or kMissing, or kRemoved
};

/// What a card tells, a list or a value a repository.
struct Cards {
    /// Bits of CardField: the fields that are there and neither null nor empty.
    std::vector<std::uint32_t> fields;
    Lists language;   ///< texts of `language`, into Dataset::card_words; `false` is "no"
    Lists languages;  ///< of `languages`
    struct Emission {
        std::uint32_t repo = 0;
        CardEmissions told;
    };
    std::vector<Emission> emissions;  ///< of those whose card speaks of emissions, by repo
};

/// The repositories of one kind that are present in the snapshot, in ascending repo_id. Every
/// column that was asked for has size() elements, every other one is empty.
struct Repos {
    std::size_t count = 0;
    core::Texts id;
    core::OptionalColumn<std::int64_t> likes;
    core::OptionalColumn<std::int64_t> downloads;
    std::vector<TextId> license;           ///< into Dataset::licenses; kNoText = no licence tag
    Lists tags;                            ///< into Dataset::tags, as listed
    std::vector<std::uint8_t> duplicated;  ///< spaces: 1 when the card says `duplicated_from`
    core::OptionalColumn<std::int64_t> downloads_all_time;
    core::OptionalColumn<core::Timestamp> created_at;
    std::vector<TextId> pipeline_tag;  ///< into Dataset::labels
    std::vector<TextId> library_name;  ///< into Dataset::labels
    core::OptionalColumn<std::int64_t> parameters;
    std::vector<hub::ParametersSource> parameters_source;
    core::OptionalColumn<std::int64_t> weights;  ///< bytes
    core::OptionalColumn<std::int64_t> storage;  ///< bytes: of all revisions, else of main
    Claims base_models;
    Cards cards;
    std::vector<std::int64_t> repo_id;  ///< for History::dates_of
    core::Texts duplicated_from;        ///< spaces: what the card names; empty = nothing
    std::vector<std::uint8_t> drawn;    ///< 1 = of the sample whose histories are read; empty =
                                        ///< all are
    [[nodiscard]] std::size_t size() const { return count; }
};

/// Histories that were asked for in vain, of repositories of which none is known; of a sample's
/// only, when there is one. What is neither known nor here was not asked for yet.
struct Unread {
    std::int64_t unreadable = 0;
    std::int64_t gone = 0;
    std::int64_t failed = 0;
};

/// Commits of one kind, grouped by what the measures need: which authors, how many commits.
/// Entry e says: repository `repo[e]` (index into Repos) has `commits[e]` commits whose ordered
/// author list is `author_list[e]` (index into Dataset::author_lists). Ordered by repo, then
/// author_list; by repo, period, author_list where periods were asked for.
struct Contributions {
    static constexpr std::int64_t kNoPeriod = std::numeric_limits<std::int64_t>::min();
    std::vector<std::uint32_t> repo;
    std::vector<std::uint32_t> author_list;
    std::vector<std::int64_t> commits;
    std::vector<std::int64_t> period;  ///< of an entry; kNoPeriod = undated; empty = not asked for
    std::vector<std::uint8_t>
        known;  ///< per repository: 1 when its whole history was read (0 commits is known too)
    Unread unread;
};

/// A moment that nobody told.
inline constexpr core::Timestamp kUndated = core::Timestamp::min();

/// Commits of one kind one by one: those of repository i from offsets[i] up to offsets[i+1], oldest
/// first as its history has them. Which histories are known, Contributions tells.
struct CommitTimes {
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint32_t> author_list;  ///< index into Dataset::author_lists
    std::vector<core::Timestamp> at;         ///< kUndated where it has no date
};

/// What became of a pull request, or of a discussion.
enum class DiscussionState : std::uint8_t { kOpen, kClosed, kMerged };

/// Discussions and pull requests of one kind, one entry each, ordered by repo, then by number. The
/// last four are empty where they were not asked for.
struct Discussions {
    std::vector<std::uint32_t> repo;
    std::vector<std::uint32_t> author;  ///< into Dataset::authors; kNoText = deleted account
    std::vector<std::uint8_t> known;    ///< per repository: 1 when the list was read to its end
    Unread unread;
    std::vector<core::Timestamp> created_at;  ///< kUndated where it has no date
    std::vector<DiscussionState> state;       ///< kOpen: whatever is neither closed nor merged
    std::vector<std::uint8_t> is_pull_request;
    std::vector<std::uint64_t> title_marks;  ///< what DatasetParts::mark_title made of its title
};

/// Space uses model: distinct pairs, ordered by space, then model.
struct Usage {
    /// Index into spaces; from kOthersSpace on, one that DatasetOptions::owned leaves out.
    std::vector<std::uint32_t> space;
    std::vector<std::uint32_t>
        model;  ///< index into models (resolved through names and aliases, present in the snapshot)
    std::int64_t unresolved = 0;  ///< (space, target) pairs whose target is no known present model
    static constexpr std::uint32_t kOthersSpace = 0x80000000U;
};

/// Who owners are, of those of whom it was told.
struct Owners {
    core::Texts name;
    std::vector<std::uint8_t> is_organisation;
    std::vector<std::uint8_t> by_overview;  ///< else by rows of discussions
    [[nodiscard]] std::size_t size() const { return is_organisation.size(); }
};

/// Accepted merge: every member of a group, the one it is named after included, maps to that one.
struct Merge {
    std::uint32_t author = 0;  ///< into Dataset::authors
    /// Into Dataset::authors: whom the group is named after, as in the view `identities`.
    std::uint32_t developer = 0;
};

/// Which parts to load; each costs a pass over its table.
struct DatasetParts {
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    /// By core::Kind. Ids and likes of a kind are loaded besides when histories of it were asked
    /// for and not read yet: they tell whose were.
    std::array<RepoColumns, 3> columns;
    bool commits = false;
    bool commit_times = false;  ///< commits one by one; the dates of DatasetOptions do not matter
    bool discussions = false;
    bool discussion_details = false;  ///< of discussions also when, what and what became of them
    /// Titles are not kept, only what this makes of each; empty = nothing. Needs
    /// discussion_details.
    std::function<std::uint64_t(std::string_view title)> mark_title;
    bool usage = false;
    bool coverage = false;  ///< how much of each kind is known; a pass over all reads
    bool history = false;   ///< every earlier snapshot and import, too
    bool history_tags = false;
    bool owners = false;      ///< who owners are
    std::string named_model;  ///< find the model of this name, present or past; empty = none
    [[nodiscard]] RepoColumns& columns_of(core::Kind kind) {
        return columns.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] const RepoColumns& columns_of(core::Kind kind) const {
        return columns.at(static_cast<std::size_t>(kind));
    }
};

/// The same columns of every kind.
[[nodiscard]] inline std::array<RepoColumns, 3> of_each_kind(RepoColumns columns) {
    return {columns, columns, columns};
}

/// Owners, and the kinds of which only theirs are of interest.
struct OwnedBy {
    std::vector<std::string> owners;  ///< in any case; empty = everybody's
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
};

struct DatasetOptions {
    /// Empty = newest complete (else newest); an id, or a date/time: the newest complete one by
    /// then. One of a part of the lists, when named, means the repositories of that part only.
    std::string snapshot;
    DatasetParts parts;
    OwnedBy owned;
    std::optional<core::Timestamp> since;  ///< commits from this moment on
    std::optional<core::Timestamp> until;  ///< commits before this moment
    /// Set: commits are told apart by what it makes of their dates, too.
    std::function<std::int64_t(core::Timestamp)> commit_period;
    /// How many threads read at a time, over a connection each; 0 = as many as pay for themselves.
    /// The result is the same.
    unsigned connections = 0;
};

struct History;

/// What analyses need, as flat arrays, read from one state of the store. Plain data.
struct Dataset {
    Snapshot snapshot;
    std::string endpoint;
    std::vector<Coverage> coverage;  ///< empty when not asked for
    /// Kinds asked for whose list had been begun by the snapshot, and never read to its end as a
    /// whole; empty for a snapshot of a part.
    std::vector<core::Kind> unlisted;
    /// Kinds asked for of which no page of a list had been read by the snapshot: how many there are
    /// is not known, not 0. Of a named snapshot of a part, the kinds that it did not walk.
    std::vector<core::Kind> never_listed;
    /// The bounds of the walks of a part of the lists, each once, oldest first.
    std::vector<WalkScope> walked_parts;
    /// Only what the walk of a part showed is here, not all that the store holds.
    bool of_one_part = false;
    /// How the repositories whose histories are read were sampled; absent = all are read.
    std::optional<std::string> sample;

    std::array<Repos, 3> repos;  ///< by core::Kind
    std::array<Contributions, 3> contributions;
    std::array<CommitTimes, 3> commit_times;
    std::array<Discussions, 3> discussions;
    Usage usage;

    BaseModels base_models;
    /// Index into models: what DatasetParts::named_model means; absent when no present model.
    std::optional<std::uint32_t> named_model;
    Owners owners;

    core::Texts licenses;
    core::Texts labels;      ///< of pipeline tags, libraries and relations
    core::Texts card_words;  ///< languages, as cards have them
    core::Texts tags;
    core::Texts authors;
    Lists author_lists;         ///< into authors; first = git author
    std::vector<Merge> merges;  ///< accepted identity decisions, transitively closed

    std::shared_ptr<const History> history;  ///< see history.hpp; null = not asked for

    [[nodiscard]] const Repos& of(core::Kind kind) const {
        return repos.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] const Contributions& commits_of(core::Kind kind) const {
        return contributions.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] const CommitTimes& commit_times_of(core::Kind kind) const {
        return commit_times.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] const Discussions& discussions_of(core::Kind kind) const {
        return discussions.at(static_cast<std::size_t>(kind));
    }
};

/// Loads from a store opened by the caller or by path. Throws UsageError when the named snapshot or
/// an owner is not there, and Error when the store holds no snapshot at all.
[[nodiscard]] Dataset load_dataset(const std::filesystem::path& path,
                                   const DatasetOptions& options);

}  // namespace hubmine::store
