#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/output/folder.hpp"
#include "hubmine/output/format.hpp"
#include "hubmine/output/report.hpp"

#include "command.hpp"
#include "dialect_options.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hubmine::cli {

/// What a command has to tell.
struct Offer {
    /// In their order; the first is what a format of one table is given.
    std::span<const core::Schema> tables;
    std::span<const core::Figure> figures;  ///< of those tables
};

/// The options that every command with tables shares, and what they come to: --format, --table,
/// --output, --output-dir, --top, --no-headers, --raw-text, and those of csv (DialectOptions).
class TableOutput {
  public:
    /// Offers these formats.
    explicit TableOutput(output::Formats formats = output::formats()) : formats_(formats) {}

    /// `with_top`: --top, too; false where the command has a --top of its own.
    void declare(Arguments& arguments, bool with_top = true,
                 std::span<const core::Schema> tables = {});
    /// Decides format and tables. Throws UsageError: an unknown format or table, with the near one;
    /// a format that cannot go where it is to go.
    void settle(const Offer& offer, const Environment& environment);

    /// What a --top of the command's own means to a reader at a terminal: so many rows of rankings,
    /// 0 = all of every table.
    void show_top(std::int64_t top) { top_of_command_ = top; }

    /// Names of the tables to make, in the order of the schemas.
    [[nodiscard]] const std::vector<std::string>& wanted() const { return wanted_; }

    /// Where deliver() writes; empty paths where that is standard output.
    [[nodiscard]] NamedFiles::Paths written_files() const;

    /// The tables that --table names; empty without it.
    [[nodiscard]] const std::vector<std::string>& named() const { return named_; }
    /// Whether it is a folder that is written, of every table.
    [[nodiscard]] bool is_to_folder() const { return !folder_.empty(); }
    /// Where the figures come from is told, too.
    [[nodiscard]] bool has_manifest() const { return !folder_.empty() || format_->traits.manifest; }

    /// Where --output-dir says; null without it.
    [[nodiscard]] std::unique_ptr<output::FolderWriter> folder_writer(const World& world) const;

    /// Sends the wanted tables of the report where they go, with what is told and drawn of them.
    void deliver(const World& world, output::Report report) const;

  private:
    void check_top() const;
    [[nodiscard]] output::Style style_for(const World& world) const;
    void choose_format(const Environment& environment);
    void check_dialect() const;
    [[nodiscard]] bool is_asked(const std::string& option) const;
    void refuse_idle(bool idle, const std::string& option, bool output::Traits::*trait) const;
    [[nodiscard]] std::string named_with(bool output::Traits::*trait) const;
    void check_named(const std::vector<std::string>& all) const;
    [[nodiscard]] bool takes_by_default(const core::Schema& schema, const Offer& offer) const;
    void choose_tables(const Offer& offer);
    [[nodiscard]] bool is_to_standard_output() const { return file_.empty() && folder_.empty(); }

    output::Formats formats_;
    std::string format_name_;
    std::vector<std::string> named_;
    std::string file_;
    std::string folder_;
    bool no_headers_ = false;
    bool raw_text_ = false;
    DialectOptions dialect_;
    /// What stands on the command line: what a file sets for all formats may mean nothing in one.
    std::function<std::vector<std::string>()> asked_;
    std::optional<std::int64_t> top_;
    std::optional<std::int64_t> top_of_command_;

    const output::Format* format_ = nullptr;
    std::vector<std::string> wanted_;
    std::vector<std::string> others_;
};

/// What a command tells that has tables and nothing more.
[[nodiscard]] output::Report report_of(const Command& command,
                                       std::vector<core::TableStream> tables);

}  // namespace hubmine::cli
