#pragma once

#include "hubmine/store/upkeep.hpp"

#include "command.hpp"
#include "table_output.hpp"

#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine diff A B`: what changed between two snapshots.
class DiffCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "diff"; }
    [[nodiscard]] std::string help() const override {
        return "Say what changed on the Hub between two snapshots";
    }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

    /// Whether --field lets a row be seen.
    [[nodiscard]] bool shows(const store::DiffRow& row) const;
    /// Whether --fail-on watches for a row: by its change or by its field.
    [[nodiscard]] bool watches(const store::DiffRow& row) const;
    /// What the store is asked for.
    [[nodiscard]] store::DiffQuery query(std::int64_t from, std::int64_t to) const;

  private:
    core::ExitCode compare(const World& world, store::Store& store, std::int64_t from,
                           std::int64_t to);

    std::string from_;
    std::string to_;
    std::vector<std::string> owners_;
    std::vector<std::string> fields_;
    std::vector<core::Kind> kinds_{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    bool summary_ = false;
    std::vector<std::string> fail_on_;
    TableOutput output_;
};

}  // namespace hubmine::cli
