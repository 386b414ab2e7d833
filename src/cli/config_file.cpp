#include "config_file.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace hubmine::cli {

namespace {

/// One space between words.
std::string joined_words(std::string_view text) {
    std::string words;
    for (const std::string_view word : core::split(text, ' ')) {
        if (!word.empty()) {
            words += (words.empty() ? "" : " ") + std::string(word);
        }
    }
    return words;
}

bool is_name(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

bool is_token(std::string_view key) {
    std::string name = core::ascii_lower(key);
    std::replace(name.begin(), name.end(), '_', '-');
    constexpr std::array<std::string_view, 5> kNames{"token", "hf-token", "hub-token", "api-token",
                                                     "hugging-face-hub-token"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string_view unquoted(std::string_view value) {
    const bool is_quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
    return is_quoted ? value.substr(1, value.size() - 2) : value;
}

ConfigEntry read_entry(std::string_view line) {
    const std::size_t equals = line.find('=');
    const std::string_view key = core::trim(line.substr(0, equals));
    // Whatever somebody pasted here is not repeated: it may be what nobody should see.
    if (equals == std::string_view::npos || !is_name(key)) {
        throw core::UsageError("neither [COMMAND] nor OPTION = VALUE");
    }
    if (is_token(key)) {
        throw core::UsageError(
            "a token does not belong here: put it into HF_TOKEN, or into the file that `hf auth "
            "login` writes");
    }
    return {.key = std::string(key),
            .value = std::string(unquoted(core::trim(line.substr(equals + 1))))};
}

}  // namespace

std::string ConfigFile::place(const ConfigEntry& entry) const {
    return fmt::format("{}:{}", path, entry.line);
}

std::filesystem::path config_path(const Environment& environment) {
    if (const auto named = environment.path("HUBMINE_CONFIG")) {
        return *named;
    }
    const std::filesystem::path folder = environment.config_folder();
    return folder.empty() ? folder : folder / "hubmine" / "config.ini";
}

ConfigFile parse_config(std::string_view text, const std::string& path) {
    ConfigFile file{.path = path};
    std::string section;
    std::size_t number = 0;
    for (const std::string_view whole : core::split(text, '\n')) {
        ++number;
        const std::string_view line = core::trim(whole);
        if (line.empty() || line.front() == '#' || line.front() == ';') {
            continue;
        }
        if (line.front() == '[' && line.back() == ']') {
            section = joined_words(line.substr(1, line.size() - 2));
            continue;
        }
        try {
            ConfigEntry entry = read_entry(line);
            entry.section = section;
            entry.line = number;
            file.entries.push_back(std::move(entry));
        } catch (const core::UsageError& error) {
            throw core::UsageError(fmt::format("{}:{}: {}", path, number, error.what()));
        }
    }
    return file;
}

ConfigFile read_config(const Environment& environment) {
    const std::filesystem::path path = config_path(environment);
    // A home that may not even be looked into (`sudo -u somebody`) is none.
    std::error_code unknown;
    if (!environment.variable("HUBMINE_CONFIG") && !std::filesystem::exists(path, unknown)) {
        return {};
    }
    return parse_config(core::read_text_file(path), path.string());
}

}  // namespace hubmine::cli
