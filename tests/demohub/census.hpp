#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/chance.hpp"
#include "demohub/options.hpp"
#include "demohub/population.hpp"
#include "demohub/random.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::demohub {

/// Who owns a repository and writes to it.
struct Ownership {
    std::size_t developer = 0;  ///< the main author
    std::optional<Team> team;   ///< of that developer
    bool by_organisation = false;
};

/// What a repository's commits have in common.
struct History {
    std::size_t count = 0;
    std::vector<std::size_t> committers;  ///< developers, the main one first
    std::int64_t born_ms = 0;
    double span_ms = 0;
    std::uint64_t dice = 0;
    std::string_view robot;  ///< that made the first commit ("system") or the last
};

/// The facts of the synthetic Hub's repositories, each a function of (seed, kind, number).
class Census {
  public:
    explicit Census(const SyntheticOptions& options);

    [[nodiscard]] std::size_t count(core::Kind kind) const {
        return counts_.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] const Population& people() const { return people_; }
    [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }

    /// A hash of this repository for one purpose.
    [[nodiscard]] std::uint64_t hash(core::Kind kind, std::size_t index,
                                     std::uint64_t purpose) const {
        return hash_of({seed_, static_cast<std::uint64_t>(kind), index, purpose});
    }
    [[nodiscard]] double chance(core::Kind kind, std::size_t index, std::uint64_t purpose) const {
        return unit(hash(kind, index, purpose));
    }

    /// 0 = the most famous of its kind.
    [[nodiscard]] std::size_t rank(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::size_t of_rank(core::Kind kind, std::size_t rank) const;
    /// Fame as a standard normal deviate.
    [[nodiscard]] double fame(core::Kind kind, std::size_t index) const;

    [[nodiscard]] Ownership ownership(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string owner(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string name(core::Kind kind, std::size_t index) const;
    /// The id it had before a transfer, for some.
    [[nodiscard]] std::optional<std::string> former_name(core::Kind kind, std::size_t index) const;
    /// The number that an id's last part spells, when there is such a repository.
    [[nodiscard]] std::optional<std::size_t> number_in(core::Kind kind, std::string_view id) const;

    /// About how many parameters a model has, when it is one of a family.
    [[nodiscard]] std::optional<double> family_size(std::size_t model) const;

    /// When it really began; the Hub itself claims no date before 2022-03-02T23:29:04Z.
    [[nodiscard]] std::int64_t born_ms(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::int64_t created_ms(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string hub_id(core::Kind kind, std::size_t index) const;
    /// Still listed, but gone.
    [[nodiscard]] bool vanished(core::Kind kind, std::size_t index) const;

    [[nodiscard]] History history(core::Kind kind, std::size_t index) const;
    /// Of the `position`-th commit; the newest is 0.
    [[nodiscard]] static std::string commit_id(const History& history, std::size_t position);
    [[nodiscard]] static std::int64_t commit_ms(const History& history, std::size_t position);
    [[nodiscard]] std::string commit(const History& history, std::size_t position) const;
    [[nodiscard]] std::vector<std::string> discussions(core::Kind kind, std::size_t index) const;

    /// What a space uses, as the Hub would list it: some ids are legacy, former or of nobody.
    [[nodiscard]] std::vector<std::string> models_of(std::size_t space) const;
    [[nodiscard]] std::vector<std::string> datasets_of(std::size_t space) const;
    /// The models among them, by number.
    [[nodiscard]] std::vector<std::size_t> model_numbers_of(std::size_t space) const;
    [[nodiscard]] std::optional<std::size_t> duplicated_from(std::size_t space) const;

  private:
    [[nodiscard]] std::vector<std::size_t> committers(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string people_of_commit(const History& history, std::size_t position) const;
    [[nodiscard]] std::string discussion(core::Kind kind, std::size_t index, std::size_t k,
                                         std::size_t count) const;
    [[nodiscard]] std::optional<std::string> starter(core::Kind kind, std::size_t index,
                                                     std::uint64_t dice, bool pull_request) const;
    [[nodiscard]] std::string readable(core::Kind kind, std::size_t index) const;
    /// The first of its family, of models that differ in size and so share an owner and a name.
    [[nodiscard]] std::optional<std::size_t> leader(core::Kind kind, std::size_t index) const;

    std::uint64_t seed_;
    std::int64_t now_ms_;
    std::array<std::size_t, 3> counts_;
    std::array<Shuffle, 3> ranks_;
    Population people_;
};

}  // namespace hubmine::demohub
