#include "graph_delivery.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/dataset.hpp"

#include "count_back.hpp"
#include "file_ending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

namespace {

/// Above so many edges Gephi needs more patience than most people have.
constexpr std::size_t kManyEdges = 500'000;

/// Those of which `is_so` holds, in words.
template <typename IsSo>
std::string formats_where(std::span<const output::GraphFormat> formats, const IsSo& is_so) {
    std::vector<std::string> names;
    for (const output::GraphFormat& format : formats) {
        if (is_so(format)) {
            names.push_back(format.name);
        }
    }
    return core::in_words(names);
}

}  // namespace

std::string GraphDelivery::formats_with_style() const {
    return formats_where(formats_,
                         [](const output::GraphFormat& format) { return format.takes_style; });
}

void GraphDelivery::declare(Arguments& arguments) {
    arguments.section("Output");
    arguments.text("--format", core::names_of(formats_),
                   "default: by the name of --output, else " + formats_.front().name, format_name_);
    const std::string of_two = formats_where(
        formats_, [](const output::GraphFormat& format) { return format.files.size() == 2; });
    arguments.text("--output", "FILE",
                   of_two.empty()
                       ? "write there, whole or not at all"
                       : fmt::format("write there, whole or not at all ({}: two files)", of_two),
                   file_);
    asked_ = arguments.asked();
    arguments.writes([this] { return written_files(); });
    const std::string with_style = formats_with_style();
    if (with_style.empty()) {
        return;
    }
    arguments.flag("--no-headers", no_headers_, with_style + ": rows only");
    arguments.flag("--raw-text", raw_text_,
                   with_style + ": no apostrophe before text that a spreadsheet would run");
    dialect_.declare(arguments, with_style, with_style, with_style);
}

void GraphDelivery::settle(const Environment& environment) {
    if (!format_name_.empty()) {
        static_cast<void>(output::graph_format_named(format_name_, formats_));
    }
    const std::vector<std::string> asked = asked_();
    const std::vector<FormatEnding> endings = endings_of(formats_);
    // What a configuration file names gives way to the file's ending.
    const bool is_ending = !core::contains(asked, "--format") && is_ending_of(file_, endings);
    const std::string name = format_of_output(is_ending ? "" : format_name_, file_, endings);
    format_ = name.empty() ? &formats_.front() : &output::graph_format_named(name, formats_);
    std::vector<std::string> of_style = dialect_.asks_separator();
    for (const auto& [option, given] :
         {std::pair("--no-headers", no_headers_), std::pair("--raw-text", raw_text_),
          std::pair("--bom", dialect_.asks_mark()),
          std::pair("--decimal", dialect_.asks_decimal())}) {
        if (given) {
            of_style.emplace_back(option);
        }
    }
    std::erase_if(of_style,
                  [&](const std::string& option) { return !core::contains(asked, option); });
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

void GraphDelivery::run(const World& world, const analysis::GraphQuestion& question,
                        bool is_directed) const {
    count_back(question.options(), world.globals.store, question.reading().snapshot);
    const store::Dataset data = store::load_dataset(world.globals.store, question.reading());
    for (const std::string& warning : analysis::doubts_about_lists(data)) {
        spdlog::warn("{}", warning);
    }
    for (const std::string& warning : question.doubts_about_reading(data)) {
        spdlog::warn("{}", warning);
    }
    analysis::GraphTables tables = question.build(data);
    const output::Graph graph{.nodes = std::move(tables.nodes),
                              .edges = std::move(tables.edges),
                              .directed = is_directed};
    write(world, graph);
    spdlog::info("{}, {}",
                 core::counted(static_cast<std::int64_t>(graph.nodes.row_count()), "node"),
                 core::counted(static_cast<std::int64_t>(graph.edges.row_count()), "edge"));
    for (const std::string& warning : question.doubts_about_files(data)) {
        spdlog::warn("{}", warning);
    }
    if (graph.edges.row_count() > kManyEdges) {
        spdlog::warn("{} edges are many for Gephi: --top and --min-weight make it fewer",
                     graph.edges.row_count());
    }
}

void GraphDelivery::write(const World& world, const output::Graph& graph) const {
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

NamedFiles::Paths GraphDelivery::written_files() const {
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
