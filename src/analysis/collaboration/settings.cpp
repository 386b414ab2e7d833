#include "collaboration/settings.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

core::Option cores_option(Settings& settings) {
    const auto take = [&settings](const std::string& given) {
        for (const std::string_view word : core::split(given, ',')) {
            if (word != "max") {
                if (word.empty() ||
                    word.find_first_not_of("0123456789") != std::string_view::npos) {
                    throw core::UsageError(
                        fmt::format("--cores: '{}' is neither a whole number nor max", word));
                }
                static_cast<void>(core::read_whole("--cores", std::string(word), {1}));
            }
            settings.cores.emplace_back(word);
        }
    };
    const auto tell = [&settings] {
        return core::Value(settings.cores.empty() ? std::vector<std::string>{"1", "5", "10", "max"}
                                                  : settings.cores);
    };
    return {.names = "--cores",
            .value = "K,...",
            .help = "k-cores to describe",
            .by_default = "1,5,10,max",
            .take = take,
            .tell = tell,
            .tables = {"cores"}};
}

core::Option weighting_option(Settings& settings) {
    core::Option option = core::choice_option(
        "--weighting", {"commits", "newman"}, "of an edge: commits, or 1/(n-1) a commit",
        [&settings](std::size_t word) { settings.newman_weights = word == 1; },
        [&settings] { return std::optional<std::size_t>(settings.newman_weights ? 1 : 0); });
    option.by_default = "commits";
    return shaping(std::move(option), {"cores", "edges"});
}

core::Option windows_option(Settings& settings) {
    static constexpr std::array kEvery{Every::kMonth, Every::kQuarter, Every::kYear};
    std::vector<std::string> words(kEvery.size());
    std::transform(kEvery.begin(), kEvery.end(), words.begin(), period_word);
    core::Option option = core::choice_option(
        "--every", words, "the network of each period, too",
        [&settings](std::size_t word) { settings.every = kEvery.at(word); },
        [&settings] {
            const auto* const found = std::find(kEvery.begin(), kEvery.end(), settings.every);
            return found == kEvery.end()
                       ? std::nullopt
                       : std::optional(static_cast<std::size_t>(found - kEvery.begin()));
        });
    option.makes = {"windows"};
    return shaping(std::move(option), {"windows"});
}

core::Option seed_option(Settings& settings) {
    return {.names = "--seed",
            .value = "N",
            .help = "of what is drawn at random",
            .by_default = "1",
            .take =
                [&settings](const std::string& given) {
                    settings.seed =
                        static_cast<std::uint64_t>(core::read_whole("--seed", given, {}));
                },
            .tell = [&settings] { return core::Value(static_cast<std::int64_t>(settings.seed)); },
            .tables = {"cores"}};
}

}  // namespace

OptionRows network_options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(subfields_option(settings));
    rows.push_back(since_option(settings, "commits"));
    rows.push_back(until_option(settings, "commits"));
    rows.push_back(weighting_option(settings));
    rows.push_back(shaping(pseudonyms_option(settings), {"developers", "edges"}));
    return rows;
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(owner_option(settings, "commits to models"));
    rows.push_back(subfield_option(settings));
    rows.push_back(subfields_option(settings));
    rows.push_back(cores_option(settings));
    rows.push_back(since_option(settings, "commits"));
    rows.push_back(until_option(settings, "commits"));
    rows.push_back(weighting_option(settings));
    rows.push_back(shaping(pseudonyms_option(settings), {"developers", "edges"}));
    rows.push_back(seed_option(settings));
    rows.push_back(windows_option(settings));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& config_folder) {
    check(static_cast<const PeriodSettings&>(settings));
    settle_key(settings, config_folder);
}

}  // namespace hubmine::analysis::collaboration
