#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace hubmine::cli {

/// An option as the program knows it once all commands are declared.
struct OptionPage {
    std::vector<std::string> names;  ///< "-q", "--quiet"; the last one is how it is spoken of
    std::string value;               ///< the word for its value, "FILE"; empty = a flag
    bool value_may_be_missing = false;
    std::string help;
    std::string section;               ///< empty = another name for one that is told
    std::vector<std::string> choices;  ///< the words that it is known to take
};

/// A word of a command line that is no option.
struct ArgumentPage {
    std::string name;
    std::string help;
    std::vector<std::string> choices;
};

/// All that there is to say of one command, as data: the manual and completions are made from it.
struct CommandPage {
    std::string name;                  ///< all words of it: "hubmine analyze rq1"
    std::vector<std::string> aliases;  ///< other words for the last one
    std::string help;
    std::vector<ArgumentPage> arguments;
    std::vector<OptionPage> options;
    std::vector<Example> examples;
    std::vector<std::string> commands;  ///< the words that may follow
};

/// The words of "csv|json"; none when it is no list of words but what a value is called.
[[nodiscard]] std::vector<std::string> words_of_choice(const std::string& value);

}  // namespace hubmine::cli
