#include "hubmine/core/time.hpp"

#include "demohub/census.hpp"
#include "demohub/json_text.hpp"
#include "demohub/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

/// Commits, discussions and usage; census.cpp has identity and dates.
namespace hubmine::demohub {
namespace {

enum Purpose : std::uint64_t {
    kCommits = 20,
    kTail,
    kTogether,
    kSpan,
    kCommit,
    kRobot,
    kDiscussions,
    kDiscussion,
    kUsage,
    kCopy,
    kData
};

std::string iso(std::int64_t ms) {
    return core::format_time(core::Timestamp(std::chrono::milliseconds(ms)));
}

std::string person(std::string_view user, bool has_account) {
    return has_account ? fmt::format(R"({{"user":{},"avatar":"/avatars/{}.svg"}})",
                                     json_string(user), hex_digits(hash_text(user), 32))
                       : fmt::format(R"({{"user":{}}})", json_string(user));
}

/// A rank with P(rank < r) = (r/size)^(1/3): a few are chosen very often.
std::size_t famous_rank(std::size_t size, double u) {
    return std::min(size - 1, static_cast<std::size_t>(static_cast<double>(size) * u * u * u));
}

}  // namespace

std::vector<std::size_t> Census::committers(core::Kind kind, std::size_t index) const {
    const Ownership who = ownership(kind, index);
    std::vector<std::size_t> all{who.developer};
    const std::uint64_t dice = hash(kind, index, kTogether);
    constexpr double kAlone = 0.48;
    constexpr double kGuest = 0.12;
    constexpr double kMore = 0.45;
    if (!who.team || unit(dice) < kAlone) {
        return all;
    }
    const Team& team = *who.team;
    std::size_t member = who.developer - team.first;
    do {
        member = (member + 1) % team.size;
        all.push_back(team.first + member);
    } while (all.size() < team.size && unit(scatter(dice + all.size())) < kMore);
    if (unit(scatter(dice + 100)) < kGuest) {
        const auto& teams = people_.teams();
        const Team& other = teams[scatter(dice + 101) % teams.size()];
        const std::size_t guest = other.first + scatter(dice + 102) % other.size;
        if (std::find(all.begin(), all.end(), guest) == all.end()) {
            all.push_back(guest);
        }
    }
    return all;
}

History Census::history(core::Kind kind, std::size_t index) const {
    // ln 3 and ln 4 are the study's medians; its quartiles 2 and 5 give sigma.
    const double middle = kind == core::Kind::kDataset ? 1.35 : 1.1;
    constexpr double kSigma = 0.78;
    constexpr double kMost = 75653;
    constexpr double kTailStart = 2.05;
    const double z = mixed(fame(kind, index), 0.45, hash(kind, index, kCommits));
    double count = std::exp(middle + kSigma * z);
    if (z > kTailStart) {
        count *= std::pow(chance(kind, index, kTail) + 1e-9, -0.8);
    }
    History made;
    made.committers = committers(kind, index);
    const auto least = static_cast<double>(made.committers.size());
    made.count = static_cast<std::size_t>(std::clamp(std::round(count), least, kMost));
    made.born_ms = born_ms(kind, index);
    const double luck = chance(kind, index, kSpan);
    made.span_ms = static_cast<double>(now_ms_ - made.born_ms) * luck * luck * luck * luck;
    made.dice = hash(kind, index, kCommit);
    constexpr double kSystem = 0.015;
    constexpr double kConverter = 0.02;
    const double robot = chance(kind, index, kRobot);
    if (robot < kSystem && made.count > 1) {
        made.robot = "system";
    } else if (robot < kConverter && made.count > 2) {
        made.robot = kind == core::Kind::kDataset ? "parquet-converter" : "SFconvertbot";
    }
    return made;
}

std::string Census::commit_id(const History& history, std::size_t position) {
    return hex_digits(hash_of({history.dice, history.count - 1 - position}), 40);
}

std::int64_t Census::commit_ms(const History& history, std::size_t position) {
    const auto age = static_cast<double>(history.count - 1 - position);
    const double jitter = unit(hash_of({history.dice, position, 1}));
    const double passed = history.span_ms * (age + jitter) / static_cast<double>(history.count);
    return history.born_ms + static_cast<std::int64_t>(passed / 1000) * 1000;
}

std::string Census::people_of_commit(const History& history, std::size_t position) const {
    const std::size_t age = history.count - 1 - position;
    const std::uint64_t dice = hash_of({history.dice, age, 2});
    if (age == 0 && history.robot == "system") {
        return person("system", true);
    }
    const auto& all = history.committers;
    // Everybody has at least one commit, the first of them most.
    const std::size_t which = age < all.size()   ? age
                              : unit(dice) < 0.6 ? 0
                                                 : scatter(dice) % all.size();
    const bool by_real_name =
        people_.commits_by_real_name(all[which]) && unit(scatter(dice + 1)) < 0.3;
    std::string people =
        person(by_real_name ? people_.real_name(all[which]) : people_.user_name(all[which]),
               !by_real_name);
    if (position == 0 && !history.robot.empty() && history.robot != "system") {
        return fmt::format("{},{}", person(history.robot, true), people);
    }
    if (all.size() > 1 && unit(scatter(dice + 2)) < 0.05) {
        people.append(",").append(person(people_.user_name(all[(which + 1) % all.size()]), true));
    }
    return people;
}

std::string Census::commit(const History& history, std::size_t position) const {
    const std::size_t age = history.count - 1 - position;
    const std::string_view title =
        age == 0 ? "initial commit" : pick_commit_title(unit(hash_of({history.dice, age, 3})));
    return fmt::format(R"({{"id":"{}","title":{},"message":"","authors":[{}],"date":"{}"}})",
                       commit_id(history, position), json_string(title),
                       people_of_commit(history, position), iso(commit_ms(history, position)));
}

std::optional<std::string> Census::starter(core::Kind kind, std::size_t index, std::uint64_t dice,
                                           bool pull_request) const {
    constexpr double kDeleted = 0.03;
    constexpr double kRobots = 0.25;
    if (unit(dice) < kDeleted) {
        return std::nullopt;
    }
    if (pull_request && unit(scatter(dice + 1)) < kRobots) {
        return dice % 2 == 0 ? "librarian-bot" : "SFconvertbot";
    }
    const double where = unit(scatter(dice + 2));
    if (unit(scatter(dice + 3)) < 0.2) {
        return people_.user_name(ownership(kind, index).developer);
    }
    return people_.user_name(
        static_cast<std::size_t>(where * where * 0.999 * static_cast<double>(people_.size())));
}

std::string Census::discussion(core::Kind kind, std::size_t index, std::size_t k,
                               std::size_t count) const {
    const std::uint64_t dice = hash_of({hash(kind, index, kDiscussion), k});
    const bool pull_request = unit(scatter(dice + 10)) < 0.45;
    const auto who = starter(kind, index, dice, pull_request);
    std::string author;
    if (who) {
        author = fmt::format(R"("author":{{"name":{},"type":"user"}},)", json_string(*who));
    } else if (dice % 2 == 0) {
        author = R"("author":null,)";
    }
    const double fate = unit(scatter(dice + 11));
    const std::string_view status = fate < 0.45                    ? "open"
                                    : pull_request && fate < 0.8   ? "merged"
                                    : pull_request && fate > 0.985 ? "draft"
                                                                   : "closed";
    const std::int64_t born = created_ms(kind, index);
    const double when =
        (static_cast<double>(k) + unit(scatter(dice + 12))) / static_cast<double>(count);
    const auto seconds =
        static_cast<std::int64_t>(static_cast<double>(now_ms_ - born) / 1000 * when);
    constexpr std::size_t kDeletedEvery = 13;  // numbers have gaps
    return fmt::format(
        R"({{"num":{},{}"title":{},"status":"{}","createdAt":"{}","isPullRequest":{}}})",
        k + 1 + (k + 1) / kDeletedEvery, author,
        json_string(pick_discussion_title(unit(scatter(dice + 13)))), status,
        iso(born + seconds * 1000), pull_request);
}

std::vector<std::string> Census::discussions(core::Kind kind, std::size_t index) const {
    constexpr std::array<double, 3> kShares{0.16, 0.09, 0.04};
    constexpr std::int64_t kMost = 3006;
    const double z = mixed(fame(kind, index), 0.75, hash(kind, index, kDiscussions));
    const auto count = static_cast<std::size_t>(
        pareto_count(z, kShares.at(static_cast<std::size_t>(kind)), 1.6, kMost));
    std::vector<std::string> all;
    all.reserve(count);
    for (std::size_t k = count; k-- > 0;) {
        all.push_back(discussion(kind, index, k, count));
    }
    return all;
}

std::optional<std::size_t> Census::duplicated_from(std::size_t space) const {
    constexpr double kShare = 0.08;
    const std::uint64_t dice = hash(core::Kind::kSpace, space, kCopy);
    if (unit(dice) >= kShare || space == 0) {
        return std::nullopt;
    }
    const std::size_t original =
        of_rank(core::Kind::kSpace, famous_rank(count(core::Kind::kSpace), unit(scatter(dice))));
    return original < space ? std::optional(original) : std::nullopt;
}

std::vector<std::size_t> Census::model_numbers_of(std::size_t space) const {
    constexpr double kUsesNone = 0.45;
    constexpr double kMore = 0.42;
    constexpr std::size_t kMost = 12;
    const std::size_t original = duplicated_from(space).value_or(space);
    const std::uint64_t dice = hash(core::Kind::kSpace, original, kUsage);
    const std::size_t models = count(core::Kind::kModel);
    std::vector<std::size_t> used;
    if (models == 0 || unit(dice) < kUsesNone) {
        return used;
    }
    std::size_t rank = famous_rank(models, unit(scatter(dice)));
    for (std::size_t k = 1; k <= kMost; ++k) {
        const std::size_t model = of_rank(core::Kind::kModel, rank);
        if (std::find(used.begin(), used.end(), model) == used.end()) {
            used.push_back(model);
        }
        if (unit(scatter(dice + 10 * k)) >= kMore) {
            break;
        }
        // Models of neighbouring fame go together, so co-usage has communities.
        rank = unit(scatter(dice + 10 * k + 1)) < 0.5
                   ? (rank + 1 + scatter(dice + 10 * k + 2) % 3) % models
                   : famous_rank(models, unit(scatter(dice + 10 * k + 3)));
    }
    return used;
}

std::vector<std::string> Census::models_of(std::size_t space) const {
    std::vector<std::string> ids;
    for (const std::size_t model : model_numbers_of(space)) {
        const auto former = former_name(core::Kind::kModel, model);
        const bool outdated = hash(core::Kind::kSpace, space, kUsage + model) % 2 == 0;
        ids.push_back(former && outdated ? *former : name(core::Kind::kModel, model));
    }
    constexpr double kDangling = 0.01;
    if (!ids.empty() && chance(core::Kind::kSpace, space, kData) < kDangling) {
        ids.push_back(fmt::format("nobody/lost-model-{}", space % 7));
    }
    return ids;
}

std::vector<std::string> Census::datasets_of(std::size_t space) const {
    constexpr double kShare = 0.12;
    const std::size_t original = duplicated_from(space).value_or(space);
    const std::uint64_t dice = hash(core::Kind::kSpace, original, kData);
    const std::size_t datasets = count(core::Kind::kDataset);
    if (datasets == 0 || unit(scatter(dice)) >= kShare) {
        return {};
    }
    const std::size_t rank = famous_rank(datasets, unit(scatter(dice + 1)));
    return {name(core::Kind::kDataset, of_rank(core::Kind::kDataset, rank))};
}

}  // namespace hubmine::demohub
