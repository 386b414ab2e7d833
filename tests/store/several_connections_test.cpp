#include "store_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAreArray;

std::string name_of(int number) {
    return fmt::format("owner-{}/model-{}", number % 7, number);
}

hub::RepoRecord varied_model(int number) {
    hub::RepoRecord repo = model(number, name_of(number));
    repo.tags = {number % 3 == 0 ? "license:mit" : "en", fmt::format("tag-{}", number % 5)};
    repo.pipeline_tag = fmt::format("task-{}", number % 4);
    repo.library_name = fmt::format("library-{}", number % 3);
    if (number % 6 == 0) {
        repo.likes = std::nullopt;
        repo.created_at = std::nullopt;
    }
    if (number % 2 == 0) {
        repo.parameters = number;
        repo.parameters_source = hub::ParametersSource::kGguf;
        repo.weights = 2 * number;
        repo.base_models = {
            {.id = name_of(number - 1), .relation = number % 4 == 0 ? "merge" : ""}};
        repo.card =
            fmt::format(R"({{"language":["l{}","en"],"co2_eq_emissions":{}}})", number % 9, number);
    }
    return repo;
}

class SeveralConnections : public StoreTest {
  protected:
    SeveralConnections() {
        std::vector<hub::RepoRecord> models;
        for (int i = 1; i <= 40; ++i) {
            models.push_back(varied_model(i));
        }
        list(store_, Kind::kModel, models, 0);
        std::vector<hub::RepoRecord> spaces;
        for (int i = 41; i <= 60; ++i) {
            hub::RepoRecord space = record(Kind::kSpace, i, fmt::format("bob/space-{}", i));
            space.models = {name_of(i - 40)};
            if (i % 2 == 0) {
                space.duplicated_from = "bob/space-41";
            }
            spaces.push_back(std::move(space));
        }
        list(store_, Kind::kSpace, spaces, 1);
    }
    [[nodiscard]] Dataset read(unsigned connections) const {
        return load_dataset(
            path(),
            {.parts = {.columns = of_each_kind(kAllColumns), .usage = true, .coverage = true},
             .connections = connections});
    }

    Store store_ = open();
};

void expect_same_cards(const Cards& a, const Cards& b) {
    EXPECT_EQ(b.fields, a.fields);
    EXPECT_EQ(b.language.offsets, a.language.offsets);
    EXPECT_EQ(b.language.values, a.language.values);
    ASSERT_EQ(b.emissions.size(), a.emissions.size());
    for (std::size_t i = 0; i < a.emissions.size(); ++i) {
        EXPECT_EQ(b.emissions[i].repo, a.emissions[i].repo);
    }
}

void expect_same(const Repos& a, const Repos& b) {
    EXPECT_THAT(b.id, ElementsAreArray(a.id.begin(), a.id.end()));
    EXPECT_EQ(b.likes, a.likes);
    EXPECT_EQ(b.downloads, a.downloads);
    EXPECT_EQ(b.created_at, a.created_at);
    EXPECT_EQ(b.license, a.license);
    EXPECT_EQ(b.pipeline_tag, a.pipeline_tag);
    EXPECT_EQ(b.downloads_all_time, a.downloads_all_time);
    EXPECT_EQ(b.library_name, a.library_name);
    EXPECT_EQ(b.parameters, a.parameters);
    EXPECT_EQ(b.parameters_source, a.parameters_source);
    EXPECT_EQ(b.weights, a.weights);
    EXPECT_EQ(b.storage, a.storage);
    EXPECT_EQ(b.duplicated, a.duplicated);
    EXPECT_EQ(b.repo_id, a.repo_id);
    EXPECT_THAT(b.duplicated_from,
                ElementsAreArray(a.duplicated_from.begin(), a.duplicated_from.end()));
    EXPECT_EQ(b.tags.offsets, a.tags.offsets);
    EXPECT_EQ(b.tags.values, a.tags.values);
    EXPECT_EQ(b.base_models.offsets, a.base_models.offsets);
    EXPECT_EQ(b.base_models.target, a.base_models.target);
    EXPECT_EQ(b.base_models.relation, a.base_models.relation);
    expect_same_cards(a.cards, b.cards);
}

TEST_F(SeveralConnections, ReadWhatOneReads) {
    const Dataset one = read(1);
    ASSERT_EQ(one.of(Kind::kModel).size(), 40U);
    ASSERT_EQ(one.of(Kind::kModel).repo_id.size(), 40U);
    ASSERT_EQ(one.of(Kind::kSpace).duplicated_from.size(), 20U);
    for (const unsigned connections : {2U, 3U, 4U}) {
        const Dataset several = read(connections);
        for (const Kind kind : core::kAllKinds) {
            expect_same(one.of(kind), several.of(kind));
        }
        EXPECT_THAT(several.labels, ElementsAreArray(one.labels.begin(), one.labels.end()));
        EXPECT_THAT(several.card_words,
                    ElementsAreArray(one.card_words.begin(), one.card_words.end()));
        EXPECT_EQ(several.base_models.model, one.base_models.model);
        EXPECT_EQ(several.usage.space, one.usage.space);
        EXPECT_EQ(several.usage.model, one.usage.model);
        EXPECT_EQ(several.coverage.size(), one.coverage.size());
    }
}

TEST_F(SeveralConnections, ReadCommitsAsOneDoes) {
    int number = 1;
    for (int repo = 1; repo <= 60; repo += 3) {
        std::vector<hub::CommitRecord> history;
        for (int i = 0; i < repo % 5; ++i) {
            history.push_back(commit(number++, {fmt::format("dev-{}", i), "ann"}));
        }
        record_commits(store_, repo, 0, history, true);
    }
    const auto read_commits = [this](unsigned connections) {
        return load_dataset(path(), {.parts = {.commit_times = true}, .connections = connections});
    };
    const Dataset one = read_commits(1);
    const Dataset three = read_commits(3);
    EXPECT_GT(one.commit_times_of(Kind::kModel).at.size(), 10U);
    for (const Kind kind : core::kAllKinds) {
        const CommitTimes& a = one.commit_times_of(kind);
        const CommitTimes& b = three.commit_times_of(kind);
        EXPECT_EQ(b.offsets, a.offsets);
        EXPECT_EQ(b.author_list, a.author_list);
        EXPECT_EQ(b.at, a.at);
    }
}

TEST_F(SeveralConnections, FindDamageInEveryPart) {
    store_.database().execute("PRAGMA foreign_keys = OFF");
    for (const int lost : {60, 25}) {
        store_.database().execute(fmt::format("DELETE FROM repo_state WHERE repo_id = {}", lost));
        for (const unsigned connections : {1U, 3U}) {
            EXPECT_THROW(static_cast<void>(read(connections)), core::DamagedError);
        }
    }
}

TEST_F(SeveralConnections, FindAStateThatNoRepositoryHas) {
    store_.database().execute("PRAGMA foreign_keys = OFF; DELETE FROM repo WHERE repo_id = 60");
    for (const unsigned connections : {1U, 3U}) {
        EXPECT_THROW(static_cast<void>(read(connections)), core::DamagedError);
    }
}

}  // namespace
}  // namespace hubmine::store
