#include "hubmine/analysis/collaboration/identities.hpp"

#include "hubmine/core/error.hpp"

#include "analysis/collaboration/world.hpp"
#include "analysis/results.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis::collaboration {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

core::Timestamp moment(int day) {
    using namespace std::chrono;
    return sys_days{year{2026} / 1 / 1} + days(day - 1);
}

class Identities : public testing::Test, protected CollaborationWorld {
  protected:
    void SetUp() override {
        repository();
        commits(1, {"Ada Lovelace"});
        commits(1, {"ada-lovelace"});
        commits(1, {"lint-bot"});
        repository();
        commits(4, {"grace"});
        commits(4, {"Ada_Lovelace"});
    }

    static std::vector<std::string> rows(core::Table table) {
        const std::string name = table.name();
        Result result;
        result.tables.emplace_back(std::move(table));
        return rows_of(result, name);
    }
    std::vector<std::string> propose(ProposalOptions proposal = {}) {
        proposal.now = moment(2);
        return rows(propose_identities(store, data, settings, proposal));
    }
    AppliedDecisions apply(const std::string& lines, int day = 3) {
        const auto file = folder() / "pairs.csv";
        std::ofstream(file) << "name_a,name_b,decision\n" << lines;
        return apply_identities(store, data, file, moment(day));
    }
    std::string refusal(const std::string& lines) {
        try {
            apply(lines);
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return {};
    }
    std::vector<std::string> stored(PairChoice choice = PairChoice::kAll) {
        return rows(stored_candidates(store, choice));
    }

    store::Store store{folder() / "pairs.db", {.create = true}};
};

TEST_F(Identities, NamesComeWithTheirRepositoriesAndDegreeButWithoutBots) {
    const identity::Population names = committing_names(data, settings);
    EXPECT_THAT(names.names, ElementsAre("Ada Lovelace", "Ada_Lovelace", "ada-lovelace", "grace"));
    EXPECT_THAT(names.degrees, ElementsAre(2, 2, 2, 2));
    EXPECT_THAT(names.offsets, ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(names.repositories, ElementsAre(0, 1, 0, 1));
}

TEST_F(Identities, CandidatesAreKeptUntilSomebodyDecides) {
    const auto proposed = propose();
    EXPECT_THAT(proposed, ElementsAre("Ada Lovelace|ada-lovelace|same_repo|100|1||",
                                      "Ada Lovelace|Ada_Lovelace|real_name|100|0||"));
    EXPECT_EQ(stored(), proposed);
    EXPECT_THAT(stored(PairChoice::kDecided), IsEmpty());
    EXPECT_THAT(rows(identity_summary(store)),
                ElementsAre("same_repo|1|0|0|1", "real_name|1|0|0|1", "prolific|0|0|0|0"));
}

TEST_F(Identities, DecisionsShowInTheNextProposal) {
    propose();
    const AppliedDecisions applied =
        apply("Ada Lovelace,ada-lovelace,accept\ngrace,hopper,reject\nada-lovelace,grace,\n");
    EXPECT_EQ(applied.accepted, 1);
    EXPECT_EQ(applied.rejected, 1);
    EXPECT_EQ(applied.undecided, 1);
    EXPECT_THAT(applied.unknown, ElementsAre("hopper"));
    EXPECT_THAT(
        propose(),
        ElementsAre("Ada Lovelace|ada-lovelace|same_repo|100|1|accept|2026-01-03T00:00:00.000Z",
                    "Ada Lovelace|Ada_Lovelace|real_name|100|0||"));
    EXPECT_THAT(rows(identity_summary(store)), ElementsAre("same_repo|1|1|0|0", "real_name|1|0|0|1",
                                                           "prolific|0|0|0|0", "given|2|0|1|1"));
}

TEST_F(Identities, AnEmptyDecisionLeavesAnOlderOneAlone) {
    apply("a,b,accept\n");
    apply("a,b,\n", 4);
    EXPECT_THAT(stored(), ElementsAre("a|b|given|||accept|2026-01-03T00:00:00.000Z"));
    apply("a,b,reject\na,b,\n", 5);
    EXPECT_THAT(stored(), ElementsAre("a|b|given|||reject|2026-01-05T00:00:00.000Z"));
}

TEST_F(Identities, AFileThatContradictsWhatIsStoredIsRefusedWhole) {
    apply("a,b,accept\nb,c,accept\n");
    EXPECT_THAT(refusal("x,y,accept\na,c,reject\n"),
                AllOf(HasSubstr("pairs.csv:3"), HasSubstr("2026-01-03")));
    EXPECT_EQ(stored().size(), 2U);
    EXPECT_EQ(refusal("b,c,reject\na,c,reject\n"), "");
}

TEST_F(Identities, OnlyEqualFormsAreAcceptedUnseen) {
    repository();
    commits(1, {"ada-lovelace", "ada-lovelace1"});
    const auto proposed = propose({.accept_same_form = true});
    ASSERT_EQ(proposed.size(), 4U);
    EXPECT_EQ(proposed[0],
              "Ada Lovelace|ada-lovelace|same_repo|100|1|accept|2026-01-02T00:00:00.000Z");
    EXPECT_EQ(proposed[1], "ada-lovelace|ada-lovelace1|same_repo|96|1||");
    EXPECT_EQ(stored(PairChoice::kDecided).size(), 2U);
}

TEST_F(Identities, AcceptingUnseenDoesNotOverruleARejection) {
    apply("Ada_Lovelace,ada-lovelace,reject\n");
    EXPECT_THROW(propose({.accept_same_form = true}), core::UsageError);
    EXPECT_THAT(stored(PairChoice::kDecided), testing::SizeIs(1));
}

}  // namespace
}  // namespace hubmine::analysis::collaboration
