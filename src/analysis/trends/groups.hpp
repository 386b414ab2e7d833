#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/text_map.hpp"
#include "hubmine/store/history.hpp"

#include "common/subfields.hpp"
#include "trends/architectures.hpp"
#include "trends/moments.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::trends {

/// What `--by` calls the groups of a repository.
class GroupNames {
  public:
    /// Throws what load_subfields and Architectures throw.
    explicit GroupNames(const Scope& scope);

    /// Calls `visit` with each of them; absent: it has no owner, licence, ...
    template <typename Visit>
    void of(const store::RepoHistory& repo, const Visit& visit) const {
        if (by_ != GroupBy::kSubfield) {
            visit(name_of(repo));
            return;
        }
        const std::uint64_t mine = bits_.of(repo.tags);
        for (std::size_t i = 0; i < subfields_.size(); ++i) {
            if ((mine >> i & 1U) != 0) {
                visit(std::optional<std::string_view>(subfields_[i].name));
            }
        }
    }
    /// Those that are there whether or not they have repositories.
    [[nodiscard]] const std::vector<Subfield>& standing() const { return subfields_; }

  private:
    [[nodiscard]] std::optional<std::string_view> name_of(const store::RepoHistory& repo) const;

    const core::Texts& labels_;
    GroupBy by_;
    std::vector<Subfield> subfields_;
    SubfieldBits bits_;
    Architectures architectures_;
};

/// The groups that `--by` makes of one kind's repositories, in ascending name, the nameless last.
struct Groups {
    std::vector<std::optional<std::string>> names;  ///< absent: has no owner, licence, ...
    std::int64_t hidden = 0;                        ///< groups that --top leaves out
};

/// Which groups there are, and to which of them a repository belongs.
class Grouping {
  public:
    /// Without --by there is one nameless group. With it, all repositories go by once: of many
    /// groups the `--top` with the most likes stay, and only when all are known can the others be
    /// left out of what is summed up for each. Throws what GroupNames throws.
    explicit Grouping(const Scope& scope);

    [[nodiscard]] const Groups& of(core::Kind kind) const {
        return groups_.at(static_cast<std::size_t>(kind));
    }
    /// Numbers of those groups to which the repository belongs.
    void find(const store::RepoHistory& repo, std::vector<std::uint32_t>& numbers) const;

  private:
    GroupNames names_;
    std::array<Groups, 3> groups_;                           ///< by core::Kind
    std::array<core::TextMap<std::uint32_t>, 3> number_of_;  ///< of those with a name
};

}  // namespace hubmine::analysis::trends
