#include "export_graph_command.hpp"

#include <fmt/format.h>

namespace hubmine::cli {

std::vector<Example> ExportGraphCommand::examples() const {
    const std::string command = "hubmine " + name();
    return {
        {fmt::format("{} --output {}.graphml", command, entry_.name), entry_.help},
        {fmt::format("{} --top 500 --min-weight 1 --format gexf > {}.gexf", command, entry_.name),
         "the first 500 of the ranking, of a size that Gephi opens"}};
}

void ExportGraphCommand::declare(Arguments& arguments) {
    for (const core::Option& option : question_->options()) {
        arguments.add(option);
    }
    delivery_.declare(arguments);
}

void ExportGraphCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    question_->settle(environment.config_folder());
    delivery_.settle(environment);
}

core::ExitCode ExportGraphCommand::run(const World& world) {
    delivery_.run(world, *question_, entry_.directed);
    return core::ExitCode::kOk;
}

}  // namespace hubmine::cli
