#include "common/subfields.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;

SubfieldSettings shipped() {
    SubfieldSettings settings;
    settings.subfields_file = HUBMINE_DATA "/subfields.csv";
    return settings;
}

TEST(Subfields, TheShippedFileHoldsTheFourOfTheStudy) {
    const auto subfields = load_subfields(shipped());
    ASSERT_EQ(subfields.size(), 4U);
    EXPECT_EQ(subfields[0].name, "all");
    EXPECT_EQ(subfields[1].name, "cv");
    EXPECT_EQ(subfields[1].tags.size(), 9U);
    EXPECT_EQ(subfields[2].tags.size(), 12U);
    EXPECT_EQ(subfields[3].tags.size(), 8U);
}

TEST(Subfields, AreReadTheSameHoweverTheFileIsWritten) {
    const ScratchDirectory folder;
    SubfieldSettings settings;
    settings.subfields_file = (folder / "subfields.csv").string();
    for (const Deviation& deviation : deviations()) {
        std::ofstream(settings.subfields_file, std::ios::binary)
            << deviation.write("subfield,tag\nplay,reinforcement-learning\nplay,game\n");
        const auto subfields = load_subfields(settings);
        ASSERT_EQ(subfields.size(), 2U) << deviation.name;
        EXPECT_EQ(subfields[1].name, "play") << deviation.name;
        EXPECT_THAT(subfields[1].tags, ElementsAre("reinforcement-learning", "game"))
            << deviation.name;
    }
}

TEST(Subfields, AFileWithoutARowOrATagIsRefused) {
    const ScratchDirectory folder;
    SubfieldSettings settings;
    settings.subfields_file = (folder / "subfields.csv").string();
    for (const char* text : {"", "subfield,tag\n", "subfield,tag\nplay,\n", "field;tag\na;b\n"}) {
        std::ofstream(settings.subfields_file) << text;
        EXPECT_THROW(static_cast<void>(load_subfields(settings)), core::UsageError) << text;
    }
}

TEST(Subfields, AnUnknownOneIsRefused) {
    SubfieldSettings settings = shipped();
    settings.subfields = {"audio"};
    EXPECT_THROW(load_subfields(settings), core::UsageError);
}

// Looking for each name among all before it would not end.
TEST(Subfields, AFileOfFarTooManyIsRefusedAtOnce) {
    const ScratchDirectory folder;
    SubfieldSettings settings;
    settings.subfields_file = (folder / "subfields.csv").string();
    const auto write = [&settings](int count) {
        std::ofstream out(settings.subfields_file);
        out << "subfield,tag\n";
        for (int i = 0; i < count; ++i) {
            out << "s" << i << ",t\n";
        }
    };
    write(62);
    EXPECT_EQ(load_subfields(settings).size(), 63U);
    for (const int count : {63, 300000}) {
        write(count);
        try {
            static_cast<void>(load_subfields(settings));
            ADD_FAILURE() << count;
        } catch (const core::UsageError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("more than 62 sub-fields"));
        }
    }
}

TEST(Subfields, ARepositoryMayBeInSeveralAndAllHoldsEverything) {
    const core::Texts tags{"fill-mask", "text-to-image", "en"};
    store::Repos repos;
    repos.count = 2;
    repos.tags.values = {0, 1, 1, 2};
    repos.tags.offsets = {0, 3, 4};
    const auto bits = subfield_bits(load_subfields(shipped()), repos, tags);
    EXPECT_THAT(bits, ElementsAre(0b1101U, 0b0001U));
}

}  // namespace
}  // namespace hubmine::analysis
