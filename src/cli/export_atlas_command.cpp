#include "export_atlas_command.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

ExportAtlasCommand::ExportAtlasCommand() : delivery_(output::picture_formats()) {
    for (const analysis::GraphEntry& entry : analysis::atlas_catalogue()) {
        choices_.push_back({.entry = &entry, .question = entry.ask(), .fault = {}});
    }
}

std::vector<Example> ExportAtlasCommand::examples() const {
    return {{"hubmine export atlas --output atlas.svg", "the models of most descendants"},
            {"hubmine export atlas --color license --top 300 --output atlas.svg",
             "fewer of them, coloured by licence"},
            {"hubmine export atlas --of collaboration --output cores.gexf",
             "the innermost cores of developers, placed, for Gephi"}};
}

std::vector<std::string> ExportAtlasCommand::names() const {
    std::vector<std::string> names;
    for (const Choice& choice : choices_) {
        names.push_back(choice.entry->name);
    }
    return names;
}

const core::Option* ExportAtlasCommand::option_of(const Choice& choice, const std::string& name) {
    const auto& options = choice.question->options();
    const auto found =
        std::find_if(options.begin(), options.end(),
                     [&](const core::Option& option) { return core::spoken_name(option) == name; });
    return found == options.end() ? nullptr : &*found;
}

core::Option ExportAtlasCommand::told(const std::string& name) const {
    core::Option all;
    for (const Choice& choice : choices_) {
        const core::Option* const option = option_of(choice, name);
        if (option != nullptr && all.names.empty()) {
            all = *option;
        } else if (option != nullptr && all.by_default != option->by_default &&
                   all.help.find(option->help) == std::string::npos) {
            all.help += fmt::format("; with --of {}", option->help);
            all.by_default += fmt::format(", with --of {}", option->by_default);
        }
    }
    return all;
}

void ExportAtlasCommand::take(const std::string& name, const std::string& value) {
    given_.push_back(name);
    for (Choice& choice : choices_) {
        const core::Option* const option = option_of(choice, name);
        if (option == nullptr) {
            continue;
        }
        try {
            option->take(value);
        } catch (const core::UsageError&) {
            // A value may be wrong for one network and right for the one that is asked for.
            choice.fault = choice.fault ? choice.fault : std::current_exception();
        }
    }
}

core::Option ExportAtlasCommand::joined(const std::string& name) {
    core::Option all = told(name);
    all.reads = [this, name] {
        const core::Option* const option = option_of(choices_[chosen_], name);
        return option != nullptr && option->reads ? option->reads() : NamedFiles::Paths();
    };
    all.take = [this, name](const std::string& value) { take(name, value); };
    return all;
}

void ExportAtlasCommand::declare(Arguments& arguments) {
    arguments.choice("--of", names(),
                     fmt::format("what is drawn (default {})", choices_.front().entry->name),
                     [this](std::size_t choice) { chosen_ = choice; });
    std::vector<std::string> declared;
    for (const Choice& choice : choices_) {
        if (&choice != &choices_.front()) {
            arguments.section("With --of");
        }
        for (const core::Option& option : choice.question->options()) {
            const std::string name = core::spoken_name(option);
            if (!core::contains(declared, name)) {
                declared.push_back(name);
                arguments.add(joined(name));
            }
        }
    }
    delivery_.declare(arguments);
    asked_ = arguments.asked();
}

void ExportAtlasCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    const Choice& choice = choices_[chosen_];
    for (const std::string& name : given_) {
        if (option_of(choice, name) == nullptr && core::contains(asked_(), name)) {
            throw core::UsageError(
                fmt::format("{} means nothing for --of {}", name, choice.entry->name));
        }
    }
    if (choice.fault) {
        std::rethrow_exception(choice.fault);
    }
    choice.question->settle(environment.config_folder());
    delivery_.settle(environment);
}

core::ExitCode ExportAtlasCommand::run(const World& world) {
    const Choice& choice = choices_[chosen_];
    delivery_.run(world, *choice.question, choice.entry->directed);
    return core::ExitCode::kOk;
}

}  // namespace hubmine::cli
