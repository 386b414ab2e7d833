#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/forget.hpp"
#include "hubmine/store/store.hpp"

#include "commands.hpp"
#include "table_output.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

const core::Schema& traces_schema() {
    using core::CellType;
    static const core::Schema kSchema{
        .name = "traces",
        .help = "a sort of what has to do with the name, and what becomes of it",
        .columns = {{"what", CellType::kText, "commits, discussions, decisions, owner, ..."},
                    {"found", CellType::kInteger, "so many; empty: nobody can know",
                     core::Unit::kCount},
                    {"fate", CellType::kText, "removed, or stays"},
                    {"note", CellType::kText, "how, or why"}},
        .headline = true};
    return kSchema;
}

core::Table table_of(const std::vector<store::NameTrace>& traces) {
    core::Table table(traces_schema());
    for (const store::NameTrace& trace : traces) {
        table.add_row({trace.what, trace.found, std::string(trace.is_removed ? "removed" : "stays"),
                       trace.note});
    }
    table.add_row({std::string("copies"), core::Cell(), std::string("stays"),
                   std::string("backups, tables and exports that were made before: nothing here "
                               "reaches them")});
    return table;
}

/// `hubmine forget NAME`: takes a person out of the store.
class ForgetCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "forget"; }
    [[nodiscard]] std::string help() const override {
        return "Take a person out of the store, and keep them out";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine forget someone --dry-run", "what there is of them, and what would go"},
                {"hubmine forget someone", "what they wrote becomes a deleted account's"},
                {"hubmine forget someone --repositories", "and all that they own goes"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional(
            "NAME", "of the account, in capitals and small letters as the Hub has it", name_);
        arguments.flag("--repositories", repositories_, "also what they own, with its history");
        arguments.flag("--dry-run", dry_run_, "say what would go, and leave");
        output_.declare(arguments, false);
    }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        if (name_.empty()) {
            throw core::UsageError("forget: give the name of an account");
        }
        if (name_.find('/') != std::string::npos) {
            throw core::UsageError(fmt::format(
                "forget: '{}' is a repository's name: give that of an account, which may take its "
                "repositories along (--repositories)",
                core::printable(name_)));
        }
        output_.settle({.tables = std::span(&traces_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        store::Store store(world.globals.store, {.read_only = dry_run_});
        const std::vector<store::NameTrace> traces =
            dry_run_ ? store::find_traces(store, name_, repositories_)
                     : store::forget(store, name_, repositories_);
        tell(traces);
        std::vector<core::TableStream> tables;
        tables.emplace_back(table_of(traces));
        output_.deliver(world, report_of(*this, std::move(tables)));
        return core::ExitCode::kOk;
    }

  private:
    void tell(const std::vector<store::NameTrace>& traces) const {
        const auto stands = [](const store::NameTrace& trace) { return trace.found > 0; };
        const auto stays = [&](const store::NameTrace& trace) {
            return stands(trace) && !trace.is_removed;
        };
        const std::string who = core::printable(name_);
        if (std::none_of(traces.begin(), traces.end(), stands)) {
            spdlog::info("nothing here has to do with {}{}: is it spelt as the Hub has it?", who,
                         dry_run_ ? "" : ", and nothing will");
        } else if (!dry_run_) {
            spdlog::info("{} is forgotten, and no crawl brings them back", who);
        }
        if (!dry_run_ && std::any_of(traces.begin(), traces.end(), stays)) {
            spdlog::info("the name still stands in what the table says stays");
        }
        spdlog::info("backups, tables and exports that were made before are not reached");
    }

    std::string name_;
    bool repositories_ = false;
    bool dry_run_ = false;
    TableOutput output_;
};

}  // namespace

std::unique_ptr<Command> make_forget_command() {
    return std::make_unique<ForgetCommand>();
}

}  // namespace hubmine::cli
