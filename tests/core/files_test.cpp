#include "hubmine/core/files.hpp"

#include "hubmine/core/error.hpp"

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
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) / "hubmine_files_test";
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
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, APathBelowAFileIsAnError) {
    const auto file = folder_ / "file";
    write_file_atomically(file, [](std::ostream& out) { out << "x"; });
    EXPECT_THROW(write_file_atomically(file / "below", [](std::ostream&) {}), Error);
}

}  // namespace
}  // namespace hubmine::core
