#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/search.hpp"

#include "commands.hpp"
#include "progress_line.hpp"
#include "signals.hpp"
#include "table_output.hpp"
#include "text_cell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;
using core::Unit;

const core::Schema& search_schema() {
    static const core::Schema kSchema{
        .name = "search",
        .help = "a repository that was found, best first",
        .columns =
            {{"rank", CellType::kInteger, "1 = best"},
             {"kind", CellType::kText, "model, dataset or space"},
             {"id", CellType::kText, "its name"},
             {"score", CellType::kReal,
              "-bm25 + 0.5 log10(1 + likes) + 0.25 log10(1 + downloads); empty where no words were "
              "asked for"},
             {"bm25", CellType::kReal,
              "how well the words are met, as SQLite's FTS5 counts: the less, the better"},
             {"likes", CellType::kInteger, "likes", Unit::kCount},
             {"downloads", CellType::kInteger, "downloads of the last 30 days", Unit::kCount},
             {"license", CellType::kText, "its licence"},
             {"task", CellType::kText, "its task; of a dataset the first one that it names"},
             {"parameters", CellType::kInteger, "parameters of a model", Unit::kCount},
             {"created_at", CellType::kText, "when it was made", Unit::kTime},
             {"snippet", CellType::kText, "where the words stand, in brackets"}},
        .headline = true,
        .may_be_empty = "nothing may match"};
    return kSchema;
}

/// Names of languages by codes of two and three letters.
core::TextMap<std::string> language_names() {
    const core::CsvFile file(core::data_file("languages.csv"), {"code", "alpha3", "name"},
                             {"alpha3_b"});
    core::TextMap<std::string> names;
    for (std::size_t row = 0; row < file.size(); ++row) {
        for (const std::string_view column : {"code", "alpha3", "alpha3_b"}) {
            if (const std::string_view code = file.cell(row, column); !code.empty()) {
                names.emplace(core::ascii_lower(code), file.cell(row, "name"));
            }
        }
    }
    return names;
}

/// `hubmine search QUERY...`: repositories by words.
class SearchCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "search"; }
    [[nodiscard]] std::string help() const override {
        return "Find repositories by the words of their names, tags and cards";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine search bert german",
                 "both words, in whatever order; by words, not by "
                 "meaning, and without any network"},
                {"hubmine search 'license:mit task:text-generation \"code llama\" -gguf'",
                 "filters, a phrase, and a word that must not be there"},
                {"hubmine search 'llam* OR mistral' --min-likes 100 --sort downloads",
                 "either, whatever the word goes on with"},
                {"hubmine search owner:google kind:dataset --top 0 --format csv",
                 "every dataset of an owner, by likes"}};
    }
    [[nodiscard]] std::string hint(const std::string& word) const override {
        return fmt::format("what must not be there stands in the query's quotes: 'bert {}'", word);
    }
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    [[nodiscard]] std::vector<store::SearchHit> hits(const World& world) const;

    std::vector<std::string> words_;
    store::SearchQuery query_;
    store::SearchOptions options_;
    std::int64_t top_ = 20;
    TableOutput output_;
};

void SearchCommand::declare(Arguments& arguments) {
    arguments.positionals(
        "QUERY",
        "words, all of which are looked for; \"a phrase\", word*, -word, a OR b; tag:x, owner:x, "
        "kind:x, license:x, task:x. In quotes or behind -- where it begins with a dash",
        words_);
    arguments.whole("--min-likes", "only what has so many likes", options_.min_likes);
    const std::vector<std::string> sorts{"relevance", "likes", "downloads"};
    arguments.choice(
        "--sort", sorts, "what comes first (default relevance)",
        [this](std::size_t chosen) { options_.sort = static_cast<store::SearchSort>(chosen); });
    arguments.whole("--top", "so many of them, 0 = all (default 20)", top_);
    output_.declare(arguments, false);
}

void SearchCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    constexpr std::size_t kLongest = 1000;
    const std::string text = fmt::format("{}", fmt::join(words_, " "));
    if (text.size() > kLongest) {
        throw core::UsageError(fmt::format("search: a query has {} characters at most", kLongest));
    }
    query_ = store::parse_search(text);
    if (query_.empty()) {
        throw core::UsageError(
            "search: give words to look for, as in `hubmine search bert german`");
    }
    options_.top = static_cast<std::size_t>(top_);
    output_.show_top(top_);
    output_.settle({.tables = std::span(&search_schema(), 1)}, environment);
}

std::vector<store::SearchHit> SearchCommand::hits(const World& world) const {
    store::Store store(world.globals.store, {.read_only = true});
    ProgressLine line(world.err, [&world] { return world.environment.err_width(); });
    const StopOnSignal signals;
    store::SearchIndexOptions options{.language_names = language_names(), .stop = signals.token()};
    options.notice = [](const std::string& text) { spdlog::info("{}", text); };
    options.warning = [](const std::string& text) { spdlog::warn("{}", text); };
    if (world.environment.err_is_terminal && world.environment.knows_escapes() &&
        !world.globals.quiet && world.globals.log_format == Globals::LogFormat::kText) {
        options.progress = [&line](std::int64_t done, std::int64_t expected) {
            line.show(fmt::format("making the search index: {} of {} repositories ({:.0f} %)",
                                  core::grouped(done), core::grouped(expected),
                                  100.0 * static_cast<double>(done) /
                                      static_cast<double>(std::max<std::int64_t>(expected, 1))));
        };
    }
    store::Search search(store, std::move(options));
    std::vector<store::SearchHit> hits = search.find(query_, options_);
    line.clear();
    return hits;
}

core::ExitCode SearchCommand::run(const World& world) {
    core::Table table(search_schema());
    std::int64_t rank = 0;
    for (const store::SearchHit& hit : hits(world)) {
        table.add_row(
            {++rank, std::string(core::kind_name(hit.kind)), hit.id,
             core::cell_or_missing(hit.score), core::cell_or_missing(hit.bm25),
             core::cell_or_missing(hit.likes), core::cell_or_missing(hit.downloads),
             core::cell_or_missing(hit.license), core::cell_or_missing(hit.task),
             core::cell_or_missing(hit.parameters),
             hit.created_at ? core::Cell(core::format_time(*hit.created_at)) : core::Cell(),
             core::cell_or_missing(hit.snippet)});
    }
    if (rank == 0) {
        spdlog::info("nothing was found: a search goes by words, not by meaning");
    }
    std::vector<core::TableStream> tables;
    tables.emplace_back(std::move(table));
    output_.deliver(world, report_of(*this, std::move(tables)));
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_search_command() {
    return std::make_unique<SearchCommand>();
}

}  // namespace hubmine::cli
