#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/analysis/chapters.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/parallel.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/output/page.hpp"
#include "hubmine/store/joint_reading.hpp"

#include "commands.hpp"
#include "option_reach.hpp"
#include "report_certainty.hpp"
#include "report_glossary.hpp"
#include "report_parts.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

namespace hubmine::cli {

namespace {

std::vector<std::string> analysis_names() {
    std::vector<std::string> names;
    for (const analysis::Entry& entry : analysis::catalogue()) {
        names.push_back(entry.name);
    }
    return names;
}

using analysis::KeyNumber;

/// The analysis that a picture stands beside.
constexpr std::string_view kLineage = "lineage";

std::vector<const KeyNumber*> key_numbers_of(const analysis::Entry& entry) {
    std::vector<const KeyNumber*> numbers;
    for (const KeyNumber& number : analysis::key_numbers()) {
        if (number.analysis == entry.name) {
            numbers.push_back(&number);
        }
    }
    return numbers;
}

/// What a reader of a page is shown: what is drawn, what comes first, what the key numbers are of.
std::vector<std::string> tables_shown(const analysis::Entry& entry,
                                      const std::map<std::string, std::string>& unmade) {
    std::vector<std::string> names;
    const std::vector<const KeyNumber*> numbers = key_numbers_of(entry);
    for (const core::Schema& schema : entry.tables) {
        const bool drawn =
            std::any_of(entry.figures.begin(), entry.figures.end(),
                        [&](const core::Figure& figure) { return figure.table == schema.name; });
        const bool key = std::any_of(numbers.begin(), numbers.end(), [&](const KeyNumber* number) {
            return number->table == schema.name;
        });
        if ((drawn || key || schema.headline) && !unmade.contains(schema.name)) {
            names.push_back(schema.name);
        }
    }
    return names;
}

/// `picture` may be null.
store::DatasetOptions reading_of(const std::vector<Asked>& asked,
                                 const analysis::GraphQuestion* picture) {
    std::vector<store::DatasetOptions> readings;
    readings.reserve(asked.size() + 1);
    if (picture != nullptr) {
        readings.push_back(picture->reading());
    }
    for (const Asked& one : asked) {
        readings.push_back(one.question->reading());
    }
    return store::joint_reading(readings);
}

using KeyValues = std::map<const KeyNumber*, core::Cell>;

void take_key_values(const analysis::Entry& entry, const analysis::Result& result,
                     KeyValues& values) {
    for (const KeyNumber* number : key_numbers_of(entry)) {
        values[number] = analysis::value_of(*number, result);
    }
}

/// What a page tells of an analysis.
struct Answered {
    output::WrittenPart part;
    KeyValues values;
};

/// The same numbers of another snapshot.
struct Compared {
    KeyValues values;
    std::string why_not;  ///< see why_not_comparable()
};

core::Unit unit_of(const KeyNumber& number) {
    for (const analysis::Entry& entry : analysis::catalogue()) {
        if (entry.name != number.analysis) {
            continue;
        }
        for (const core::Column& column : analysis::schema_of(entry, number.table).columns) {
            if (column.name == number.column) {
                return column.unit;
            }
        }
    }
    return core::Unit::kNone;
}

/// `hubmine report`: everything that the store can answer, as a page to look at.
class ReportCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "report"; }
    [[nodiscard]] std::string help() const override {
        return "Write a page to look at: every analysis, with figures";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine report", "report.html: open it in a browser, it needs no network"},
                {"hubmine report --compare 2026-10-01 --output november.html",
                 "what changed since October stands beside the first numbers"},
                {"hubmine report --analyses rq1,organisations --title Concentration",
                 "some chapters only"}};
    }
    void declare(Arguments& arguments) override {
        arguments.text("--output", "FILE", "write there, whole or not at all (default report.html)",
                       file_);
        arguments.writes([this] { return NamedFiles::Paths{file_}; });
        arguments.list("--analyses", "NAME",
                       fmt::format("only these of {} (repeat, or commas)",
                                   core::names_of(analysis::catalogue())),
                       names_, analysis_names());
        arguments.text("--snapshot", "ID|DATE", "as of that snapshot (default newest complete)",
                       snapshot_);
        arguments.text("--compare", "ID|DATE", "say how the first numbers changed since that one",
                       compared_);
        arguments.text("--title", "TEXT", "what stands above it", title_);
    }
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    [[nodiscard]] std::vector<Asked> questions(const std::string& snapshot,
                                               bool key_numbers_only) const;
    [[nodiscard]] Answered answer(Asked& asked, const store::Dataset& data) const;
    /// In the order of what was asked.
    [[nodiscard]] std::vector<Answered> answer_all(const store::Dataset& data);
    void add_chapter(const analysis::Chapter& chapter, const store::Dataset& data,
                     const std::vector<Answered>& answered, output::Page& page) const;
    [[nodiscard]] Compared compare(const std::filesystem::path& store,
                                   const store::Dataset& now) const;
    [[nodiscard]] std::vector<output::Headline> headlines(const std::filesystem::path& store,
                                                          const store::Dataset& now) const;

    std::string file_ = "report.html";
    std::vector<std::string> names_;
    std::string snapshot_;
    std::string compared_;
    std::string title_;
    std::filesystem::path config_folder_;

    std::vector<Asked> asked_;
    std::unique_ptr<analysis::GraphQuestion> atlas_;  ///< null where no lineage is told
    KeyValues values_;
};

void ReportCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    core::check_words("--analyses", names_, analysis_names());
    config_folder_ = environment.config_folder();
    asked_ = questions(snapshot_, false);
    if (names_.empty() || core::contains(names_, kLineage)) {
        atlas_ = atlas_question(snapshot_, config_folder_);
    }
}

std::vector<Asked> ReportCommand::questions(const std::string& snapshot,
                                            bool key_numbers_only) const {
    std::vector<Asked> asked;
    for (const analysis::Entry& entry : analysis::catalogue()) {
        const std::vector<const KeyNumber*> numbers = key_numbers_of(entry);
        const bool wanted = names_.empty() || core::contains(names_, entry.name);
        if (!wanted || (key_numbers_only && numbers.empty())) {
            continue;
        }
        Asked& one = asked.emplace_back(Asked{.entry = &entry, .question = entry.ask()});
        analysis::Settings& settings = one.question->settings();
        settings.snapshot = snapshot;
        if (key_numbers_only) {
            for (const KeyNumber* number : numbers) {
                settings.tables.push_back(number->table);
            }
        } else {
            settings.tables = tables_shown(
                entry, tables_unmade(one.question->options(), one.question->options()));
        }
        one.question->settle(config_folder_);
    }
    return asked;
}

Compared ReportCommand::compare(const std::filesystem::path& store,
                                const store::Dataset& now) const {
    Compared before;
    const std::vector<Asked> asked = questions(compared_, true);
    if (asked.empty()) {
        return before;
    }
    store::DatasetOptions reading = reading_of(asked, nullptr);
    // Commits are not kept as of a snapshot: they are those that are dated before it.
    reading.until =
        store::find_snapshot(store::Store(store, {.read_only = true}), compared_).started_at;
    const store::Dataset data = store::load_dataset(store, reading);
    before.why_not = why_not_comparable(data, now);
    for (const Asked& one : asked) {
        take_key_values(*one.entry, one.question->answer(data), before.values);
    }
    return before;
}

std::vector<output::Headline> ReportCommand::headlines(const std::filesystem::path& store,
                                                       const store::Dataset& now) const {
    const Compared before = compared_.empty() ? Compared() : compare(store, now);
    std::vector<output::Headline> headlines;
    for (const KeyNumber& number : analysis::key_numbers()) {
        if (const auto found = values_.find(&number); found != values_.end()) {
            output::Headline& headline =
                headlines.emplace_back(output::Headline{.name = number.name,
                                                        .meaning = number.meaning,
                                                        .unit = unit_of(number),
                                                        .now = found->second});
            if (!compared_.empty()) {
                headline.before = before.values.at(&number);
                headline.not_comparable = before.why_not;
            }
        }
    }
    return headlines;
}

Answered ReportCommand::answer(Asked& asked, const store::Dataset& data) const {
    Answered answered;
    analysis::Result result = asked.question->answer(data);
    take_key_values(*asked.entry, result, answered.values);
    asked.notes = std::move(result.notes);
    answered.part = output::WrittenPart({.id = asked.entry->name,
                                         .report = {.sentences = std::move(result.summary),
                                                    .tables = std::move(result.tables),
                                                    .figures = asked.entry->figures},
                                         .pictures = asked.entry->name == kLineage
                                                         ? atlas_pictures(*atlas_, data)
                                                         : std::vector<output::PagePicture>(),
                                         .remarks = std::move(result.warnings),
                                         .command = "hubmine analyze " + asked.entry->name,
                                         .glossary = &glossary()});
    return answered;
}

std::vector<Answered> ReportCommand::answer_all(const store::Dataset& data) {
    constexpr unsigned kAtOnce = 2;  // each needs room of its own
    std::vector<Answered> answered(asked_.size());
    core::for_each_index(asked_.size(), kAtOnce,
                         [&](std::size_t i) { answered[i] = answer(asked_[i], data); });
    for (const Answered& one : answered) {
        values_.insert(one.values.begin(), one.values.end());
    }
    return answered;
}

void ReportCommand::add_chapter(const analysis::Chapter& chapter, const store::Dataset& data,
                                const std::vector<Answered>& answered, output::Page& page) const {
    bool begun = false;
    for (const std::string& name : chapter.analyses) {
        const auto found = std::find_if(asked_.begin(), asked_.end(),
                                        [&](const Asked& one) { return one.entry->name == name; });
        if (found == asked_.end()) {
            continue;
        }
        if (!std::exchange(begun, true)) {
            page.add({.id = place_of(chapter.heading),
                      .heading = chapter.heading,
                      .remarks = lines_about_unread(data, chapter.reads)});
        }
        page.add(answered[static_cast<std::size_t>(found - asked_.begin())].part);
    }
}

core::ExitCode ReportCommand::run(const World& world) {
    core::check_writable(file_);
    store::DatasetOptions reading = reading_of(asked_, atlas_.get());
    reading.parts.coverage = true;
    const store::Dataset data = store::load_dataset(world.globals.store, reading);
    for (const std::string& warning : analysis::doubts_about_lists(data)) {
        spdlog::warn("{}", warning);
    }
    output::Page page(title_.empty()
                          ? fmt::format("The Hub on {}",
                                        core::format_time(data.snapshot.started_at).substr(0, 10))
                          : title_);
    const std::vector<Answered> answered = answer_all(data);
    for (const analysis::Chapter& chapter : analysis::chapters()) {
        add_chapter(chapter, data, answered, page);
    }
    const store::Store store(world.globals.store, {.read_only = true});
    page.add_in_front(glance_part(data, store::load_snapshots(store),
                                  headlines(world.globals.store, data),
                                  certainty_block(data, asked_)));
    page.add(methods_part(data, asked_));
    page.add(glossary_part());
    core::write_file_atomically(file_, [&](std::ostream& out) { page.write(out); });
    spdlog::info("wrote {}", file_);
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_report_command() {
    return std::make_unique<ReportCommand>();
}

}  // namespace hubmine::cli
