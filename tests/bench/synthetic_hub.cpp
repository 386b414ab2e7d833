#include "synthetic_hub.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace hubmine::bench {

namespace {

using core::Kind;

// 2021-06-01 and the end of the study's data, 2023-10-01.
constexpr std::int64_t kFirstDay = 1622505600000;
constexpr std::int64_t kLastDay = 1696118400000;

core::Timestamp moment(double share) {
    const auto offset =
        static_cast<std::int64_t>(share * static_cast<double>(kLastDay - kFirstDay));
    return core::Timestamp(std::chrono::milliseconds(kFirstDay + offset));
}

std::string hex(Random& random, std::size_t digits) {
    std::string text;
    while (text.size() < digits) {
        text += fmt::format("{:016x}", random.next());
    }
    text.resize(digits);
    return text;
}

constexpr std::array<std::string_view, 8> kTitles{"initial commit",
                                                  "Upload README.md with huggingface_hub",
                                                  "Training in progress, step 500",
                                                  "Update README.md",
                                                  "End of training",
                                                  "Upload tokenizer",
                                                  "add tokenizer files",
                                                  "Update config.json"};

constexpr std::array<std::string_view, 20> kSyllables{"ma",  "ri",  "to",  "ka", "ne", "lo", "shi",
                                                      "dra", "vel", "on",  "ku", "za", "pe", "ti",
                                                      "gor", "al",  "bex", "um", "fo", "ley"};

/// In another order than that of the indices.
double shuffled_share(std::int64_t index, std::int64_t of) {
    // A prime that divides none of the numbers, so that every place is taken once.
    constexpr std::int64_t kPrime = 2654435761;
    return (static_cast<double>(index * kPrime % of) + 0.5) / static_cast<double>(of);
}

}  // namespace

std::int64_t HubSize::of(Kind kind) const {
    switch (kind) {
        case Kind::kModel:
            return models;
        case Kind::kDataset:
            return datasets;
        case Kind::kSpace:
            return spaces;
    }
    return 0;
}

HubSize HubSize::scaled(double factor) const {
    const auto times = [&](std::int64_t value) {
        return static_cast<std::int64_t>(std::llround(static_cast<double>(value) * factor));
    };
    return {times(models), times(datasets), times(spaces), times(developers),
            seed,          longest_history};
}

SyntheticHub::SyntheticHub(const HubSize& size)
    : size_(size),
      adoption_(size.models, size.seed),
      team_of_model_(static_cast<std::size_t>(size.models), -1) {
    constexpr double kConnected = 10524.0 / 101144;
    const auto connected = kConnected * static_cast<double>(size.developers);
    teams_ = make_teams(static_cast<std::uint32_t>(connected), size.seed);
    give_models_to_teams();
}

void SyntheticHub::give_models_to_teams() {
    for (std::int64_t model = 0; model < size_.models; ++model) {
        const NamedModel* const named = adoption_.named(model);
        if (named != nullptr && named->team) {
            team_of_model_.at(static_cast<std::size_t>(model)) =
                static_cast<std::int32_t>(*named->team);
        }
    }
    Random random({size_.seed, kTeam});
    std::size_t free = 0;
    for (std::size_t model = 0; model < team_of_model_.size(); ++model) {
        free += may_have_team(model) ? 1U : 0U;
    }
    free /= 2;
    for (std::size_t team = kNamedTeams; team < teams_.size(); ++team) {
        // Most teams share more than one model.
        std::uint64_t models = teams_[team].is_one_model ? 1 : 1 + random.rank(20, 1.7);
        for (; models > 0 && free > 0; --models, --free) {
            std::size_t model = random.below(team_of_model_.size());
            while (!may_have_team(model)) {
                model = random.below(team_of_model_.size());
            }
            team_of_model_[model] = static_cast<std::int32_t>(team);
        }
    }
}

bool SyntheticHub::may_have_team(std::size_t model) const {
    const auto index = static_cast<std::int64_t>(model);
    return team_of_model_[model] < 0 && adoption_.named(index) == nullptr &&
           adoption_.placed(index) == nullptr;
}

const Team* SyntheticHub::team(Kind kind, std::int64_t index) const {
    const std::int32_t team =
        kind == Kind::kModel ? team_of_model_[static_cast<std::size_t>(index)] : -1;
    return team < 0 ? nullptr : &teams_[static_cast<std::size_t>(team)];
}

License SyntheticHub::license(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kLicense);
    return kind == Kind::kModel
               ? draw_model_license(adoption_.is_used(index), team(kind, index) != nullptr, random)
               : draw_license(kind, random);
}

Activity SyntheticHub::activity(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kActivity);
    const std::int64_t all = size_.of(kind);
    const double standing = kind == Kind::kModel
                                ? (static_cast<double>(index) + 0.5) / static_cast<double>(all)
                                : shuffled_share(index, all);
    Activity drawn = draw_activity(kind, standing, license(kind, index).license_class, random);
    const NamedModel* const named = kind == Kind::kModel ? adoption_.named(index) : nullptr;
    if (named != nullptr) {
        drawn.likes = named->likes < 0 ? drawn.likes : named->likes;
        drawn.downloads = named->downloads < 0 ? drawn.downloads : named->downloads;
    }
    return drawn;
}

Random SyntheticHub::random_of(Kind kind, std::int64_t index, std::uint64_t what) const {
    return Random({size_.seed, static_cast<std::uint64_t>(kind) + 1,
                   static_cast<std::uint64_t>(index), what});
}

std::string SyntheticHub::developer_name(std::uint64_t developer) const {
    Random random({size_.seed, developer, kName});
    std::string name;
    for (std::uint64_t i = 2 + random.below(2); i > 0; --i) {
        name += kSyllables.at(random.below(kSyllables.size()));
    }
    // One in fifty signs commits with a real name.
    if (developer % 50 == 49) {
        return fmt::format("{} {}{}", name, kSyllables.at(developer % kSyllables.size()),
                           developer);
    }
    return fmt::format("{}{}{}", name, random.chance(0.3) ? "-" : "", developer);
}

std::uint64_t SyntheticHub::owner(Kind kind, std::int64_t index) const {
    index = leader(kind, index).value_or(index);
    Random random = random_of(kind, index, kOwner);
    const auto developers = static_cast<std::uint64_t>(size_.developers);
    return random.chance(0.6) ? static_cast<std::uint64_t>(index) % developers
                              : random.rank(developers, 0.6);
}

std::string SyntheticHub::owner_name(Kind kind, std::int64_t index) const {
    const Placed* const placed = kind == Kind::kModel ? adoption_.placed(index) : nullptr;
    if (placed != nullptr && !placed->owner.empty()) {
        return std::string(placed->owner);
    }
    std::string name = developer_name(owner(kind, index));
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

std::string SyntheticHub::repository_id(Kind kind, std::int64_t index) const {
    const NamedModel* const named = kind == Kind::kModel ? adoption_.named(index) : nullptr;
    if (named != nullptr) {
        return std::string(named->id);
    }
    Random random = random_of(kind, leader(kind, index).value_or(index), kName);
    return fmt::format("{}/{}-{}-{}", owner_name(kind, index),
                       kSyllables.at(random.below(kSyllables.size())),
                       kSyllables.at(random.below(kSyllables.size())), suffix(kind, index));
}

void SyntheticHub::add_tags(hub::RepoRecord& record, std::int64_t index, Random& random) const {
    std::vector<std::string> tags;
    if (record.kind == Kind::kModel) {
        const Team* const workers = team(record.kind, index);
        const std::optional<Field> field =
            workers == nullptr ? adoption_.field(index) : std::optional(workers->field);
        record.library_name = std::string(draw_library(random));
        record.pipeline_tag = std::string(draw_task(field, random));
        tags = {*record.library_name, "pytorch", *record.pipeline_tag};
    }
    if (random.chance(0.4)) {
        tags.push_back(fmt::format("language:{}", random.chance(0.7) ? "en" : "fr"));
    }
    if (const License given = license(record.kind, index); !given.name.empty()) {
        tags.push_back(fmt::format("license:{}", given.name));
    }
    tags.emplace_back("region:us");
    record.tags = std::move(tags);
}

hub::RepoRecord SyntheticHub::repository(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kRow);
    hub::RepoRecord record{.kind = kind,
                           .hub_id = fmt::format("{:x}{:023x}", static_cast<int>(kind) + 1, index),
                           .id = repository_id(kind, index)};
    const double born = random.uniform();
    record.created_at = moment(born);
    record.last_modified = moment(born + (1 - born) * random.uniform());
    record.sha = hex(random, 40);
    record.is_private = false;
    record.gated = "false";
    record.disabled = false;
    const Activity happens = activity(kind, index);
    record.likes = happens.likes;
    add_tags(record, index, random);
    if (kind == Kind::kSpace) {
        record.sdk = random.chance(0.7) ? "gradio" : "streamlit";
        record.models = used_models(index);
        record.datasets = std::vector<std::string>();
    } else {
        record.downloads = happens.downloads;
        record.downloads_all_time = *record.downloads * 7;
    }
    describe(record, index);
    return record;
}

std::vector<std::string> SyntheticHub::used_models(std::int64_t space) const {
    Random random = random_of(Kind::kSpace, space, kUse);
    std::vector<std::string> models;
    for (const std::int64_t model : adoption_.used_by(space, random)) {
        models.push_back(repository_id(Kind::kModel, model));
    }
    std::sort(models.begin(), models.end());
    return models;
}

std::vector<std::string> SyntheticHub::committers(Kind kind, std::int64_t index) const {
    std::vector<std::string> names;
    if (const Team* const workers = team(kind, index)) {
        std::transform(workers->people.begin(), workers->people.end(), std::back_inserter(names),
                       [&](std::uint32_t person) { return developer_name(person); });
        return names;
    }
    names.push_back(developer_name(owner(kind, index)));
    if (kind == Kind::kModel) {
        return names;
    }
    // Tables 3 and 4: 1.13 and 1.27 committers on average, 1 in the third quartile.
    const bool is_space = kind == Kind::kSpace;
    Random random = random_of(kind, index, kTeam);
    if (random.chance(is_space ? 0.235 : 0.09)) {
        for (std::int64_t more = random.pareto(is_space ? 2.6 : 2.2, 1, is_space ? 281 : 99);
             more > 0; --more) {
            names.push_back(anybody(random));
        }
    }
    return names;
}

std::string SyntheticHub::anybody(Random& random) const {
    return developer_name(random.below(static_cast<std::uint64_t>(size_.developers)));
}

std::vector<hub::CommitRecord> SyntheticHub::commits(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kHistory);
    const Team* const workers = team(kind, index);
    const std::vector<std::string> names = committers(kind, index);
    const auto people = static_cast<std::int64_t>(names.size());
    std::int64_t count = std::min(size_.longest_history, activity(kind, index).commits);
    if (workers != nullptr && workers->eager > 0) {
        count = people + workers->eager;
    } else if (people > 1) {
        count = std::max(count, people + 1);
    }
    const std::size_t sources = names.size() - (workers == nullptr ? 0 : workers->silent);
    std::vector<hub::CommitRecord> history(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < history.size(); ++i) {
        hub::CommitRecord& commit = history[i];
        commit.sha = hex(random, 40);
        commit.title = kTitles.at(random.below(kTitles.size()));
        commit.committed_at =
            moment(1 - static_cast<double>(i + 1) / static_cast<double>(count + 1));
        if (i < sources) {
            commit.authors = {names[i]};
        } else if (i < names.size()) {
            commit.authors = {names[0], names[i]};
        } else {
            const bool is_eager = workers != nullptr && workers->eager > 0;
            commit.authors = {names[is_eager ? 0 : random.below(sources)]};
        }
    }
    return history;
}

std::vector<std::string> SyntheticHub::starters(Kind kind, std::int64_t index,
                                                Random& random) const {
    // More of them come from elsewhere where more people come by.
    constexpr std::array<double, 3> kFromInside{0.75, 0.6, 0.4};
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < activity(kind, index).starters; ++i) {
        const bool is_inside =
            i == 0 && random.chance(kFromInside.at(static_cast<std::size_t>(kind)));
        names.push_back(is_inside            ? committers(kind, index).front()
                        : random.chance(0.1) ? std::string("librarian-bot")
                                             : anybody(random));
    }
    return names;
}

std::vector<hub::DiscussionRecord> SyntheticHub::discussions(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kTalk);
    const std::vector<std::string> names = starters(kind, index, random);
    std::vector<hub::DiscussionRecord> list(
        static_cast<std::size_t>(activity(kind, index).discussions));
    for (std::size_t i = 0; i < list.size(); ++i) {
        hub::DiscussionRecord& discussion = list[i];
        discussion.num = static_cast<std::int64_t>(list.size() - i);
        if (!random.chance(0.01)) {
            discussion.author = names[i < names.size() ? i : random.below(names.size())];
        }
        discussion.title = kTitles.at(random.below(kTitles.size()));
        discussion.is_pull_request = random.chance(0.5);
        discussion.status = random.chance(0.5) ? "open" : "closed";
        discussion.created_at = moment(random.uniform());
    }
    return list;
}

}  // namespace hubmine::bench
