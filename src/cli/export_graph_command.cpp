#include "export_graph_command.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/dataset.hpp"

#include "file_ending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

namespace {

/// Above so many edges Gephi needs more patience than most people have.
constexpr std::size_t kManyEdges = 500'000;

/// The graph formats of which `is_so` holds, in words.
template <typename IsSo>
std::string formats_where(const IsSo& is_so) {
    std::vector<std::string> names;
    for (const output::GraphFormat& format : output::graph_formats()) {
        if (is_so(format)) {
            names.push_back(format.name);
        }
    }
    return core::in_words(names);
}

std::string formats_with_style() {
    return formats_where([](const output::GraphFormat& format) { return format.takes_style; });
}

std::string formats_of_two_files() {
    return formats_where(
        [](const output::GraphFormat& format) { return format.files.size() == 2; });
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
    for (const core::Option& option : question_->options()) {
        arguments.add(option);
    }
    arguments.section("Output");
    arguments.text("--format", core::names_of(output::graph_formats()),
                   "default: by the name of --output, else " + output::graph_formats().front().name,
                   format_name_);
    arguments.text(
        "--output", "FILE",
        fmt::format("write there, whole or not at all ({}: two files)", formats_of_two_files()),
        file_);
    arguments.writes([this] { return written_files(); });
    arguments.flag("--no-headers", no_headers_, formats_with_style() + ": rows only");
    arguments.flag(
        "--raw-text", raw_text_,
        formats_with_style() + ": no apostrophe before text that a spreadsheet would run");
    dialect_.declare(arguments, formats_with_style(), formats_with_style(), formats_with_style());
}

void ExportGraphCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    question_->settle(environment.config_folder());
    if (!format_name_.empty()) {
        static_cast<void>(output::graph_format_named(format_name_));
    }
    const std::string name =
        format_of_output(format_name_, file_, endings_of(output::graph_formats()));
    format_ = name.empty() ? &output::graph_formats().front() : &output::graph_format_named(name);
    std::vector<std::string> of_style = dialect_.asks_separator();
    for (const auto& [option, given] :
         {std::pair("--no-headers", no_headers_), std::pair("--raw-text", raw_text_),
          std::pair("--bom", dialect_.asks_mark()),
          std::pair("--decimal", dialect_.asks_decimal())}) {
        if (given) {
            of_style.emplace_back(option);
        }
    }
    if (!of_style.empty() && !format_->takes_style) {
        throw core::UsageError(fmt::format("{} means nothing in {}: it is for {}", of_style.front(),
                                           format_->name, formats_with_style()));
    }
    output::Style unused;
    dialect_.shape(unused, format_->takes_style);
    if (format_->binary && file_.empty() && environment.out_is_terminal) {
        throw core::UsageError(fmt::format(
            "{} is nothing that a terminal can show: name a file with --output", format_->name));
    }
}

core::ExitCode ExportGraphCommand::run(const World& world) {
    const store::Dataset data = store::load_dataset(world.globals.store, question_->reading());
    for (const std::string& warning : analysis::doubts_about_lists(data)) {
        spdlog::warn("{}", warning);
    }
    for (const std::string& warning : question_->doubts_about_reading(data)) {
        spdlog::warn("{}", warning);
    }
    analysis::GraphTables tables = question_->build(data);
    const output::Graph graph{.nodes = std::move(tables.nodes),
                              .edges = std::move(tables.edges),
                              .directed = entry_.directed};
    deliver(world, graph);
    spdlog::info("{}, {}",
                 core::counted(static_cast<std::int64_t>(graph.nodes.row_count()), "node"),
                 core::counted(static_cast<std::int64_t>(graph.edges.row_count()), "edge"));
    for (const std::string& warning : question_->doubts_about_files(data)) {
        spdlog::warn("{}", warning);
    }
    if (graph.edges.row_count() > kManyEdges) {
        spdlog::warn("{} edges are many for Gephi: --top and --min-weight make it fewer",
                     graph.edges.row_count());
    }
    return core::ExitCode::kOk;
}

void ExportGraphCommand::deliver(const World& world, const output::Graph& graph) const {
    output::Style style{.headers = !no_headers_, .raw_text = raw_text_};
    dialect_.shape(style, format_->takes_style);
    style.warn = [](const std::string& doubt) { spdlog::warn("{}", doubt); };
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
