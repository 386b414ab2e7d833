#include "common/organisations.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

using ::testing::HasSubstr;

Organisations read(const std::string& rows) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    std::ofstream(path) << "namespace,entity,type,country\n" << rows;
    return Organisations(path);
}

/// Why the file is refused, without the folder that it lies in.
std::string refusal(const std::string& rows) {
    try {
        read(rows);
    } catch (const core::UsageError& error) {
        const std::string text = error.what();
        return text.substr(text.find("organisations.csv"));
    }
    return "";
}

TEST(Organisations, TheShippedFileKnowsTheOwnersThatTheStudyNames) {
    const Organisations known(HUBMINE_DATA "/organisations.csv");
    for (const char* name : {"facebook", "google", "stabilityai", "openai", "microsoft", "fnlp",
                             "EleutherAI", "h2oai", "bigscience", "lmsys", "laion", "runwayml",
                             "CompVis", "nitrosocke", "lllyasviel", "DucHaiten", "skytnt"}) {
        EXPECT_NE(known.find(name), nullptr) << name;
    }
    ASSERT_NE(known.find("meta-llama"), nullptr);
    EXPECT_EQ(known.find("meta-llama")->entity, known.find("facebook")->entity);
    EXPECT_EQ(known.find("CompVis")->country, "DE");
    EXPECT_EQ(known.find("nobody-at-all"), nullptr);
}

TEST(Organisations, NamespacesDifferByMoreThanLetterCase) {
    const Organisations known = read("EleutherAI,EleutherAI,non-profit,US\n");
    EXPECT_NE(known.find("eleutherai"), nullptr);
}

TEST(Organisations, ANamespaceTwiceIsRefusedWithItsLine) {
    EXPECT_EQ(refusal("a,A,company,US\nb,B,company,US\nA,C,company,US\n"),
              "organisations.csv:4: namespace 'A' stands twice");
}

TEST(Organisations, AreReadTheSameHoweverTheFileIsWritten) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    for (const Deviation& deviation : deviations()) {
        std::ofstream(path, std::ios::binary) << deviation.write(
            "namespace,entity,type,country\nmeta-llama,Meta Platforms,Company,US\n"
            "namibia,N,university,NA\n");
        const Organisations known(path);
        ASSERT_NE(known.find("meta-llama"), nullptr) << deviation.name;
        EXPECT_EQ(known.find("meta-llama")->entity, "Meta Platforms") << deviation.name;
        EXPECT_EQ(known.find("meta-llama")->type, "company") << deviation.name;
        ASSERT_NE(known.find("namibia"), nullptr) << deviation.name;
        EXPECT_EQ(known.find("namibia")->country, "NA") << deviation.name;
    }
}

TEST(Organisations, AFileWithoutARowOrANamespaceIsRefused) {
    EXPECT_THROW(read(""), core::UsageError);
    EXPECT_THROW(read(",A,company,US\n"), core::UsageError);
}

TEST(Organisations, AnUnknownTypeIsRefusedWithItsLine) {
    EXPECT_EQ(refusal("a,A,company,US\nb,B,firm,US\n"),
              "organisations.csv:3: 'firm' is no type of organisations: company, university, "
              "non-profit, government, classroom, community, individual");
}

TEST(Organisations, EveryTypeOfTheHubIsKnown) {
    for (const std::string type : {"company", "university", "non-profit", "government", "classroom",
                                   "community", "individual"}) {
        EXPECT_EQ(read("a,A," + type + ",US\n").find("a")->type, type);
    }
}

TEST(Organisations, ACountryIsTwoCapitalLettersOrNone) {
    EXPECT_EQ(read("a,A,company,\n").find("a")->country, "");
    EXPECT_EQ(refusal("a,A,company,us\n"),
              "organisations.csv:2: 'us' is no country of two capital letters (ISO 3166), as DE");
    for (const std::string country : {"USA", "U", "U1", "EU and US", "\xC3\x89"}) {
        EXPECT_THAT(refusal("a,A,company," + country + "\n"), HasSubstr("is no country"))
            << country;
    }
}

}  // namespace
}  // namespace hubmine::analysis
