#pragma once

#include "hubmine/analysis/graph_entry.hpp"
#include "hubmine/output/graph.hpp"

#include "command.hpp"
#include "dialect_options.hpp"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace hubmine::cli {

/// In which format a graph is written, and where to: the options of every command that writes one.
class GraphDelivery {
  public:
    /// The first of the formats is the default.
    explicit GraphDelivery(std::span<const output::GraphFormat> formats) : formats_(formats) {}

    void declare(Arguments& arguments);
    /// Throws UsageError.
    void settle(const Environment& environment);
    [[nodiscard]] const output::GraphFormat& format() const { return *format_; }

    /// Asks the question, says what is doubtful, writes the graph and how large it is.
    void run(const World& world, const analysis::GraphQuestion& question, bool is_directed) const;

  private:
    void write(const World& world, const output::Graph& graph) const;
    [[nodiscard]] NamedFiles::Paths written_files() const;
    /// The formats that can be told something of how to write, in words.
    [[nodiscard]] std::string formats_with_style() const;

    std::span<const output::GraphFormat> formats_;
    std::string format_name_;
    std::string file_;
    bool no_headers_ = false;
    bool raw_text_ = false;
    DialectOptions dialect_;
    std::function<std::vector<std::string>()> asked_;  ///< what stands on the command line
    const output::GraphFormat* format_ = nullptr;
};

/// Where a file of a graph goes: "x.csv" and ".nodes" make "x.nodes.csv".
[[nodiscard]] std::filesystem::path graph_path(const std::filesystem::path& path,
                                               const std::string& suffix);

}  // namespace hubmine::cli
