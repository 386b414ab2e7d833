#include "report_parts.hpp"

#include "hubmine/analysis/atlas.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/digest.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include "coverage_table.hpp"
#include "report_glossary.hpp"
#include "snapshot_table.hpp"
#include "told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace hubmine::cli {

namespace {

using core::CellType;

/// More would be too small to be seen on a page.
constexpr int kModelsOfAtlas = 500;

std::string value_text(const output::Value& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                return "";
            } else if constexpr (std::is_same_v<Held, bool>) {
                return held ? "yes" : "no";
            } else if constexpr (std::is_same_v<Held, std::vector<std::string>>) {
                return fmt::format("{}", fmt::join(held, ", "));
            } else {
                return fmt::format("{}", held);
            }
        },
        value);
}

core::Table record_table(std::string name, std::string help) {
    return core::Table({.name = std::move(name),
                        .help = std::move(help),
                        .columns = {{"analysis", CellType::kText, "whose it is"},
                                    {"name", CellType::kText, "what it is called"},
                                    {"value", CellType::kText, "what it is; empty: nothing"}}});
}

void add_record(core::Table& table, const std::string& analysis, const output::Record& record) {
    for (const output::Field& field : record) {
        table.add_row({analysis, field.name, value_text(field.value)});
    }
}

/// The lists that hubmine brings: what counts as a bot, a permissive licence, a company, ...
core::Table files_table() {
    core::Table table({.name = "files",
                       .help = "the lists that decide what counts as what",
                       .columns = {{"file", CellType::kText, "its name"},
                                   {"sha256", CellType::kText, "SHA-256 of its bytes"}}});
    std::vector<std::filesystem::path> files;
    for (const auto& file :
         std::filesystem::directory_iterator(core::data_file("bots.csv").parent_path())) {
        if (file.path().extension() == ".csv") {
            files.push_back(file.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
        table.add_row({file.filename().string(), core::sha256_file(file)});
    }
    return table;
}

/// Those whose bytes are known without having been read.
std::int64_t repositories_with_bytes(const store::Dataset& data) {
    std::int64_t repositories = 0;
    for (const store::Repos& repos : data.repos) {
        repositories +=
            std::count_if(repos.storage.begin(), repos.storage.end(),
                          [](const std::optional<std::int64_t>& bytes) { return bytes > 0; });
    }
    return repositories;
}

}  // namespace

output::PagePart glance_part(const store::Dataset& data,
                             const std::vector<store::Snapshot>& snapshots,
                             std::vector<output::Headline> headlines, output::PageBlock certainty) {
    output::PagePart part{.id = "at-a-glance",
                          .heading = "At a glance",
                          .headlines = std::move(headlines),
                          .command = "hubmine status",
                          .glossary = &glossary()};
    part.blocks.push_back(std::move(certainty));
    part.report.tables.emplace_back(coverage_table(data.coverage));
    part.report.tables.emplace_back(snapshots_table(snapshots));
    return part;
}

std::unique_ptr<analysis::GraphQuestion> atlas_question(
    const std::string& snapshot, const std::filesystem::path& config_folder) {
    auto question = analysis::atlas_catalogue().front().ask();
    for (const core::Option& option : question->options()) {
        if (core::spoken_name(option) == "--top") {
            option.take(std::to_string(kModelsOfAtlas));
        } else if (core::spoken_name(option) == "--snapshot" && !snapshot.empty()) {
            option.take(snapshot);
        }
    }
    question->settle(config_folder);
    return question;
}

std::vector<output::PagePicture> atlas_pictures(const analysis::GraphQuestion& question,
                                                const store::Dataset& data) {
    analysis::GraphTables tables = question.build(data);
    std::vector<output::PagePicture> pictures;
    if (tables.nodes.row_count() > 0) {
        const auto models = static_cast<std::int64_t>(tables.nodes.row_count());
        const auto links = static_cast<std::int64_t>(tables.edges.row_count());
        pictures.push_back(
            {.name = "atlas",
             .title = "Models, and what was made of them",
             .caption = fmt::format(
                 "Drawn are {} and {} between them: of the models that were made from others, or "
                 "others from them, those with most descendants and downloads, and their "
                 "ancestors. Each tree stands on the model in its middle, generations on circles "
                 "around it; a larger disc was downloaded more often. Point at one to read what is "
                 "known of it.",
                 core::grouped(models) + " " + core::noun(models, "model"),
                 core::grouped(links) + " " + core::noun(links, "link")),
             .graph = {.nodes = std::move(tables.nodes), .edges = std::move(tables.edges)},
             .command =
                 fmt::format("hubmine export atlas --top {} --output atlas.svg", kModelsOfAtlas)});
    }
    return pictures;
}

output::PagePart methods_part(const store::Dataset& data, const std::vector<Asked>& asked) {
    core::Table options = record_table("options", "what was asked, defaults included");
    core::Table notes = record_table("notes", "what was dropped, merged or capped on the way");
    for (const Asked& one : asked) {
        add_record(options, one.entry->name, told_options(one.question->options()));
        add_record(notes, one.entry->name, told_notes(one.notes));
    }
    core::Table snapshot = record_table("snapshot", "the state of the store that all of it is of");
    add_record(snapshot, "all", told_snapshot(data));
    output::PagePart part{.id = "methods", .heading = "Methods"};
    part.report.sentences = {
        "Every number stands in a table of `hubmine analyze`; what its columns mean stands behind "
        "each figure and over each column.",
        "Accounts of automation are left out unless the options say otherwise; names of one person "
        "are one where a decision about them was accepted.",
        "The same store and the same options give the same page, byte for byte."};
    for (core::Table* table : {&snapshot, &options, &notes}) {
        part.report.tables.emplace_back(std::move(*table));
    }
    part.report.tables.emplace_back(files_table());
    return part;
}

output::PagePart glossary_part() {
    output::PagePart part{.id = "glossary", .heading = "Glossary"};
    part.blocks.push_back(glossary());
    return part;
}

std::string why_not_comparable(const store::Dataset& before, const store::Dataset& now) {
    const auto bounds = [](const store::Dataset& data) {
        return data.snapshot.scope.is_partial() ? store::bounds_text(data.snapshot.scope) : "";
    };
    for (const core::Kind kind : core::kAllKinds) {
        if (analysis::was_listed(before, kind) != analysis::was_listed(now, kind) ||
            analysis::was_listed_in_part(before, kind) != analysis::was_listed_in_part(now, kind)) {
            return fmt::format("{} were listed otherwise then", core::kind_plural(kind));
        }
    }
    return bounds(before) == bounds(now) ? "" : "another part of the Hub was listed then";
}

std::vector<std::string> lines_about_unread(const store::Dataset& data,
                                            const std::vector<std::string>& whats) {
    std::vector<std::string> lines;
    for (const std::string& what : whats) {
        const bool was_read = std::any_of(
            data.coverage.begin(), data.coverage.end(),
            [&](const store::Coverage& row) { return row.what == what && row.complete > 0; });
        if (was_read) {
            continue;
        }
        const std::int64_t listed = what == "storage" ? repositories_with_bytes(data) : 0;
        const std::string_view name = what == "storage"  ? "bytes stored"
                                      : what == "likers" ? "dates of likes"
                                                         : std::string_view(what);
        lines.push_back(
            listed > 0 ? fmt::format("Bytes are those that the lists tell, of {} {}: `hubmine "
                                     "crawl --only {}` brings those of the others.",
                                     core::grouped(listed), core::noun(listed, "repository"), what)
                       : fmt::format("No {} were read yet: `hubmine crawl --only {}` brings them.",
                                     name, what));
    }
    return lines;
}

std::string place_of(std::string_view heading) {
    std::string place = core::ascii_lower(heading);
    std::replace_if(
        place.begin(), place.end(), [](char c) { return c < 'a' || c > 'z'; }, '-');
    return "chapter-" + place;
}

}  // namespace hubmine::cli
