#include "hubmine/core/table.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/output/folder.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/upkeep.hpp"

#include "commands.hpp"
#include "table_output.hpp"

#include <spdlog/spdlog.h>

#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

const core::Schema& problems_schema() {
    static const core::Schema kSchema{
        .name = "problems",
        .help = "something that must not be",
        .columns = {{"where", core::CellType::kText}, {"problem", core::CellType::kText}},
        .headline = true};
    return kSchema;
}

/// `hubmine verify`: is the file sound, and are the tables those that were written?
class VerifyCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "verify"; }
    [[nodiscard]] std::string help() const override {
        return "Check the store for damage, and folders of tables against their manifests";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine verify", "exit code 5 when something is wrong"},
                {"hubmine verify --manifest out/rq1,out/rq2", "tables written with --output-dir"}};
    }
    void declare(Arguments& arguments) override {
        arguments.list("--manifest", "DIR", "also the files that DIR/manifest.json names",
                       folders_);
        output_.declare(arguments);
    }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        output_.settle({.tables = std::span(&problems_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        core::Table table(problems_schema());
        const auto add = [&table](const std::string& where, std::vector<std::string> problems) {
            for (std::string& problem : problems) {
                table.add_row({where, std::move(problem)});
            }
        };
        {
            store::Store store(world.globals.store, {.read_only = true});
            add(world.globals.store, store::verify(store));
        }
        for (const std::string& folder : folders_) {
            add(folder, output::check_folder(folder));
        }
        const std::size_t problems = table.row_count();
        output_.deliver(world, report_of(*this, {core::TableStream(std::move(table))}));
        if (problems > 0) {
            spdlog::error("{} found",
                          core::counted(static_cast<std::int64_t>(problems), "problem"));
            return core::ExitCode::kCheckFailed;
        }
        spdlog::info("{}: sound", world.globals.store);
        return core::ExitCode::kOk;
    }

  private:
    std::vector<std::string> folders_;
    TableOutput output_;
};

}  // namespace

std::unique_ptr<Command> make_verify_command() {
    return std::make_unique<VerifyCommand>();
}

}  // namespace hubmine::cli
