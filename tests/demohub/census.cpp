#include "demohub/census.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

/// Identity and dates; census_details.cpp has the activity.
namespace hubmine::demohub {
namespace {

constexpr std::int64_t kStart = 1577836800000;  // 2020-01-01
constexpr std::int64_t kFloor = 1646263744000;  // 2022-03-02T23:29:04Z, the Hub's own
constexpr double kPeoplePerRepository = 0.18;   // 101,144 of 570,584 in the study

enum Purpose : std::uint64_t { kOwner = 1, kName, kFormer, kBirth, kHubId, kVanished, kFamily };

struct Size {
    std::string_view token;
    double parameters;
};

/// The members of a family: the first one stands at a multiple of kFamilyStep.
constexpr std::array<Size, 4> kSizes{
    {{"125m", 1.25e8}, {"1b", 1.1e9}, {"7b", 6.7e9}, {"70b", 6.9e10}}};
constexpr std::size_t kFamilyStep = 20;
constexpr double kFamilies = 0.3;

std::string base36(std::size_t number) {
    constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string text;
    do {
        text.insert(text.begin(), kDigits[number % kDigits.size()]);
        number /= kDigits.size();
    } while (number > 0);
    return text;
}

std::optional<std::size_t> from_base36(std::string_view text) {
    constexpr std::size_t kBase = 36;
    constexpr std::size_t kLongest = 8;
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    std::size_t number = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            number = number * kBase + static_cast<std::size_t>(c - '0');
        } else if (c >= 'a' && c <= 'z') {
            number = number * kBase + static_cast<std::size_t>(c - 'a') + 10;
        } else {
            return std::nullopt;
        }
    }
    return number;
}

std::size_t people_for(const SyntheticOptions& options) {
    constexpr double kFewest = 20;
    const auto repositories =
        static_cast<double>(options.models + options.datasets + options.spaces);
    return static_cast<std::size_t>(std::max(kFewest, repositories * kPeoplePerRepository));
}

std::size_t scaled(std::size_t size, double share) {
    return std::min(size - 1, static_cast<std::size_t>(static_cast<double>(size) * share));
}

}  // namespace

Census::Census(const SyntheticOptions& options)
    : seed_(scatter(options.seed)),
      now_ms_(options.now_ms),
      counts_{options.models, options.datasets, options.spaces},
      ranks_{Shuffle(options.models, seed_ + 1), Shuffle(options.datasets, seed_ + 2),
             Shuffle(options.spaces, seed_ + 3)},
      people_(people_for(options), seed_ + 4) {}

std::size_t Census::rank(core::Kind kind, std::size_t index) const {
    return ranks_.at(static_cast<std::size_t>(kind)).scrambled(index);
}

std::size_t Census::of_rank(core::Kind kind, std::size_t rank) const {
    return ranks_.at(static_cast<std::size_t>(kind)).unscrambled(rank);
}

double Census::fame(core::Kind kind, std::size_t index) const {
    const double above = static_cast<double>(rank(kind, index)) + 0.5;
    return normal_quantile(1 - above / static_cast<double>(count(kind)));
}

Ownership Census::ownership(core::Kind kind, std::size_t index) const {
    index = leader(kind, index).value_or(index);
    const std::uint64_t dice = hash(kind, index, kOwner);
    const double luck = unit(dice);
    const double where = unit(scatter(dice));
    const double famous =
        1 - static_cast<double>(rank(kind, index)) / static_cast<double>(count(kind));
    Ownership found;
    // The famous ones belong to teams more often, and the most famous to the well-known teams.
    constexpr double kFamous = 0.97;
    constexpr double kMostFamous = 0.997;
    const double by_team = famous > kMostFamous ? 0.85 : famous > kFamous ? 0.5 : 0.11;
    const double towards_first = famous > kMostFamous ? 5 : famous > kFamous ? 2 : 1;
    if (luck < by_team && !people_.teams().empty()) {
        const auto& teams = people_.teams();
        const Team& team = teams[scaled(teams.size(), std::pow(where, towards_first))];
        found.developer = team.first + scatter(dice + 1) % team.size;
    } else if (luck < 0.65) {
        found.developer = scaled(people_.size(), where);
    } else {
        found.developer = scaled(people_.size(), where * where * where);
    }
    found.team = people_.team_of(found.developer);
    found.by_organisation =
        found.team && unit(scatter(dice + 2)) < (famous > kMostFamous ? 0.9 : 0.6);
    return found;
}

std::string Census::owner(core::Kind kind, std::size_t index) const {
    const Ownership who = ownership(kind, index);
    return who.by_organisation ? people_.organisation(*who.team) : people_.user_name(who.developer);
}

std::optional<std::size_t> Census::leader(core::Kind kind, std::size_t index) const {
    const std::size_t member = index % kFamilyStep;
    const std::size_t first = index - member;
    const bool is_family = kind == core::Kind::kModel && member < kSizes.size() &&
                           first + kSizes.size() <= count(kind) &&
                           chance(kind, first, kFamily) < kFamilies;
    return is_family ? std::optional(first) : std::nullopt;
}

std::optional<double> Census::family_size(std::size_t model) const {
    const std::optional<std::size_t> first = leader(core::Kind::kModel, model);
    return first ? std::optional(kSizes.at(model - *first).parameters) : std::nullopt;
}

std::string Census::readable(core::Kind kind, std::size_t index) const {
    const std::optional<std::size_t> first = leader(kind, index);
    const std::string words = readable_name(kind, hash(kind, first.value_or(index), kName));
    return first ? fmt::format("{}-{}-{}", words, base36(*first), kSizes.at(index - *first).token)
                 : fmt::format("{}-{}", words, base36(index));
}

std::string Census::name(core::Kind kind, std::size_t index) const {
    return fmt::format("{}/{}", owner(kind, index), readable(kind, index));
}

std::optional<std::string> Census::former_name(core::Kind kind, std::size_t index) const {
    constexpr std::size_t kLegacy = 12;
    constexpr double kMoved = 0.03;
    if (kind == core::Kind::kModel && rank(kind, index) < kLegacy) {
        return readable(kind, index);  // from the time before namespaces
    }
    const std::uint64_t dice = hash(kind, index, kFormer);
    if (unit(dice) >= kMoved) {
        return std::nullopt;
    }
    std::string former = fmt::format("{}/{}", people_.user_name(scatter(dice) % people_.size()),
                                     readable(kind, index));
    return former == name(kind, index) ? std::nullopt : std::optional(std::move(former));
}

std::optional<std::size_t> Census::number_in(core::Kind kind, std::string_view id) const {
    const std::string lower = core::ascii_lower(id);
    const std::string_view name = std::string_view(lower).substr(lower.find('/') + 1);
    const auto number_behind_dash = [&](std::string_view text) {
        const std::size_t dash = text.rfind('-');
        const auto number =
            dash == std::string_view::npos ? std::nullopt : from_base36(text.substr(dash + 1));
        return number && *number < count(kind) ? number : std::nullopt;
    };
    // "7b" is a number, too: what the name is spelt like decides.
    const std::size_t dash = name.rfind('-');
    for (std::size_t member = 0; dash != std::string_view::npos && member < kSizes.size();
         ++member) {
        const auto first = number_behind_dash(name.substr(0, dash));
        if (name.substr(dash + 1) == kSizes.at(member).token && first &&
            leader(kind, *first + member) == first && readable(kind, *first + member) == name) {
            return *first + member;
        }
    }
    return number_behind_dash(name);
}

std::int64_t Census::born_ms(core::Kind kind, std::size_t index) const {
    // The number of repositories grows as exp(4 t) over the time from start to now.
    constexpr double kGrowth = 4;
    const double at = (static_cast<double>(index) + chance(kind, index, kBirth)) /
                      static_cast<double>(count(kind));
    const double time = std::log1p(at * std::expm1(kGrowth)) / kGrowth;
    const auto seconds =
        static_cast<std::int64_t>(static_cast<double>(now_ms_ - kStart) / 1000 * time);
    return kStart + seconds * 1000;
}

std::int64_t Census::created_ms(core::Kind kind, std::size_t index) const {
    return std::max(kFloor, born_ms(kind, index));
}

std::string Census::hub_id(core::Kind kind, std::size_t index) const {
    return fmt::format("{:08x}{:08x}{}", created_ms(kind, index) / 1000, index,
                       hex_digits(hash(kind, index, kHubId), 8));
}

bool Census::vanished(core::Kind kind, std::size_t index) const {
    constexpr double kShare = 0.004;
    return chance(kind, index, kVanished) < kShare;
}

}  // namespace hubmine::demohub
