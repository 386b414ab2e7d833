#include "export_graph_command.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/dataset.hpp"

#include "file_ending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace hubmine::cli {

namespace {

/// Above so many edges Gephi needs more patience than most people have.
constexpr std::size_t kManyEdges = 500'000;

/// Options of the analysis that choose what the graph holds. The others shape tables.
bool shapes_graph(const AnalyzeOption& option, const analysis::GraphEntry& entry) {
    constexpr std::array<std::string_view, 6> kOfTables{"top",  "subfield", "organisations",
                                                        "seed", "cores",    "tables"};
    constexpr std::array<std::string_view, 3> kOfPeople{"bots", "bots_file", "identities"};
    const auto in = [&option](const auto& names) {
        return std::find(names.begin(), names.end(), option.name) != names.end();
    };
    return option.belongs_to(entry.analysis) && !in(kOfTables) &&
           !(entry.analysis == "rq3" && in(kOfPeople));
}

std::string format_names() {
    std::string names;
    for (const output::GraphFormat& format : output::graph_formats()) {
        names += (names.empty() ? "" : "|") + format.name;
    }
    return names;
}

}  // namespace

std::vector<Example> ExportGraphCommand::examples() const {
    const std::string command = "hubmine " + name();
    return {
        {fmt::format("{} --output {}.graphml", command, entry_.name), entry_.help},
        {fmt::format("{} --top 500 --min-weight 1 --format gexf > {}.gexf", command, entry_.name),
         "the first 500 of the ranking, of a size that Gephi opens"}};
}

void ExportGraphCommand::declare(Arguments& arguments) {
    for (const AnalyzeOption& option : analyze_options()) {
        if (shapes_graph(option, entry_)) {
            option.declare(arguments, settings_);
        }
    }
    arguments.text("--subfield", "NAME", "the sub-field (default all)", subfield_);
    arguments.each("--min-weight", "N", "leave out lighter edges, and nodes that then have none",
                   [this](const std::string& given) {
                       cut_.min_weight =
                           read_share("--min-weight", given, 0, std::numeric_limits<double>::max());
                   });
    arguments.whole("--top",
                    entry_.analysis == "rq2" ? "only the developers of highest degree"
                                             : "only the first models of the ranking",
                    cut_.top, {1});
    arguments.section("Output");
    arguments.text("--format", format_names(), "default: by the name of --output, else graphml",
                   format_name_);
    arguments.text("--output", "FILE", "write there, whole or not at all (csv: two files)", file_);
    arguments.writes([this] { return written_files(); });
    arguments.flag("--no-headers", no_headers_, "csv: rows only");
    arguments.flag("--raw-text", raw_text_,
                   "csv: no apostrophe before text that a spreadsheet would run");
    arguments.flag("--bom", bom_, "csv: begin with a byte order mark, for Excel");
}

void ExportGraphCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    settle_settings(settings_, environment);
    settings_.subfields = {subfield_};
    if (!format_name_.empty()) {
        static_cast<void>(output::graph_format_named(format_name_));
    }
    const std::string name =
        format_of_output(format_name_, file_, endings_of(output::graph_formats()));
    format_ = &output::graph_format_named(name.empty() ? "graphml" : name);
    for (const auto& [option, given] :
         {std::pair("--no-headers", no_headers_), std::pair("--raw-text", raw_text_),
          std::pair("--bom", bom_)}) {
        if (given && format_->name != "csv") {
            throw core::UsageError(
                fmt::format("{} means nothing in {}: it is for csv", option, format_->name));
        }
    }
}

core::ExitCode ExportGraphCommand::run(const World& world) {
    const store::Dataset data =
        store::load_dataset(world.globals.store, {.snapshot = settings_.snapshot,
                                                  .parts = entry_.parts(settings_),
                                                  .since = settings_.since,
                                                  .until = settings_.until});
    analysis::Result reading{.warnings = analysis::doubts_about_lists(data)};
    if (entry_.report != nullptr) {
        entry_.report(data, reading);
    }
    for (const std::string& warning : reading.warnings) {
        spdlog::warn("{}", warning);
    }
    analysis::GraphTables tables = entry_.build(data, settings_, cut_);
    const output::Graph graph{.nodes = std::move(tables.nodes),
                              .edges = std::move(tables.edges),
                              .directed = entry_.directed};
    deliver(world, graph);
    spdlog::info("{}, {}",
                 core::counted(static_cast<std::int64_t>(graph.nodes.row_count()), "node"),
                 core::counted(static_cast<std::int64_t>(graph.edges.row_count()), "edge"));
    for (const std::string& warning : analysis::doubts_about_files(data, settings_)) {
        spdlog::warn("{}", warning);
    }
    if (graph.edges.row_count() > kManyEdges) {
        spdlog::warn("{} edges are many for Gephi: --top and --min-weight make it fewer",
                     graph.edges.row_count());
    }
    return core::ExitCode::kOk;
}

void ExportGraphCommand::deliver(const World& world, const output::Graph& graph) const {
    const output::Style style{.headers = !no_headers_, .raw_text = raw_text_, .bom = bom_};
    if (file_.empty()) {
        format_->files.front().write(world.out, graph, style);
        world.out << std::flush;
        if (format_->files.size() > 1) {
            spdlog::info("these are the edges; --output writes the nodes too");
        }
        return;
    }
    core::FileSet files;
    for (const output::GraphFile& part : format_->files) {
        files.write(graph_path(file_, part.suffix),
                    [&](std::ostream& out) { part.write(out, graph, style); });
    }
    files.commit();
}

NamedFiles::Paths ExportGraphCommand::written_files() const {
    NamedFiles::Paths paths;
    for (const output::GraphFile& part : format_->files) {
        if (!file_.empty()) {
            paths.push_back(graph_path(file_, part.suffix));
        }
    }
    return paths;
}

std::filesystem::path graph_path(const std::filesystem::path& path, const std::string& suffix) {
    return path.parent_path() / (path.stem().string() + suffix + path.extension().string());
}

}  // namespace hubmine::cli
