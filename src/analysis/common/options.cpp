#include "common/options.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace hubmine::analysis {

namespace {

/// A time before the snapshot, as it was given.
struct Age {
    std::string text;  ///< empty = none
    std::chrono::seconds before{0};
};

core::Option time_option(const std::string& name, const std::string& help, PeriodSettings& settings,
                         std::optional<core::Timestamp> PeriodSettings::*end) {
    const auto age = std::make_shared<Age>();
    const auto take = [&settings, end, name, age](const std::string& given) {
        settings.*end = core::parse_time(given);
        *age = {};
        if (settings.*end) {
            return;
        }
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool is_duration = !given.empty() && given.find('-') == std::string::npos &&
                                 is_digit(given.front()) && !is_digit(given.back());
        if (!is_duration) {
            throw core::UsageError(
                fmt::format("{}: '{}' is neither a date such as 2024-01-31 nor a time such as 30d",
                            name, given));
        }
        *age = {.text = given, .before = core::read_duration(name, given)};
    };
    const auto count_back = [&settings, end, age](core::Timestamp snapshot) {
        if (!age->text.empty()) {
            settings.*end = snapshot - age->before;
            check(settings);
        }
    };
    const auto tell = [&settings, end, age] {
        return settings.*end       ? core::Value(core::format_time(*(settings.*end)))
               : age->text.empty() ? core::Value()
                                   : core::Value(age->text);
    };
    return {.names = name,
            .value = "DATE|AGE",
            .help = help,
            .take = take,
            .tell = tell,
            .count_back = count_back};
}

core::Option with_default(core::Option option, std::string by_default) {
    option.by_default = std::move(by_default);
    return option;
}

/// One of two words for a flag; the first one is true.
core::Option either_option(const std::string& name, const std::string& when_true,
                           const std::string& when_false, const std::string& help, bool& target) {
    return core::choice_option(
        name, {when_true, when_false}, help, [&target](std::size_t word) { target = word == 0; },
        [&target] { return std::optional<std::size_t>(target ? 0 : 1); });
}

}  // namespace

core::Option snapshot_option(Settings& settings) {
    return with_default(
        core::text_option("--snapshot", "ID|DATE", "as of that snapshot", settings.snapshot),
        "newest complete");
}

core::Option bots_option(DeveloperSettings& settings) {
    return with_default(
        either_option("--bots", "keep", "drop", "automation accounts", settings.keep_bots), "drop");
}

core::Option bots_file_option(DeveloperSettings& settings) {
    return core::file_option("--bots-file", "FILE", "replaces the installed bots.csv",
                             settings.bots_file);
}

OptionRows common_options(Settings& settings) {
    return {snapshot_option(settings), bots_option(settings), bots_file_option(settings),
            with_default(either_option("--identities", "raw", "merged",
                                       "names of one person, as accepted", settings.raw_identities),
                         "merged")};
}

core::Option kind_option(KindSettings& settings) {
    return core::kinds_option("only models, datasets, spaces (repeat, or commas)", settings.kinds);
}

core::Option owner_option(OwnerSettings& settings, const std::string& what) {
    return core::list_option("--owner", "NAME", "only " + what + " of these owners",
                             settings.owners);
}

core::Option licenses_option(LicenseSettings& settings) {
    return core::file_option("--licenses", "FILE", "replaces the installed licenses.csv",
                             settings.licenses_file);
}

core::Option top_option(RankingSettings& settings, std::string by_default) {
    return with_default(core::whole_option("--top", "rows of each ranking, 0 = all", settings.top),
                        std::move(by_default));
}

core::Option subfield_option(SubfieldSettings& settings) {
    return with_default(core::list_option("--subfield", "NAME", "only these", settings.subfields),
                        "all,cv,nlp,mm");
}

core::Option subfields_option(SubfieldSettings& settings) {
    return core::file_option("--subfields", "FILE", "replaces the installed subfields.csv",
                             settings.subfields_file);
}

core::Option since_option(PeriodSettings& settings, const std::string& what) {
    return time_option("--since", what + " from then on (30d: before the snapshot)", settings,
                       &PeriodSettings::since);
}

core::Option until_option(PeriodSettings& settings, const std::string& what) {
    return time_option("--until", what + " before then", settings, &PeriodSettings::until);
}

core::Option every_option(Every& every) {
    return with_default(
        core::choice_option(
            "--every", {"day", "week", "month", "quarter", "year"}, "how finely time is told",
            [&every](std::size_t word) { every = static_cast<Every>(word); },
            [&every] { return std::optional(static_cast<std::size_t>(every)); }),
        period_word(every));
}

core::Option organisations_option(OrganisationSettings& settings) {
    return core::file_option("--organisations", "FILE", "replaces the installed organisations.csv",
                             settings.organisations_file);
}

core::Option pseudonyms_option(PseudonymSettings& settings) {
    const auto take = [&settings](const std::string& given) {
        settings.pseudonyms = true;
        settings.pseudonym_key_file = given;
    };
    return {.names = "--pseudonyms",
            .value = "KEYFILE",
            .help = "keyed pseudonyms for names",
            .by_default = "key: $XDG_CONFIG_HOME/hubmine",
            .value_may_be_missing = true,
            .take = take,
            .tell = [&settings] { return core::Value(settings.pseudonyms); },
            .reads =
                [&settings] {
                    return std::vector<std::filesystem::path>{settings.pseudonym_key_file};
                }};
}

core::Option shaping(core::Option option, std::vector<std::string> tables) {
    option.tables = std::move(tables);
    return option;
}

void check(const DeveloperSettings& settings) {
    if (settings.keep_bots && !settings.bots_file.empty()) {
        throw core::UsageError("--bots-file means nothing with --bots keep");
    }
}

void check(const PeriodSettings& settings) {
    if (settings.since && settings.until && *settings.since >= *settings.until) {
        throw core::UsageError("--since is not before --until");
    }
}

void settle_key(PseudonymSettings& settings, const std::filesystem::path& config_folder) {
    if (settings.pseudonyms && settings.pseudonym_key_file.empty()) {
        if (config_folder.empty()) {
            throw core::UsageError("--pseudonyms: name a key file, there is no home directory");
        }
        settings.pseudonym_key_file = (config_folder / "hubmine" / "pseudonyms.key").string();
    }
}

}  // namespace hubmine::analysis
