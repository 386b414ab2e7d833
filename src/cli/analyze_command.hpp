#pragma once

#include "hubmine/analysis/entry.hpp"

#include "command.hpp"
#include "table_output.hpp"

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine analyze NAME`, made from a row of the catalogue.
class AnalyzeCommand final : public Command {
  public:
    explicit AnalyzeCommand(const analysis::Entry& entry) : entry_(entry), question_(entry.ask()) {}

    [[nodiscard]] std::string name() const override { return "analyze " + entry_.name; }
    [[nodiscard]] std::string help() const override { return entry_.help; }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    [[nodiscard]] output::Report report_of(analysis::Result result,
                                           const store::Dataset& data) const;

    const analysis::Entry& entry_;
    std::unique_ptr<analysis::Question> question_;
    std::vector<core::Schema> offered_;  ///< the tables that its options make
    TableOutput output_;
    std::function<std::vector<std::string>()> asked_;  ///< what stands on the command line
    bool list_ = false;
};

/// What `--list` prints of an analysis.
void list_tables(const analysis::Entry& entry, std::ostream& out);

/// `hubmine analyze`: lists the analyses.
[[nodiscard]] std::unique_ptr<Command> make_analyses_command();

}  // namespace hubmine::cli
