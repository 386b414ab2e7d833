#include "topics/word_lists.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace hubmine::analysis::topics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class WordLists : public testing::Test {
  protected:
    std::string file(const std::string& text) {
        std::string path = folder_ / "list.csv";
        std::ofstream(path) << text;
        return path;
    }
    template <typename Read>
    std::string refusal(const std::string& text, const Read& read) {
        try {
            read(file(text));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "";
    }

    ScratchDirectory folder_;
};

TEST_F(WordLists, ThatComeWithTheProgramAreRead) {
    EXPECT_THAT(read_domains(HUBMINE_DATA "/domains.csv"), SizeIs(12));
    EXPECT_EQ(read_task_modalities(HUBMINE_DATA "/tasks.csv").at("fill-mask"), "nlp");
    EXPECT_TRUE(EvaluationNames(HUBMINE_DATA "/evaluation_datasets.csv").contains("nyu-mll/glue"));
}

TEST_F(WordLists, KeepDomainsInTheOrderOfTheFile) {
    const auto domains = read_domains(file("domain,tag\nzebras,Zebra\napes,ape\nzebras,stripes\n"));
    ASSERT_THAT(domains, SizeIs(2));
    EXPECT_EQ(domains[0].name, "zebras");
    EXPECT_THAT(domains[0].words, ElementsAre("zebra", "stripes"));
    EXPECT_EQ(domains[1].name, "apes");
}

TEST_F(WordLists, KnowEvaluationSetsByNameOrWholeId) {
    const EvaluationNames names(file("dataset\nGLUE\nada/Quiz\n"));
    EXPECT_TRUE(names.contains("anyone/Glue"));
    EXPECT_TRUE(names.contains("glue"));
    EXPECT_TRUE(names.contains("Ada/quiz"));
    EXPECT_FALSE(names.contains("bob/quiz"));
    EXPECT_FALSE(names.contains("bob/glue-2"));
}

TEST_F(WordLists, ThatMakeNoSenseAreRefusedWithTheLine) {
    EXPECT_THAT(refusal("domain,tag\na,b\na,\n", read_domains),
                HasSubstr("list.csv:3: the tag is missing"));
    EXPECT_THAT(refusal("domain,tag\n,b\n", read_domains),
                HasSubstr("list.csv:2: the domain is missing"));
    std::string many = "domain,tag\n";
    for (int i = 0; i < 65; ++i) {
        many += "d" + std::to_string(i) + ",word\n";
    }
    EXPECT_THAT(refusal(many, read_domains), HasSubstr("list.csv:66: more than 64 domains"));
    EXPECT_THAT(refusal("task,modality\nsing,audio\nsing,cv\n", read_task_modalities),
                HasSubstr("list.csv:3: task 'sing' stands twice"));
    EXPECT_THAT(refusal("task,modality\nsing,\n", read_task_modalities),
                HasSubstr("list.csv:2: the modality is missing"));
    EXPECT_THAT(refusal("dataset,note\n,x\n",
                        [](const std::string& path) { return EvaluationNames(path); }),
                HasSubstr("list.csv:2: the dataset is missing"));
    EXPECT_THAT(refusal("tag\nb\n", read_domains), HasSubstr("domain"));
}

}  // namespace
}  // namespace hubmine::analysis::topics
