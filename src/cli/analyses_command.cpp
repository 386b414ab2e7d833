#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "all_analyses.hpp"
#include "analyze_command.hpp"
#include "option_reach.hpp"
#include "text_cell.hpp"
#include "type_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::cli {

namespace {

const core::Schema& dictionary_schema() {
    static const core::Schema kSchema{
        .name = "dictionary",
        .help = "a column of a table of an analysis",
        .columns = {{"analysis", core::CellType::kText, "its name"},
                    {"table", core::CellType::kText, "name of the table"},
                    {"row", core::CellType::kText, "what a row of it is"},
                    {"column", core::CellType::kText, "name of the column"},
                    {"type", core::CellType::kText, "text, integer or real"},
                    {"unit", core::CellType::kText, "count, share (of 1), days, bytes or time"},
                    {"meaning", core::CellType::kText, "what stands there"}},
        .headline = true};
    return kSchema;
}

core::Table dictionary() {
    core::Table table(dictionary_schema());
    for (const analysis::Entry& entry : analysis::catalogue()) {
        for (const core::Schema& schema : entry.tables) {
            for (const core::Column& column : schema.columns) {
                table.add_row({entry.name, schema.name, schema.help, column.name,
                               type_name(column.type),
                               text_or_missing(core::unit_name(column.unit)), column.meaning});
            }
        }
    }
    return table;
}

/// `hubmine analyze` without a name.
class AnalysesCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "analyze"; }
    [[nodiscard]] std::string help() const override { return "Compute the tables of an analysis"; }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine analyze --list", "which analyses there are, and their tables"},
                {"hubmine analyze --list --format json",
                 "the same for programs: tables, columns, types, units, meanings"},
                {"hubmine analyze --all --output-dir results",
                 "every analysis that the store can answer, the store read once"}};
    }
    [[nodiscard]] std::string hint(const std::string& word) const override {
        std::string hint;
        for (const analysis::Entry& entry : analysis::catalogue()) {
            for (const core::Schema& schema : entry.tables) {
                if (schema.name == word) {
                    hint += fmt::format("{}hubmine analyze {} --table {}",
                                        hint.empty() ? "did you mean " : " or ", entry.name, word);
                }
            }
        }
        return hint.empty() ? hint : hint + "?";
    }
    void declare(Arguments& arguments) override {
        arguments.flag("--list", list_, "list analyses, tables and columns, and leave");
        arguments.flag("--all", all_, "every analysis into --output-dir, and one manifest");
        arguments.section("With --all");
        for (const core::Option& option : everything_.options()) {
            arguments.add(option);
        }
        output_.declare(arguments);
        asked_ = arguments.asked();
    }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        if (all_) {
            settle_all(environment);
            return;
        }
        if (!list_) {
            std::string names;
            for (const analysis::Entry& entry : analysis::catalogue()) {
                names += (names.empty() ? "" : ", ") + entry.name;
            }
            throw core::UsageError(
                fmt::format("analyze what? There are {} (see hubmine analyze --list)", names));
        }
        check_reach_of_list();
        is_for_people_ = asked_().size() == 1;
        output_.settle({.tables = std::span(&dictionary_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        if (all_) {
            everything_.run(world, output_, name());
            return core::ExitCode::kOk;
        }
        if (!is_for_people_) {
            std::vector<core::TableStream> tables;
            tables.emplace_back(dictionary());
            output_.deliver(world, report_of(*this, std::move(tables)));
            return core::ExitCode::kOk;
        }
        bool first = true;
        for (const analysis::Entry& entry : analysis::catalogue()) {
            world.out << (std::exchange(first, false) ? "" : "\n");
            list_tables(entry, world.out);
        }
        return core::ExitCode::kOk;
    }

  private:
    void settle_all(const Environment& environment) {
        if (list_) {
            throw core::UsageError("--all and --list do not go together");
        }
        if (!output_.named().empty()) {
            throw core::UsageError("--table does not go with --all: every table is written");
        }
        output_.settle({}, environment);
        if (!output_.is_to_folder()) {
            throw core::UsageError("--all needs --output-dir DIR");
        }
        everything_.settle(environment.config_folder());
    }
    /// What is asked of analyses means nothing for the list of them.
    void check_reach_of_list() const {
        for (const core::Option& option : everything_.options()) {
            if (core::contains(asked_(), core::spoken_name(option))) {
                throw core::UsageError(
                    fmt::format("{} means nothing without --all", core::spoken_name(option)));
            }
        }
    }

    bool list_ = false;
    bool all_ = false;
    AllAnalyses everything_;
    std::function<std::vector<std::string>()> asked_;
    bool is_for_people_ = true;  ///< --list, and nothing about how it is to be written
    TableOutput output_;
};

}  // namespace

void list_tables(const analysis::Entry& entry, std::ostream& out) {
    const std::unique_ptr<analysis::Question> question = entry.ask();
    const std::map<std::string, std::string> on_demand =
        tables_unmade(question->options(), question->options());
    out << entry.name << ": " << entry.help << '\n';
    for (const core::Schema& schema : entry.tables) {
        out << "\n  " << schema.name << ": " << schema.help << '\n';
        if (const auto option = on_demand.find(schema.name); option != on_demand.end()) {
            out << "  (only with " << option->second << ")\n";
        }
        if (!schema.may_be_empty.empty()) {
            out << "  (may have no rows: " << schema.may_be_empty << ")\n";
        }
        std::size_t width = 0;
        for (const core::Column& column : schema.columns) {
            width = std::max(width, column.name.size());
        }
        for (const core::Column& column : schema.columns) {
            const std::string_view unit = core::unit_name(column.unit);
            out << fmt::format("    {:<{}}  {}{}\n", column.name, width, column.meaning,
                               unit.empty() ? "" : fmt::format(" [{}]", unit));
        }
    }
}

std::unique_ptr<Command> make_analyses_command() {
    return std::make_unique<AnalysesCommand>();
}

}  // namespace hubmine::cli
