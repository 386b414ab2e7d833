#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"

#include "random.hpp"

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
    std::int64_t developers = 101000;
    std::uint64_t seed = 1;
    std::int64_t longest_history = 314813;  ///< commits of a repository at most

    [[nodiscard]] std::int64_t of(core::Kind kind) const;
    /// Everything `factor` times as large.
    [[nodiscard]] HubSize scaled(double factor) const;
};

/// A Hub with the shapes of the real one: heavy tails, most activities zero, one committer a
/// repository but for a tenth of the developers, who work together around a few hubs, and models of
/// which few are used by many spaces. Each repository follows from seed, kind and index alone.
class SyntheticHub {
  public:
    explicit SyntheticHub(const HubSize& size);

    [[nodiscard]] hub::RepoRecord repository(core::Kind kind, std::int64_t index) const;
    /// Newest first.
    [[nodiscard]] std::vector<hub::CommitRecord> commits(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::vector<hub::DiscussionRecord> discussions(core::Kind kind,
                                                                 std::int64_t index) const;

    /// The number of the repository that has this id.
    [[nodiscard]] static std::int64_t index_of(std::string_view id);

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
        kDescription
    };
    using People = std::vector<std::uint32_t>;

    void make_teams();
    std::uint32_t fresh_developer(Random& random);
    [[nodiscard]] Random random_of(core::Kind kind, std::int64_t index, std::uint64_t what) const;
    [[nodiscard]] std::string developer_name(std::uint64_t developer) const;
    [[nodiscard]] std::uint64_t owner(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] std::string repository_id(core::Kind kind, std::int64_t index) const;
    [[nodiscard]] People committers(core::Kind kind, std::int64_t index, Random& random) const;
    [[nodiscard]] std::vector<std::string> used_models(std::int64_t space) const;
    /// The first of its family, of models that differ in size.
    [[nodiscard]] std::optional<std::int64_t> leader(core::Kind kind, std::int64_t index) const;
    /// What makes the name one of its own: the number, or the leader's and a size.
    [[nodiscard]] std::string suffix(core::Kind kind, std::int64_t index) const;
    void describe(hub::RepoRecord& record, std::int64_t index) const;
    void add_size(hub::RepoRecord& record, std::int64_t index, Random& random) const;
    void add_parents(hub::RepoRecord& record, std::int64_t index, Random& random) const;

    HubSize size_;
    std::vector<People> teams_;                ///< who work together on a model
    std::vector<std::int32_t> team_of_model_;  ///< -1 = the owner alone
    std::uint32_t connected_ = 0;              ///< developers with somebody to work with
    std::uint32_t handed_out_ = 0;             ///< of them, those who have a team
};

}  // namespace hubmine::bench
