#include "analyze_command.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/snapshots.hpp"

#include "count_back.hpp"
#include "coverage_table.hpp"
#include "option_reach.hpp"
#include "told.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace hubmine::cli {

namespace {

/// The option that cuts rankings short, if the analysis has one.
const core::Option* top_of(const std::vector<core::Option>& options) {
    const auto found = std::find_if(options.begin(), options.end(), [](const core::Option& option) {
        return option.names == "--top";
    });
    return found == options.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Example> AnalyzeCommand::examples() const {
    const std::string command = "hubmine " + name();
    const std::map<std::string, std::string> on_demand =
        tables_unmade(question_->options(), question_->options());
    const auto shown = std::find_if(
        entry_.tables.rbegin(), entry_.tables.rend(),
        [&on_demand](const core::Schema& schema) { return !on_demand.contains(schema.name); });
    const std::string table = shown == entry_.tables.rend() ? "NAME" : shown->name;
    return {{command, entry_.help},
            {fmt::format("{} --table {} --format csv > {}.csv", command, table, table),
             "one table, for other programs"},
            {fmt::format("{} --output {}.xlsx", command, entry_.name),
             "a workbook for spreadsheets, each table a sheet"},
            {fmt::format("{} --output-dir {}", command, entry_.name),
             "every table, and a manifest of where the figures come from"}};
}

void AnalyzeCommand::declare(Arguments& arguments) {
    for (const core::Option& option : question_->options()) {
        arguments.add(option);
    }
    arguments.flag("--list", list_, "list the tables and their columns, and leave");
    output_.declare(arguments, top_of(question_->options()) == nullptr, entry_.tables);
    asked_ = arguments.asked();
}

void AnalyzeCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    question_->settle(environment.config_folder());
    const std::unique_ptr<analysis::Question> untouched = entry_.ask();
    const std::map<std::string, std::string> unmade =
        tables_unmade(question_->options(), untouched->options());
    for (const std::string& name : output_.named()) {
        if (const auto found = unmade.find(name); found != unmade.end()) {
            throw core::UsageError(
                fmt::format("--table {} means nothing without {}", name, found->second));
        }
    }
    std::copy_if(entry_.tables.begin(), entry_.tables.end(), std::back_inserter(offered_),
                 [&unmade](const core::Schema& schema) { return !unmade.contains(schema.name); });
    output_.settle({.tables = offered_, .figures = entry_.figures}, environment);
    check_reach(question_->options(), untouched->options(), asked_(), output_.named());
    if (const core::Option* const top = top_of(question_->options())) {
        const core::Value told = top->tell();
        if (const auto* rows = std::get_if<std::int64_t>(&told)) {
            output_.show_top(*rows);
        }
    }
    question_->settings().tables = output_.wanted();
}

core::ExitCode AnalyzeCommand::run(const World& world) {
    if (list_) {
        list_tables(entry_, world.out);
        return core::ExitCode::kOk;
    }
    count_back(question_->options(), world.globals.store, question_->settings().snapshot);
    store::DatasetOptions reading = question_->reading();
    reading.parts.coverage |= output_.has_manifest();
    const store::Dataset data = store::load_dataset(world.globals.store, reading);
    spdlog::debug("read snapshot {} of {}: {} models, {} datasets, {} spaces, {} authors",
                  data.snapshot.snapshot_id, data.endpoint, data.of(core::Kind::kModel).size(),
                  data.of(core::Kind::kDataset).size(), data.of(core::Kind::kSpace).size(),
                  data.authors.size());
    analysis::Result result = question_->answer(data);
    const std::vector<std::string> doubts = analysis::doubts_about_lists(data);
    result.warnings.insert(result.warnings.begin(), doubts.begin(), doubts.end());
    const std::vector<std::string> strangers = question_->doubts_about_files(data);
    result.warnings.insert(result.warnings.end(), strangers.begin(), strangers.end());
    for (const std::string& warning : result.warnings) {
        spdlog::warn("{}", warning);
    }
    output_.deliver(world, report_of(std::move(result), data));
    return core::ExitCode::kOk;
}

output::Report AnalyzeCommand::report_of(analysis::Result result,
                                         const store::Dataset& data) const {
    return {.title = entry_.help,
            .sentences = std::move(result.summary),
            .tables = std::move(result.tables),
            .figures = entry_.figures,
            .manifest = {.command = name(),
                         .options = told_options(question_->options()),
                         .snapshot = told_snapshot(data),
                         .coverage = coverage_records(data.coverage),
                         .notes = told_notes(result.notes),
                         .warnings = std::move(result.warnings)}};
}

}  // namespace hubmine::cli
