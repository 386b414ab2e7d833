#include "manual.hpp"

#include "hubmine/core/text.hpp"

#include "completion_words.hpp"
#include "help.hpp"
#include "manual_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::cli {

namespace {

constexpr std::array<std::pair<int, const char*>, 8> kExitCodes{{{0, "done"},
                                                                 {1, "error"},
                                                                 {2, "usage"},
                                                                 {3, "incomplete, resumable"},
                                                                 {4, "refused by the Hub"},
                                                                 {5, "a check failed"},
                                                                 {75, "busy"},
                                                                 {130, "interrupted"}}};

/// "hubmine analyze rq1" is told in hubmine-analyze-rq1(1).
std::string manual_name(std::string command) {
    std::replace(command.begin(), command.end(), ' ', '-');
    return command;
}

std::string reference(const std::string& name, int section) {
    return fmt::format("\\fB{}\\fR({})", roff(name), section);
}

std::string synopsis(const CommandPage& page) {
    std::string text = manual_section("SYNOPSIS") + fmt::format("\\fB{}\\fR", roff(page.name));
    if (!page.commands.empty()) {
        text += " \\fICOMMAND\\fR";
    }
    for (const ArgumentPage& argument : page.arguments) {
        text += fmt::format(" \\fI{}\\fR", roff(argument.name));
    }
    text += " [\\fIOPTIONS\\fR]\n";
    for (const std::string& alias : page.aliases) {
        text += fmt::format(".PP\n\\fB{}\\fR means the same.\n", roff(alias));
    }
    return text;
}

std::string commands_below(const CommandPage& page, const std::vector<CommandPage>& pages) {
    std::string text;
    for (const std::string& word : page.commands) {
        const std::string name = page.name + " " + word;
        const auto below =
            std::find_if(pages.begin(), pages.end(),
                         [&name](const CommandPage& other) { return other.name == name; });
        text += manual_entry(reference(manual_name(name), 1), below->help);
    }
    return text.empty() ? text : manual_section("COMMANDS") + text;
}

std::string arguments_of(const CommandPage& page) {
    std::string text;
    for (const ArgumentPage& argument : page.arguments) {
        text += manual_entry(fmt::format("\\fI{}\\fR", roff(argument.name)), argument.help);
    }
    return text.empty() ? text : manual_section("ARGUMENTS") + text;
}

std::string option_entry_of(const OptionPage& option) {
    std::string term;
    for (const std::string& name : option.names) {
        term += fmt::format("{}\\fB{}\\fR", term.empty() ? "" : ", ", roff(name));
    }
    if (!option.value.empty()) {
        term += fmt::format(" \\fI{}\\fR", roff(option.value));
    }
    return manual_entry(term, option.help);
}

/// By section in the order in which they were declared, what every command takes last.
std::string options_of(const CommandPage& page) {
    std::vector<std::string> titles;
    for (const OptionPage& option : told_options(page)) {
        if (option.section != kGlobalSection && !core::contains(titles, option.section)) {
            titles.push_back(option.section);
        }
    }
    titles.emplace_back(kGlobalSection);
    std::string text = manual_section("OPTIONS");
    for (const std::string& title : titles) {
        text += title == "Options" ? "" : fmt::format(".SS {}\n", roff(title));
        for (const OptionPage& option : page.options) {
            text += option.section == title ? option_entry_of(option) : "";
        }
    }
    return text;
}

std::string examples_of(const CommandPage& page) {
    std::string text = manual_section("EXAMPLES");
    for (const Example& example : page.examples) {
        text += manual_entry(fmt::format("\\fB{}\\fR", roff(example.line)),
                             example.meaning.empty() ? "An example." : example.meaning);
    }
    return text;
}

std::string exit_status() {
    std::string text = manual_section("EXIT STATUS");
    for (const auto& [code, meaning] : kExitCodes) {
        text += manual_entry(fmt::format("\\fB{}\\fR", code), meaning);
    }
    return text;
}

std::string see_also(const CommandPage& page) {
    std::string text = manual_section("SEE ALSO");
    if (const std::size_t last = page.name.rfind(' '); last != std::string::npos) {
        text += reference(manual_name(page.name.substr(0, last)), 1) + ", ";
    }
    return text + reference("hubmine-store", 5) + ", " + reference("hubmine-analyses", 7) + "\n";
}

ManualPage manual_of(const CommandPage& page, const std::vector<CommandPage>& pages) {
    const std::string name = manual_name(page.name);
    return {.file = fmt::format("man1/{}.1", name),
            .text = manual_head(name, 1, page.help) + synopsis(page) + commands_below(page, pages) +
                    arguments_of(page) + options_of(page) + exit_status() + examples_of(page) +
                    see_also(page)};
}

}  // namespace

std::vector<ManualPage> manual(const std::vector<CommandPage>& pages) {
    std::vector<ManualPage> manual;
    manual.reserve(pages.size() + 2);
    for (const CommandPage& page : pages) {
        manual.push_back(manual_of(page, pages));
    }
    manual.push_back(manual_of_store());
    manual.push_back(manual_of_analyses());
    return manual;
}

}  // namespace hubmine::cli
