#include "organisations.hpp"

#include "hubmine/core/error.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

std::string file_with(const std::string& name, const std::string& rows) {
    std::string path = testing::TempDir() + "hubmine_organisations_" + name + ".csv";
    std::ofstream(path) << "namespace,entity,type,country\n" << rows;
    return path;
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
    const Organisations known(file_with("case", "EleutherAI,EleutherAI,non-profit,US\n"));
    EXPECT_NE(known.find("eleutherai"), nullptr);
}

TEST(Organisations, ANamespaceTwiceIsRefused) {
    EXPECT_THROW(Organisations(file_with("twice", "a,A,company,US\nA,B,company,US\n")),
                 core::UsageError);
}

TEST(Organisations, AnUnknownTypeIsRefused) {
    EXPECT_THROW(Organisations(file_with("type", "a,A,firm,US\n")), core::UsageError);
}

}  // namespace
}  // namespace hubmine::analysis
