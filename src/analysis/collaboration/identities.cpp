#include "hubmine/analysis/collaboration/identities.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/identity/decisions.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/identities.hpp"

#include "collaboration/findings.hpp"
#include "collaboration/network.hpp"
#include "common/developers.hpp"
#include "common/options.hpp"
#include "common/subfields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

using core::Cell;
using core::CellType;
using Pairs = std::map<std::pair<std::string, std::string>, store::NamePair>;

/// The stage of a pair that somebody gave and nothing proposed.
constexpr std::string_view kGiven = "given";

/// In the order of the tables.
constexpr std::array<std::string_view, 5> kStages{"same_repo", "real_name", "prolific", "all",
                                                  kGiven};

std::size_t stage_rank(std::string_view stage) {
    return static_cast<std::size_t>(std::find(kStages.begin(), kStages.end(), stage) -
                                    kStages.begin());
}

void add_pair(const store::NamePair& pair, core::Table& table) {
    Cell decision;
    if (!pair.decision.empty()) {
        decision = pair.decision;
    }
    Cell decided_at;
    if (pair.decided_at) {
        decided_at = core::format_time(*pair.decided_at);
    }
    table.add_row({pair.name_a, pair.name_b, pair.stage, core::cell_or_missing(pair.similarity),
                   core::cell_or_missing(pair.shared_repos), decision, decided_at});
}

Pairs stored_pairs(store::Store& store) {
    Pairs pairs;
    for (store::NamePair& decision : store::load_decisions(store)) {
        std::pair key(decision.name_a, decision.name_b);
        pairs.emplace(std::move(key), std::move(decision));
    }
    return pairs;
}

identity::Decision with_origin(const store::NamePair& pair, std::string origin) {
    return {.name_a = pair.name_a,
            .name_b = pair.name_b,
            .ruling = identity::parse_ruling(pair.decision).value_or(identity::Ruling::kNone),
            .origin = std::move(origin)};
}

/// What is decided apart from `replaced`, and then those.
void check_with_stored(const Pairs& stored, std::vector<identity::Decision> replaced) {
    std::set<std::pair<std::string_view, std::string_view>> again;
    for (const identity::Decision& decision : replaced) {
        if (decision.ruling != identity::Ruling::kNone) {
            again.emplace(decision.name_a, decision.name_b);
        }
    }
    std::vector<identity::Decision> all;
    for (const auto& [key, pair] : stored) {
        if (!again.contains({key.first, key.second})) {
            all.push_back(with_origin(
                pair, fmt::format("the decision of {}", pair.decided_at
                                                            ? core::format_time(*pair.decided_at)
                                                            : std::string("an unknown time"))));
        }
    }
    all.insert(all.end(), replaced.begin(), replaced.end());
    identity::check_decisions(all);
}

/// By author: the repositories committed to, and the degree.
struct Activity {
    std::vector<std::vector<std::uint32_t>> repositories;
    std::vector<std::int64_t> degrees;
};

Activity activity_of(const store::Dataset& data, const Developers& developers) {
    Activity activity{.repositories = std::vector<std::vector<std::uint32_t>>(data.authors.size()),
                      .degrees = std::vector<std::int64_t>(data.authors.size(), 0)};
    const store::Contributions& commits = data.commits_of(core::Kind::kModel);
    for (std::size_t e = 0; e < commits.repo.size(); ++e) {
        for (const std::uint32_t author : data.author_lists[commits.author_list[e]]) {
            auto& repositories = activity.repositories[author];
            // Entries are in the order of the repositories.
            if (!developers.is_nobody(author) &&
                (repositories.empty() || repositories.back() != commits.repo[e])) {
                repositories.push_back(commits.repo[e]);
            }
        }
    }
    const std::vector<Subfield> whole{{.name = "all", .tags = {}}};
    const DeveloperNetwork network =
        std::move(build_networks(data, developers, whole, /*newman_weights=*/false).front());
    for (network::Node node = 0; node < network.author.size(); ++node) {
        activity.degrees[network.author[node]] =
            static_cast<std::int64_t>(network.graph.degree(node));
    }
    return activity;
}

store::NamePair stored_form(const identity::Population& population,
                            const identity::Candidate& candidate) {
    return {.name_a = population.names[candidate.a],
            .name_b = population.names[candidate.b],
            .stage = std::string(identity::stage_name(candidate.stage)),
            .similarity = candidate.similarity,
            .shared_repos = candidate.shared_repos};
}

/// A row of a file as the store keeps it: what the file does not say stays as it was.
store::NamePair updated(const Pairs& stored, const identity::Decision& given, core::Timestamp now) {
    store::NamePair pair{
        .name_a = given.name_a, .name_b = given.name_b, .stage = std::string(kGiven)};
    if (const auto known = stored.find({given.name_a, given.name_b}); known != stored.end()) {
        pair = known->second;
    } else {
        if (identity::parse_stage(given.stage)) {
            pair.stage = given.stage;
        }
        pair.similarity = given.similarity;
        pair.shared_repos = given.shared_repos;
    }
    const std::string_view ruling = identity::ruling_name(given.ruling);
    if (!ruling.empty() && pair.decision != ruling) {
        pair.decision = std::string(ruling);
        pair.decided_at = now;
    }
    return pair;
}

void tally(const identity::Decision& decision, AppliedDecisions& applied) {
    switch (decision.ruling) {
        case identity::Ruling::kAccept:
            ++applied.accepted;
            return;
        case identity::Ruling::kReject:
            ++applied.rejected;
            return;
        case identity::Ruling::kNone:
            ++applied.undecided;
            return;
    }
}

void count_names(const store::Dataset& data, const std::vector<identity::Decision>& decisions,
                 AppliedDecisions& applied) {
    const std::unordered_set<std::string_view> known(data.authors.begin(), data.authors.end());
    std::set<std::string> unknown;
    std::set<std::string_view> met;
    for (const identity::Decision& decision : decisions) {
        for (const std::string& name : {decision.name_a, decision.name_b}) {
            if (const auto found = known.find(name); found != known.end()) {
                met.insert(*found);
            } else {
                unknown.insert(name);
            }
        }
    }
    applied.known = met.size();
    applied.unknown.assign(unknown.begin(), unknown.end());
}

}  // namespace

const core::Schema& candidates_schema() {
    static const core::Schema kSchema{
        .name = "candidates",
        .help = "two names that may be one person's, and what is decided about them",
        .columns = {{"name_a", CellType::kText},
                    {"name_b", CellType::kText},
                    {"stage", CellType::kText},
                    {"similarity", CellType::kInteger},
                    {"shared_repos", CellType::kInteger},
                    {"decision", CellType::kText},
                    {"decided_at", CellType::kText}},
        .headline = true};
    return kSchema;
}

const core::Schema& identity_summary_schema() {
    static const core::Schema kSchema{.name = "summary",
                                      .help = "how far the decisions of a stage have come",
                                      .columns = {{"stage", CellType::kText},
                                                  {"candidates", CellType::kInteger},
                                                  {"accepted", CellType::kInteger},
                                                  {"rejected", CellType::kInteger},
                                                  {"undecided", CellType::kInteger}},
                                      .headline = true};
    return kSchema;
}

std::vector<core::Option> candidate_options(analysis::Settings& settings) {
    return {snapshot_option(settings), bots_option(settings), bots_file_option(settings)};
}

store::DatasetParts candidate_parts() {
    return {.kinds = {core::Kind::kModel}, .commits = true};
}

Result candidate_reading(const store::Dataset& data) {
    Result result;
    report_reading(data, result);
    const ReadShare share = read_share(data, core::Kind::kModel, store::Detail::kCommits);
    if (share.is_nothing()) {
        result.summary.push_back(
            fmt::format("Names: {}.", nothing_read_text(share, "model repositories", "commits")));
    } else if (!share.is_whole()) {
        result.summary.push_back(fmt::format("Names are those of who committed to {}.",
                                             share_text(share, "model repositories", "commits")));
    }
    return result;
}

store::DatasetParts decision_parts() {
    return {.commits = true, .discussions = true};
}

identity::Population committing_names(const store::Dataset& data,
                                      const DeveloperSettings& settings) {
    DeveloperSettings raw = settings;
    raw.raw_identities = true;
    const Activity activity = activity_of(data, resolve_developers(data, raw));
    std::vector<std::uint32_t> authors;
    for (std::uint32_t author = 0; author < data.authors.size(); ++author) {
        if (!activity.repositories[author].empty()) {
            authors.push_back(author);
        }
    }
    std::sort(authors.begin(), authors.end(), [&data](std::uint32_t a, std::uint32_t b) {
        return data.authors[a] < data.authors[b];
    });
    identity::Population population;
    for (const std::uint32_t author : authors) {
        const auto& repositories = activity.repositories[author];
        population.names.emplace_back(data.authors[author]);
        population.degrees.push_back(activity.degrees[author]);
        population.repositories.insert(population.repositories.end(), repositories.begin(),
                                       repositories.end());
        population.offsets.push_back(population.repositories.size());
    }
    return population;
}

core::Table propose_identities(store::Store& store, const store::Dataset& data,
                               const DeveloperSettings& settings, const ProposalOptions& proposal) {
    const identity::Population population = committing_names(data, settings);
    const Pairs stored = stored_pairs(store);
    std::vector<store::NamePair> fresh;
    std::vector<identity::Decision> accepted;
    core::Table table(candidates_schema());
    for (const identity::Candidate& candidate :
         identity::find_candidates(population, proposal.search)) {
        store::NamePair pair = stored_form(population, candidate);
        const auto known = stored.find({pair.name_a, pair.name_b});
        if (known != stored.end()) {
            pair.decision = known->second.decision;
            pair.decided_at = known->second.decided_at;
        }
        const bool accept =
            proposal.accept_same_form && candidate.same_form && pair.decision.empty();
        if (accept) {
            pair.decision = identity::ruling_name(identity::Ruling::kAccept);
            pair.decided_at = proposal.now;
            accepted.push_back(with_origin(pair, "--auto-accept"));
        }
        if (accept || known == stored.end()) {
            fresh.push_back(pair);
        }
        add_pair(pair, table);
    }
    if (!accepted.empty()) {
        check_with_stored(stored, std::move(accepted));
    }
    // Nothing new is nothing to undo.
    if (!fresh.empty()) {
        store::save_decisions(store, fresh);
    }
    return table;
}

AppliedDecisions apply_identities(store::Store& store, const store::Dataset& data,
                                  const std::filesystem::path& file, core::Timestamp now) {
    std::vector<identity::Decision> given = identity::read_decisions(file);
    // Of a pair that stands there twice the row with a decision is stored last.
    std::stable_partition(given.begin(), given.end(), [](const identity::Decision& decision) {
        return decision.ruling == identity::Ruling::kNone;
    });
    const Pairs stored = stored_pairs(store);
    check_with_stored(stored, given);
    AppliedDecisions applied;
    std::vector<store::NamePair> pairs;
    for (const identity::Decision& decision : given) {
        tally(decision, applied);
        pairs.push_back(updated(stored, decision, now));
    }
    count_names(data, given, applied);
    if (!pairs.empty()) {
        applied.forgotten = store::save_decisions(store, pairs);
    }
    return applied;
}

std::size_t decisions_never_applied(store::Store& store, const std::filesystem::path& file) {
    std::vector<identity::Decision> given;
    try {
        if (std::filesystem::is_regular_file(file)) {
            given = identity::read_decisions(file);
        }
    } catch (const core::Error&) {
        return 0;  // whatever it is, nobody's decisions can be read from it
    }
    const Pairs stored = stored_pairs(store);
    return static_cast<std::size_t>(
        std::count_if(given.begin(), given.end(), [&stored](const identity::Decision& decision) {
            const auto known = stored.find({decision.name_a, decision.name_b});
            return decision.ruling != identity::Ruling::kNone &&
                   (known == stored.end() ||
                    known->second.decision != identity::ruling_name(decision.ruling));
        }));
}

core::Table stored_candidates(store::Store& store, PairChoice choice) {
    std::vector<store::NamePair> pairs = store::load_decisions(store);
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const store::NamePair& a, const store::NamePair& b) {
                         return stage_rank(a.stage) < stage_rank(b.stage);
                     });
    core::Table table(candidates_schema());
    for (const store::NamePair& pair : pairs) {
        if (choice == PairChoice::kAll || !pair.decision.empty()) {
            add_pair(pair, table);
        }
    }
    return table;
}

core::Table identity_summary(store::Store& store) {
    struct Counts {
        std::int64_t candidates = 0;
        std::int64_t accepted = 0;
        std::int64_t rejected = 0;
    };
    std::array<Counts, kStages.size()> by_stage{};
    for (const store::NamePair& pair : store::load_decisions(store)) {
        Counts& counts = by_stage.at(std::min(stage_rank(pair.stage), kStages.size() - 1));
        ++counts.candidates;
        counts.accepted += pair.decision == "accept" ? 1 : 0;
        counts.rejected += pair.decision == "reject" ? 1 : 0;
    }
    constexpr std::size_t kAlways = 3;
    core::Table table(identity_summary_schema());
    for (std::size_t i = 0; i < kStages.size(); ++i) {
        const Counts& counts = by_stage.at(i);
        if (i < kAlways || counts.candidates > 0) {
            table.add_row({std::string(kStages.at(i)), counts.candidates, counts.accepted,
                           counts.rejected, counts.candidates - counts.accepted - counts.rejected});
        }
    }
    return table;
}

}  // namespace hubmine::analysis::collaboration
