#pragma once

#include "hubmine/analysis/atlas.hpp"

#include "command.hpp"
#include "graph_delivery.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hubmine::cli {

/// `hubmine export atlas`: a network as a picture; --of says which.
class ExportAtlasCommand final : public Command {
  public:
    ExportAtlasCommand();

    [[nodiscard]] std::string name() const override { return "export atlas"; }
    [[nodiscard]] std::string help() const override {
        return "Draw models and what was made of them, or the cores of a network";
    }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    /// One network, and what was wrong with the options that it was given, if anything was.
    struct Choice {
        const analysis::GraphEntry* entry = nullptr;
        std::unique_ptr<analysis::GraphQuestion> question;
        std::exception_ptr fault;
    };
    /// The option of that name of every choice that has it, as one.
    [[nodiscard]] core::Option joined(const std::string& name);
    /// What the help says of it.
    [[nodiscard]] core::Option told(const std::string& name) const;
    /// Gives every choice that has it its value.
    void take(const std::string& name, const std::string& value);
    [[nodiscard]] static const core::Option* option_of(const Choice& choice,
                                                       const std::string& name);
    [[nodiscard]] std::vector<std::string> names() const;

    std::vector<Choice> choices_;
    std::size_t chosen_ = 0;
    std::vector<std::string> given_;                   ///< options, as they are spoken of
    std::function<std::vector<std::string>()> asked_;  ///< what stands on the command line
    GraphDelivery delivery_;
};

}  // namespace hubmine::cli
