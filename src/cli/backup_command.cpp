#include "hubmine/core/error.hpp"
#include "hubmine/store/upkeep.hpp"

#include "commands.hpp"

#include <spdlog/spdlog.h>

namespace hubmine::cli {

namespace {

/// `hubmine backup FILE`: a copy, safe while a crawl writes.
class BackupCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "backup"; }
    [[nodiscard]] std::string help() const override {
        return "Copy the store to a file, even while a crawl writes";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine backup /backup/hubmine-2026-01-31.db", "a store of its own"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("FILE", "where the copy goes; replaced when it is there", file_);
        arguments.writes([this] { return NamedFiles::Paths{file_}; });
    }
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {
        if (file_.empty()) {
            throw core::UsageError("backup: name the file that the copy goes to");
        }
    }
    core::ExitCode run(const World& world) override {
        store::backup(world.globals.store, file_);
        spdlog::info("copied {} to {}", world.globals.store, file_);
        return core::ExitCode::kOk;
    }

  private:
    std::string file_;
};

}  // namespace

std::unique_ptr<Command> make_backup_command() {
    return std::make_unique<BackupCommand>();
}

}  // namespace hubmine::cli
