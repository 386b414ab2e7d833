#pragma once

#include "command.hpp"
#include "command_page.hpp"
#include "config_rules.hpp"
#include "environment.hpp"
#include "globals.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hubmine::cli {

/// What a command line asks for.
struct Invocation {
    Globals globals;
    Command* command = nullptr;         ///< null: print `text`
    std::string text;                   ///< help or version
    const NamedFiles* files = nullptr;  ///< of the command; the command line's
    ConfigFile config;                  ///< as far as it was read
    std::string config_fault;           ///< of a command that is to tell it; empty = none
};

/// Reads the configuration file; called once it is known that somebody wants it.
using ConfigLoader = std::function<ConfigFile()>;

/// Commands that share their first word ("analyze"), and what the help says of them together.
struct Group {
    std::string name;
    std::string help;
};

/// What the program says of its commands together.
struct Overview {
    /// Commands that a reader looks for in one place, by their first words.
    struct Chapter {
        std::string title;
        std::vector<std::string> commands;
    };
    std::vector<Group> groups;
    std::vector<Chapter> chapters;  ///< each first word stands in one of them
    std::vector<Example> examples;  ///< what to try first
};

/// The tree of commands. Parses without touching anything outside.
class CommandLine {
  public:
    CommandLine(std::vector<std::unique_ptr<Command>> commands, Overview overview);
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;
    CommandLine(CommandLine&&) = delete;
    CommandLine& operator=(CommandLine&&) = delete;
    ~CommandLine();

    /// Parses once. The command stays this object's. What the command line leaves open and no
    /// variable of the environment says is taken from the configuration file. Throws UsageError,
    /// one line, and what `load` throws.
    [[nodiscard]] Invocation parse(const std::vector<std::string>& arguments,
                                   const Environment& environment, const ConfigLoader& load = {});

    [[nodiscard]] const std::vector<std::unique_ptr<Command>>& commands() const {
        return commands_;
    }

    /// What it says of the program and then of every command, each before those below it.
    [[nodiscard]] std::vector<CommandPage> pages() const;
    /// What a configuration file may say to every command; the commands' own options.
    [[nodiscard]] const CommandRows& option_rows() const;

  private:
    struct Tree;
    std::vector<std::unique_ptr<Command>> commands_;
    std::unique_ptr<Tree> tree_;
};

}  // namespace hubmine::cli
