#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/glance.hpp"

#include "commands.hpp"
#include "table_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

namespace {

/// Of a repository and of an owner, each name once.
const std::vector<core::Schema>& all_tables() {
    static const std::vector<core::Schema> kTables = [] {
        std::vector<core::Schema> tables(store::repository_tables().begin(),
                                         store::repository_tables().end());
        for (const core::Schema& schema : store::owner_tables()) {
            if (std::ranges::find(tables, schema.name, &core::Schema::name) == tables.end()) {
                tables.push_back(schema);
            }
        }
        return tables;
    }();
    return kTables;
}

/// What the list of organisations says. Names are compared without letter case, as the Hub does.
store::OwnerNotes notes_of(const std::string& file, const std::string& owner) {
    const core::CsvFile rows(core::given_or_installed(file, "organisations.csv"),
                             {"namespace", "entity", "type", "country"});
    const std::string wanted = core::ascii_lower(owner);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (core::ascii_lower(rows.cell(row, "namespace")) == wanted) {
            return {{"entity", std::string(rows.cell(row, "entity"))},
                    {"entity_type", std::string(rows.cell(row, "type"))},
                    {"country", std::string(rows.cell(row, "country"))}};
        }
    }
    return {};
}

/// `hubmine show ID|OWNER`: one repository or owner at a glance.
class GlanceCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "show"; }
    [[nodiscard]] std::string help() const override {
        return "Tell what is known of one repository or owner";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine show google/bert-finetuned-25r", "a model: numbers, lineage, people"},
                {"hubmine show datasets/google/dataset-small",
                 "a dataset; spaces/... is a space, and --kind says the same"},
                {"hubmine show google --format json", "an owner: what is there, and whose it is"},
                {"hubmine show google --table repositories --format csv",
                 "all that it owns, most liked first"}};
    }
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    void check_named(const store::Subject& subject) const;

    std::string name_;
    std::vector<core::Kind> kinds_;
    std::string organisations_;
    TableOutput output_;
};

void GlanceCommand::declare(Arguments& arguments) {
    arguments.positional(
        "ID", "a repository, by a present or past name, or an owner (NAME/ is always an owner)",
        name_);
    arguments.kinds("the kind of repository, where several have the name (default: the first)",
                    kinds_);
    arguments.input_file("--organisations", "FILE", "replaces the installed organisations.csv",
                         organisations_);
    output_.declare(arguments);
}

void GlanceCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    if (core::trim(name_).empty()) {
        throw core::UsageError("show: give the name of a repository or an owner");
    }
    if (kinds_.size() > 1) {
        throw core::UsageError("show: --kind takes one kind, because one repository is shown");
    }
    output_.settle({.tables = all_tables()}, environment);
}

void GlanceCommand::check_named(const store::Subject& subject) const {
    const auto tables = subject.repo_id == 0 ? store::owner_tables() : store::repository_tables();
    for (const std::string& name : output_.named()) {
        if (std::ranges::find(tables, name, &core::Schema::name) == tables.end()) {
            std::vector<std::string> names;
            std::ranges::transform(tables, std::back_inserter(names), &core::Schema::name);
            throw core::UsageError(fmt::format(
                "{} is {}, of which there is no table {}: there are {}", subject.name,
                subject.repo_id == 0 ? "an owner" : "a repository", name, fmt::join(names, ", ")));
        }
    }
}

core::ExitCode GlanceCommand::run(const World& world) {
    store::Store store(world.globals.store, {.read_only = true});
    const store::Subject subject = store::find_subject(
        store, name_, kinds_.empty() ? std::nullopt : std::optional(kinds_.front()));
    check_named(subject);
    if (!subject.why.empty()) {
        spdlog::info("{} is now {}: {}", core::printable(name_), core::printable(subject.name),
                     subject.why);
    }
    std::vector<core::Table> tables =
        subject.repo_id == 0
            ? store::owner_glance(store, subject, notes_of(organisations_, subject.name))
            : store::repository_glance(store, subject);
    std::vector<core::TableStream> streams;
    streams.reserve(tables.size());
    for (core::Table& table : tables) {
        streams.emplace_back(std::move(table));
    }
    output_.deliver(world, report_of(*this, std::move(streams)));
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_show_command() {
    return std::make_unique<GlanceCommand>();
}

}  // namespace hubmine::cli
