#include "hubmine/analysis/common/veil.hpp"

#include "common/columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::MatchesRegex;
using testing::Not;

using Rows = std::vector<std::vector<std::string>>;

/// A Hub on which ann is a person, lab an organisation as the Hub says, google one as the list
/// says, and nobody says what who is.
class VeilOverTables : public testing::Test {
  protected:
    VeilOverTables() {
        for (const char* id : {"ann/one", "lab/two", "google/three", "who/four", "gpt2"}) {
            data_.repos[0].id.push_back(id);
        }
        data_.authors.push_back("bob");
        data_.owners.name.push_back("ann");
        data_.owners.name.push_back("lab");
        data_.owners.is_organisation = {0, 1};
        data_.owners.by_overview = {1, 0};
    }

    static core::TableStream table(std::vector<core::Column> columns,
                                   const std::vector<std::vector<core::Cell>>& rows) {
        core::Table table({.name = "t", .help = "a row", .columns = std::move(columns)});
        for (const auto& row : rows) {
            table.add_row(row);
        }
        return core::TableStream(std::move(table));
    }
    Rows veiled(core::TableStream table, VeilSettings settings = {.key = "k"}) {
        const Veil veil(data_, std::move(settings));
        const core::Table after = veil.over(std::move(table), counts_).gathered();
        Rows rows;
        for (std::size_t row = 0; row < after.row_count(); ++row) {
            auto& cells = rows.emplace_back();
            for (std::size_t column = 0; column < after.columns().size(); ++column) {
                cells.push_back(core::exact_text(after.cell(row, column)));
            }
        }
        return rows;
    }
    static core::Cell text(const char* word) { return std::string(word); }

    store::Dataset data_;
    VeilCounts counts_;
};

constexpr const char* kPerson = "person-[0-9a-f]+";
constexpr const char* kTheirs = "person-[0-9a-f]+/repository-[0-9a-f]+";

TEST_F(VeilOverTables, HidesOwnersWhoAreNoOrganisationAsFarAsIsKnown) {
    const Rows rows = veiled(table({owner_name("owner", "o"), repository_id("id", "i")},
                                   {{text("ann"), text("ann/one")},
                                    {text("lab"), text("lab/two")},
                                    {text("google"), text("google/three")},
                                    {text("who"), text("who/four")},
                                    {core::Cell(), text("gpt2")}}));
    EXPECT_THAT(rows[0], ElementsAre("lab", "lab/two"));
    EXPECT_THAT(rows[1], ElementsAre("google", "google/three"));
    EXPECT_THAT(rows[2], ElementsAre("", "gpt2"));
    EXPECT_THAT(rows[3], ElementsAre(MatchesRegex(kPerson), MatchesRegex(kTheirs)));
    EXPECT_THAT(rows[4], ElementsAre(MatchesRegex(kPerson), MatchesRegex(kTheirs)));
    EXPECT_NE(rows[3][0], rows[4][0]);
    EXPECT_TRUE(rows[3][1].starts_with(rows[3][0] + "/")) << "one name, one pseudonym";
}

TEST_F(VeilOverTables, HidesWhatIsNoIdOfTheHub) {
    const Rows rows =
        veiled(table({repository_id("parent", "as claimed")}, {{text("/home/ann/model")},
                                                               {text("ann model")},
                                                               {text("google/three/four")},
                                                               {text("stranger/x")}}));
    for (const auto& row : rows) {
        EXPECT_THAT(row[0], AllOf(MatchesRegex(".*repository-[0-9a-f]+"),
                                  Not(testing::ContainsRegex("ann|stranger|four"))));
    }
}

TEST_F(VeilOverTables, HidesEveryDeveloper) {
    const Rows rows =
        veiled(table({person_name("developer", "d"), counted("commits", "c")},
                     {{text("bob"), std::int64_t{3}}, {text("google"), std::int64_t{4}}}));
    EXPECT_THAT(rows[0], ElementsAre(MatchesRegex(kPerson), "3"));
    EXPECT_THAT(rows[1], ElementsAre(MatchesRegex(kPerson), "4"));
    EXPECT_TRUE(lists_persons({.name = "t", .columns = {person_name("developer", "d")}}));
    EXPECT_FALSE(lists_persons({.name = "t", .columns = {people_counted("developers", "d")}}));
}

TEST_F(VeilOverTables, TellsNothingByTheOrderOfNames) {
    const auto places = [this](std::vector<core::Column> before) {
        std::vector<core::Column> columns = std::move(before);
        columns.push_back(owner_name("owner", "o"));
        columns.push_back(counted("likes", "l"));
        std::vector<std::vector<core::Cell>> rows;
        for (const char* name : {"ann", "dora", "google", "lab", "who"}) {
            rows.push_back({std::int64_t{1}, text(name), std::int64_t{2}});
        }
        std::vector<std::string> owners;
        for (const auto& row : veiled(table(std::move(columns), rows))) {
            owners.push_back(row[1]);
        }
        return owners;
    };
    const auto by_name = places({repository_number("repo_id", "r")});
    EXPECT_EQ(by_name[0], "google");
    EXPECT_EQ(by_name[1], "lab");
    EXPECT_TRUE(std::is_sorted(by_name.begin() + 2, by_name.end()));
    const auto ranked = places({integer("rank", "r")});
    EXPECT_EQ(ranked[2], "google");
    EXPECT_EQ(veiled(table({repository_number("repo_id", "r")}, {{std::int64_t{7}}}))[0][0], "");
}

TEST_F(VeilOverTables, GivesAnotherPseudonymForAnotherKey) {
    const auto of = [this](const char* key) {
        return veiled(table({owner_name("owner", "o")}, {{text("ann")}}), {.key = key})[0][0];
    };
    EXPECT_EQ(of("a"), of("a"));
    EXPECT_NE(of("a"), of("b"));
}

TEST_F(VeilOverTables, LooksAtWhatAGroupIs) {
    const Rows rows =
        veiled(table({term("by", "b"), group_name("name", "n")}, {{text("owner"), text("ann")},
                                                                  {text("owner"), text("lab")},
                                                                  {text("entity"), text("Google")},
                                                                  {text("country"), text("ann")}}));
    EXPECT_THAT(rows[0], ElementsAre("owner", "lab"));
    EXPECT_THAT(rows[1], ElementsAre("entity", "Google"));
    EXPECT_THAT(rows[2], ElementsAre("country", "ann")) << "a country is nobody";
    EXPECT_THAT(rows[3], ElementsAre("owner", MatchesRegex(kPerson)));
}

TEST_F(VeilOverTables, HidesWhoeverCallsThemselvesLikeAnOrganisation) {
    EXPECT_THAT(veiled(table({entity_name("entity", "e")}, {{text("Meta")}})),
                ElementsAre(ElementsAre("Meta")));
    data_.repos[0].id.push_back("Meta/x");
    EXPECT_THAT(veiled(table({entity_name("entity", "e")}, {{text("Meta")}})),
                ElementsAre(ElementsAre(MatchesRegex(kPerson))));
}

TEST_F(VeilOverTables, LeavesOutWhatSomebodyWroteButNotNumbers) {
    EXPECT_THAT(
        veiled(
            table({written("ours", "o")},
                  {{text("by ann")}, {text("1,747")}, {text("71.5%")}, {text("v2")}, {text("-")}})),
        ElementsAre(ElementsAre(""), ElementsAre("1,747"), ElementsAre("71.5%"), ElementsAre(""),
                    ElementsAre("")));
}

TEST_F(VeilOverTables, TakesTheFiguresOfFew) {
    const auto groups = [] {
        return table({term("type", "t"), integer("rank", "r"), owners_counted("owners", "o"),
                      share("share", "s"), repository_id("largest", "l")},
                     {{text("a"), std::int64_t{1}, std::int64_t{5}, 0.5, text("lab/two")},
                      {text("b"), std::int64_t{2}, std::int64_t{4}, 0.3, text("lab/two")},
                      {text("c"), std::int64_t{3}, std::int64_t{0}, 0.0, core::Cell()},
                      {text("d"), std::int64_t{4}, core::Cell(), core::Cell(), core::Cell()}});
    };
    EXPECT_THAT(veiled(groups()), ElementsAre(ElementsAre("a", "1", "5", "0.5", "lab/two", "0"),
                                              ElementsAre("b", "2", "", "", "", "1"),
                                              ElementsAre("c", "3", "0", "0", "", "0"),
                                              ElementsAre("d", "4", "", "", "", "0")));
    EXPECT_EQ(counts_.suppressed, 1);
    EXPECT_THAT(veiled(groups(), {.key = "k", .min_cell = 1})[1],
                ElementsAre("b", "2", "4", "0.3", "lab/two", "0"));
}

TEST_F(VeilOverTables, TakesNoFiguresOfOneRepositoryOrOwner) {
    const Veil veil(data_, {.key = "k"});
    const auto has = [&veil](std::vector<core::Column> columns) {
        return veil.schema_of({.name = "t", .columns = std::move(columns)}).columns.back().name ==
               "suppressed";
    };
    EXPECT_FALSE(has({repository_id("id", "i"), people_counted("committers", "c")}));
    EXPECT_FALSE(has({owner_name("owner", "o"), owners_counted("descendant_owners", "d")}));
    EXPECT_FALSE(has({entity_name("entity", "e"), owners_counted("owners", "o")}));
    EXPECT_TRUE(has({entity_name("source", "s"), people_counted("developers", "d")}))
        << "people between organisations are a group";
    EXPECT_TRUE(has({term("period", "p"), people_counted("active", "a")}));
    EXPECT_FALSE(has({term("period", "p"), counted("repositories", "r")}));
}

TEST_F(VeilOverTables, MakesOneRowOfPersonsWhenTheyAreDropped) {
    const Rows rows = veiled(
        table({term("kind", "k"), integer("rank", "r"), owner_name("owner", "o"),
               counted("likes", "l"), repository_id("best", "b")},
              {{text("model"), std::int64_t{1}, text("ann"), std::int64_t{9}, text("ann/one")},
               {text("model"), std::int64_t{2}, text("lab"), std::int64_t{8}, text("who/four")},
               {text("model"), std::int64_t{3}, text("who"), std::int64_t{7}, text("who/four")},
               {text("space"), std::int64_t{1}, text("who"), std::int64_t{6}, text("gpt2")}}),
        {.key = "k", .drop_persons = true});
    EXPECT_THAT(rows, ElementsAre(ElementsAre("model", "2", "lab", "8", "", ""),
                                  ElementsAre("model", "", "(persons)", "", "", "2"),
                                  ElementsAre("space", "", "(persons)", "", "", "1")));
    EXPECT_EQ(counts_.merged, 3);
}

TEST_F(VeilOverTables, KnowsALineThatNamesSomebody) {
    const Veil veil(data_, {.key = "k"});
    EXPECT_TRUE(veil.names_person("5 of 60 models, all of ann: the figures speak of those"));
    EXPECT_TRUE(veil.names_person("it was bob."));
    EXPECT_TRUE(veil.names_person("see ann/one"));
    EXPECT_FALSE(veil.names_person("annotated by lab, google and gpt2"));
    EXPECT_EQ(veil.owner("lab"), "lab");
    EXPECT_THAT(veil.owner("ann"), MatchesRegex(kPerson));
}

}  // namespace
}  // namespace hubmine::analysis
