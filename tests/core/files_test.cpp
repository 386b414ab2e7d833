#include "hubmine/core/files.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>

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

TEST_F(Files, ThatBelongTogetherAreAllNewOrAllOld) {
    const auto a = folder_ / "a.csv";
    const auto b = folder_ / "b.csv";
    write_file_atomically(a, [](std::ostream& out) { out << "old"; });
    {
        FileSet files;
        EXPECT_EQ(content(files.write(a, [](std::ostream& out) { out << "new" << std::flush; })),
                  "new");
        EXPECT_THROW(files.write(folder_ / "no" / "b.csv", [](std::ostream&) {}), Error);
    }
    EXPECT_EQ(content(a), "old");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
    FileSet files;
    files.write(a, [](std::ostream& out) { out << "new"; });
    files.write(b, [](std::ostream& out) { out << "new"; });
    files.commit();
    EXPECT_EQ(content(a) + content(b), "newnew");
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

TEST_F(Files, AreWrittenThroughALinkAndKeepTheirMode) {
    namespace fs = std::filesystem;
    const auto target = folder_ / "target.csv";
    const auto link = folder_ / "link.csv";
    write_file_atomically(target, [](std::ostream& out) { out << "old"; });
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("target.csv", link);
    write_file_atomically(link, [](std::ostream& out) { out << "new"; });
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(content(target), "new");
    EXPECT_EQ(fs::status(target).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, ThatALinkPromisesAreMadeWhereItLeads) {
    namespace fs = std::filesystem;
    fs::create_directory(folder_ / "there");
    fs::create_symlink(folder_ / "there" / "out.csv", folder_ / "out.csv");
    write_file_atomically(folder_ / "out.csv", [](std::ostream& out) { out << "x"; });
    EXPECT_EQ(content(folder_ / "there" / "out.csv"), "x");
    EXPECT_TRUE(fs::is_symlink(folder_ / "out.csv"));
}

/// Nobody in particular, for as long as it lives; root may write everywhere.
class Unprivileged {
  public:
    Unprivileged() : was_root_(::geteuid() == 0) {
        if (was_root_ && ::seteuid(kNobody) != 0) {
            throw std::runtime_error("seteuid");
        }
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;
    Unprivileged(Unprivileged&&) = delete;
    Unprivileged& operator=(Unprivileged&&) = delete;
    ~Unprivileged() {
        if (was_root_ && ::seteuid(0) != 0) {
            std::abort();
        }
    }
    static constexpr uid_t kNobody = 65534;

  private:
    bool was_root_;
};

TEST_F(Files, AreWrittenInPlaceWhereTheirFolderCannotBe) {
    namespace fs = std::filesystem;
    const auto path = folder_ / "out.csv";
    write_file_atomically(path, [](std::ostream& out) { out << "a longer old text"; });
    fs::permissions(path, fs::perms::all);
    fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                        fs::perms::group_exec | fs::perms::others_exec);
    {
        const Unprivileged nobody;
        check_writable(path);
        write_file_atomically(path, [](std::ostream& out) { out << "new"; });
        EXPECT_THROW(check_writable(folder_ / "other.csv"), Error);
    }
    fs::permissions(folder_.path(), fs::perms::owner_all);
    EXPECT_EQ(content(path), "new");
}

TEST_F(Files, AreTheSameHoweverTheyAreSpelt) {
    namespace fs = std::filesystem;
    const auto path = folder_ / "a.db";
    EXPECT_TRUE(same_file(path, folder_ / "." / "x" / ".." / "a.db"));
    EXPECT_FALSE(same_file(path, folder_ / "b.db"));
    fs::create_symlink("a.db", folder_ / "link.db");
    EXPECT_TRUE(same_file(path, folder_ / "link.db"));
    write_file_atomically(path, [](std::ostream& out) { out << "x"; });
    fs::create_hard_link(path, folder_ / "hard.db");
    EXPECT_TRUE(same_file(folder_ / "hard.db", folder_ / "link.db"));
}

TEST_F(Files, APathBelowAFileIsAnError) {
    const auto file = folder_ / "file";
    write_file_atomically(file, [](std::ostream& out) { out << "x"; });
    EXPECT_THROW(write_file_atomically(file / "below", [](std::ostream&) {}), Error);
}

}  // namespace
}  // namespace hubmine::core
