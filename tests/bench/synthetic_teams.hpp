#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hubmine::bench {

/// What a model is about, by the sub-fields of the study.
enum class Field : std::uint8_t { kNlp, kCv, kMm, kOther };

/// Who works on some models together.
struct Team {
    std::vector<std::uint32_t> people;
    std::uint32_t silent = 0;  ///< the last so many only ever stand behind another author
    Field field = Field::kOther;
    std::int64_t eager = 0;  ///< commits that the first of them makes beyond their share
    bool is_one_model = false;
};

// Numbers of those that work on the models with most committers.
constexpr std::size_t kTeamOfFifteen = 0;
constexpr std::size_t kTeamOfSixteen = 1;
constexpr std::size_t kTeamOfEighteen = 2;
constexpr std::size_t kNamedTeams = 3;

/// Teams of the people 0 .. connected - 1, whose network has the shapes of the study's tables 6 to
/// 9; at its size 10,524 are connected.
[[nodiscard]] std::vector<Team> make_teams(std::uint32_t connected, std::uint64_t seed);

}  // namespace hubmine::bench
