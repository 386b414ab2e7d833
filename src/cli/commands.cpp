#include "commands.hpp"

#include "hubmine/analysis/catalogue.hpp"

#include "analyze_command.hpp"

namespace hubmine::cli {

std::vector<Group> groups() {
    return {};
}

std::vector<std::unique_ptr<Command>> all_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(make_analyses_command());
    for (const analysis::Entry& entry : analysis::catalogue()) {
        commands.push_back(std::make_unique<AnalyzeCommand>(entry));
    }
    commands.push_back(make_status_command());
    return commands;
}

}  // namespace hubmine::cli
