#pragma once

#include "random.hpp"
#include "synthetic_teams.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::bench {

/// A model that the study names.
struct NamedModel {
    std::string_view id;
    Field field = Field::kOther;
    double uses = 0;          ///< spaces, at the study's size; 0 = as its neighbours
    std::int64_t likes = -1;  ///< -1 = as drawn
    std::int64_t downloads = -1;
    std::optional<std::size_t> team;  ///< number of the one that works on it
};

/// Whose a model is, and what it is about, where that is not left to chance.
struct Placed {
    std::string_view owner;
    Field field;
};

/// From a place in the order by use up to another.
struct Stretch {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// Spaces that are copies of each other: each has most of a list, and of so many rare models that
/// it came across those of the field.
struct Collection {
    Field field = Field::kOther;
    std::int64_t copies = 0;
    std::int64_t tries = 0;
    bool is_of_any_field = false;
};

/// Which models spaces use (study, section RQ3). A model's index is its place by use, nearly.
class Adoption {
  public:
    Adoption(std::int64_t models, std::uint64_t seed);

    /// Absent for nearly all.
    [[nodiscard]] const NamedModel* named(std::int64_t model) const;
    [[nodiscard]] std::optional<std::int64_t> index_of(std::string_view id) const;
    [[nodiscard]] const Placed* placed(std::int64_t model) const;
    /// Of a model that spaces may use; absent for the others.
    [[nodiscard]] std::optional<Field> field(std::int64_t model) const;
    /// Whether more spaces than not would come to use it.
    [[nodiscard]] bool is_used(std::int64_t model) const;
    /// Ascending, without repetition.
    [[nodiscard]] std::vector<std::int64_t> used_by(std::int64_t space, Random& random) const;

  private:
    [[nodiscard]] double weight(std::int64_t model) const;
    void place_leaders(Random& random);
    /// Those that it chose.
    std::vector<std::int64_t> place(const Placed& as, std::int64_t models, Stretch stretch,
                                    Random& random);
    [[nodiscard]] std::int64_t any_model(Random& random) const;
    [[nodiscard]] std::vector<std::int64_t> collected(const Collection& collection,
                                                      Random& random) const;

    std::uint64_t seed_;
    std::vector<double> cumulated_;  ///< weights of the models that spaces may use
    std::map<std::int64_t, Placed> placed_;
    std::array<std::vector<std::int64_t>, 4> listed_;  ///< by field: what collections of it try
};

}  // namespace hubmine::bench
