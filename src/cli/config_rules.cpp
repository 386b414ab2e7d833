#include "config_rules.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "command_page.hpp"
#include "completion_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace hubmine::cli {

namespace {

bool is_below(std::string_view command, std::string_view section) {
    return section.empty() || command == section ||
           (command.starts_with(section) && command.substr(section.size()).starts_with(' '));
}

/// The words that an option is known to take; none = whatever it makes sense of.
std::vector<std::string> words_of(const core::Option& option) {
    return option.choices.empty() ? words_of_choice(option.value) : option.choices;
}

bool knows(const core::Option& option, const std::string& value) {
    const std::vector<std::string> words = words_of(option);
    const std::vector<std::string_view> parts = core::split(value, ',');
    return std::all_of(parts.begin(), parts.end(), [&words](std::string_view part) {
        return core::contains(words, core::trim(part));
    });
}

const core::Option* option_of(const OptionRows& rows, const std::string& key) {
    const auto found = rows.find(key);
    return found == rows.end() ? nullptr : &found->second;
}

/// The options that an entry is about, of its section's command and of those below.
std::vector<const core::Option*> meant(const ConfigEntry& entry, const CommandRows& commands) {
    std::vector<const core::Option*> options;
    for (const auto& [command, rows] : commands) {
        const core::Option* const option = option_of(rows, entry.key);
        if (option != nullptr && is_below(command, entry.section)) {
            options.push_back(option);
        }
    }
    return options;
}

[[noreturn]] void refuse(const ConfigFile& file, const ConfigEntry& entry,
                         const std::string& complaint) {
    throw core::UsageError(fmt::format("{}: {}", file.place(entry), complaint));
}

[[noreturn]] void refuse_near(const ConfigFile& file, const ConfigEntry& entry,
                              const std::string& complaint, const std::string& word,
                              const std::vector<std::string>& candidates) {
    const std::string_view near = core::nearest(word, candidates);
    refuse(file, entry,
           near.empty() ? complaint : fmt::format("{}: did you mean {}?", complaint, near));
}

std::vector<std::string> keys_below(const CommandRows& commands, std::string_view section) {
    std::vector<std::string> keys;
    for (const auto& [command, rows] : commands) {
        if (is_below(command, section)) {
            std::transform(rows.begin(), rows.end(), std::back_inserter(keys),
                           [](const auto& row) { return row.first; });
        }
    }
    return keys;
}

std::optional<bool> read_truth(const std::string& value) {
    const std::string word = core::ascii_lower(value);
    if (word == "true" || word == "yes" || word == "on" || word == "1") {
        return true;
    }
    if (word == "false" || word == "no" || word == "off" || word == "0") {
        return false;
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 1> kStore{"HUBMINE_STORE"};
constexpr std::array<std::string_view, 1> kColor{"NO_COLOR"};
constexpr std::array<std::string_view, 1> kEndpoint{"HF_ENDPOINT"};
constexpr std::array<std::string_view, 1> kContact{"HUBMINE_CONTACT"};
constexpr std::array<std::string_view, 3> kCertificates{"CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE",
                                                        "SSL_CERT_FILE"};
/// The options that have variables, which settle() of globals and commands read.
struct VariablesOfOption {
    std::string_view option;
    std::span<const std::string_view> variables;
};
constexpr std::array<VariablesOfOption, 5> kVariables{{{"--store", kStore},
                                                       {"--color", kColor},
                                                       {"--endpoint", kEndpoint},
                                                       {"--contact", kContact},
                                                       {"--ca-bundle", kCertificates}}};

}  // namespace

void check_config(const ConfigFile& file, const CommandRows& commands) {
    for (const ConfigEntry& entry : file.entries) {
        if (!commands.contains(entry.section)) {
            std::vector<std::string> names;
            std::transform(commands.begin(), commands.end(), std::back_inserter(names),
                           [](const auto& command) { return command.first; });
            refuse_near(
                file, entry,
                fmt::format("[{}]: there is no such command", core::printable(entry.section)),
                entry.section, names);
        }
        if (meant(entry, commands).empty()) {
            refuse_near(file, entry,
                        entry.section.empty()
                            ? fmt::format("no command has an option '{}'", entry.key)
                            : fmt::format("{} has no option '{}'", entry.section, entry.key),
                        entry.key, keys_below(commands, entry.section));
        }
    }
}

std::vector<ConfigValue> config_for(const ConfigFile& file, const CommandRows& commands,
                                    std::string_view command) {
    const auto rows = commands.find(command);
    std::vector<ConfigValue> values;
    if (rows == commands.end()) {
        return values;
    }
    std::map<std::string, std::string_view> deepest;
    for (const ConfigEntry& entry : file.entries) {
        const core::Option* const option = option_of(rows->second, entry.key);
        if (option == nullptr || !is_below(command, entry.section)) {
            continue;
        }
        const auto says_it = [&entry](const core::Option* other) {
            return knows(*other, entry.value);
        };
        const std::vector<const core::Option*> all = meant(entry, commands);
        if (entry.section != command && !says_it(option) &&
            std::any_of(all.begin(), all.end(), says_it)) {
            continue;
        }
        values.push_back({.entry = &entry, .option = option});
        std::string_view& section = deepest[core::spoken_name(*option)];
        section = std::max(section, std::string_view(entry.section),
                           [](auto a, auto b) { return a.size() < b.size(); });
    }
    std::erase_if(values, [&deepest](const ConfigValue& value) {
        return value.entry->section != deepest.at(core::spoken_name(*value.option));
    });
    return values;
}

void take_value(const ConfigFile& file, const ConfigValue& value, const Environment& environment) {
    const core::Option& option = *value.option;
    const std::string& written = value.entry->value;
    try {
        if (option.value.empty()) {
            const std::optional<bool> truth = read_truth(written);
            if (!truth) {
                throw core::UsageError(fmt::format("{}: '{}' is neither true nor false",
                                                   core::spoken_name(option), written));
            }
            if (*truth) {
                option.take({});
            }
            return;
        }
        option.take(paths_of(option.value) == Paths::kNone ? written
                                                           : environment.expanded(written));
    } catch (const core::UsageError& error) {
        refuse(file, *value.entry, core::printable(error.what()));
    }
}

void check_values(const ConfigFile& file, const CommandRows& commands,
                  const Environment& environment) {
    check_config(file, commands);
    for (const auto& [command, rows] : commands) {
        for (const ConfigValue& value : config_for(file, commands, command)) {
            take_value(file, value, environment);
        }
    }
}

std::span<const std::string_view> variables_of(std::string_view option) {
    const auto* const found =
        std::find_if(kVariables.begin(), kVariables.end(),
                     [&](const VariablesOfOption& row) { return row.option == option; });
    return found == kVariables.end() ? std::span<const std::string_view>() : found->variables;
}

std::string_view variable_set(std::string_view option, const Environment& environment) {
    const std::span<const std::string_view> names = variables_of(option);
    const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
        return environment.variable(name).has_value();
    });
    return found == names.end() ? std::string_view() : *found;
}

std::string with_places(const std::string& complaint, const ConfigFile& file,
                        const std::vector<ConfigValue>& values) {
    std::string places;
    for (const ConfigValue& value : values) {
        const std::string name = core::spoken_name(*value.option);
        const bool is_named = complaint.find(name) != std::string::npos;
        const bool is_told = value.entry->value.size() > 1 &&
                             complaint.find(value.entry->value) != std::string::npos;
        if (is_named || is_told) {
            places += fmt::format("{}{} = {} in {}", places.empty() ? "" : ", ", value.entry->key,
                                  core::printable(value.entry->value), file.place(*value.entry));
        }
    }
    return places.empty() ? complaint : fmt::format("{} ({})", complaint, places);
}

}  // namespace hubmine::cli
