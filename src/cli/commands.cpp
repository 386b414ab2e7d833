#include "commands.hpp"

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/analysis/graphs.hpp"

#include "analyze_command.hpp"
#include "export_atlas_command.hpp"
#include "export_graph_command.hpp"
#include "export_release_command.hpp"
#include "snapshots_command.hpp"

#include <utility>

namespace hubmine::cli {

Overview overview() {
    return {
        .groups = {{"snapshots", "List, show and thin the snapshots of the store"},
                   {"import", "Bring in what others wrote down"},
                   {"identities", "Say which names are one person's"},
                   {"export", "Hand what the store holds to other programs"},
                   {"export graph", "Write a network for Gephi, networkx and others"}},
        .chapters = {{"Fill the store", {"crawl", "import", "identities"}},
                     {"Ask it",
                      {"analyze", "report", "search", "show", "sql", "status", "diff", "export"}},
                     {"Look after it", {"snapshots", "verify", "backup", "forget"}},
                     {"Settle in", {"config", "doctor", "completion", "man"}}},
        .examples = {
            {"hubmine crawl --author openai-community", "one namespace, with its histories"},
            {"hubmine status", "what is there, what is missing"},
            {"hubmine analyze rq1", "how development activity is spread"}}};
}

std::vector<std::unique_ptr<Command>> all_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(make_crawl_command());
    commands.push_back(make_analyses_command());
    for (const analysis::Entry& entry : analysis::catalogue()) {
        commands.push_back(std::make_unique<AnalyzeCommand>(entry));
    }
    commands.push_back(make_report_command());
    commands.push_back(make_search_command());
    commands.push_back(make_show_command());
    commands.push_back(make_sql_command());
    commands.push_back(make_status_command());
    for (auto& command : make_snapshots_commands()) {
        commands.push_back(std::move(command));
    }
    commands.push_back(make_diff_command());
    for (auto& command : make_identities_commands()) {
        commands.push_back(std::move(command));
    }
    for (const analysis::GraphEntry& entry : analysis::graph_catalogue()) {
        commands.push_back(std::make_unique<ExportGraphCommand>(entry));
    }
    commands.push_back(std::make_unique<ExportAtlasCommand>());
    commands.push_back(make_export_tables_command());
    commands.push_back(std::make_unique<ExportReleaseCommand>());
    commands.push_back(make_import_command());
    commands.push_back(make_verify_command());
    commands.push_back(make_backup_command());
    commands.push_back(make_forget_command());
    commands.push_back(make_config_command());
    commands.push_back(make_doctor_command());
    commands.push_back(make_completion_command());
    commands.push_back(make_man_command());
    return commands;
}

}  // namespace hubmine::cli
