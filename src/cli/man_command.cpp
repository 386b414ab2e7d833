#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "manual.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <system_error>

namespace hubmine::cli {

namespace {

/// `hubmine man DIR`: the manual, made from the commands themselves.
class ManCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "man"; }
    [[nodiscard]] std::string help() const override {
        return "Write the manual pages of every command";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine man ~/.local/share/man", "then: man hubmine-crawl"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("DIR", "where man1, man5 and man7 go; made when it is not there",
                             folder_);
    }
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {
        if (folder_.empty()) {
            throw core::UsageError("man: name the folder that the pages go to");
        }
    }
    core::ExitCode run(const World& world) override;

  private:
    std::string folder_;
};

core::ExitCode ManCommand::run(const World& /*world*/) {
    const std::vector<ManualPage> pages = manual(CommandLine(all_commands(), overview()).pages());
    core::FileSet files;
    for (const ManualPage& page : pages) {
        const std::filesystem::path path = std::filesystem::path(folder_) / page.file;
        std::error_code failed;
        std::filesystem::create_directories(path.parent_path(), failed);
        if (failed) {
            throw core::Error(
                fmt::format("cannot make {}: {}", path.parent_path().string(), failed.message()));
        }
        files.write(path, [&page](std::ostream& out) { out << page.text; });
    }
    files.commit();
    spdlog::info("wrote {} pages below {}", pages.size(), folder_);
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_man_command() {
    return std::make_unique<ManCommand>();
}

}  // namespace hubmine::cli
