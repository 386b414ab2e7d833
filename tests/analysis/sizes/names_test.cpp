#include "sizes/names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hubmine::analysis::sizes {
namespace {

constexpr std::int64_t kNone = -1;

std::int64_t told_by(const std::string& id) {
    return size_in_name(id).value_or(kNone);
}

TEST(SizeInName, IsItsFirstNumberOfParameters) {
    EXPECT_EQ(told_by("meta-llama/Llama-2-7b-chat-hf"), 7'000'000'000);
    EXPECT_EQ(told_by("a/Model_350M"), 350'000'000);
    EXPECT_EQ(told_by("a/model 1.5B 7b"), 1'500'000'000);
    EXPECT_EQ(told_by("a/phi-1.1b"), 1'100'000'000);
    EXPECT_EQ(told_by("legacy-7b"), 7'000'000'000);
}

TEST(SizeInName, OfAMixtureIsAnUpperBound) {
    EXPECT_EQ(told_by("mistralai/Mixtral-8x7B-v0.1"), 56'000'000'000);
    EXPECT_EQ(told_by("a/m-8x0.5b"), 4'000'000'000);
}

TEST(SizeInName, IsAWholeToken) {
    for (const char* id : {"a/llama7b", "a/7bx", "a/v1.5", "a/x7b", "a/7.b", "a/.5b", "a/7..5b",
                           "a/8xb", "a/8x8x7b", "a/7b.gguf", "a/b", "a/m", "7b/a", "a/7б", "a/"}) {
        EXPECT_EQ(told_by(id), kNone) << id;
    }
}

TEST(SizeInName, IsNoContextAndNoNumberOfTokens) {
    EXPECT_EQ(told_by("a/model-128k-2t"), kNone);
}

TEST(SizeInName, LiesBetweenAHundredThousandAndTenTrillion) {
    EXPECT_EQ(told_by("a/m-0.1m"), 100'000);
    EXPECT_EQ(told_by("a/m-0.0999m"), kNone);
    EXPECT_EQ(told_by("a/m-10000b"), 10'000'000'000'000);
    EXPECT_EQ(told_by("a/m-10001b-3b"), 3'000'000'000);
    EXPECT_EQ(told_by("a/m-" + std::string(400, '9') + "b"), kNone);
}

TEST(FamilyInName, IsTheNameWithoutSizes) {
    EXPECT_EQ(family_in_name("Qwen/Qwen3-30B-A3B-Instruct"), "qwen3-instruct");
    EXPECT_EQ(family_in_name("a/BERT_tiny--uncased"), "bert-uncased");
    EXPECT_EQ(family_in_name("a/t5-3xl v1"), "t5-v1");
    EXPECT_EQ(family_in_name("a/20000b-x"), "x");
}

TEST(FamilyInName, MayBeNothing) {
    EXPECT_EQ(family_in_name("a/7b-large"), "");
    EXPECT_EQ(family_in_name("a/-_-"), "");
}

TEST(FamilyInName, KeepsWordsThatOnlyHoldASize) {
    EXPECT_EQ(family_in_name("a/largest-basement-ab"), "largest-basement-ab");
}

}  // namespace
}  // namespace hubmine::analysis::sizes
