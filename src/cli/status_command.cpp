#include "hubmine/store/store.hpp"

#include "commands.hpp"
#include "crawl_report.hpp"
#include "snapshot_table.hpp"
#include "table_output.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;

enum Position : std::size_t { kContents, kCoverage };

const std::array<core::Schema, 4>& schemas() {
    static const std::array<core::Schema, 4> kSchemas{{
        {.name = "contents",
         .help = "what the store holds",
         .columns = {{"what", CellType::kText}, {"count", CellType::kInteger}},
         .headline = true},
        {.name = "coverage",
         .help = "what is known of each kind, repository by repository",
         .columns = {{"kind", CellType::kText},
                     {"what", CellType::kText},
                     {"expected", CellType::kInteger},
                     {"complete", CellType::kInteger},
                     {"unreadable", CellType::kInteger},
                     {"gone", CellType::kInteger},
                     {"failed", CellType::kInteger},
                     {"pending", CellType::kInteger}},
         .headline = true},
        snapshots_schema(),
        last_run_schema(),
    }};
    return kSchemas;
}

core::Table contents_table(const std::vector<store::Holding>& holdings) {
    core::Table table(schemas()[kContents]);
    for (const store::Holding& row : holdings) {
        table.add_row({row.what, row.count});
    }
    return table;
}

core::Table coverage_table(const std::vector<store::Coverage>& coverage) {
    core::Table table(schemas()[kCoverage]);
    for (const store::Coverage& row : coverage) {
        table.add_row({row.kind, row.what, row.expected, row.complete, row.unreadable, row.gone,
                       row.failed, row.pending});
    }
    return table;
}

/// `hubmine status`: what the store holds and what it lacks.
class StatusCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "status"; }
    [[nodiscard]] std::string help() const override { return "Say what the store holds and lacks"; }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine status", "contents, coverage, snapshots, last run"},
                {"hubmine status --table coverage --format csv", "for other programs"}};
    }
    void declare(Arguments& arguments) override { output_.declare(arguments); }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        output_.settle(schemas(), environment);
    }
    core::ExitCode run(const World& world) override {
        const store::Store store(world.globals.store, {.read_only = true});
        std::vector<core::Table> tables;
        tables.push_back(contents_table(store.holdings()));
        tables.push_back(coverage_table(store.coverage()));
        tables.push_back(snapshots_table(store.snapshots()));
        tables.push_back(last_run_table(store.fact(kLastRun)));
        output_.deliver(world, std::move(tables), {}, {.command = name()});
        return core::ExitCode::kOk;
    }

  private:
    TableOutput output_;
};

}  // namespace

std::unique_ptr<Command> make_status_command() {
    return std::make_unique<StatusCommand>();
}

}  // namespace hubmine::cli
