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

    ScratchDirectory folder_;
    store::Dataset data_;
    Options options_;
};

TEST_F(InputFiles, OfWhichSomethingIsInTheStoreAreNotDoubted) {
    options_.bots_file = file("bots.csv", "*-bot\nnobody\n");
    options_.licenses_file = file("licenses.csv", "license,class\nmit,permissive\n");
    options_.organisations_file =
        file("organisations.csv", "namespace,entity,type,country\nmeta-llama,Meta,company,US\n");
    options_.subfields_file = file("subfields.csv", "subfield,tag\nplay,game\n");
    options_.subfields = {"all"};
    EXPECT_THAT(doubts_about_files(data_, options_), IsEmpty());
}

TEST_F(InputFiles, OfWhichNothingIsInTheStoreAreDoubted) {
    options_.bots_file = file("bots.csv", "converts weights\n");
    options_.licenses_file = file("licenses.csv", "license,class\nMIT License,permissive\n");
    options_.organisations_file =
        file("organisations.csv", "namespace,entity,type,country\nMeta,Meta,company,US\n");
    options_.subfields_file = file("subfields.csv", "subfield,tag\nplay,Games\n");
    EXPECT_THAT(doubts_about_files(data_, options_),
                ElementsAre(AllOf(HasSubstr("bots.csv"), HasSubstr("none of the names")),
                            AllOf(HasSubstr("licenses.csv"), HasSubstr("none of the licences")),
                            AllOf(HasSubstr("organisations.csv"), HasSubstr("namespaces")),
                            AllOf(HasSubstr("subfields.csv"), HasSubstr("tags"))));
}

TEST_F(InputFiles, AreNotDoubtedWhereNothingWasReadThatTheyCouldMeet) {
    options_.bots_file = file("bots.csv", "nobody\n");
    options_.licenses_file = file("licenses.csv", "license,class\nbsd,permissive\n");
    EXPECT_THAT(doubts_about_files(store::Dataset{}, options_), IsEmpty());
    options_.licenses_file.clear();
    options_.keep_bots = true;
    EXPECT_THAT(doubts_about_files(data_, options_), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
