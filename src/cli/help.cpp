#include "help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace hubmine::cli {

namespace {

constexpr std::size_t kNameWidth = 30;

std::string entry(const std::string& name, const std::string& help) {
    if (name.size() > kNameWidth) {
        return fmt::format("  {}\n  {:{}}  {}\n", name, "", kNameWidth, help);
    }
    return fmt::format("  {:{}}  {}\n", name, kNameWidth, help);
}

std::string option_entry(const CLI::Option& option) {
    std::string names;
    for (const std::string& name : option.get_snames()) {
        names += "-" + name + ", ";
    }
    for (const std::string& name : option.get_lnames()) {
        names += "--" + name + ", ";
    }
    names.erase(names.size() - 2);
    const std::string value = option.get_type_name();
    return entry(value.empty() ? names : names + " " + value, option.get_description());
}

std::string usage(const CLI::App& app) {
    std::string line = "Usage: " + full_name(app);
    if (!app.get_subcommands([](const CLI::App*) { return true; }).empty()) {
        return line + " COMMAND [OPTIONS]\n";
    }
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional()) {
            line += " " + option->get_single_name();
        }
    }
    return line + " [OPTIONS]\n";
}

std::string commands(const CLI::App& app) {
    std::string text;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        text += entry(command->get_name(), command->get_description());
    }
    return text.empty() ? text : "\nCommands:\n" + text;
}

std::string arguments(const CLI::App& app) {
    std::string text;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional()) {
            text += entry(option->get_single_name(), option->get_description());
        }
    }
    return text.empty() ? text : "\nArguments:\n" + text;
}

std::string section(const CLI::App& app, const std::string& title) {
    std::string text = "\n" + title + ":\n";
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_positional() && option->get_group() == title) {
            text += option_entry(*option);
        }
    }
    return text;
}

std::string sections(const CLI::App& app) {
    std::vector<std::string> titles;
    for (const CLI::Option* option : app.get_options()) {
        const std::string& title = option->get_group();
        // An option of no section is another name for one that is told.
        if (!option->get_positional() && !title.empty() && title != kGlobalSection &&
            std::find(titles.begin(), titles.end(), title) == titles.end()) {
            titles.push_back(title);
        }
    }
    titles.emplace_back(kGlobalSection);
    std::string text;
    for (const std::string& title : titles) {
        text += section(app, title);
    }
    return text;
}

std::string told(const std::vector<Example>& examples) {
    std::string text = "\nExamples:\n";
    for (const Example& example : examples) {
        text += example.meaning.empty() ? "" : fmt::format("  # {}\n", example.meaning);
        text += fmt::format("  {}\n", example.line);
    }
    return text;
}

}  // namespace

std::string full_name(const CLI::App& app) {
    return app.get_parent() == nullptr ? app.get_name()
                                       : full_name(*app.get_parent()) + " " + app.get_name();
}

std::string help_of_all(const CLI::App& root, const Overview& overview) {
    std::string text = root.get_description() + "\n\n" + usage(root);
    for (const Overview::Chapter& chapter : overview.chapters) {
        text += "\n" + chapter.title + ":\n";
        for (const std::string& command : chapter.commands) {
            text += entry(command, root.get_subcommand(command)->get_description());
        }
    }
    return text + told(overview.examples) + sections(root) +
           "\n`hubmine help COMMAND` says more of each.\n";
}

std::string help_of(const CLI::App& app, const std::vector<Example>& examples) {
    return app.get_description() + "\n\n" + usage(app) + commands(app) + arguments(app) +
           told(examples) + sections(app);
}

}  // namespace hubmine::cli
