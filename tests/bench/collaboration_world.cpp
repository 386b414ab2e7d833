#include "collaboration_world.hpp"

#include "random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::bench {

namespace {

constexpr double kBothWays = 0.62;
constexpr double kCrowdExponent = 0.3;

std::int64_t commits(Random& random) {
    return random.pareto(1.2, 1, 1000);
}

/// Fills the arrays that RQ2 reads, repository by repository.
class Writer {
  public:
    explicit Writer(store::Dataset& data) : data_(data) {}

    /// Each author alone is list number `author`.
    void add_developers(std::int64_t developers) {
        for (std::int64_t d = 0; d < developers; ++d) {
            data_.authors.push_back(fmt::format("developer-{:07}", (d * 7919) % developers));
            data_.author_lists.values.push_back(static_cast<std::uint32_t>(d));
            data_.author_lists.offsets.push_back(data_.author_lists.values.size());
        }
    }

    void add_model(Random& random) {
        constexpr std::array<double, 3> kShares{0.02, 0.4, 0.12};
        store::Repos& models = data_.repos[0];
        const auto number = static_cast<std::int64_t>(models.size());
        ++models.count;
        models.id.push_back(fmt::format("developer-{:07}/model-{}", number % 100'000, number));
        for (std::uint32_t tag = 0; tag < kShares.size(); ++tag) {
            if (random.chance(kShares.at(tag))) {
                models.tags.values.push_back(tag);
            }
        }
        models.tags.offsets.push_back(models.tags.values.size());
        data_.contributions[0].known.push_back(1);
    }

    /// To the latest model.
    void add_commits(std::uint32_t author_list, std::int64_t commits) {
        store::Contributions& contributions = data_.contributions[0];
        contributions.repo.push_back(static_cast<std::uint32_t>(data_.repos[0].size() - 1));
        contributions.author_list.push_back(author_list);
        contributions.commits.push_back(commits);
    }

    /// A list of two: the second is named as co-author.
    std::uint32_t pair_list(std::uint32_t first, std::uint32_t second) {
        data_.author_lists.values.push_back(first);
        data_.author_lists.values.push_back(second);
        data_.author_lists.offsets.push_back(data_.author_lists.values.size());
        return static_cast<std::uint32_t>(data_.author_lists.size() - 1);
    }

  private:
    store::Dataset& data_;
};

std::string invented_name(Random& random) {
    constexpr std::array<std::string_view, 40> kSyllables{
        "ka",  "lo",  "mi",   "ren",  "tu",  "sha",  "vi",  "dor", "ne",    "fi",
        "sam", "jo",  "li",   "wang", "zh",  "chen", "an",  "der", "son",   "al",
        "ex",  "mar", "tin",  "da",   "vid", "tho",  "mas", "pe",  "chris", "ni",
        "co",  "le",  "garc", "ia",   "bel", "ur",   "os",  "hep", "qui",   "yo"};
    std::string name;
    for (std::uint64_t left = 2 + random.below(3); left > 0; --left) {
        name += kSyllables.at(random.below(kSyllables.size()));
    }
    if (random.chance(0.5)) {
        name += fmt::format("{}", random.below(1000));
    }
    if (random.chance(0.2)) {
        name.insert(1 + random.below(name.size() - 1), random.chance(0.1) ? " " : "-");
    }
    return name;
}

}  // namespace

store::Dataset collaboration_world(const CollaborationSize& size) {
    store::Dataset data;
    data.tags = {"object-detection", "text-generation", "text-to-image"};
    Writer writer(data);
    writer.add_developers(size.developers);
    Random random({size.seed, 20});
    for (std::int64_t newcomer = 1; newcomer < size.connected; ++newcomer) {
        const auto later = static_cast<std::uint32_t>(newcomer);
        const auto earlier = static_cast<std::uint32_t>(
            random.rank(static_cast<std::uint64_t>(newcomer), size.hub_exponent));
        writer.add_model(random);
        if (random.chance(kBothWays)) {
            writer.add_commits(earlier, commits(random));
            writer.add_commits(later, commits(random));
        } else {
            writer.add_commits(writer.pair_list(later, earlier), commits(random));
        }
    }
    for (std::int64_t crowd = 0; crowd < size.crowds; ++crowd) {
        writer.add_model(random);
        std::set<std::uint32_t> members;
        for (std::uint64_t left = 4 + random.below(10); left > 0; --left) {
            members.insert(static_cast<std::uint32_t>(
                random.rank(static_cast<std::uint64_t>(size.connected), kCrowdExponent)));
        }
        for (const std::uint32_t member : members) {
            writer.add_commits(member, commits(random));
        }
    }
    const std::int64_t teams = size.connected - 1 + size.crowds;
    for (std::int64_t model = teams; model < size.models; ++model) {
        writer.add_model(random);
        const std::int64_t alone = model - teams;
        const auto anybody =
            static_cast<std::uint32_t>(random.below(static_cast<std::uint64_t>(size.developers)));
        writer.add_commits(alone < size.developers ? static_cast<std::uint32_t>(alone) : anybody,
                           commits(random));
    }
    return data;
}

identity::Population crowd(std::size_t names, std::uint64_t seed) {
    Random random({seed, 30});
    std::set<std::string> all;
    while (all.size() < names) {
        all.insert(invented_name(random));
    }
    identity::Population population;
    population.names.assign(all.begin(), all.end());
    for (std::size_t i = 0; i < names; ++i) {
        population.degrees.push_back(random.chance(0.007) ? 10 : 1);
        population.repositories.push_back(static_cast<std::uint32_t>(random.below(3 * names)));
        population.offsets.push_back(population.repositories.size());
    }
    return population;
}

}  // namespace hubmine::bench
