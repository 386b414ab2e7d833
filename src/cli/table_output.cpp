#include "table_output.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"

#include "file_ending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

namespace {

/// What of a table a reader at a terminal is shown unless they ask for more.
constexpr std::int64_t kFirstRanks = 5;
constexpr std::int64_t kFirstRows = 50;

}  // namespace

void TableOutput::declare(Arguments& arguments, bool with_top) {
    arguments.section("Output");
    arguments.text("--format", core::names_of(output::formats()),
                   "default: by the ending of --output, else table on a terminal, csv elsewhere",
                   format_name_);
    arguments.list("--table", "NAME", "only this table (repeat, or separate with commas)", named_);
    arguments.text("--output", "FILE",
                   "write there instead of standard output, whole or not at all", file_);
    arguments.text("--output-dir", "DIR", "write every table as DIR/NAME.EXT, and manifest.json",
                   folder_);
    arguments.writes([this] { return written_files(); });
    if (with_top) {
        arguments.whole("--top", "table: so many rows, 0 = all (on a terminal 50, of a ranking 5)",
                        top_);
    }
    arguments.flag("--no-headers", no_headers_, "rows only");
    arguments.flag("--raw-text", raw_text_,
                   "csv and tsv: no apostrophe before text that a spreadsheet would run");
    arguments.flag("--bom", bom_, "csv and tsv: begin with a byte order mark, for Excel");
}

void TableOutput::settle(std::span<const core::Schema> schemas, const Environment& environment) {
    if (!file_.empty() && !folder_.empty()) {
        throw core::UsageError("--output and --output-dir do not go together");
    }
    choose_format(environment);
    choose_tables(schemas);
    check_top();
}

/// Other programs get every row, so that none is missed by mistake.
void TableOutput::check_top() const {
    if (top_.value_or(0) > 0 && (format_->name != "table" || !folder_.empty())) {
        throw core::UsageError(
            folder_.empty()
                ? fmt::format("--top is for --format table: {} has every row", format_->name)
                : "--top does not go with --output-dir: its files have every row");
    }
}

void TableOutput::choose_format(const Environment& environment) {
    if (!format_name_.empty()) {
        static_cast<void>(output::format_named(format_name_));  // a mistyped one is told first
    }
    const std::string name = format_of_output(format_name_, file_, endings_of(output::formats()));
    const bool to_terminal = file_.empty() && folder_.empty() && environment.out_is_terminal;
    format_ = &output::format_named(!name.empty() ? name : to_terminal ? "table" : "csv");
    const bool is_separated = format_->name == "csv" || format_->name == "tsv";
    const bool raw_means_nothing = raw_text_ && !name.empty() && format_->for_people;
    if (raw_means_nothing || (bom_ && !is_separated)) {
        throw core::UsageError(fmt::format("{} means nothing in {}: it is for csv and tsv",
                                           raw_means_nothing ? "--raw-text" : "--bom",
                                           format_->name));
    }
}

void TableOutput::check_named(const std::vector<std::string>& all) const {
    for (const std::string& name : named_) {
        if (!core::contains(all, name)) {
            throw core::UsageError(core::unknown_word("table", name, all));
        }
    }
}

void TableOutput::choose_tables(std::span<const core::Schema> schemas) {
    std::vector<std::string> all;
    std::vector<std::string> headlines;
    for (const core::Schema& schema : schemas) {
        all.push_back(schema.name);
        if (schema.headline) {
            headlines.push_back(schema.name);
        }
    }
    check_named(all);
    const bool single = !format_->many_tables && folder_.empty();
    for (const std::string& name : all) {
        const bool by_default =
            !folder_.empty() || format_->name == "json" ||
            (format_->for_people && (headlines.empty() || core::contains(headlines, name))) ||
            (single && name == all.front());
        const bool take = named_.empty() ? by_default : core::contains(named_, name);
        (take ? wanted_ : others_).push_back(name);
    }
    if (single && wanted_.size() > 1) {
        throw core::UsageError(fmt::format(
            "{} holds one table: name one, or use --output-dir or --format json", format_->name));
    }
}

NamedFiles::Paths TableOutput::written_files() const {
    if (folder_.empty()) {
        return {file_};
    }
    const std::filesystem::path folder = folder_;
    NamedFiles::Paths paths{folder / output::kManifestName};
    for (const std::string& table : wanted_) {
        paths.push_back(folder / output::table_file(table, *format_));
    }
    return paths;
}

void TableOutput::write(std::ostream& out, std::span<const core::Table> tables,
                        const std::vector<std::string>& sentences,
                        const output::Style& style) const {
    if (format_->name == "table" && !no_headers_ && named_.empty()) {
        for (const std::string& sentence : sentences) {
            out << core::printable(sentence) << '\n';
        }
        out << (sentences.empty() ? "" : "\n");
    }
    format_->write(out, tables, style);
}

output::Style TableOutput::style_for(const World& world) const {
    output::Style style{.headers = !no_headers_, .raw_text = raw_text_, .bom = bom_};
    const bool to_terminal = file_.empty() && folder_.empty() && world.environment.out_is_terminal;
    if (file_.empty() && folder_.empty()) {
        style.color = world.globals.colors(world.environment.out_is_terminal);
    }
    if (to_terminal) {
        style.width = world.environment.out_width();
    }
    if (to_terminal && named_.empty()) {
        const std::int64_t asked = top_of_command_.value_or(kFirstRanks);
        style.first_ranks = asked;
        style.first_rows = asked == 0 ? 0 : std::max(asked, kFirstRows);
    }
    if (top_) {
        style.first_ranks = *top_;
        style.first_rows = *top_;
    }
    return style;
}

void TableOutput::deliver(const World& world, std::vector<core::Table> tables,
                          const std::vector<std::string>& sentences,
                          const output::Manifest& manifest) const {
    std::erase_if(tables, [this](const core::Table& table) {
        return !core::contains(wanted_, table.name());
    });
    const output::Style style = style_for(world);
    if (!folder_.empty()) {
        output::write_folder(folder_, tables, *format_, style, manifest);
        spdlog::info("wrote {} and {} into {}",
                     core::counted(static_cast<std::int64_t>(tables.size()), "table"),
                     output::kManifestName, folder_);
        return;
    }
    if (file_.empty()) {
        write(world.out, tables, sentences, style);
        world.out << std::flush;
    } else {
        core::write_file_atomically(
            file_, [&](std::ostream& out) { write(out, tables, sentences, style); });
    }
    if (!format_->many_tables && named_.empty() && !others_.empty()) {
        spdlog::info("this is the table {}; --table also gives {}", wanted_.front(),
                     fmt::join(others_, ", "));
    }
}

}  // namespace hubmine::cli
