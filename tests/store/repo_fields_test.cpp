#include "repo_fields.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace hubmine::store {
namespace {

using core::Kind;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

class RepoFieldsTest : public StoreTest {};

/// A repository of which everything is said.
hub::RepoRecord whole_record() {
    hub::RepoRecord repo = model(1, "a/one");
    repo.pipeline_tag = "fill-mask";
    repo.library_name = "peft";
    repo.sdk = "gradio";
    repo.parameters = 7;
    repo.tags = std::vector<std::string>{"en", "license:mit"};
    repo.base_models = std::vector<hub::BaseModel>{{.id = "a/base", .relation = "finetune"}};
    repo.models = {"a/base"};
    repo.datasets = {"a/data"};
    repo.card = R"({"license":"mit"})";
    repo.duplicated_from = "b/one";
    return repo;
}

TEST_F(RepoFieldsTest, AreTheColumnsOfTheTableButForIdentityAndFirstSight) {
    const Store store = open();
    std::vector<std::string> columns{"repo_id", "kind", "hub_id", "first_snapshot", "first_seen"};
    for (const RepoField& field : repo_fields()) {
        columns.emplace_back(field.column);
    }
    std::vector<std::string> there;
    for (const auto& row : rows("SELECT name FROM pragma_table_info('repo')")) {
        there.push_back(row.at(0));
    }
    EXPECT_THAT(there, UnorderedElementsAreArray(columns));
}

TEST_F(RepoFieldsTest, HaveOnePastForEachCode) {
    for (int code = 0; code < kFieldCount; ++code) {
        EXPECT_EQ(std::count_if(repo_fields().begin(), repo_fields().end(),
                                [&](const RepoField& field) {
                                    return field.past == static_cast<Field>(code);
                                }),
                  1)
            << code;
    }
}

TEST_F(RepoFieldsTest, KeepTheHashThatOlderProgramsStored) {
    Store store = open();
    list(store, Kind::kModel, {whole_record()}, 0);
    EXPECT_EQ(value("SELECT content FROM repo_state"), "5223184098911241761");
}

TEST_F(RepoFieldsTest, StayAsTheyWereWhereALaterRecordDoesNotSpeakOfThem) {
    Store store = open();
    const hub::RepoRecord repo = whole_record();
    list(store, Kind::kModel, {repo}, 0);
    const std::string before = value("SELECT content FROM repo_state");
    PageResult page;
    list(store, Kind::kModel, {repo}, 1, &page);
    EXPECT_EQ(page.changed, 0);
    hub::RepoRecord bare = model(1, "a/one");
    bare.tags = std::nullopt;
    list(store, Kind::kModel, {bare}, 2);
    EXPECT_NE(value("SELECT content FROM repo_state"), before);
    EXPECT_THAT(rows("SELECT license, duplicated_from FROM repos"),
                ElementsAre(ElementsAre("mit", "b/one")));
    EXPECT_THAT(rows("SELECT parent, relation FROM base_models"),
                ElementsAre(ElementsAre("a/base", "finetune")));
    EXPECT_EQ(value("SELECT target FROM space_models"), "a/base");
    EXPECT_EQ(value("SELECT target FROM space_datasets"), "a/data");
}

}  // namespace
}  // namespace hubmine::store
