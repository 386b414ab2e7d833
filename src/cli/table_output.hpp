#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/format.hpp"
#include "hubmine/output/manifest.hpp"

#include "command.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hubmine::cli {

/// The options that every command with tables shares, and what they come to: --format, --table,
/// --output, --output-dir, --top, --no-headers, --raw-text, --bom.
class TableOutput {
  public:
    /// `with_top`: --top, too; false where the command has a --top of its own.
    void declare(Arguments& arguments, bool with_top = true);
    /// Decides format and tables; `schemas` are the command's, the first the one that csv prints.
    /// Throws UsageError (unknown format or table, with the near one).
    void settle(std::span<const core::Schema> schemas, const Environment& environment);

    /// What a --top of the command's own means to a reader at a terminal: so many rows of rankings,
    /// 0 = all of every table.
    void show_top(std::int64_t top) { top_of_command_ = top; }

    /// Names of the tables to make, in the order of the schemas.
    [[nodiscard]] const std::vector<std::string>& wanted() const { return wanted_; }

    /// Where deliver() writes; empty paths where that is standard output.
    [[nodiscard]] NamedFiles::Paths written_files() const;

    /// The tables that --table names; empty without it.
    [[nodiscard]] const std::vector<std::string>& named() const { return named_; }
    [[nodiscard]] bool has_manifest() const { return !folder_.empty(); }

    /// Sends the wanted ones of `tables` where they go. `sentences` stand above them in the format
    /// table. The manifest is used with --output-dir only.
    void deliver(const World& world, std::vector<core::Table> tables,
                 const std::vector<std::string>& sentences, const output::Manifest& manifest) const;

  private:
    void check_top() const;
    [[nodiscard]] output::Style style_for(const World& world) const;
    void choose_format(const Environment& environment);
    void check_named(const std::vector<std::string>& all) const;
    void choose_tables(std::span<const core::Schema> schemas);
    void write(std::ostream& out, std::span<const core::Table> tables,
               const std::vector<std::string>& sentences, const output::Style& style) const;

    std::string format_name_;
    std::vector<std::string> named_;
    std::string file_;
    std::string folder_;
    bool no_headers_ = false;
    bool raw_text_ = false;
    bool bom_ = false;
    std::optional<std::int64_t> top_;
    std::optional<std::int64_t> top_of_command_;

    const output::Format* format_ = nullptr;
    std::vector<std::string> wanted_;
    std::vector<std::string> others_;
};

}  // namespace hubmine::cli
