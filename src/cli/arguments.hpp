#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/option.hpp"

#include "named_files.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace hubmine::cli {

using core::Bounds;
using core::read_choice;
using core::read_duration;
using core::read_share;
using core::read_whole;

/// The options of a command by their long names without dashes: "relist-after". One that goes by
/// two names stands there twice.
using OptionRows = std::map<std::string, core::Option, std::less<>>;

/// What a command asks for on its command line; the only door to CLI11. Each declared option reads
/// its value while the command line is parsed and throws UsageError, which names the option, when
/// the value is impossible. Names are written as CLI11 has them: "-q,--quiet".
class Arguments {
  public:
    /// The words that an option or argument takes, by its spoken name.
    using Choices = std::map<std::string, std::vector<std::string>>;

    /// `files` learns of every file that is named, `choices` of what may be said, `rows` of every
    /// option.
    explicit Arguments(CLI::App& app, NamedFiles* files = nullptr, Choices* choices = nullptr,
                       OptionRows* rows = nullptr)
        : app_(&app), files_(files), choices_(choices), rows_(rows) {}

    /// Heading in the help for what is declared from here on.
    void section(std::string title) { section_ = std::move(title); }

    void add(const core::Option& option);

    void flag(const std::string& names, bool& target, const std::string& help);
    /// Calls `take` for every time the option is given. `value` is the word for it in the help.
    void each(const std::string& names, const std::string& value, const std::string& help,
              std::function<void(const std::string&)> take);
    void text(const std::string& names, const std::string& value, const std::string& help,
              std::string& target);
    /// A text() that names a file to be read.
    void input_file(const std::string& names, const std::string& value, const std::string& help,
                    std::string& target);
    /// What else will be read or written, known once the command line is parsed.
    void reads(std::function<NamedFiles::Paths()> paths);
    void writes(std::function<NamedFiles::Paths()> paths);
    /// One or more, with commas or by repeating the option. `choices` are offered, not checked.
    void list(const std::string& names, const std::string& value, const std::string& help,
              std::vector<std::string>& target, std::vector<std::string> choices = {});
    /// --kind: kinds of repositories as a list(); the first one named replaces what `target` held.
    void kinds(const std::string& help, std::vector<core::Kind>& target);
    void whole(const std::string& names, const std::string& help, std::int64_t& target,
               Bounds bounds = {});
    void whole(const std::string& names, const std::string& help,
               std::optional<std::int64_t>& target, Bounds bounds = {});
    void duration(const std::string& names, const std::string& help, std::chrono::seconds& target);
    void duration(const std::string& names, const std::string& help,
                  std::optional<std::chrono::seconds>& target);
    /// One of the words; `take` gets its position in `words`.
    void choice(const std::string& names, const std::vector<std::string>& words,
                const std::string& help, std::function<void(std::size_t)> take);
    /// Tells, once the command line is parsed, which options declared here stand on it ("--seed");
    /// not those that every command takes.
    [[nodiscard]] std::function<std::vector<std::string>()> asked() const;
    /// A word that is no option. Left empty when it is not there: the command says what is missing.
    void positional(const std::string& name, const std::string& help, std::string& target,
                    std::vector<std::string> choices = {});
    /// The same of any number of words.
    void positionals(const std::string& name, const std::string& help,
                     std::vector<std::string>& target);

  private:
    CLI::App* app_;
    NamedFiles* files_;
    Choices* choices_;
    OptionRows* rows_;
    std::string section_ = "Options";
};

}  // namespace hubmine::cli
