#include "hubmine/analysis/common/input_files.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class InputFiles : public testing::Test {
  protected:
    InputFiles() {
        data_.authors = {"ada", "helpful-bot"};
        data_.licenses = {"mit"};
        data_.tags = {"game"};
        data_.repos[0].id = {"meta-llama/Llama"};
    }
    std::string file(const std::string& name, const std::string& text) {
        std::string path = folder_ / name;
        std::ofstream(path) << text;
        return path;
    }

    struct Files : DeveloperSettings, LicenseSettings, OrganisationSettings, SubfieldSettings {};
    [[nodiscard]] static Doubts doubts(const store::Dataset& data, const Files& files) {
        Doubts doubts;
        doubt_bots(data, files, doubts);
        doubt_licenses(data, files, doubts);
        doubt_organisations(data, files, doubts);
        doubt_subfields(data, files, doubts);
        return doubts;
    }

    ScratchDirectory folder_;
    store::Dataset data_;
    Files files_;
};

TEST_F(InputFiles, OfWhichSomethingIsInTheStoreAreNotDoubted) {
    files_.bots_file = file("bots.csv", "*-bot\nnobody\n");
    files_.licenses_file = file("licenses.csv", "license,class\nmit,permissive\n");
    files_.organisations_file =
        file("organisations.csv", "namespace,entity,type,country\nmeta-llama,Meta,company,US\n");
    files_.subfields_file = file("subfields.csv", "subfield,tag\nplay,game\n");
    files_.subfields = {"all"};
    EXPECT_THAT(doubts(data_, files_), IsEmpty());
}

TEST_F(InputFiles, OfWhichNothingIsInTheStoreAreDoubted) {
    files_.bots_file = file("bots.csv", "converts weights\n");
    files_.licenses_file = file("licenses.csv", "license,class\nMIT License,permissive\n");
    files_.organisations_file =
        file("organisations.csv", "namespace,entity,type,country\nMeta,Meta,company,US\n");
    files_.subfields_file = file("subfields.csv", "subfield,tag\nplay,Games\n");
    EXPECT_THAT(doubts(data_, files_),
                ElementsAre(AllOf(HasSubstr("bots.csv"), HasSubstr("none of the names")),
                            AllOf(HasSubstr("licenses.csv"), HasSubstr("none of the licences")),
                            AllOf(HasSubstr("organisations.csv"), HasSubstr("namespaces")),
                            AllOf(HasSubstr("subfields.csv"), HasSubstr("tags"))));
}

TEST_F(InputFiles, AreNotDoubtedWhereNothingWasReadThatTheyCouldMeet) {
    files_.bots_file = file("bots.csv", "nobody\n");
    files_.licenses_file = file("licenses.csv", "license,class\nbsd,permissive\n");
    EXPECT_THAT(doubts(store::Dataset{}, files_), IsEmpty());
    files_.licenses_file.clear();
    files_.keep_bots = true;
    EXPECT_THAT(doubts(data_, files_), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
