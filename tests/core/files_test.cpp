#include "hubmine/core/files.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace hubmine::core {
namespace {

std::string content(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Files : public testing::Test {
  protected:
    ScratchDirectory folder_;
};

TEST_F(Files, AFailedWriteLeavesTheOldFileAlone) {
    const auto path = folder_ / "out.csv";
    write_file_atomically(path, [](std::ostream& out) { out << "old"; });
    EXPECT_THROW(write_file_atomically(path,
                                       [](std::ostream& out) {
                                           out << "half";
                                           throw std::runtime_error("boom");
                                       }),
                 std::runtime_error);
    EXPECT_EQ(content(path), "old");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(Files, ThatCanBeWrittenAreLeftAsTheyAre) {
    const auto path = folder_ / "out.csv";
    check_writable(path);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
    write_file_atomically(path, [](std::ostream& out) { out << "old"; });
    check_writable(path);
    EXPECT_EQ(content(path), "old");
    EXPECT_THROW(check_writable(folder_.path()), Error);
    EXPECT_THROW(check_writable(path / "below"), Error);
    EXPECT_THROW(check_writable(folder_ / "no" / "out.csv"), Error);
}

TEST_F(Files, APathBelowAFileIsAnError) {
    const auto file = folder_ / "file";
    write_file_atomically(file, [](std::ostream& out) { out << "x"; });
    EXPECT_THROW(write_file_atomically(file / "below", [](std::ostream&) {}), Error);
}

}  // namespace
}  // namespace hubmine::core
