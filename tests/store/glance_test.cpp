#include "hubmine/store/glance.hpp"

#include "resolve_targets.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GlanceTest : public StoreTest {
  protected:
    GlanceTest() {
        Store store = open();
        hub::RepoRecord base = model(1, "old/base");
        base.tags = std::vector<std::string>{"license:mit"};
        list(store, Kind::kModel, {base, model(2, "a/derived")}, 0);
        base.id = "new/base";
        base.tags = std::vector<std::string>{"license:apache-2.0"};
        base.likes = 4;
        hub::RepoRecord derived = model(2, "a/derived");
        derived.base_models = std::vector<hub::BaseModel>{{"old/base", "finetune"}};
        list(store, Kind::kModel, {base, derived}, 24);
        hub::RepoRecord space = record(Kind::kSpace, 3, "new/base");
        space.models = std::vector<std::string>{"new/base"};
        list(store, Kind::kSpace, {space}, 25);
        list(store, Kind::kDataset, {record(Kind::kDataset, 4, "d/\x1B[31mred")}, 26);
        resolve_targets(store.database());
        record_commits(store, 1, 0, {commit(2, {"ann", "bob"}), commit(1, {"ann"})}, true, 30);
    }
    [[nodiscard]] Store reader() const { return Store(path(), OpenOptions{.read_only = true}); }
    [[nodiscard]] Subject find(const std::string& name,
                               std::optional<Kind> kind = std::nullopt) const {
        Store store = reader();
        return find_subject(store, name, kind);
    }
    [[nodiscard]] std::string complaint(const std::string& name,
                                        std::optional<Kind> kind = std::nullopt) const {
        try {
            static_cast<void>(find(name, kind));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }
    /// Each row of a table, cells separated by |.
    [[nodiscard]] std::vector<std::string> lines(const std::string& name,
                                                 const std::string& table) const {
        Store store = reader();
        const Subject subject = find_subject(store, name, std::nullopt);
        std::vector<std::string> lines;
        for (const core::Table& one : subject.repo_id == 0
                                          ? owner_glance(store, subject, {{"entity", "New"}})
                                          : repository_glance(store, subject)) {
            for (std::size_t row = 0; one.name() == table && row < one.row_count(); ++row) {
                std::string& line = lines.emplace_back();
                for (std::size_t column = 0; column < one.columns().size(); ++column) {
                    line += (column == 0 ? "" : "|") + core::exact_text(one.cell(row, column));
                }
            }
        }
        return lines;
    }
};

TEST_F(GlanceTest, FindsByPresentAndPastNames) {
    const Subject now = find("new/base");
    EXPECT_EQ(now.repo_id, 1);
    EXPECT_EQ(now.why, "");
    EXPECT_THAT(now.also, ElementsAre(Kind::kSpace));
    const Subject before = find("old/base");
    EXPECT_EQ(before.repo_id, 1);
    EXPECT_EQ(before.name, "new/base");
    EXPECT_THAT(before.why, HasSubstr("its name until 2026-01-0"));
    EXPECT_EQ(find("spaces/new/base").kind, Kind::kSpace);
    EXPECT_EQ(find("https://huggingface.co/spaces/new/base").kind, Kind::kSpace);
    EXPECT_EQ(find("new/base", Kind::kSpace).kind, Kind::kSpace);
    EXPECT_EQ(find("new").repo_id, 0);
    EXPECT_EQ(find("new/").name, "new");
}

TEST_F(GlanceTest, NamesTheNearOneOfANameThatIsNone) {
    EXPECT_EQ(complaint("a/derivd"), "no repository is called 'a/derivd': did you mean a/derived?");
    EXPECT_EQ(complaint("nev"), "no repository or owner is called 'nev': did you mean new?");
    EXPECT_EQ(complaint("NEW/"), "no owner is called 'NEW': did you mean new?");
    EXPECT_EQ(complaint("a/derived", Kind::kDataset),
              "no dataset is called 'a/derived': `hubmine search` finds by words");
    EXPECT_EQ(complaint("datasets/a/b", Kind::kModel),
              "datasets/a/b is no model: leave out --kind");
    EXPECT_THAT(complaint(std::string(3000, 'x')), HasSubstr("no repository or owner"));
    EXPECT_THAT(complaint("'; DROP TABLE repo; --"), HasSubstr("no repository"));
}

TEST_F(GlanceTest, TellsWhatIsKnownAndWhatWasNeverRead) {
    const std::vector<std::string> facts = lines("new/base", "facts");
    for (const char* fact :
         {"kind|model|", "id|new/base|", "also|space|of the same name: ask with --kind",
          "likes|4|+3 since 2026-01-01", "downloads|10|unmoved since 2026-01-01",
          "license|apache-2.0|mit until 2026-01-02", "pipeline_tag||not told",
          "storage||never read", "commits|2|by 2 authors; read 2026-01-02",
          "discussions||never read", "dated_likes||never read", "base_models|0|",
          "derived_models|1|models of the store that name it", "used_by_spaces|1|"}) {
        EXPECT_THAT(facts, testing::Contains(fact));
    }
    EXPECT_THAT(lines("new/base", "changes"),
                ElementsAre("2026-01-02T00:00:00.000Z|id|old/base|new/base",
                            "2026-01-02T00:00:00.000Z|license|mit|apache-2.0",
                            "2026-01-02T00:00:00.000Z|tags||+license:apache-2.0 -license:mit"));
    EXPECT_THAT(lines("new/base", "lineage"), ElementsAre("1|derived|finetune|a/derived|2|20|1"));
    EXPECT_THAT(lines("a/derived", "lineage"), ElementsAre("1|base|finetune|new/base|4|10|1"));
    EXPECT_THAT(lines("new/base", "used_by"), ElementsAre("1|new/base|uses|3"));
    EXPECT_THAT(lines("new/base", "people"), ElementsAre("1|ann|commit|2|", "2|bob|commit|1|"));
    EXPECT_EQ(lines("new/base", "names").size(), 2U);
    EXPECT_EQ(lines("new/base", "numbers").size(), 2U);
    EXPECT_THAT(lines("datasets/d/\x1B[31mred", "people"), IsEmpty());
}

TEST_F(GlanceTest, TellsOfAnOwner) {
    const std::vector<std::string> facts = lines("new", "facts");
    for (const char* fact :
         {"owner|new|", "owner_kind||its overview was never read",
          "followers||its overview was never read", "entity|New|list of organisations",
          "repositories|2|present; see the table kinds",
          "committers|2|of 1 repositories that were read, of 2"}) {
        EXPECT_THAT(facts, testing::Contains(fact));
    }
    EXPECT_THAT(lines("new", "kinds"),
                ElementsAre("model|1|0|4|1|10|1|1|0", "space|1|0|3|1||0|0|0"));
    EXPECT_THAT(lines("new", "repositories"),
                ElementsAre(HasSubstr("1|model|new/base|4|10|apache-2.0||"),
                            HasSubstr("2|space|new/base|3|||")));
    EXPECT_THAT(lines("new", "people"), ElementsAre("1|ann|commit|2|", "2|bob|commit|1|"));
    EXPECT_THAT(lines("d", "facts"), testing::Contains("committers||never read"));
}

}  // namespace
}  // namespace hubmine::store
