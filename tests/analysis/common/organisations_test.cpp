#include "common/organisations.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

Organisations read(const std::string& rows) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    std::ofstream(path) << "namespace,entity,type,country\n" << rows;
    return Organisations(path);
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

TEST(Organisations, ANamespaceTwiceIsRefused) {
    EXPECT_THROW(read("a,A,company,US\nA,B,company,US\n"), core::UsageError);
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

TEST(Organisations, AnUnknownTypeIsRefused) {
    EXPECT_THROW(read("a,A,firm,US\n"), core::UsageError);
}

}  // namespace
}  // namespace hubmine::analysis
