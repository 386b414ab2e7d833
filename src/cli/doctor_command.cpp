#include "hubmine/core/table.hpp"
#include "hubmine/core/text.hpp"

#include "checkup.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "table_output.hpp"
#include "text_cell.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

const core::Schema& checks_schema() {
    using core::CellType;
    static const core::Schema kSchema{
        .name = "checks",
        .help = "something that hubmine needs",
        .columns = {{"check", CellType::kText, "what was looked at"},
                    {"state", CellType::kText, "ok, warning, problem or skipped"},
                    {"found", CellType::kText, "what was found"},
                    {"advice", CellType::kText, "what to do; missing: nothing"}},
        .headline = true};
    return kSchema;
}

/// What the file says to crawls: the doctor looks at the Hub that they would ask.
std::string said_to_crawls(const World& world, const std::string& key) {
    std::string value;
    for (const ConfigEntry& entry : world.config->entries) {
        if (entry.section == "crawl" && entry.key == key) {
            value = entry.value;
        }
    }
    return variable_set("--" + key, world.environment).empty() ? value : "";
}

/// `hubmine doctor`: is everything there that it needs?
class DoctorCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "doctor"; }
    [[nodiscard]] std::string help() const override {
        return "Look at everything that hubmine needs, and say what to do";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine doctor",
                 "program, store, token, Hub, clock, room; exit code 5 when "
                 "something is wrong"},
                {"hubmine doctor --offline --format json", "for other programs, nothing asked"}};
    }
    void declare(Arguments& arguments) override {
        arguments.text("--endpoint", "URL", "the Hub to ask (default: the one a crawl would ask)",
                       question_.endpoint);
        arguments.input_file("--ca-bundle", "FILE",
                             "certificates to trust instead of those that a crawl would",
                             question_.ca_bundle);
        arguments.flag("--offline", question_.offline, "ask nothing of the Hub");
        arguments.duration("--max-time", "wait no longer for the Hub (default 20s)", max_time_);
        output_.declare(arguments);
    }
    [[nodiscard]] ConfigUse config_use() const override { return ConfigUse::kReported; }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        question_.most = max_time_;
        output_.settle({.tables = std::span(&checks_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override;

  private:
    HubQuestion question_;
    std::chrono::seconds max_time_{20};
    TableOutput output_;
};

core::ExitCode DoctorCommand::run(const World& world) {
    HubQuestion question = question_;
    if (question.endpoint.empty()) {
        question.endpoint = said_to_crawls(world, "endpoint");
    }
    if (question.ca_bundle.empty()) {
        question.ca_bundle = said_to_crawls(world, "ca-bundle");
    }
    Findings findings;
    check_program(world, CommandLine(all_commands(), overview()).option_rows(), findings);
    check_store(world, findings);
    check_hub(world, question, findings);

    core::Table table(checks_schema());
    for (const Finding& finding : findings) {
        table.add_row({finding.check, health_name(finding.health), finding.found,
                       text_or_missing(finding.advice)});
    }
    output_.deliver(world, report_of(*this, {core::TableStream(std::move(table))}));
    const auto problems =
        std::count_if(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.health == Health::kProblem; });
    if (problems > 0) {
        spdlog::error("{} found", core::counted(problems, "problem"));
        return core::ExitCode::kCheckFailed;
    }
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_doctor_command() {
    return std::make_unique<DoctorCommand>();
}

}  // namespace hubmine::cli
