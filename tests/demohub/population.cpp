#include "demohub/population.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace hubmine::demohub {
namespace {

constexpr std::string_view kConsonants = "bcdfghjklmnprstvwxyz";
constexpr std::string_view kVowels = "aeiou";
constexpr std::uint64_t kSyllables = 100;
constexpr std::uint64_t kNames = kSyllables * kSyllables * kSyllables * kSyllables;
constexpr std::size_t kBlock = 50;  // developers among whom one pattern of teams repeats

constexpr std::array<std::string_view, 40> kWellKnown{"google",
                                                      "facebook",
                                                      "microsoft",
                                                      "openai-community",
                                                      "stabilityai",
                                                      "EleutherAI",
                                                      "bigscience",
                                                      "lmsys",
                                                      "h2oai",
                                                      "tiiuae",
                                                      "mistralai",
                                                      "Qwen",
                                                      "deepseek-ai",
                                                      "nvidia",
                                                      "allenai",
                                                      "sentence-transformers",
                                                      "laion",
                                                      "Salesforce",
                                                      "cardiffnlp",
                                                      "Helsinki-NLP",
                                                      "meta-llama",
                                                      "databricks",
                                                      "mosaicml",
                                                      "THUDM",
                                                      "baichuan-inc",
                                                      "runwayml",
                                                      "CompVis",
                                                      "openchat",
                                                      "togethercomputer",
                                                      "bigcode",
                                                      "timm",
                                                      "distilbert",
                                                      "apple",
                                                      "amazon",
                                                      "ibm-granite",
                                                      "intfloat",
                                                      "BAAI",
                                                      "Intel",
                                                      "speechbrain",
                                                      "pyannote"};

constexpr std::array<std::string_view, 6> kSuffixes{"-ai",       "lab", "-nlp",
                                                    "-research", "AI",  "-team"};

/// The sizes of the teams in a block; on average 4 of 50 developers.
std::vector<std::size_t> pattern(std::uint64_t hash) {
    static const std::array<std::vector<std::size_t>, 10> kPatterns{
        {{2}, {3}, {4}, {5}, {2, 3}, {2, 2}, {3}, {2}, {4}, {2, 2}}};
    constexpr double kLarge = 0.04;
    return unit(hash) < kLarge ? std::vector<std::size_t>{14}
                               : kPatterns.at(scatter(hash) % kPatterns.size());
}

std::string capitalised(std::string text) {
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

/// The number that syllables spell, whatever decorates them.
std::optional<std::uint64_t> spelled(std::string_view name) {
    std::string letters;
    for (const char c : core::ascii_lower(name)) {
        if (c >= 'a' && c <= 'z') {
            letters.push_back(c);
        }
    }
    constexpr std::size_t kLetters = 8;
    if (letters.size() != kLetters) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kLetters; i += 2) {
        const std::size_t consonant = kConsonants.find(letters[i]);
        const std::size_t vowel = kVowels.find(letters[i + 1]);
        if (consonant == std::string_view::npos || vowel == std::string_view::npos) {
            return std::nullopt;
        }
        number = number * kSyllables + consonant * kVowels.size() + vowel;
    }
    return number;
}

}  // namespace

Population::Population(std::size_t developers, std::uint64_t seed)
    : size_(std::max<std::size_t>(developers, 1)), seed_(seed), names_(kNames, seed) {
    for (std::size_t block = 0; block * kBlock < size_; ++block) {
        std::size_t first = block * kBlock;
        for (const std::size_t wanted : pattern(hash_of({seed_, 1, block}))) {
            const std::size_t members = std::min(wanted, size_ - std::min(size_, first));
            if (members >= 2) {
                teams_.push_back({teams_.size(), first, members});
            }
            first += wanted;
        }
    }
    for (const Team& team : teams_) {
        by_name_.emplace(core::ascii_lower(organisation(team)), team.number);
    }
}

std::string Population::syllables(std::uint64_t number) const {
    std::string text;
    for (int i = 0; i < 4; ++i) {
        const std::uint64_t syllable = number % kSyllables;
        number /= kSyllables;
        text.insert(0,
                    {kConsonants[syllable / kVowels.size()], kVowels[syllable % kVowels.size()]});
    }
    return text;
}

std::string Population::user_name(std::size_t developer) const {
    std::string name = syllables(names_.scrambled(developer));
    const std::uint64_t style = hash_of({seed_, 2, developer});
    constexpr std::size_t kMiddle = 4;
    switch (style % 8) {
        case 0:
            return name.insert(kMiddle, "-");
        case 1:
            return name.insert(kMiddle, "_");
        case 2:
            return capitalised(std::move(name));
        case 3:
            return name + std::to_string(style / 8 % 100);
        default:
            return name;
    }
}

std::string Population::real_name(std::size_t developer) const {
    const std::string name = syllables(names_.scrambled(developer));
    constexpr std::size_t kMiddle = 4;
    return capitalised(name.substr(0, kMiddle)) + " " + capitalised(name.substr(kMiddle));
}

bool Population::commits_by_real_name(std::size_t developer) const {
    constexpr double kShare = 0.02;
    return unit(hash_of({seed_, 3, developer})) < kShare;
}

std::optional<Team> Population::team_of(std::size_t developer) const {
    auto after = std::upper_bound(teams_.begin(), teams_.end(), developer,
                                  [](std::size_t d, const Team& team) { return d < team.first; });
    if (after == teams_.begin()) {
        return std::nullopt;
    }
    const Team& team = *--after;
    return developer < team.first + team.size ? std::optional(team) : std::nullopt;
}

std::string Population::organisation(const Team& team) const {
    if (team.number < kWellKnown.size()) {
        return std::string(kWellKnown.at(team.number));
    }
    // Three syllables: no user has so few.
    const std::string letters = syllables(team.number * 7919 % (kNames / kSyllables)).substr(2);
    const std::uint64_t hash = hash_of({seed_, 4, team.number});
    return capitalised(letters) + std::string(kSuffixes.at(hash % kSuffixes.size()));
}

std::optional<Account> Population::account(std::string_view name) const {
    if (const auto found = by_name_.find(core::ascii_lower(name)); found != by_name_.end()) {
        const Team& team = teams_[found->second];
        const std::string own = organisation(team);
        Account account{own, own, true};
        account.members.emplace_back("numUsers", std::to_string(team.size));
        if (team.number % 5 == 0) {
            account.members.emplace_back("isVerified", "true");
            account.members.emplace_back("plan", R"("enterprise")");
        }
        return account;
    }
    for (const std::string_view bot : kBots) {
        if (core::ascii_lower(bot) == core::ascii_lower(name)) {
            return Account{std::string(bot), std::string(bot), false};
        }
    }
    const auto number = spelled(name);
    if (!number) {
        return std::nullopt;
    }
    const std::uint64_t developer = names_.unscrambled(*number);
    if (developer >= size_ || core::ascii_lower(user_name(developer)) != core::ascii_lower(name)) {
        return std::nullopt;
    }
    return Account{user_name(developer), real_name(developer), false};
}

}  // namespace hubmine::demohub
