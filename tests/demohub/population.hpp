#pragma once

#include "demohub/chance.hpp"
#include "demohub/content.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubmine::demohub {

/// Accounts of programs that are found among the people.
inline constexpr std::array<std::string_view, 4> kBots{"system", "SFconvertbot", "librarian-bot",
                                                       "parquet-converter"};

/// Developers who work together: neighbours by number.
struct Team {
    std::size_t number = 0;
    std::size_t first = 0;  ///< the first developer
    std::size_t size = 0;
};

/// The people of the synthetic Hub. One in twelve developers is in a team of 2 to 14; the others
/// work alone. Names are made of syllables that spell the developer's number, so that none occurs
/// twice.
class Population {
  public:
    Population(std::size_t developers, std::uint64_t seed);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string user_name(std::size_t developer) const;
    /// As git knows the person: "Mado Kire".
    [[nodiscard]] std::string real_name(std::size_t developer) const;
    /// True for the few whose commits partly carry the real name.
    [[nodiscard]] bool commits_by_real_name(std::size_t developer) const;

    [[nodiscard]] const std::vector<Team>& teams() const { return teams_; }
    [[nodiscard]] std::optional<Team> team_of(std::size_t developer) const;
    /// The organisation under which a team publishes; the first teams have well-known ones.
    [[nodiscard]] std::string organisation(const Team& team) const;

    [[nodiscard]] std::optional<Account> account(std::string_view name) const;

  private:
    [[nodiscard]] std::string syllables(std::uint64_t number) const;

    std::size_t size_;
    std::uint64_t seed_;
    Shuffle names_;
    std::vector<Team> teams_;                               // by first developer
    std::unordered_map<std::string, std::size_t> by_name_;  // organisations, lower case
};

}  // namespace hubmine::demohub
