#pragma once

#include "hubmine/analysis/common/veil.hpp"
#include "hubmine/output/manifest.hpp"
#include "hubmine/output/release.hpp"
#include "hubmine/store/dataset.hpp"

#include "all_analyses.hpp"
#include "command.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine export release DIR`: tables to be given away, without people.
class ExportReleaseCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "export release"; }
    [[nodiscard]] std::string help() const override {
        return "Write tables to be given away: without people, and described";
    }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    void check_tables() const;
    [[nodiscard]] analysis::VeilSettings veil_settings() const;
    void tell_options(output::Manifest& manifest) const;
    [[nodiscard]] output::Release about(const store::Dataset& data, const World& world) const;

    std::string folder_;
    std::vector<std::string> tables_;
    std::int64_t min_cell_ = 5;
    std::string title_;
    std::string license_;
    bool drop_persons_ = false;
    std::optional<std::int64_t> seed_;
    AllAnalyses everything_;
};

}  // namespace hubmine::cli
