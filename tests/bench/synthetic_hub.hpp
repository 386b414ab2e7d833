#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"

#include "random.hpp"
#include "synthetic_activity.hpp"
#include "synthetic_adoption.hpp"
#include "synthetic_labels.hpp"
#include "synthetic_teams.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::bench {

/// How large the Hub is; the defaults are the study's (October 2023).
struct HubSize {
    std::int64_t models = 348181;
    std::int64_t datasets = 65761;
    std::int64_t spaces = 156642;
    std::int64_t developers = 101144;
    std::uint64_t seed = 1;
    std::int64_t longest_history = 314813;  ///< commits of a repository at most

    [[nodiscard]] std::int64_t of(core::Kind kind) const;
    /// Everything `factor` times as large.
    [[nodiscard]] HubSize scaled(double factor) const;
};

/// A Hub with the shapes that the study printed: of every activity and of several together
/// (synthetic_activity), of who works with whom (synthetic_teams), of what is used by whom
/// (synthetic_adoption). Each repository follows from seed, kind and index alone.
class SyntheticHub {
  public:
    explicit SyntheticHub(const HubSize& size);

    [[nodiscard]] hub::RepoRecord repository(core::Kind kind, std::int64_t index) const;
    /// Newest first.
    [[nodiscard]] std::vector<hub::CommitRecord> commits(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::vector<hub::DiscussionRecord> discussions(core::Kind kind,
                                                                 std::int64_t index) const;

    /// The number of the repository that has this id.
    [[nodiscard]] std::int64_t index_of(std::string_view id) const;

  private:
    enum What : std::uint64_t {
        kOwner,
        kRow,
        kHistory,
        kTalk,
        kUse,
        kName,
        kTeam,
        kFamily,
        kDescription,
        kLicense,
        kActivity
    };

    void give_models_to_teams();
    [[nodiscard]] bool may_have_team(std::size_t model) const;
    [[nodiscard]] Random random_of(core::Kind kind, std::int64_t index, std::uint64_t what) const;
    [[nodiscard]] std::string developer_name(std::uint64_t developer) const;
    [[nodiscard]] std::string anybody(Random& random) const;
    [[nodiscard]] std::uint64_t owner(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::string owner_name(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::string repository_id(core::Kind kind, std::int64_t index) const;
    /// None where the owner works alone.
    [[nodiscard]] const Team* team(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] License license(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] Activity activity(core::Kind kind, std::int64_t index) const;
    /// The first of them comes first; the last of a team may be silent.
    [[nodiscard]] std::vector<std::string> committers(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::vector<std::string> starters(core::Kind kind, std::int64_t index,
                                                    Random& random) const;
    [[nodiscard]] std::vector<std::string> used_models(std::int64_t space) const;
    void add_tags(hub::RepoRecord& record, std::int64_t index, Random& random) const;
    /// The first of its family, of models that differ in size.
    [[nodiscard]] std::optional<std::int64_t> leader(core::Kind kind, std::int64_t index) const;
    /// What makes the name one of its own: the number, or the leader's and a size.
    [[nodiscard]] std::string suffix(core::Kind kind, std::int64_t index) const;
    void describe(hub::RepoRecord& record, std::int64_t index) const;
    void add_size(hub::RepoRecord& record, std::int64_t index, Random& random) const;
    void add_parents(hub::RepoRecord& record, std::int64_t index, Random& random) const;

    HubSize size_;
    Adoption adoption_;
    std::vector<Team> teams_;
    std::vector<std::int32_t> team_of_model_;  ///< -1 = the owner alone
};

}  // namespace hubmine::bench
