#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"

#include "analysis/collaboration/world.hpp"
#include "analysis/results.hpp"
#include "collaboration/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sys/stat.h>

namespace hubmine::analysis::collaboration {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Rq2 : public testing::Test, protected CollaborationWorld {
  protected:
    std::vector<std::string> table(const std::string& name) {
        settings.tables = {name};
        return rows_of(run(), name);
    }
};

TEST_F(Rq2, ACommitOfItsFirstAuthorGoesToEverybodyElse) {
    repository();
    commits(3, {"ada", "bob"});
    commits(2, {"cy"});
    EXPECT_THAT(table("edges"),
                ElementsAre("all|ada|bob|3", "all|ada|cy|3", "all|cy|ada|2", "all|cy|bob|2"));
}

TEST_F(Rq2, WeightsOfTheSamePairAddUpAcrossRepositories) {
    repository();
    commits(3, {"ada"});
    commits(1, {"bob"});
    repository();
    commits(4, {"ada", "bob"});
    EXPECT_THAT(table("edges"), ElementsAre("all|ada|bob|7", "all|bob|ada|1"));
}

TEST_F(Rq2, NewmanWeightsShareACommitAmongTheOthers) {
    settings.newman_weights = true;
    repository();
    commits(3, {"ada", "bob", "cy"});
    EXPECT_THAT(table("edges"), ElementsAre("all|ada|bob|1.5", "all|ada|cy|1.5"));
}

TEST_F(Rq2, WhoWorksAloneIsAnIsolate) {
    repository();
    commits(5, {"dan"});
    repository();
    commits(1, {"ada", "bob"});
    repository();
    // Ranks of ada -> bob, where bob leads nowhere: p = 0.075 + 0.425 q, p + q = 1.
    EXPECT_THAT(table("network"),
                ElementsAre("all|2|1|3|1|0.333333|2|1|1|2|1|0|1|1|0.5|0.210891|0.5|0.649123"));
}

TEST_F(Rq2, WhoIsLinkedToMostOthersIsNamed) {
    repository();
    commits(3, {"ada", "bob"});
    commits(2, {"cy"});
    EXPECT_THAT(run().summary,
                Contains("all: linked to most others: ada (degree 3), cy (3) and bob (2)."));
    settings.pseudonym_key_file = (folder() / "pseudonyms.key").string();
    EXPECT_THAT(run().summary, Not(Contains(HasSubstr("ada"))));
}

TEST_F(Rq2, TheFirstAuthorThatIsNoBotIsTheSource) {
    repository();
    commits(2, {"lint-bot", "ada"});
    commits(1, {"bob"});
    EXPECT_THAT(table("edges"), ElementsAre("all|ada|bob|2", "all|bob|ada|1"));
    settings.keep_bots = true;
    EXPECT_THAT(table("edges"), ElementsAre("all|bob|ada|1", "all|bob|lint-bot|1",
                                            "all|lint-bot|ada|2", "all|lint-bot|bob|2"));
}

TEST_F(Rq2, MergedNamesAreOneDeveloper) {
    repository();
    commits(2, {"Ada L"});
    commits(3, {"ada"});
    merge("Ada L", "ada");
    EXPECT_THAT(table("edges"), IsEmpty());
    EXPECT_THAT(table("network"), ElementsAre(StartsWith("all|1|1|1|1|1|0|0|0|0|")));
    settings.raw_identities = true;
    EXPECT_THAT(table("edges"), SizeIs(2));
}

TEST_F(Rq2, ARepositoryOfBotsOnlyHasNoDeveloper) {
    repository();
    commits(2, {"lint-bot"});
    EXPECT_THAT(table("network"), ElementsAre("all|1|0|0|0||0|0|0|0||||||||"));
}

TEST_F(Rq2, HistoriesReadInPartAreLeftOut) {
    repository({}, false);
    commits(2, {"ada", "bob"});
    repository();
    EXPECT_THAT(table("network"), ElementsAre(StartsWith("all|0|")));
}

TEST_F(Rq2, ASubfieldWithoutEdgesHasANetworkButNoCores) {
    settings.subfields = {"all", "cv"};
    repository({"nothing special"});
    commits(1, {"ada", "bob"});
    repository({"object-detection"});
    commits(1, {"cy"});
    EXPECT_THAT(table("network"),
                ElementsAre(StartsWith("all|2|1|3|1|"), StartsWith("cv|1|1|1|1|1|0|0|0|0|")));
    EXPECT_THAT(table("cores"), ElementsAre(StartsWith("all|1|1|2|1|")));
}

TEST_F(Rq2, CoresAreMeasuredAsGraphsOfTheirOwn) {
    // Four who all commit, and a fifth who joins one of them once.
    repository();
    for (const char* name : {"a", "b", "c", "d"}) {
        commits(4, {name});
    }
    repository();
    commits(1, {"a", "e"});
    const auto rows = table("cores");
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0], StartsWith("all|1|0|5|13|"));
    // k, is_max, nodes, edges, modularity 0, 1 community, density, reciprocity, rich club 1,
    // assortativity undefined, degree 6, clustering 1, 3 without directions.
    EXPECT_EQ(rows[1], "all|5|0|4|12|0|1|1|1|1||6|1|3|1|0|1");
    EXPECT_EQ(rows[2], "all|6|1|4|12|0|1|1|1|1||6|1|3|1|0|1");
    settings.cores = {"max"};
    EXPECT_THAT(table("cores"), ElementsAre(rows[2]));
    settings.cores = {"6", "7"};
    EXPECT_THAT(table("cores"), ElementsAre(rows[2]));
    settings.cores = {"0"};
    EXPECT_THROW(table("cores"), core::UsageError);
}

TEST_F(Rq2, DevelopersAreRankedByDegreeThenName) {
    repository();
    commits(1, {"zoe", "ann", "bea"});
    repository();
    commits(1, {"bea"});
    const auto rows = table("developers");
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0], StartsWith("all|1|zoe|2|0|2|"));
    EXPECT_THAT(rows[1], StartsWith("all|2|ann|1|1|0|"));
    EXPECT_THAT(rows[2], StartsWith("all|3|bea|1|1|0|"));
    EXPECT_THAT(rows[2], testing::EndsWith("|1|1|2"));
    settings.top = 1;
    EXPECT_THAT(table("developers"), ElementsAre(rows[0]));
}

TEST_F(Rq2, DegreesSayHowManyHaveAtLeastAValue) {
    repository();
    commits(1, {"ada", "bob", "cy"});
    const auto rows = table("degrees");
    EXPECT_THAT(std::vector<std::string>(rows.begin(), rows.begin() + 6),
                ElementsAre("all|degree|1|2|1", "all|degree|2|1|0.333333", "all|in_degree|0|1|1",
                            "all|in_degree|1|2|0.666667", "all|out_degree|0|2|1",
                            "all|out_degree|2|1|0.333333"));
    EXPECT_THAT(rows[6], StartsWith("all|pagerank|"));
}

TEST_F(Rq2, SensitivityTellsTheNetworkOfEveryTreatment) {
    repository();
    commits(1, {"ada"});
    commits(1, {"Ada L"});
    commits(1, {"lint-bot"});
    merge("Ada L", "ada");
    EXPECT_THAT(table("sensitivity"), ElementsAre(StartsWith("all|raw|keep|1|0|3|0|"),
                                                  StartsWith("all|raw|drop|1|0|2|0|"),
                                                  StartsWith("all|merged|keep|1|0|2|0|"),
                                                  StartsWith("all|merged|drop|1|1|1|1|")));
}

TEST_F(Rq2, TheOrderOfRowsInTheStoreDoesNotMatter) {
    const auto fill = [](CollaborationWorld& world, bool backwards) {
        std::vector<std::pair<std::int64_t, std::vector<std::string_view>>> repositories{
            {7, {"ada", "bob", "cy"}}, {1, {"bob", "dan"}}, {3, {"cy", "dan", "eve", "ada"}}};
        if (backwards) {
            std::reverse(repositories.begin(), repositories.end());
        }
        for (const auto& [count, authors] : repositories) {
            world.repository();
            for (const std::string_view author : authors) {
                world.commits(count, {author});
            }
        }
        world.settings.newman_weights = true;
    };
    CollaborationWorld other;
    fill(*this, false);
    fill(other, true);
    const Result one = run();
    const Result two = other.run();
    ASSERT_EQ(one.tables.size(), two.tables.size());
    for (std::size_t t = 0; t < one.tables.size(); ++t) {
        EXPECT_EQ(rows_of(one, one.tables[t].name()), rows_of(two, two.tables[t].name()));
    }
}

TEST_F(Rq2, PseudonymsHidePeopleAndOnlyThem) {
    repository();
    commits(1, {"ada", "google", "bob"});
    settings.pseudonym_key_file = (folder() / "keys" / "pseudonyms.key").string();
    const auto rows = table("edges");
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(rows, testing::Each(Not(testing::HasSubstr("ada"))));
    EXPECT_THAT(rows, testing::Contains(testing::HasSubstr("|google|")));
    EXPECT_EQ(rows, table("edges"));

    std::ifstream in(settings.pseudonym_key_file);
    std::string key;
    in >> key;
    const std::string ada = "dev-" + core::hmac_sha256(key, "ada").substr(0, 16);
    EXPECT_THAT(rows[0], StartsWith("all|" + ada + "|"));
    struct stat status {};
    ASSERT_EQ(::stat(settings.pseudonym_key_file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Rq2, AFileThatIsNoKeyIsRefused) {
    settings.pseudonym_key_file = (folder() / "notes.txt").string();
    std::ofstream(settings.pseudonym_key_file) << "not a key\n";
    EXPECT_THROW(table("edges"), core::UsageError);
}

TEST_F(Rq2, TheGraphIsToldAsNodesAndEdges) {
    repository();
    commits(1, {"zoe", "ann"});
    commits(2, {"ann"});
    const CollaborationGraph graph = collaboration_graph(data, settings);
    Result result;
    result.tables = {core::TableStream(graph.nodes), core::TableStream(graph.edges)};
    EXPECT_THAT(rows_of(result, "nodes"),
                ElementsAre("ann|2|1|1|0.5|2|1|1", "zoe|2|1|1|0.5|2|1|1"));
    EXPECT_THAT(rows_of(result, "edges"), ElementsAre("ann|zoe|2", "zoe|ann|1"));
    settings.subfields = {"cv", "nlp"};
    EXPECT_THROW((void)collaboration_graph(data, settings), core::UsageError);
}

TEST_F(Rq2, AnEmptyStoreHasEmptyTables) {
    EXPECT_THAT(table("network"), ElementsAre("all|0|0|0|0||0|0|0|0||||||||"));
    EXPECT_THAT(table("developers"), IsEmpty());
    EXPECT_THAT(table("edges"), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis::collaboration
