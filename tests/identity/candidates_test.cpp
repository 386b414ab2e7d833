#include "hubmine/identity/candidates.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace hubmine::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Person {
    std::vector<std::uint32_t> repositories;
    std::int64_t degree = 0;
};

Population population(const std::map<std::string, Person>& people) {
    Population result;
    for (const auto& [name, person] : people) {
        result.names.push_back(name);
        result.degrees.push_back(person.degree);
        result.repositories.insert(result.repositories.end(), person.repositories.begin(),
                                   person.repositories.end());
        result.offsets.push_back(result.repositories.size());
    }
    return result;
}

std::vector<std::string> proposals(const Population& population, std::vector<Stage> stages) {
    std::vector<std::string> lines;
    for (const Candidate& c : find_candidates(population, {.stages = std::move(stages)})) {
        lines.push_back(fmt::format("{} {}={} {}{} {}", stage_name(c.stage), population.names[c.a],
                                    population.names[c.b], c.similarity, c.same_form ? "!" : "",
                                    c.shared_repos));
    }
    return lines;
}

TEST(Candidates, TheFirstStageThatProposesAPairHasIt) {
    const Population people = population({{"Ada Lovelace", {{1, 2}, 12}},
                                          {"ada-lovelace", {{2}, 1}},
                                          {"adalovelace1", {{3}, 0}},
                                          {"AdaLovelace12", {{4}, 0}},
                                          {"bob", {{1}, 0}}});
    const std::vector<Stage> usual{Stage::kSameRepo, Stage::kRealName, Stage::kProlific};
    EXPECT_THAT(proposals(people, usual), ElementsAre("same_repo Ada Lovelace=ada-lovelace 100! 1",
                                                      "real_name Ada Lovelace=AdaLovelace12 92 0",
                                                      "real_name Ada Lovelace=adalovelace1 96 0"));
    EXPECT_THAT(proposals(people, {Stage::kProlific}),
                ElementsAre("prolific Ada Lovelace=AdaLovelace12 92 0",
                            "prolific Ada Lovelace=ada-lovelace 100! 1",
                            "prolific Ada Lovelace=adalovelace1 96 0"));
}

TEST(Candidates, TwoRealNamesAreNotComparedByTheRealNameStage) {
    const Population people = population({{"Ada L", {{1}, 0}}, {"Ada  L", {{2}, 0}}});
    EXPECT_THAT(proposals(people, {Stage::kRealName}), IsEmpty());
    EXPECT_THAT(proposals(people, {Stage::kAll}), ElementsAre("all Ada  L=Ada L 100! 0"));
}

TEST(Candidates, AllComparesEveryPairOnce) {
    const Population people = population({{"anna", {}}, {"ANNA", {}}, {"an-na", {}}, {"otto", {}}});
    EXPECT_THAT(
        proposals(people, {Stage::kAll}),
        ElementsAre("all ANNA=an-na 100! 0", "all ANNA=anna 100! 0", "all an-na=anna 100! 0"));
}

TEST(Candidates, NamesOfPunctuationOnlyAreLikeNobody) {
    const Population people = population({{"--", {{1}, 20}}, {"..", {{1}, 20}}});
    EXPECT_THAT(proposals(people, {Stage::kSameRepo, Stage::kProlific, Stage::kAll}), IsEmpty());
}

TEST(Candidates, ARepositoryOfManyIsSearchedLikeOneOfFew) {
    std::map<std::string, Person> people;
    for (int i = 0; i < 100; ++i) {
        people[fmt::format("{}contributor{}", static_cast<char>('a' + i % 26), i * i)] = {{7}, 0};
    }
    people["Grace Hopper"] = {{7}, 0};
    people["grace-hopper"] = {{7}, 0};
    const Population crowd = population(people);
    auto together = find_candidates(crowd, {.stages = {Stage::kSameRepo}});
    const auto all = find_candidates(crowd, {.stages = {Stage::kAll}});
    ASSERT_EQ(together.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(together[i].a, all[i].a);
        EXPECT_EQ(together[i].b, all[i].b);
        EXPECT_EQ(together[i].similarity, all[i].similarity);
    }
}

TEST(Stage, ItsNameReadsBack) {
    for (const Stage stage : {Stage::kSameRepo, Stage::kRealName, Stage::kProlific, Stage::kAll}) {
        EXPECT_EQ(parse_stage(stage_name(stage)), stage);
    }
    EXPECT_FALSE(parse_stage("same-repo"));
}

}  // namespace
}  // namespace hubmine::identity
