#include "hubmine/core/error.hpp"
#include "hubmine/core/table.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "config_file.hpp"
#include "config_rules.hpp"
#include "table_output.hpp"
#include "text_cell.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::cli {

namespace {

const core::Schema& settings_schema() {
    using core::CellType;
    static const core::Schema kSchema{
        .name = "settings",
        .help = "an option, and what holds where the command line does not say otherwise",
        .columns = {{"command", CellType::kText, "the command and those below it; missing: all"},
                    {"option", CellType::kText, "its name on the command line, without dashes"},
                    {"value", CellType::kText, "what holds; missing: nothing"},
                    {"source", CellType::kText, "default, file or environment"},
                    {"place", CellType::kText, "file and line, or the variable"},
                    {"note", CellType::kText, "why a line of the file does not hold"}},
        .headline = true};
    return kSchema;
}

/// What is told whether anybody set it or not: what every command takes, and what has a variable.
struct Known {
    std::string_view command;
    std::string_view option;
    std::string_view by_default;
};
constexpr std::array<Known, 8> kKnown{{{"", "store", "hubmine.db"},
                                       {"", "quiet", "false"},
                                       {"", "verbose", "false"},
                                       {"", "log-format", "text"},
                                       {"", "color", "auto"},
                                       {"crawl", "endpoint", "https://huggingface.co"},
                                       {"crawl", "ca-bundle", ""},
                                       {"crawl", "contact", ""}}};

constexpr std::string_view kExample =
    R"(# hubmine reads this from ~/.config/hubmine/config.ini ($XDG_CONFIG_HOME/hubmine/config.ini), or
# from the file that HUBMINE_CONFIG names. A line is an option by its name, without the dashes, and
# its value: the rest of the line, in double quotes or not. Command line and environment come first.
# No token stands here: it belongs into HF_TOKEN, or into the file that `hf auth login` writes.

# Above all sections: for every command that has the option.
#store = ~/hub/hubmine.db
#color = never
#dialect = excel-de

# For one command, by its words.
[crawl]
#contact = you@example.org
#quota-share = 0.5
#relist-after = 20h
#no-wait = true

# For a command and those below it; where two speak of one option, the longer name does.
[analyze]
#bots = keep

[analyze rq2]
#subfield = all

[export graph]
#format = gexf

[sql]
#max-time = 60s
)";

std::string line_of(std::string_view option) {
    return fmt::format("--{}", option);
}

/// The value of a variable that stands before a file's.
std::string value_of(std::string_view variable, const Environment& environment) {
    return variable == "NO_COLOR" ? "never" : environment.variable(variable).value_or("");
}

/// The last line that is about the option of that command; null = none.
const ConfigEntry* said_of(const Known& known, const std::vector<ConfigValue>& values) {
    const auto found =
        std::find_if(values.rbegin(), values.rend(), [&known](const ConfigValue& value) {
            return core::spoken_name(*value.option) == line_of(known.option);
        });
    return found == values.rend() ? nullptr : found->entry;
}

/// `hubmine config`: what holds, and who says so.
class ConfigCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "config"; }
    [[nodiscard]] std::string help() const override {
        return "Say which settings hold, and where each comes from";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine config", "settings, and what the configuration file says of them"},
                {"hubmine config --path", "where that file is read"},
                {"hubmine config --example > config.ini", "one to begin with"}};
    }
    void declare(Arguments& arguments) override {
        arguments.flag("--path", path_, "print where the file is read, and leave");
        arguments.flag("--example", example_, "print a file to begin with, and leave");
        output_.declare(arguments);
    }
    [[nodiscard]] ConfigUse config_use() const override {
        return path_ || example_ ? ConfigUse::kUnread : ConfigUse::kObeyed;
    }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        if (path_ && example_) {
            throw core::UsageError("--path and --example do not go together");
        }
        output_.settle({.tables = std::span(&settings_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        if (example_) {
            world.out << kExample;
            return core::ExitCode::kOk;
        }
        if (path_) {
            const std::filesystem::path path = config_path(world.environment);
            if (path.empty()) {
                throw core::Error(
                    "there is no place for a configuration file: neither HUBMINE_CONFIG, nor "
                    "XDG_CONFIG_HOME, nor HOME is set");
            }
            world.out << path.string() << '\n';
            return core::ExitCode::kOk;
        }
        tell(world);
        return core::ExitCode::kOk;
    }

  private:
    void tell(const World& world) const;

    bool path_ = false;
    bool example_ = false;
    TableOutput output_;
};

void add_known(core::Table& table, const Known& known, const ConfigFile& file,
               const ConfigEntry* entry, const Environment& environment) {
    const std::string_view variable = variable_set(line_of(known.option), environment);
    if (!variable.empty()) {
        table.add_row({text_or_missing(known.command), std::string(known.option),
                       text_or_missing(value_of(variable, environment)), "environment",
                       std::string(variable), core::Cell()});
    } else if (entry == nullptr) {
        table.add_row({text_or_missing(known.command), std::string(known.option),
                       text_or_missing(known.by_default), "default", core::Cell(), core::Cell()});
    } else {
        table.add_row({text_or_missing(known.command), std::string(known.option),
                       text_or_missing(entry->value), "file", file.place(*entry), core::Cell()});
    }
}

/// What else the file says, line by line.
void add_entry(core::Table& table, const ConfigFile& file, const ConfigEntry& entry,
               const Environment& environment) {
    const std::string_view variable = variable_set(line_of(entry.key), environment);
    table.add_row(
        {text_or_missing(entry.section), entry.key, text_or_missing(entry.value), "file",
         file.place(entry),
         variable.empty() ? core::Cell() : core::Cell(fmt::format("{} comes first", variable))});
}

void ConfigCommand::tell(const World& world) const {
    const ConfigFile& file = *world.config;
    const CommandLine line(all_commands(), overview());
    check_values(file, line.option_rows(), world.environment);
    core::Table table(settings_schema());
    std::vector<const ConfigEntry*> told;
    for (const Known& known : kKnown) {
        const ConfigEntry* const entry =
            said_of(known, config_for(file, line.option_rows(), known.command));
        add_known(table, known, file, entry, world.environment);
        if (variable_set(line_of(known.option), world.environment).empty()) {
            told.push_back(entry);
        }
    }
    for (const ConfigEntry& entry : file.entries) {
        if (std::find(told.begin(), told.end(), &entry) == told.end()) {
            add_entry(table, file, entry, world.environment);
        }
    }
    if (file.path.empty()) {
        spdlog::info(
            "no configuration file was read: `hubmine config --path` says where one would "
            "be");
    }
    std::vector<core::TableStream> tables;
    tables.emplace_back(std::move(table));
    output_.deliver(world, report_of(*this, std::move(tables)));
}

}  // namespace

std::unique_ptr<Command> make_config_command() {
    return std::make_unique<ConfigCommand>();
}

}  // namespace hubmine::cli
