#pragma once

#include "arguments.hpp"
#include "environment.hpp"

#include <filesystem>
#include <string>

namespace hubmine::cli {

/// What every command takes, before or after its name.
struct Globals {
    std::string store;  ///< after settle() never empty
    bool quiet = false;
    bool verbose = false;
    bool no_config = false;  ///< the configuration file is not read
    enum class LogFormat { kText, kTimed, kJson } log_format = LogFormat::kText;
    enum class Color { kAuto, kAlways, kNever } color = Color::kAuto;

    void declare(Arguments& arguments);
    /// Fills in what the environment says: HUBMINE_STORE, NO_COLOR.
    void settle(const Environment& environment);
    [[nodiscard]] bool colors(bool is_terminal) const {
        return color == Color::kAlways || (color == Color::kAuto && is_terminal);
    }
};

}  // namespace hubmine::cli
