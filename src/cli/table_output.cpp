#include "table_output.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/output/folder.hpp"

#include "file_ending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hubmine::cli {

namespace {

/// What of a table a reader at a terminal is shown unless they ask for more.
constexpr std::int64_t kFirstRanks = 5;
constexpr std::int64_t kFirstRows = 50;

using output::Traits;

}  // namespace

void TableOutput::declare(Arguments& arguments, bool with_top,
                          std::span<const core::Schema> tables) {
    std::vector<std::string> names;
    std::transform(tables.begin(), tables.end(), std::back_inserter(names),
                   [](const core::Schema& schema) { return schema.name; });
    arguments.section("Output");
    arguments.text("--format", core::names_of(formats_),
                   fmt::format("default: by the ending of --output, else {} on a terminal, {} "
                               "elsewhere",
                               output::default_format(true, formats_).name,
                               output::default_format(false, formats_).name),
                   format_name_);
    arguments.list("--table", "NAME", "only this table (repeat, or separate with commas)", named_,
                   std::move(names));
    arguments.text("--output", "FILE",
                   "write there instead of standard output, whole or not at all", file_);
    arguments.text("--output-dir", "DIR", "write every table as DIR/NAME.EXT, and manifest.json",
                   folder_);
    arguments.writes([this] { return written_files(); });
    if (with_top) {
        arguments.whole("--top",
                        fmt::format("{}: so many rows, 0 = all (on a terminal {}, of a ranking {})",
                                    named_with(&Traits::first_rows), kFirstRows, kFirstRanks),
                        top_);
    }
    arguments.flag("--no-headers", no_headers_, "rows only");
    arguments.flag("--raw-text", raw_text_,
                   named_with(&Traits::guards_text) +
                       ": no apostrophe before text that a spreadsheet would run");
    dialect_.declare(arguments, named_with(&Traits::separator), named_with(&Traits::decimal),
                     named_with(&Traits::byte_order_mark));
    asked_ = arguments.asked();
}

bool TableOutput::is_asked(const std::string& option) const {
    return asked_ && core::contains(asked_(), option);
}

void TableOutput::settle(const Offer& offer, const Environment& environment) {
    if (!file_.empty() && !folder_.empty()) {
        throw core::UsageError("--output and --output-dir do not go together");
    }
    choose_format(environment);
    choose_tables(offer);
    check_top();
}

/// Other programs get every row, so that none is missed by mistake.
void TableOutput::check_top() const {
    if (is_asked("--top") && top_.value_or(0) > 0 &&
        (!format_->traits.first_rows || !folder_.empty())) {
        throw core::UsageError(
            folder_.empty() ? fmt::format("--top is for --format {}: {} has every row",
                                          named_with(&Traits::first_rows), format_->name)
                            : "--top does not go with --output-dir: its files have every row");
    }
}

void TableOutput::choose_format(const Environment& environment) {
    if (!format_name_.empty()) {
        // A mistyped one is told first.
        static_cast<void>(output::format_named(format_name_, formats_));
    }
    const std::vector<FormatEnding> endings = endings_of(formats_);
    // What a configuration file names gives way to the file's ending.
    const bool is_ending = !is_asked("--format") && is_ending_of(file_, endings);
    const std::string name = format_of_output(is_ending ? "" : format_name_, file_, endings);
    const bool to_terminal = is_to_standard_output() && environment.out_is_terminal;
    format_ = name.empty() ? &output::default_format(to_terminal, formats_)
                           : &output::format_named(name, formats_);
    // Where text is for other programs it is raw anyhow, unless it is guarded.
    const bool raw_means_nothing = raw_text_ && !name.empty() && format_->traits.for_people;
    refuse_idle(raw_means_nothing, "--raw-text", &Traits::guards_text);
    check_dialect();
    const std::string doubt = is_to_standard_output() ? output::doubt_about_standard_output(
                                                            *format_, environment.out_is_terminal)
                                                      : "";
    if (!doubt.empty()) {
        throw core::UsageError(doubt + ": name a file with --output");
    }
}

void TableOutput::check_dialect() const {
    const Traits& traits = format_->traits;
    for (const std::string& option : dialect_.asks_separator()) {
        refuse_idle(!traits.separator, option, &Traits::separator);
    }
    refuse_idle(dialect_.asks_decimal() && !traits.decimal, "--decimal", &Traits::decimal);
    refuse_idle(dialect_.asks_mark() && !traits.byte_order_mark, "--bom", &Traits::byte_order_mark);
    output::Style unused;
    dialect_.shape(unused, traits.separator);
}

void TableOutput::refuse_idle(bool idle, const std::string& option, bool Traits::*trait) const {
    if (idle && is_asked(option)) {
        throw core::UsageError(fmt::format("{} means nothing in {}: it is for {}", option,
                                           format_->name, named_with(trait)));
    }
}

std::string TableOutput::named_with(bool Traits::*trait) const {
    return output::names_with(trait, formats_);
}

void TableOutput::check_named(const std::vector<std::string>& all) const {
    for (const std::string& name : named_) {
        if (!core::contains(all, name)) {
            throw core::UsageError(core::unknown_word("table", name, all));
        }
    }
}

/// Every table where there is room and it is for other programs; for people what they should see
/// first, and what is drawn.
bool TableOutput::takes_by_default(const core::Schema& schema, const Offer& offer) const {
    if (!folder_.empty()) {
        return true;
    }
    if (!format_->traits.many_tables) {
        return &schema == &offer.tables.front();
    }
    const auto is_drawn = [&schema](const core::Figure& figure) {
        return figure.table == schema.name;
    };
    return !format_->traits.for_people || schema.headline ||
           std::ranges::none_of(offer.tables, &core::Schema::headline) ||
           (format_->traits.figures && std::ranges::any_of(offer.figures, is_drawn));
}

void TableOutput::choose_tables(const Offer& offer) {
    std::vector<std::string> all;
    for (const core::Schema& schema : offer.tables) {
        all.push_back(schema.name);
    }
    check_named(all);
    for (const core::Schema& schema : offer.tables) {
        const bool take =
            named_.empty() ? takes_by_default(schema, offer) : core::contains(named_, schema.name);
        (take ? wanted_ : others_).push_back(schema.name);
    }
    if (!format_->traits.many_tables && folder_.empty() && wanted_.size() > 1) {
        const auto holds_all = std::ranges::find_if(formats_, [](const output::Format& format) {
            return format.traits.many_tables && !format.traits.for_people;
        });
        throw core::UsageError(
            fmt::format("{} holds one table: name one, or use --output-dir{}", format_->name,
                        holds_all == formats_.end() ? "" : " or --format " + holds_all->name));
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

output::Style TableOutput::style_for(const World& world) const {
    const Traits& traits = format_->traits;
    output::Style style{.headers = !no_headers_, .raw_text = raw_text_};
    dialect_.shape(style, traits.separator);
    style.decimal = traits.decimal ? style.decimal : output::Style().decimal;
    style.bom = style.bom && traits.byte_order_mark;
    style.warn = [](const std::string& doubt) { spdlog::warn("{}", doubt); };
    const bool to_terminal = is_to_standard_output() && world.environment.out_is_terminal;
    if (is_to_standard_output()) {
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
    if (top_ && folder_.empty()) {
        style.first_ranks = *top_;
        style.first_rows = *top_;
    }
    return style;
}

std::unique_ptr<output::FolderWriter> TableOutput::folder_writer(const World& world) const {
    return folder_.empty()
               ? nullptr
               : std::make_unique<output::FolderWriter>(folder_, *format_, style_for(world));
}

void TableOutput::deliver(const World& world, output::Report report) const {
    std::erase_if(report.tables, [this](const core::TableStream& table) {
        return !core::contains(wanted_, table.name());
    });
    std::erase_if(report.figures, [this](const core::Figure& figure) {
        return !format_->traits.figures || !core::contains(wanted_, figure.table);
    });
    if (!format_->traits.sentences || !named_.empty()) {
        report.sentences.clear();
    }
    const output::Style style = style_for(world);
    if (!folder_.empty()) {
        output::write_folder(folder_, report, *format_, style);
        spdlog::info("wrote {} and {} into {}",
                     core::counted(static_cast<std::int64_t>(report.tables.size()), "table"),
                     output::kManifestName, folder_);
        return;
    }
    if (file_.empty()) {
        format_->write(world.out, report, style);
        world.out << std::flush;
    } else {
        core::write_file_atomically(file_,
                                    [&](std::ostream& out) { format_->write(out, report, style); });
    }
    if (!format_->traits.many_tables && named_.empty() && !others_.empty()) {
        spdlog::info("this is the table {}; --table also gives {}", wanted_.front(),
                     fmt::join(others_, ", "));
    }
}

output::Report report_of(const Command& command, std::vector<core::TableStream> tables) {
    return {.title = command.help(),
            .tables = std::move(tables),
            .manifest = {.command = command.name()}};
}

}  // namespace hubmine::cli
