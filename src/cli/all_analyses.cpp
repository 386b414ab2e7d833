#include "all_analyses.hpp"

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/analysis/chapters.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/joint_reading.hpp"

#include "coverage_table.hpp"
#include "option_reach.hpp"
#include "told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <utility>

namespace hubmine::cli {

namespace {

const core::Option* option_named(const std::vector<core::Option>& options,
                                 const std::string& names) {
    const auto found =
        std::find_if(options.begin(), options.end(),
                     [&](const core::Option& option) { return option.names == names; });
    return found == options.end() ? nullptr : &*found;
}

/// Why an analysis has nothing to tell of this store; empty when it has.
std::string why_silent(const std::string& analysis, const store::Dataset& data) {
    for (const analysis::Chapter& chapter : analysis::chapters()) {
        const bool was_read = std::any_of(
            data.coverage.begin(), data.coverage.end(), [&](const store::Coverage& row) {
                return row.complete > 0 && core::contains(chapter.reads, row.what);
            });
        if (!was_read && core::contains(chapter.silent, analysis)) {
            return fmt::format("no {} were read yet (`hubmine crawl --only {}` brings them)",
                               fmt::join(chapter.reads, " and "), chapter.reads.front());
        }
    }
    return {};
}

}  // namespace

AllAnalyses::AllAnalyses() {
    for (const analysis::Entry& entry : analysis::catalogue()) {
        asked_.push_back({.entry = &entry, .question = entry.ask()});
    }
    for (const core::Option& option : asked_.front().question->options()) {
        std::vector<const core::Option*> same;
        for (const Asked& asked : asked_) {
            if (const auto* of_it = option_named(asked.question->options(), option.names)) {
                same.push_back(of_it);
            }
        }
        if (same.size() == asked_.size()) {
            core::Option& joint = options_.emplace_back(option);
            joint.take = [same](const std::string& given) {
                for (const core::Option* one : same) {
                    one->take(given);
                }
            };
        }
    }
}

void AllAnalyses::for_each_table(
    const std::function<void(const analysis::Entry&, const core::Schema&)>& visit) const {
    for (const Asked& asked : asked_) {
        const std::vector<core::Option>& options = asked.question->options();
        const std::map<std::string, std::string> unmade = tables_unmade(options, options);
        for (const core::Schema& schema : asked.entry->tables) {
            if (!unmade.contains(schema.name)) {
                visit(*asked.entry, schema);
            }
        }
    }
}

void AllAnalyses::settle(const std::filesystem::path& config_folder, const Wants& wants) {
    for_each_table([&](const analysis::Entry& entry, const core::Schema& schema) {
        const auto asked = std::find_if(asked_.begin(), asked_.end(),
                                        [&](const Asked& one) { return one.entry == &entry; });
        if (!wants || wants(entry, schema)) {
            asked->question->settings().tables.push_back(schema.name);
        }
    });
    for (Asked& asked : asked_) {
        // No table named would mean every one.
        asked.is_wanted = !asked.question->settings().tables.empty();
        if (asked.is_wanted) {
            asked.question->settle(config_folder);
        }
    }
}

store::DatasetOptions AllAnalyses::reading() const {
    std::vector<store::DatasetOptions> readings;
    for (const Asked& asked : asked_) {
        if (asked.is_wanted) {
            readings.push_back(asked.question->reading());
        }
    }
    store::DatasetOptions reading = store::joint_reading(readings);
    reading.parts.coverage = true;
    return reading;
}

output::Manifest AllAnalyses::manifest(const store::Dataset& data, std::string_view command) const {
    output::Manifest manifest{.command = std::string(command),
                              .options = told_options(options_),
                              .snapshot = told_snapshot(data),
                              .coverage = coverage_records(data.coverage),
                              .notes = {},
                              .warnings = analysis::doubts_about_lists(data)};
    for (const std::string& warning : manifest.warnings) {
        spdlog::warn("{}", warning);
    }
    return manifest;
}

void AllAnalyses::answer(const store::Dataset& data, output::Manifest& manifest,
                         const Take& take) const {
    for (const Asked& asked : asked_) {
        if (!asked.is_wanted) {
            continue;
        }
        if (const std::string reason = why_silent(asked.entry->name, data); !reason.empty()) {
            manifest.warnings.push_back(
                fmt::format("{} is left out: {}", asked.entry->name, reason));
            spdlog::warn("{}", manifest.warnings.back());
            continue;
        }
        spdlog::info("{}: {}", asked.entry->name, asked.entry->help);
        analysis::Result result = asked.question->answer(data);
        const std::vector<std::string> strangers = asked.question->doubts_about_files(data);
        result.warnings.insert(result.warnings.end(), strangers.begin(), strangers.end());
        take(*asked.entry, {.title = asked.entry->help,
                            .sentences = {},
                            .tables = std::move(result.tables),
                            .figures = asked.entry->figures,
                            .manifest = {.command = "analyze " + asked.entry->name,
                                         .options = told_options(asked.question->options()),
                                         .snapshot = {},
                                         .coverage = {},
                                         .notes = told_notes(result.notes),
                                         .warnings = std::move(result.warnings)}});
    }
}

void AllAnalyses::run(const World& world, const TableOutput& output,
                      std::string_view command) const {
    const store::Dataset data = store::load_dataset(world.globals.store, reading());
    output::Manifest all = manifest(data, command);
    const std::unique_ptr<output::FolderWriter> folder = output.folder_writer(world);
    answer(data, all, [&](const analysis::Entry& entry, const output::Report& report) {
        folder->write(report, entry.name);
    });
    folder->finish(all);
}

}  // namespace hubmine::cli
