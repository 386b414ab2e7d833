#include "hubmine/hub/parse.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace hubmine::hub {
namespace {

RepoRecord sized(const std::string& fields) {
    const auto page =
        parse_repos("[{\"_id\":\"1\",\"id\":\"ns/name\"," + fields + "}]", core::Kind::kModel);
    return page && page->records.size() == 1 ? page->records.front() : RepoRecord{};
}

TEST(ParseSizes, CountsParametersOfGgufWhereThereAreNoSafetensors) {
    EXPECT_EQ(sized(R"("gguf":{"total":9,"architecture":"llama"})").parameters, 9);
    EXPECT_EQ(sized(R"("safetensors":{"parameters":{}},"gguf":{"total":9})").parameters, 9);
    EXPECT_EQ(sized(R"("safetensors":{"total":0},"gguf":{"total":9})").parameters, 9);
    EXPECT_EQ(sized(R"("safetensors":{"total":1.5},"gguf":{"total":9})").parameters, 9);
    EXPECT_EQ(sized(R"("safetensors":{"total":1500000.0})").parameters, 1'500'000);
    EXPECT_EQ(sized(R"("safetensors":{"total":0},"gguf":{})").parameters, std::nullopt);
    EXPECT_EQ(sized(R"("safetensors":{"total":0})").parameters_source, ParametersSource::kNone);
    EXPECT_EQ(sized(R"("safetensors":{"total":7},"gguf":{"total":9})").parameters_source,
              ParametersSource::kSafetensors);
    EXPECT_EQ(sized(R"("gguf":{"total":9})").parameters_source, ParametersSource::kGguf);
}

TEST(ParseSizes, WeighsTensorsByTheirTypes) {
    const auto weights = [](const std::string& counts) {
        return sized("\"safetensors\":{\"parameters\":" + counts + "}").weights;
    };
    EXPECT_EQ(weights(R"({"F64":1,"I64":1,"U64":1,"F32":1,"I32":1,"U32":1})"), 36);
    EXPECT_EQ(weights(R"({"F16":1,"BF16":1,"I16":1,"U16":1,"I8":1,"U8":1,"BOOL":1})"), 11);
    EXPECT_EQ(weights(R"({"F8_E4M3":5,"F8_E5M2":5,"F4":3})"), 11);
    EXPECT_EQ(weights(R"({"F32":2.0})"), 8);
    EXPECT_EQ(weights(R"({"F32":0})"), 0);
    for (const char* unknown : {R"({"F32":1,"Q9":1})", R"({"F32":1.5})", R"({"F32":-1})",
                                R"({"F32":"1"})", "{}", "null", "7"}) {
        EXPECT_EQ(weights(unknown), std::nullopt) << unknown;
    }
    EXPECT_EQ(sized(R"("gguf":{"parameters":{"F32":2}})").weights, std::nullopt);
}

TEST(ParseSizes, TakesSizesThatAreWholeNumbersOfBytes) {
    EXPECT_EQ(sized(R"("mainSize":9223372036854775807)").main_size,
              std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(sized(R"("mainSize":1e3)").main_size, 1000);
    EXPECT_EQ(sized(R"("usedStorage":5.0)").used_storage, 5);
    for (const char* wrong : {"-1", "2.5", "9223372036854775808", "\"7\"", "null"}) {
        EXPECT_EQ(sized(std::string("\"mainSize\":") + wrong).main_size, std::nullopt) << wrong;
        EXPECT_EQ(sized(std::string("\"usedStorage\":") + wrong).used_storage, std::nullopt)
            << wrong;
    }
    EXPECT_EQ(sized(R"("description":"of numbers")").description, "of numbers");
}

}  // namespace
}  // namespace hubmine::hub
