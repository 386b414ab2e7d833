#pragma once

#include "hubmine/store/upkeep.hpp"

#include "command.hpp"
#include "table_output.hpp"

#include <memory>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine snapshots prune`: thins what is old.
class PruneCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "snapshots prune"; }
    [[nodiscard]] std::string help() const override {
        return "Thin old snapshots: daily, then weekly, then monthly";
    }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

    [[nodiscard]] const store::PrunePolicy& policy() const { return policy_; }

  private:
    store::PrunePolicy policy_;
    bool dry_run_ = false;
    bool vacuum_ = false;
    TableOutput output_;
};

/// `hubmine snapshots list`, `show` and `prune`.
[[nodiscard]] std::vector<std::unique_ptr<Command>> make_snapshots_commands();

}  // namespace hubmine::cli
