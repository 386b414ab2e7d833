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

struct Weighted {
    double weight;
    std::string_view text;
};

template <std::size_t Size>
std::string_view pick(const std::array<Weighted, Size>& choices, Random& random) {
    double left = random.uniform();
    for (const Weighted& choice : choices) {
        left -= choice.weight;
        if (left < 0) {
            return choice.text;
        }
    }
    return choices.back().text;
}

// Shares of the study's section 4.1.
constexpr std::array<Weighted, 14> kLicenses{{{0.37, "apache-2.0"},
                                              {0.17, "mit"},
                                              {0.14, "openrail"},
                                              {0.10, "creativeml-openrail-m"},
                                              {0.06, "other"},
                                              {0.03, "cc-by-4.0"},
                                              {0.03, "cc-by-nc-4.0"},
                                              {0.02, "llama2"},
                                              {0.02, "cc-by-sa-4.0"},
                                              {0.02, "afl-3.0"},
                                              {0.015, "gpl-3.0"},
                                              {0.01, "bigscience-bloom-rail-1.0"},
                                              {0.01, "cc-by-nc-sa-4.0"},
                                              {0.005, "wtfpl"}}};

constexpr std::array<Weighted, 12> kTasks{{{0.16, "reinforcement-learning"},
                                           {0.15, "text-generation"},
                                           {0.12, "text-classification"},
                                           {0.09, "text2text-generation"},
                                           {0.08, "text-to-image"},
                                           {0.07, "automatic-speech-recognition"},
                                           {0.06, "token-classification"},
                                           {0.05, "fill-mask"},
                                           {0.05, "image-classification"},
                                           {0.03, "question-answering"},
                                           {0.03, "sentence-similarity"},
                                           {0.11, "feature-extraction"}}};

constexpr std::array<Weighted, 5> kLibraries{{{0.55, "transformers"},
                                              {0.15, "diffusers"},
                                              {0.12, "stable-baselines3"},
                                              {0.10, "peft"},
                                              {0.08, "sentence-transformers"}}};

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

std::int64_t likes_of(Kind kind, Random& random) {
    const double zero = kind == Kind::kModel ? 0.91 : (kind == Kind::kDataset ? 0.88 : 0.78);
    return random.chance(zero) ? 0 : random.pareto(1.05, 1, kind == Kind::kDataset ? 3493 : 9314);
}

std::int64_t downloads_of(Kind kind, Random& random) {
    if (random.chance(kind == Kind::kModel ? 0.71 : 0.70)) {
        return 0;
    }
    return random.chance(0.04)
               ? random.pareto(0.6, 100, kind == Kind::kModel ? 65729394 : 9651261)
               : static_cast<std::int64_t>(std::exp(1.6 + 1.3 * random.normal())) + 1;
}

std::int64_t commits_of(Kind kind, Random& random) {
    if (random.chance(0.02)) {
        return 0;
    }
    if (kind == Kind::kDataset && random.chance(0.02)) {
        return random.pareto(1.02, 200, 314813);
    }
    if (kind == Kind::kModel && random.chance(0.003)) {
        return random.pareto(1.15, 120, 75653);
    }
    const double spread = kind == Kind::kSpace ? 1.1 : 0.75;
    return 1 + static_cast<std::int64_t>(std::exp(1.0 + spread * random.normal()));
}

std::int64_t discussions_of(Kind kind, Random& random) {
    const double zero = kind == Kind::kModel ? 0.84 : (kind == Kind::kDataset ? 0.91 : 0.96);
    if (random.chance(zero)) {
        return 0;
    }
    return random.pareto(1.5, 1, kind == Kind::kModel ? 3006 : 79256);
}

void add_tags(hub::RepoRecord& record, Random& random, bool models) {
    std::vector<std::string> tags;
    if (models) {
        record.library_name = std::string(pick(kLibraries, random));
        record.pipeline_tag = std::string(pick(kTasks, random));
        tags = {*record.library_name, "pytorch", *record.pipeline_tag};
    }
    if (random.chance(0.4)) {
        tags.push_back(fmt::format("language:{}", random.chance(0.7) ? "en" : "fr"));
    }
    if (random.chance(models ? 0.3533 : 0.29)) {
        tags.push_back(fmt::format("license:{}", pick(kLicenses, random)));
    }
    tags.emplace_back("region:us");
    record.tags = std::move(tags);
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
    : size_(size), team_of_model_(static_cast<std::size_t>(size.models), -1) {
    connected_ =
        static_cast<std::uint32_t>(std::max<std::int64_t>(4, size.developers * 104 / 1000));
    make_teams();
}

// The next developer without a team, or any once all have one.
std::uint32_t SyntheticHub::fresh_developer(Random& random) {
    return handed_out_ < connected_ ? handed_out_++
                                    : static_cast<std::uint32_t>(random.below(connected_));
}

void SyntheticHub::make_teams() {
    Random random({size_.seed, kTeam});
    const auto share = [&](double part) {
        return static_cast<std::uint32_t>(part * static_cast<double>(connected_));
    };
    // A few hubs: one works with a seventh of all, the next with half as many, and so on.
    constexpr std::uint32_t kHubs = 30;
    const std::uint32_t hubs = std::min(kHubs, connected_ / 4);
    handed_out_ = hubs;
    for (std::uint32_t rank = 0; rank < hubs; ++rank) {
        for (std::uint32_t i = share(0.143) / (rank + 1); i > 0; --i) {
            const auto other = random.chance(0.55)
                                   ? fresh_developer(random)
                                   : static_cast<std::uint32_t>(random.below(connected_));
            if (other != rank) {
                teams_.push_back({rank, other});
            }
        }
    }
    // One project of fourteen who all work on everything, and many small teams.
    People project;
    for (std::uint32_t i = 0; i < std::min(14U, connected_); ++i) {
        project.push_back(i);
    }
    teams_.push_back(project);
    for (std::uint32_t i = share(0.055); i > 0; --i) {
        People team;
        for (std::uint64_t j = 3 + random.rank(4, 1.5); j > 0; --j) {
            team.push_back(static_cast<std::uint32_t>(random.below(connected_)));
        }
        std::sort(team.begin(), team.end());
        team.erase(std::unique(team.begin(), team.end()), team.end());
        teams_.push_back(team);
    }
    while (handed_out_ + 1 < connected_) {
        const std::uint32_t one = fresh_developer(random);
        teams_.push_back({one, fresh_developer(random)});
    }
    if (team_of_model_.empty()) {
        return;
    }
    for (std::size_t team = 0; team < teams_.size(); ++team) {
        // Most teams share more than one model.
        for (std::uint64_t i = 1 + random.rank(40, 1.7); i > 0; --i) {
            team_of_model_[random.below(team_of_model_.size())] = static_cast<std::int32_t>(team);
        }
    }
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
    return random.chance(0.3) ? static_cast<std::uint64_t>(index) % developers
                              : random.rank(developers, 0.6);
}

std::string SyntheticHub::repository_id(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, leader(kind, index).value_or(index), kName);
    std::string name = developer_name(owner(kind, index));
    std::replace(name.begin(), name.end(), ' ', '-');
    return fmt::format("{}/{}-{}-{}", name, kSyllables.at(random.below(kSyllables.size())),
                       kSyllables.at(random.below(kSyllables.size())), suffix(kind, index));
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
    record.likes = likes_of(kind, random);
    add_tags(record, random, kind == Kind::kModel);
    if (kind == Kind::kSpace) {
        record.sdk = random.chance(0.7) ? "gradio" : "streamlit";
        record.models = used_models(index);
        record.datasets = std::vector<std::string>();
    } else {
        record.downloads = downloads_of(kind, random);
        record.downloads_all_time = *record.downloads * 7;
    }
    describe(record, index);
    return record;
}

std::vector<std::string> SyntheticHub::used_models(std::int64_t space) const {
    Random random = random_of(Kind::kSpace, space, kUse);
    std::vector<std::string> models;
    if (!random.chance(0.4) || size_.models == 0) {
        return models;
    }
    // Few spaces try very many models; they make most of the pairs of co-usage.
    const std::int64_t count =
        random.chance(0.003) ? random.pareto(2, 60, 200) : random.pareto(1.9, 1, 40);
    const auto candidates = static_cast<std::uint64_t>(std::max<std::int64_t>(1, size_.models / 8));
    for (std::int64_t i = 0; i < count; ++i) {
        models.push_back(
            repository_id(Kind::kModel, static_cast<std::int64_t>(random.rank(candidates, 0.72))));
    }
    std::sort(models.begin(), models.end());
    models.erase(std::unique(models.begin(), models.end()), models.end());
    return models;
}

SyntheticHub::People SyntheticHub::committers(Kind kind, std::int64_t index, Random& random) const {
    People people{static_cast<std::uint32_t>(owner(kind, index))};
    if (kind == Kind::kModel) {
        const std::int32_t team = team_of_model_[static_cast<std::size_t>(index)];
        return team < 0 ? people : teams_[static_cast<std::size_t>(team)];
    }
    if (random.chance(0.12)) {
        for (std::int64_t more = random.pareto(1.6, 1, kind == Kind::kSpace ? 281 : 99); more > 0;
             --more) {
            people.push_back(static_cast<std::uint32_t>(
                random.below(static_cast<std::uint64_t>(size_.developers))));
        }
    }
    return people;
}

std::vector<hub::CommitRecord> SyntheticHub::commits(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kHistory);
    const People people = committers(kind, index, random);
    std::int64_t count = std::min(size_.longest_history, commits_of(kind, random));
    if (people.size() > 1) {
        count = std::max(count, static_cast<std::int64_t>(people.size()) + 1);
    }
    std::vector<std::string> names;
    std::transform(people.begin(), people.end(), std::back_inserter(names),
                   [&](std::uint32_t developer) { return developer_name(developer); });
    // One in six of a team only ever stands behind another author.
    const std::size_t silent = names.size() > 1 && random.chance(1.0 / 6) ? names.size() - 1 : 0;
    std::vector<hub::CommitRecord> history(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < history.size(); ++i) {
        hub::CommitRecord& commit = history[i];
        commit.sha = hex(random, 40);
        commit.title = kTitles.at(random.below(kTitles.size()));
        commit.committed_at =
            moment(1 - static_cast<double>(i + 1) / static_cast<double>(count + 1));
        const std::size_t first = i < names.size() ? i : random.below(names.size());
        if (silent != 0 && first == silent) {
            commit.authors = {names[0], names[silent]};
        } else {
            commit.authors = {names[first]};
        }
    }
    return history;
}

std::vector<hub::DiscussionRecord> SyntheticHub::discussions(Kind kind, std::int64_t index) const {
    Random random = random_of(kind, index, kTalk);
    std::vector<hub::DiscussionRecord> list(static_cast<std::size_t>(discussions_of(kind, random)));
    for (std::size_t i = 0; i < list.size(); ++i) {
        hub::DiscussionRecord& discussion = list[i];
        discussion.num = static_cast<std::int64_t>(list.size() - i);
        if (!random.chance(0.01)) {
            discussion.author =
                random.chance(0.2)
                    ? std::string("librarian-bot")
                    : developer_name(random.below(static_cast<std::uint64_t>(size_.developers)));
        }
        discussion.title = kTitles.at(random.below(kTitles.size()));
        discussion.is_pull_request = random.chance(0.5);
        discussion.status = random.chance(0.5) ? "open" : "closed";
        discussion.created_at = moment(random.uniform());
    }
    return list;
}

}  // namespace hubmine::bench
