#pragma once

#include "hubmine/core/exit_code.hpp"

#include "arguments.hpp"
#include "config_file.hpp"
#include "environment.hpp"
#include "globals.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// What a command does with the configuration file: most take from it what their command line
/// leaves open; some tell what is wrong with it instead of leaving; some do not read it.
enum class ConfigUse { kObeyed, kReported, kUnread };

/// What a running command has of the outside.
struct World {
    const Environment& environment;
    const Globals& globals;
    std::ostream& out;                   ///< data; buffered, flushed by the frame
    std::ostream& err;                   ///< the progress line; messages go through spdlog
    const ConfigFile* config = nullptr;  ///< null = it was not read
    std::string_view config_fault{};     ///< what is wrong with it; empty = nothing
};

/// One line of a help's examples.
struct Example {
    std::string line;     ///< "hubmine status --format json"
    std::string meaning;  ///< may be empty
};

/// One command. Parsing and working are two steps: declare() and settle() touch nothing outside.
class Command {
  public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    Command(Command&&) = delete;
    Command& operator=(Command&&) = delete;
    virtual ~Command() = default;

    /// Words separated by one space: "status", "analyze rq1".
    [[nodiscard]] virtual std::string name() const = 0;
    /// Another word for the last one of its name; empty = there is none.
    [[nodiscard]] virtual std::string also() const { return {}; }
    /// One line.
    [[nodiscard]] virtual std::string help() const = 0;
    [[nodiscard]] virtual std::vector<Example> examples() const = 0;
    /// What a word behind the command's name may have meant, when it is the name of no command
    /// below, or an option (-x) that is none; empty when there is nothing to say.
    [[nodiscard]] virtual std::string hint(const std::string& /*word*/) const { return {}; }
    /// Asked once the command line is read.
    [[nodiscard]] virtual ConfigUse config_use() const { return ConfigUse::kObeyed; }
    /// Declares options that write into the command's members.
    virtual void declare(Arguments& arguments) = 0;
    /// After parsing: fills in what globals and environment say and checks what belongs together.
    /// Throws UsageError.
    virtual void settle(const Globals& globals, const Environment& environment) = 0;
    /// Does the work. Throws core::Error.
    virtual core::ExitCode run(const World& world) = 0;
};

}  // namespace hubmine::cli
