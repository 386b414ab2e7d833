#include "commands.hpp"

#include "analyze_command.hpp"

namespace hubmine::cli {

std::vector<Group> groups() {
    return {};
}

std::vector<std::unique_ptr<Command>> all_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(make_analyses_command());
    return commands;
}

}  // namespace hubmine::cli
