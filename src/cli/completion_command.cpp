#include "hubmine/core/error.hpp"
#include "hubmine/core/option.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "completion.hpp"

#include <array>

namespace hubmine::cli {

namespace {

/// `hubmine completion SHELL`: a script made from the commands themselves.
class CompletionCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "completion"; }
    [[nodiscard]] std::string help() const override {
        return "Print what completes command lines in a shell";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine completion bash > hubmine.bash", "then: source hubmine.bash"},
                {"hubmine completion zsh > _hubmine", "in a folder of fpath"},
                {"hubmine completion fish > hubmine.fish", "in ~/.config/fish/completions"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("SHELL", "bash, zsh or fish", shell_, {"bash", "zsh", "fish"});
    }
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {
        if (shell_.empty()) {
            throw core::UsageError("completion: name the shell: bash, zsh or fish");
        }
        place_ = read_choice("completion", shell_, {"bash", "zsh", "fish"});
    }
    core::ExitCode run(const World& world) override {
        constexpr std::array kScripts{&bash_completion, &zsh_completion, &fish_completion};
        world.out << kScripts.at(place_)(CommandLine(all_commands(), overview()).pages());
        return core::ExitCode::kOk;
    }

  private:
    std::string shell_;
    std::size_t place_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_completion_command() {
    return std::make_unique<CompletionCommand>();
}

}  // namespace hubmine::cli
