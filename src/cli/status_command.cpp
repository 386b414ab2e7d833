#include "hubmine/store/coverage.hpp"
#include "hubmine/store/facts.hpp"
#include "hubmine/store/holdings.hpp"
#include "hubmine/store/snapshots.hpp"
#include "hubmine/store/store.hpp"

#include "commands.hpp"
#include "coverage_table.hpp"
#include "crawl_report.hpp"
#include "snapshot_table.hpp"
#include "table_output.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;

const std::array<core::Schema, 4>& schemas() {
    static const std::array<core::Schema, 4> kSchemas{{
        {.name = "contents",
         .help = "what the store holds",
         .columns = {{"what", CellType::kText}, {"count", CellType::kInteger}},
         .headline = true},
        coverage_schema(),
        snapshots_schema(),
        last_run_schema(),
    }};
    return kSchemas;
}

core::Table contents_table(const std::vector<store::Holding>& holdings) {
    core::Table table(schemas().front());
    for (const store::Holding& row : holdings) {
        table.add_row({row.what, row.count});
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
        output_.settle({.tables = schemas()}, environment);
    }
    core::ExitCode run(const World& world) override {
        const store::Store store(world.globals.store, {.read_only = true});
        std::vector<core::TableStream> tables;
        tables.emplace_back(contents_table(store::count_holdings(store)));
        tables.emplace_back(coverage_table(store::count_coverage(store)));
        tables.emplace_back(snapshots_table(store::load_snapshots(store)));
        tables.emplace_back(last_run_table(store::load_fact(store, kLastRun)));
        output_.deliver(world, report_of(*this, std::move(tables)));
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
