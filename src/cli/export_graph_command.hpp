#pragma once

#include "hubmine/analysis/graphs.hpp"
#include "hubmine/output/graph.hpp"

#include "command.hpp"
#include "dialect_options.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine export graph NAME`, made from a row of the graph catalogue.
class ExportGraphCommand final : public Command {
  public:
    explicit ExportGraphCommand(const analysis::GraphEntry& entry)
        : entry_(entry), question_(entry.ask()) {}

    [[nodiscard]] std::string name() const override { return "export graph " + entry_.name; }
    [[nodiscard]] std::string help() const override { return entry_.help; }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

    [[nodiscard]] const output::GraphFormat& format() const { return *format_; }

  private:
    void deliver(const World& world, const output::Graph& graph) const;
    [[nodiscard]] NamedFiles::Paths written_files() const;

    const analysis::GraphEntry& entry_;
    std::unique_ptr<analysis::GraphQuestion> question_;
    std::string format_name_;
    std::string file_;
    bool no_headers_ = false;
    bool raw_text_ = false;
    DialectOptions dialect_;
    const output::GraphFormat* format_ = nullptr;
};

/// Where a file of a graph goes: "x.csv" and ".nodes" make "x.nodes.csv".
[[nodiscard]] std::filesystem::path graph_path(const std::filesystem::path& path,
                                               const std::string& suffix);

}  // namespace hubmine::cli
