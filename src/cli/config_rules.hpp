#pragma once

#include "hubmine/core/option.hpp"

#include "arguments.hpp"
#include "config_file.hpp"
#include "environment.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a configuration file means for the commands. A line above all sections is for every command
/// that has the option, one below [analyze] for that command and those below it; where several
/// speak of one option, the deepest section does. Environment and command line come before it.
namespace hubmine::cli {

/// The options of every command, by its words; the program itself is "".
using CommandRows = std::map<std::string, OptionRows, std::less<>>;

/// A line of a file and the option of a command that it is about.
struct ConfigValue {
    const ConfigEntry* entry = nullptr;
    const core::Option* option = nullptr;
};

/// Throws UsageError with file and line for a section that is no command, and for an option that
/// neither it nor a command below it has.
void check_config(const ConfigFile& file, const CommandRows& commands);

/// What the file says to a command, in the order of its lines. A word that the command does not
/// know, and another command does, is passed over where the line is for both.
[[nodiscard]] std::vector<ConfigValue> config_for(const ConfigFile& file,
                                                  const CommandRows& commands,
                                                  std::string_view command);

/// Hands the value to the option: of a file or folder with ~ and $NAME replaced; of a flag true or
/// false. Throws UsageError with file and line.
void take_value(const ConfigFile& file, const ConfigValue& value, const Environment& environment);

/// Tries every value on every command that it is for, whose options have it then. Throws
/// UsageError.
void check_values(const ConfigFile& file, const CommandRows& commands,
                  const Environment& environment);

/// The variables of the environment that come before what a file says of an option ("--store").
[[nodiscard]] std::span<const std::string_view> variables_of(std::string_view option);
/// The first of them that is set; empty = none is.
[[nodiscard]] std::string_view variable_set(std::string_view option,
                                            const Environment& environment);

/// The complaint about a command line, and the lines of the file that it may be about.
[[nodiscard]] std::string with_places(const std::string& complaint, const ConfigFile& file,
                                      const std::vector<ConfigValue>& values);

}  // namespace hubmine::cli
