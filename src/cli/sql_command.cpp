#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/query.hpp"

#include "commands.hpp"
#include "table_output.hpp"
#include "text_cell.hpp"
#include "type_name.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;

/// What is known of an answer before there is a question.
const core::Schema& result_schema() {
    static const core::Schema kSchema{
        .name = "result", .help = "a row of the answer", .columns = {}, .headline = true};
    return kSchema;
}

const core::Schema& views_schema() {
    static const core::Schema kSchema{
        .name = "views",
        .help = "a column of a view that may be asked",
        .columns = {{"view", CellType::kText, "its name"},
                    {"row", CellType::kText, "what a row of it is"},
                    {"column", CellType::kText, "name of the column"},
                    {"type", CellType::kText, "text, integer or real"},
                    {"unit", CellType::kText, "count, bytes or time (ISO 8601, UTC)"},
                    {"meaning", CellType::kText, "what stands there"}},
        .headline = true};
    return kSchema;
}

core::Table views_table() {
    core::Table table(views_schema());
    for (const core::Schema& view : store::public_views()) {
        for (const core::Column& column : view.columns) {
            table.add_row({view.name, view.help, column.name, type_name(column.type),
                           text_or_missing(core::unit_name(column.unit)), column.meaning});
        }
    }
    return table;
}

/// `hubmine sql QUERY`: questions that nobody foresaw.
class SqlCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "sql"; }
    [[nodiscard]] std::string also() const override { return "query"; }
    [[nodiscard]] std::string help() const override {
        return "Answer a SELECT over the views of the store";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine sql 'SELECT id, likes FROM models ORDER BY likes DESC LIMIT 10'",
                 "any SELECT; the store is never changed"},
                {"hubmine sql --views", "what may be asked: views, columns, meanings"},
                {"hubmine sql --param owner=google 'SELECT id FROM models WHERE owner = :owner'",
                 "values apart from the query"},
                {"hubmine sql - --max-time 60s",
                 "a query from standard input, answered within a minute or not at all"}};
    }
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    [[nodiscard]] std::string text() const;

    std::string query_;
    store::QueryOptions options_;
    bool views_ = false;
    std::function<std::vector<std::string>()> asked_;  ///< what stands on the command line
    TableOutput output_;
};

void SqlCommand::declare(Arguments& arguments) {
    arguments.positional("QUERY", "one SELECT, or - to read it from standard input", query_);
    arguments.each(
        "--param", "NAME=VALUE", "the value of :NAME (repeat); a number where it is written as one",
        [this](const std::string& given) {
            const std::size_t equals = given.find('=');
            if (equals == std::string::npos || equals == 0) {
                throw core::UsageError(fmt::format("--param: '{}' is not NAME=VALUE", given));
            }
            options_.parameters.emplace_back(given.substr(0, equals), given.substr(equals + 1));
        });
    arguments.duration("--max-time", "give up after so long, with exit code 3 (default: never)",
                       options_.max_time);
    arguments.flag("--explain", options_.explain, "how the rows would be found, not the rows");
    arguments.flag("--views", views_, "what may be asked: every view and column, and its meaning");
    output_.declare(arguments);
    asked_ = arguments.asked();
}

void SqlCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    if (views_ == !query_.empty()) {
        throw core::UsageError(views_ ? "sql: --views and a query do not go together"
                                      : "sql: give a query, or ask what there is with --views");
    }
    for (const char* option : {"--explain", "--max-time", "--param"}) {
        if (views_ && core::contains(asked_(), option)) {
            throw core::UsageError(
                "sql: --views answers without a query: no --explain, no --max-time, no --param");
        }
    }
    output_.settle({.tables = std::span(views_ ? &views_schema() : &result_schema(), 1)},
                   environment);
}

std::string SqlCommand::text() const {
    return query_ == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : query_;
}

core::ExitCode SqlCommand::run(const World& world) {
    std::vector<core::TableStream> tables;
    if (views_) {
        tables.emplace_back(views_table());
    } else {
        const auto store = std::make_shared<store::Store>(world.globals.store,
                                                          store::OpenOptions{.read_only = true});
        tables.push_back(store::query(store, text(), options_));
    }
    output_.deliver(world, report_of(*this, std::move(tables)));
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_sql_command() {
    return std::make_unique<SqlCommand>();
}

}  // namespace hubmine::cli
