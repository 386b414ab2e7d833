#include "command_line.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"
#include "hubmine/output/format.hpp"

#include "help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace hubmine::cli {

namespace {

/// The words of a command behind the program's name.
std::string words_of(const CLI::App& app) {
    const std::string name = full_name(app);
    return name.substr(std::min(name.find(' '), name.size() - 1) + 1);
}

void prepare(CLI::App& app, Globals& globals, Arguments::Choices& choices, OptionRows& rows) {
    // Unknown words are judged after parsing, where the near one can be suggested.
    app.allow_extras(true);
    app.set_help_flag("-h,--help", "print this help and leave");
    app.get_option("--help")->group(kGlobalSection);
    Arguments arguments(app, nullptr, &choices, &rows);
    globals.declare(arguments);
    rows.erase("no-config");  // a file that says so is read all the same
}

/// The deepest command that was named.
CLI::App& selected(CLI::App& root) {
    CLI::App* app = &root;
    while (!app->get_subcommands().empty()) {
        app = app->get_subcommands().front();
    }
    return *app;
}

std::vector<std::string> subcommand_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(sub->get_name());
    }
    return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    return names;
}

std::string with_suggestion(const std::string& complaint, const std::string& word,
                            const std::vector<std::string>& candidates, const CLI::App& app) {
    const std::string_view near = core::nearest(word, candidates);
    return near.empty() ? fmt::format("{} (see {} --help)", complaint, full_name(app))
                        : fmt::format("{}: did you mean {}?", complaint, near);
}

/// Many programs have --json where this one has --format json.
bool is_format(const std::string& option, const CLI::App& app) {
    const auto formats = output::formats();
    return app.get_option_no_throw("--format") != nullptr &&
           std::any_of(formats.begin(), formats.end(), [&](const output::Format& format) {
               return option == fmt::format("--{}", format.name);
           });
}

[[noreturn]] void refuse_option(const std::string& word, const CLI::App& app,
                                const Command* command_of_app) {
    const std::string complaint = fmt::format("unknown option {}", word);
    const std::string hint =
        word.starts_with("--") || command_of_app == nullptr ? "" : command_of_app->hint(word);
    throw core::UsageError(hint.empty() ? with_suggestion(complaint, word, option_names(app), app)
                                        : fmt::format("{}: {}", complaint, hint));
}

void refuse_unknown(const CLI::App& root, const CLI::App& app, const Command* command_of_app) {
    std::vector<std::string> unknown = root.remaining(true);
    // Behind it a word is no option, whatever it begins with; CLI11 takes it for one too many.
    std::erase(unknown, "--");
    if (unknown.empty()) {
        return;
    }
    const std::string word = unknown.front().substr(0, unknown.front().find('='));
    if (is_format(word, app)) {
        throw core::UsageError(
            fmt::format("unknown option {}: did you mean --format {}?", word, word.substr(2)));
    }
    if (word.starts_with('-')) {
        refuse_option(word, app, command_of_app);
    }
    const std::vector<std::string> names = subcommand_names(app);
    if (!names.empty()) {
        const std::string command = full_name(app) + " " + word;
        const std::string complaint = fmt::format("unknown command '{}'", command);
        const std::string hint = command_of_app == nullptr ? "" : command_of_app->hint(word);
        if (core::nearest(word, names).empty() && !hint.empty()) {
            throw core::UsageError(fmt::format("{}: {}", complaint, hint));
        }
        throw core::UsageError(
            core::nearest(word, names).empty()
                ? fmt::format("{}: there are {}", complaint, fmt::join(names, ", "))
                : with_suggestion(complaint, word, names, app));
    }
    throw core::UsageError(
        fmt::format("'{}' is one word too many (see {} --help)", word, full_name(app)));
}

/// `help analyze rq1` asks for what `analyze rq1 --help` prints.
std::vector<std::string> as_asked(std::vector<std::string> words) {
    if (!words.empty() && words.front() == "help") {
        words.erase(words.begin());
        words.emplace_back("--help");
    }
    return words;
}

OptionPage page_of(const CLI::Option& option, const Arguments::Choices& choices) {
    OptionPage page{.value = option.get_type_name(),
                    .value_may_be_missing = option.get_expected_min() == 0,
                    .help = option.get_description(),
                    .section = option.get_group()};
    for (const std::string& name : option.get_snames()) {
        page.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
        page.names.push_back("--" + name);
    }
    const auto found = choices.find(page.names.back());
    page.choices = found == choices.end() ? words_of_choice(page.value) : found->second;
    return page;
}

ArgumentPage argument_of(const CLI::Option& option, const Arguments::Choices& choices) {
    ArgumentPage page{.name = option.get_single_name(), .help = option.get_description()};
    if (const auto found = choices.find(page.name); found != choices.end()) {
        page.choices = found->second;
    }
    return page;
}

void add_pages(const CLI::App& app, const std::map<const CLI::App*, Arguments::Choices>& choices,
               const std::map<CLI::App*, std::vector<Example>>& examples,
               std::vector<CommandPage>& pages) {
    CommandPage page{
        .name = full_name(app), .aliases = app.get_aliases(), .help = app.get_description()};
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional()) {
            page.arguments.push_back(argument_of(*option, choices.at(&app)));
        } else {
            page.options.push_back(page_of(*option, choices.at(&app)));
        }
    }
    const auto found = std::find_if(examples.begin(), examples.end(),
                                    [&app](const auto& entry) { return entry.first == &app; });
    if (found != examples.end()) {
        page.examples = found->second;
    }
    page.commands = subcommand_names(app);
    pages.push_back(std::move(page));
    for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; })) {
        add_pages(*below, choices, examples, pages);
    }
}

/// Whether the option stands on the command line, in front of the command's name or behind it.
bool is_given(const CLI::App& command, const core::Option& option) {
    for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
        for (const std::string& name : {core::spoken_name(option), option.also}) {
            const CLI::Option* const found =
                name.empty() ? nullptr : app->get_option_no_throw(name);
            if (found != nullptr && found->count() > 0) {
                return true;
            }
        }
    }
    return false;
}

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

struct CommandLine::Tree {
    CLI::App root{"Mines the Hugging Face Hub into a store and analyses it.", "hubmine"};
    Globals globals;
    std::map<std::string, CLI::App*> app_of;  ///< by all words of its name
    Overview overview;
    std::map<CLI::App*, Command*> command_of;
    std::map<CLI::App*, std::vector<Example>> examples_of;
    std::map<CLI::App*, NamedFiles> files_of;
    std::map<const CLI::App*, Arguments::Choices> choices_of;
    CommandRows rows;

    CLI::App& child(CLI::App& parent, const std::string& name, const std::string& help) {
        const std::string full = full_name(parent) + " " + name;
        CLI::App*& app = app_of[full];
        if (app == nullptr) {
            const auto group =
                std::find_if(overview.groups.begin(), overview.groups.end(),
                             [&full](const Group& g) { return "hubmine " + g.name == full; });
            app = parent.add_subcommand(name, group == overview.groups.end() ? help : group->help);
            app->require_subcommand(0, 1);
            prepare(*app, globals, choices_of[app], rows[words_of(*app)]);
        }
        return *app;
    }

    /// Null where only longer names are commands.
    [[nodiscard]] Command* command_at(CLI::App& app) const {
        const auto found = command_of.find(&app);
        return found == command_of.end() ? nullptr : found->second;
    }

    /// A command stands below the words before its last; each of those shows its first example,
    /// but for the program itself.
    void add(Command& command) {
        const std::vector<Example> examples = command.examples();
        CLI::App* app = &root;
        const std::string name = command.name();  // outlives the words, which point into it
        for (const std::string_view word : core::split(name, ' ')) {
            if (!examples.empty() && app != &root) {
                examples_of[app].push_back(examples.front());
            }
            app = &child(*app, std::string(word), command.help());
        }
        if (!command.also().empty()) {
            app->alias(command.also());
        }
        Arguments arguments(*app, &files_of[app], &choices_of[app], &rows[name]);
        command.declare(arguments);
        command_of[app] = &command;
        examples_of[app] = examples;
    }

    /// Gives the command what the file says and nobody else does; returns that.
    std::vector<ConfigValue> obey(const CLI::App& app, const ConfigFile& file,
                                  const Environment& environment) const {
        check_config(file, rows);
        std::vector<ConfigValue> values = config_for(file, rows, words_of(app));
        std::erase_if(values, [&](const ConfigValue& value) {
            return is_given(app, *value.option) ||
                   !variable_set(core::spoken_name(*value.option), environment).empty();
        });
        for (const ConfigValue& value : values) {
            take_value(file, value, environment);
        }
        return values;
    }
};

CommandLine::CommandLine(std::vector<std::unique_ptr<Command>> commands, Overview overview)
    : commands_(std::move(commands)), tree_(std::make_unique<Tree>()) {
    CLI::App& root = tree_->root;
    prepare(root, tree_->globals, tree_->choices_of[&root], tree_->rows[""]);
    root.set_version_flag("-V,--version", std::string("hubmine ") + core::kVersion,
                          "print the version and leave")
        ->group(kGlobalSection);
    root.require_subcommand(0, 1);
    tree_->overview = std::move(overview);
    for (const auto& command : commands_) {
        tree_->add(*command);
    }
}

CommandLine::~CommandLine() = default;

std::vector<CommandPage> CommandLine::pages() const {
    std::vector<CommandPage> pages;
    add_pages(tree_->root, tree_->choices_of, tree_->examples_of, pages);
    pages.front().examples = tree_->overview.examples;
    return pages;
}

const CommandRows& CommandLine::option_rows() const {
    return tree_->rows;
}

Invocation CommandLine::parse(const std::vector<std::string>& arguments,
                              const Environment& environment, const ConfigLoader& load) {
    CLI::App& root = tree_->root;
    Invocation invocation;
    try {
        std::vector<std::string> words = as_asked(arguments);
        // CLI11 takes the words from the back.
        std::reverse(words.begin(), words.end());
        root.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        CLI::App& app = selected(root);
        if (!subcommand_names(app).empty()) {
            refuse_unknown(
                root, app,
                tree_->command_at(app));  // help for a mistyped command is not help for all of them
        }
        invocation.text = app.get_parent() == nullptr ? help_of_all(app, tree_->overview)
                                                      : help_of(app, tree_->examples_of[&app]);
        return invocation;
    } catch (const CLI::CallForVersion& version) {
        invocation.text = std::string(version.what()) + "\n";
        return invocation;
    } catch (const CLI::ParseError& error) {
        throw core::UsageError(one_line(error.what()));
    }
    CLI::App& app = selected(root);
    refuse_unknown(root, app, tree_->command_at(app));
    Command* const command = tree_->command_at(app);
    if (command == nullptr) {
        throw core::UsageError(fmt::format("{} needs a command: {} (see {} --help)", full_name(app),
                                           fmt::join(subcommand_names(app), ", "), full_name(app)));
    }
    const bool is_read =
        load && !tree_->globals.no_config && command->config_use() != ConfigUse::kUnread;
    std::vector<ConfigValue> values;
    try {
        invocation.config = is_read ? load() : ConfigFile();
        values = tree_->obey(app, invocation.config, environment);
    } catch (const core::Error& error) {
        if (command->config_use() != ConfigUse::kReported) {
            throw;
        }
        invocation.config_fault = error.what();
    }
    try {
        tree_->globals.settle(environment);
        command->settle(tree_->globals, environment);
    } catch (const core::UsageError& error) {
        throw core::UsageError(with_places(error.what(), invocation.config, values));
    }
    invocation.globals = tree_->globals;
    invocation.command = command;
    invocation.files = &tree_->files_of[&app];
    return invocation;
}

}  // namespace hubmine::cli
