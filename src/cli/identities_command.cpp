#include "hubmine/analysis/collaboration/identities.hpp"
#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/identities.hpp"
#include "hubmine/store/store.hpp"

#include "commands.hpp"
#include "table_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

store::Dataset load(const World& world, const std::string& snapshot,
                    const store::DatasetParts& parts) {
    return store::load_dataset(world.globals.store, {.snapshot = snapshot, .parts = parts});
}

/// `hubmine identities candidates`: which names may be one person's.
class CandidatesCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "identities candidates"; }
    [[nodiscard]] std::string help() const override {
        return "Propose names that may be one person's, for somebody to decide";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine identities candidates --output pairs.csv",
                 "then write accept or reject into the column decision"},
                {"hubmine identities candidates --stages all --auto-accept 100",
                 "every pair of names; equal ones are accepted"}};
    }

    void declare(Arguments& arguments) override {
        arguments.list("--stages", "STAGE",
                       "same_repo, real_name, prolific, all (default the first three)", stages_,
                       {"same_repo", "real_name", "prolific", "all"});
        arguments.whole("--min-similarity", "propose from this similarity on (default 90)",
                        min_similarity_, {1, 100});
        arguments.each("--auto-accept", "100", "accept names that are equal in normal form",
                       [this](const std::string& given) {
                           static_cast<void>(read_whole("--auto-accept", given, {100, 100}));
                           auto_accept_ = true;
                       });
        arguments.flag("--force", force_,
                       "replace a file with decisions that were never applied, too");
        for (const core::Option& option : analysis::collaboration::candidate_options(settings_)) {
            arguments.add(option);
        }
        output_.declare(arguments);
    }

    void settle(const Globals& /*globals*/, const Environment& environment) override {
        proposal_.search.threshold = static_cast<int>(min_similarity_);
        proposal_.accept_same_form = auto_accept_;
        if (!stages_.empty()) {
            proposal_.search.stages.clear();
        }
        for (const std::string& word : stages_) {
            const std::size_t place =
                read_choice("--stages", word, {"same_repo", "real_name", "prolific", "all"});
            proposal_.search.stages.push_back(static_cast<identity::Stage>(place));
        }
        output_.settle({.tables = std::span(&analysis::collaboration::candidates_schema(), 1)},
                       environment);
    }

    core::ExitCode run(const World& world) override {
        store::Store store(world.globals.store, {});
        check_decisions_are_kept(store);
        const store::Dataset data =
            load(world, settings_.snapshot, analysis::collaboration::candidate_parts());
        proposal_.now = core::SystemClock().now();
        analysis::Result reading = analysis::collaboration::candidate_reading(data);
        const std::vector<std::string> doubts = analysis::doubts_about_lists(data);
        reading.warnings.insert(reading.warnings.begin(), doubts.begin(), doubts.end());
        core::TableStream candidates(
            analysis::collaboration::propose_identities(store, data, settings_, proposal_));
        analysis::doubt_bots(data, settings_, reading.warnings);
        for (const std::string& warning : reading.warnings) {
            spdlog::warn("{}", warning);
        }
        output::Report report = report_of(*this, {std::move(candidates)});
        report.sentences = std::move(reading.summary);
        report.manifest.warnings = std::move(reading.warnings);
        output_.deliver(world, std::move(report));
        return core::ExitCode::kOk;
    }

  private:
    /// Hours of somebody's decisions may stand in the file that the proposals are to replace.
    void check_decisions_are_kept(store::Store& store) const {
        for (const std::filesystem::path& path : output_.written_files()) {
            const std::size_t lost =
                force_ ? 0 : analysis::collaboration::decisions_never_applied(store, path);
            if (lost > 0) {
                throw core::UsageError(fmt::format(
                    "{} holds {} that {} never applied: run `hubmine identities apply` first, "
                    "write "
                    "to another file, or give --force",
                    path.string(), lost == 1 ? "a decision" : fmt::format("{} decisions", lost),
                    lost == 1 ? "was" : "were"));
            }
        }
    }

    std::vector<std::string> stages_;
    bool force_ = false;
    std::int64_t min_similarity_ = 90;
    bool auto_accept_ = false;
    analysis::Settings settings_;
    analysis::collaboration::ProposalOptions proposal_;
    TableOutput output_;
};

/// `hubmine identities apply FILE`: what a person decided.
class ApplyCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "identities apply"; }
    [[nodiscard]] std::string help() const override {
        return "Check and store the decisions of a file";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine identities apply pairs.csv",
                 "columns name_a, name_b, decision (accept, reject or nothing)"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("FILE", "CSV of decisions", file_);
        arguments.reads([this] { return NamedFiles::Paths{file_}; });
    }
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {
        if (file_.empty()) {
            throw core::UsageError("identities apply: name the file of decisions");
        }
    }
    core::ExitCode run(const World& world) override {
        constexpr std::size_t kNamed = 5;
        store::Store store(world.globals.store, {});
        const store::Dataset data = load(world, {}, analysis::collaboration::decision_parts());
        analysis::collaboration::AppliedDecisions applied =
            analysis::collaboration::apply_identities(store, data, file_,
                                                      core::SystemClock().now());
        spdlog::info("{} accepted, {} rejected, {} undecided", applied.accepted, applied.rejected,
                     applied.undecided);
        if (applied.forgotten > 0) {
            spdlog::warn("{} left out: the store was told to forget one of the names",
                         core::counted(applied.forgotten, "pair"));
        }
        if (!applied.unknown.empty()) {
            const std::size_t all = applied.unknown.size();
            applied.unknown.resize(std::min(all, kNamed));
            const bool none = applied.known == 0;
            spdlog::warn(
                "{}{} not in the store{}: {}{}", none && all > 1 ? "all " : "",
                core::counted(static_cast<std::int64_t>(all), "name") + (all == 1 ? " is" : " are"),
                none ? " (is it the right file, and the right column?)" : "",
                core::printable(fmt::format("{}", fmt::join(applied.unknown, ", "))),
                all > kNamed ? ", ..." : "");
        }
        return core::ExitCode::kOk;
    }

  private:
    std::string file_;
};

/// A command that prints one table of what is stored.
class StoredCommand final : public Command {
  public:
    struct Words {
        std::string verb;
        std::string help;
        Example example;
    };
    using Make = core::Table (*)(store::Store&);

    StoredCommand(Words words, const core::Schema& schema, Make make)
        : words_(std::move(words)), schema_(schema), make_(make) {}

    [[nodiscard]] std::string name() const override { return "identities " + words_.verb; }
    [[nodiscard]] std::string help() const override { return words_.help; }
    [[nodiscard]] std::vector<Example> examples() const override { return {words_.example}; }
    void declare(Arguments& arguments) override { output_.declare(arguments); }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        output_.settle({.tables = std::span(&schema_, 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        store::Store store(world.globals.store, {.read_only = true});
        output_.deliver(world, report_of(*this, {core::TableStream(make_(store))}));
        return core::ExitCode::kOk;
    }

  private:
    Words words_;
    const core::Schema& schema_;
    Make make_;
    TableOutput output_;
};

/// `hubmine identities undo`: takes the last change back.
class UndoCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "identities undo"; }
    [[nodiscard]] std::string help() const override {
        return "Take back the last change to candidates and decisions";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine identities undo", "as often as there is something to take back"}};
    }
    void declare(Arguments& /*arguments*/) override {}
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {}
    core::ExitCode run(const World& world) override {
        store::Store store(world.globals.store, {});
        if (!store::undo_decisions(store)) {
            spdlog::info("there is nothing to take back");
        }
        return core::ExitCode::kOk;
    }
};

}  // namespace

std::vector<std::unique_ptr<Command>> make_identities_commands() {
    const StoredCommand::Make list = [](store::Store& store) {
        return analysis::collaboration::stored_candidates(
            store, analysis::collaboration::PairChoice::kAll);
    };
    const StoredCommand::Make decided = [](store::Store& store) {
        return analysis::collaboration::stored_candidates(
            store, analysis::collaboration::PairChoice::kDecided);
    };
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<CandidatesCommand>());
    commands.push_back(std::make_unique<ApplyCommand>());
    commands.push_back(std::make_unique<StoredCommand>(
        StoredCommand::Words{"list",
                             "Show every stored pair, decided or not",
                             {"hubmine identities list --format csv", "for another round"}},
        analysis::collaboration::candidates_schema(), list));
    commands.push_back(std::make_unique<StoredCommand>(
        StoredCommand::Words{"export",
                             "Show the decided pairs, as another store can apply them",
                             {"hubmine identities export --output decisions.csv",
                              "then: hubmine --store other.db identities apply decisions.csv"}},
        analysis::collaboration::candidates_schema(), decided));
    commands.push_back(std::make_unique<StoredCommand>(
        StoredCommand::Words{"summary",
                             "Say how many pairs are accepted, rejected and undecided",
                             {"hubmine identities summary", "one row a stage"}},
        analysis::collaboration::identity_summary_schema(),
        analysis::collaboration::identity_summary));
    commands.push_back(std::make_unique<UndoCommand>());
    return commands;
}

}  // namespace hubmine::cli
