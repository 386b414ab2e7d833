#include "export_release_command.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/random_key.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/output/folder.hpp"
#include "hubmine/output/format.hpp"
#include "hubmine/store/snapshots.hpp"

#include "coverage_table.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <ostream>
#include <system_error>
#include <utility>

namespace hubmine::cli {

namespace {

namespace fs = std::filesystem;

std::string dotted(const analysis::Entry& entry, const core::Schema& schema) {
    return fmt::format("{}.{}", entry.name, schema.name);
}

/// What lay there before would be taken for a part of the release.
void check_folder_is_free(const fs::path& folder) {
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
        return;
    }
    if (!fs::is_directory(folder, failed)) {
        throw core::Error(fmt::format("cannot make {}: it is a file", folder.string()));
    }
    if (!fs::is_empty(folder, failed) || failed) {
        throw core::UsageError(
            fmt::format("{} is not empty: a release has a folder of its own, in which nothing "
                        "stands that people were not taken out of",
                        folder.string()));
    }
}

std::vector<std::pair<std::string, std::string>> lists() {
    std::vector<std::pair<std::string, std::string>> lists;
    for (const auto& file : fs::directory_iterator(core::data_file("bots.csv").parent_path())) {
        if (file.path().extension() == ".csv") {
            lists.emplace_back(file.path().filename().string(), core::sha256_file(file.path()));
        }
    }
    std::sort(lists.begin(), lists.end());
    return lists;
}

void write_text(output::FolderWriter& folder, const std::string& name, const std::string& text) {
    folder.write_file(name, {}, [&text](std::ostream& out) {
        out << text;
        return std::size_t{0};
    });
}

/// Warnings are sentences, in which people may be named, and so may folders of this machine be.
/// What an analysis says of pseudonyms is not what became of its tables.
void leave_out_people(const analysis::Veil& veil, output::Manifest& manifest) {
    const auto left_out = std::erase_if(manifest.warnings, [&veil](const std::string& warning) {
        return veil.names_person(warning);
    });
    if (left_out > 0) {
        manifest.notes.push_back(
            {"warnings_left_out_as_they_name_persons", static_cast<std::int64_t>(left_out)});
    }
    std::erase_if(manifest.notes,
                  [](const output::Field& field) { return field.name == "pseudonyms"; });
    for (output::Field& field : manifest.options) {
        auto* const text = std::get_if<std::string>(&field.value);
        if (field.name.ends_with("_file") && text != nullptr) {
            *text = fs::path(*text).filename().string();
        }
    }
    for (output::Field& field : manifest.snapshot) {
        auto* const author = std::get_if<std::string>(&field.value);
        if (field.name == "author" && author != nullptr) {
            *author = veil.owner(*author);
        }
    }
}

}  // namespace

std::vector<Example> ExportReleaseCommand::examples() const {
    return {{"hubmine export release hub-2026-01 --license CC-BY-4.0",
             "every table that lists no persons"},
            {"hubmine export release hub-2026-01 --tables rq1.summary,roles.developers",
             "these; whoever is in them has a pseudonym"},
            {"hubmine export release hub-2026-01 --drop-persons --min-cell 10",
             "no pseudonyms either, and no group of fewer than ten"}};
}

void ExportReleaseCommand::declare(Arguments& arguments) {
    arguments.positional("DIR", "a folder that is not there yet, or is empty", folder_);
    std::vector<std::string> choices;
    everything_.for_each_table([&](const analysis::Entry& entry, const core::Schema& schema) {
        choices.push_back(dotted(entry, schema));
    });
    arguments.list("--tables", "A.B",
                   "these only, as analysis.table (default: all that list no persons)", tables_,
                   std::move(choices));
    arguments.whole("--min-cell",
                    "fewer owners or developers in a group: no figures (default 5; 1 = all stay)",
                    min_cell_, {1, 1'000'000});
    arguments.flag("--drop-persons", drop_persons_,
                   "no pseudonyms: rows about persons become one, without figures");
    arguments.text("--title", "TEXT", "what it is called (default: the Hub and the day)", title_);
    arguments.text("--license", "NAME", "of the release: CC-BY-4.0, or an address", license_);
    arguments.whole("--seed",
                    "make the pseudonyms' key from it, so that the same bytes come again; whoever "
                    "knows it can find out whose they are (default: a random key, kept nowhere)",
                    seed_);
    for (const core::Option& option : everything_.options()) {
        arguments.add(option);
    }
    arguments.writes([this] { return NamedFiles::Paths{folder_}; });
}

void ExportReleaseCommand::check_tables() const {
    std::vector<std::string> there;
    everything_.for_each_table([&](const analysis::Entry& entry, const core::Schema& schema) {
        there.push_back(dotted(entry, schema));
    });
    for (const std::string& table : tables_) {
        if (!core::contains(there, table)) {
            throw core::UsageError("--tables: " + core::unknown_word("table", table, there));
        }
    }
}

void ExportReleaseCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    if (folder_.empty()) {
        throw core::UsageError("export release: name the folder that the tables go to");
    }
    check_tables();
    everything_.settle(environment.config_folder(),
                       [this](const auto& entry, const core::Schema& schema) {
                           return tables_.empty() ? !analysis::lists_persons(schema)
                                                  : core::contains(tables_, dotted(entry, schema));
                       });
}

analysis::VeilSettings ExportReleaseCommand::veil_settings() const {
    return {
        .key = seed_ ? core::sha256(fmt::format("hubmine release {}", *seed_)) : core::random_key(),
        .drop_persons = drop_persons_,
        .min_cell = min_cell_};
}

output::Release ExportReleaseCommand::about(const store::Dataset& data, const World& world) const {
    const core::Timestamp until = data.snapshot.finished_at.value_or(data.snapshot.started_at);
    const store::Store store(world.globals.store, {.read_only = true});
    std::vector<store::Snapshot> walks = store::load_walks(store);
    std::erase_if(walks, [&](const store::Snapshot& walk) {
        return walk.snapshot_id > data.snapshot.snapshot_id;
    });
    constexpr std::size_t kDay = 10;
    return {
        .title = title_.empty() ? fmt::format("{} on {}", data.endpoint,
                                              core::format_time(until).substr(0, kDay))
                                : core::printable(title_),
        .license = core::printable(license_),
        .endpoint = data.endpoint,
        .from =
            core::format_time(walks.empty() ? data.snapshot.started_at : walks.front().started_at),
        .until = core::format_time(until),
        .is_complete = data.snapshot.complete && data.unlisted.empty(),
        .walks = static_cast<std::int64_t>(walks.size()),
        .coverage = coverage_records(data.coverage),
        .people = {.min_cell = min_cell_, .dropped = drop_persons_, .seeded = seed_.has_value()},
        .lists = lists(),
        .tables = {}};
}

/// Not the seed: whoever reads it could make the pseudonyms again.
void ExportReleaseCommand::tell_options(output::Manifest& manifest) const {
    manifest.options.push_back(
        {"tables", tables_.empty() ? output::Value() : output::Value(tables_)});
    manifest.options.push_back({"min_cell", min_cell_});
    manifest.options.push_back({"drop_persons", drop_persons_});
    manifest.options.push_back({"seeded", seed_.has_value()});
}

core::ExitCode ExportReleaseCommand::run(const World& world) {
    check_folder_is_free(folder_);
    store::DatasetOptions reading = everything_.reading();
    analysis::Veil::add_needs(reading.parts);
    const store::Dataset data = store::load_dataset(world.globals.store, reading);
    const analysis::Veil veil(data, veil_settings());
    output::Release release = about(data, world);
    output::Manifest manifest = everything_.manifest(data, name());
    output::FolderWriter folder(folder_, output::format_named("csv"), {});
    everything_.answer(data, manifest, [&](const analysis::Entry& entry, output::Report report) {
        std::deque<analysis::VeilCounts> counts(report.tables.size());
        for (std::size_t i = 0; i < report.tables.size(); ++i) {
            report.tables[i] = veil.over(std::move(report.tables[i]), counts[i]);
        }
        leave_out_people(veil, report.manifest);
        folder.write(report, entry.name);
        const std::vector<output::WrittenFile> files = folder.files();
        const std::size_t first = files.size() - report.tables.size();
        for (std::size_t i = 0; i < report.tables.size(); ++i) {
            release.tables.push_back({.analysis = entry.name,
                                      .schema = report.tables[i].schema(),
                                      .file = files[first + i],
                                      .suppressed = counts[i].suppressed,
                                      .merged = counts[i].merged});
        }
    });
    leave_out_people(veil, manifest);
    tell_options(manifest);
    write_text(folder, "datapackage.json", output::data_package(release));
    write_text(folder, "croissant.json", output::croissant(release));
    write_text(folder, "DATASHEET.md", output::datasheet(release));
    folder.tell(manifest);
    write_text(folder, "checksums", output::checksums(folder.files()));
    folder.commit();
    spdlog::info("{}: {}, with what they are in DATASHEET.md", folder_,
                 core::counted(static_cast<std::int64_t>(release.tables.size()), "table"));
    if (seed_) {
        spdlog::warn(
            "the pseudonyms can be made again from the seed: whoever knows it can find "
            "out whose they are");
    }
    if (license_.empty()) {
        spdlog::info("no --license: say under which terms others may use the tables");
    }
    return core::ExitCode::kOk;
}

}  // namespace hubmine::cli
