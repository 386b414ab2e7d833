#include "hubmine/analysis/installed_data.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"
#include "hubmine/hub/transport.hpp"
#include "hubmine/store/look.hpp"

#include "checkup.hpp"

#include <CLI/Version.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/version.h>

#include <array>
#include <string_view>
#include <utility>

namespace hubmine::cli {

namespace {

/// What a fault may be due to, of a dozen that curl names.
std::string http_libraries() {
    std::string names;
    const std::string all = hub::http_library();
    for (const std::string_view word : core::split(all, ' ')) {
        const std::string_view library = word.substr(0, word.find('/'));
        if (library == "libcurl" || library == "OpenSSL" || library == "GnuTLS" ||
            library == "nghttp2") {
            names += fmt::format(", {} {}", library, word.substr(library.size() + 1));
        }
    }
    return names;
}

std::string libraries() {
    constexpr int kThousands = 10'000;
    constexpr int kHundreds = 100;
    return fmt::format(
        "SQLite {}{}, fmt {}.{}.{}, spdlog {}.{}.{}, CLI11 {}, nlohmann_json {}.{}.{}",
        store::sqlite_version(), http_libraries(), FMT_VERSION / kThousands,
        FMT_VERSION / kHundreds % kHundreds, FMT_VERSION % kHundreds, SPDLOG_VER_MAJOR,
        SPDLOG_VER_MINOR, SPDLOG_VER_PATCH, CLI11_VERSION, NLOHMANN_JSON_VERSION_MAJOR,
        NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH);
}

Finding configuration(const World& world, const CommandRows& commands) {
    constexpr const char* kAdvice =
        "correct it (`hubmine config --example` prints a sound one), or leave it unread with "
        "--no-config";
    if (!world.config_fault.empty()) {
        return {"configuration", Health::kProblem, std::string(world.config_fault), kAdvice};
    }
    if (world.globals.no_config) {
        return {"configuration", Health::kSkipped, "not read: --no-config", ""};
    }
    if (world.config == nullptr || world.config->path.empty()) {
        return {"configuration", Health::kOk, "no file", ""};
    }
    try {
        check_values(*world.config, commands, world.environment);
    } catch (const core::Error& error) {
        return {"configuration", Health::kProblem, error.what(), kAdvice};
    }
    return {"configuration", Health::kOk,
            fmt::format(
                "{}: {}", world.config->path,
                core::counted(static_cast<std::int64_t>(world.config->entries.size()), "setting")),
            ""};
}

Finding installed_data() {
    std::vector<std::string> problems;
    const std::vector<analysis::DataFile> files = analysis::read_installed_data();
    for (const analysis::DataFile& file : files) {
        if (!file.problem.empty()) {
            problems.push_back(core::printable(file.problem));
        }
    }
    const std::string folder = core::data_folder().string();
    if (problems.empty()) {
        return {"data", Health::kOk, fmt::format("{}: all {} files", folder, files.size()), ""};
    }
    return {"data", Health::kProblem,
            fmt::format("{}: {} of {} files cannot be used: {}", folder, problems.size(),
                        files.size(), problems.front()),
            "install hubmine anew, or have HUBMINE_DATA_DIR name a whole set"};
}

}  // namespace

std::string health_name(Health health) {
    constexpr std::array kNames{"ok", "warning", "problem", "skipped"};
    return kNames.at(static_cast<std::size_t>(health));
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::array kUnits{"bytes", "KiB", "MiB", "GiB", "TiB"};
    constexpr double kStep = 1024;
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= kStep && unit + 1 < kUnits.size()) {
        value /= kStep;
        ++unit;
    }
    return unit == 0 ? core::counted(bytes, "byte")
                     : fmt::format("{:.1f} {}", value, kUnits.at(unit));
}

void check_program(const World& world, const CommandRows& commands, Findings& findings) {
    findings.push_back({"version", Health::kOk, fmt::format("hubmine {}", core::kVersion), ""});
    findings.push_back({"libraries", Health::kOk, libraries(), ""});
    findings.push_back(configuration(world, commands));
    findings.push_back(installed_data());
}

}  // namespace hubmine::cli
