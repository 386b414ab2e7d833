#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "command.hpp"
#include "graph_delivery.hpp"

#include <memory>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine export graph NAME`, made from a row of the graph catalogue.
class ExportGraphCommand final : public Command {
  public:
    explicit ExportGraphCommand(const analysis::GraphEntry& entry)
        : entry_(entry), question_(entry.ask()), delivery_(output::graph_formats()) {}

    [[nodiscard]] std::string name() const override { return "export graph " + entry_.name; }
    [[nodiscard]] std::string help() const override { return entry_.help; }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

    [[nodiscard]] const output::GraphFormat& format() const { return delivery_.format(); }

  private:
    const analysis::GraphEntry& entry_;
    std::unique_ptr<analysis::GraphQuestion> question_;
    GraphDelivery delivery_;
};

}  // namespace hubmine::cli
