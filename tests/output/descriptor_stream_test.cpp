#include "hubmine/output/descriptor_stream.hpp"

#include "hubmine/core/error.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace hubmine::output {
namespace {

TEST(DescriptorStream, SaysWhenTheReaderWentAway) {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    ::close(ends[0]);
    DescriptorStream out(ends[1], "pipe");
    out << "nobody reads this";
    EXPECT_THROW(out.flush(), ClosedPipe);
    ::close(ends[1]);
}

TEST(DescriptorStream, AFullDiskIsAnErrorWithItsReason) {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    ASSERT_GE(full, 0);
    DescriptorStream out(full, "standard output");
    out << "x";
    try {
        out.flush();
        FAIL() << "no error";
    } catch (const core::Error& error) {
        EXPECT_STREQ(error.what(), "cannot write standard output: No space left on device");
    }
    ::close(full);
}

TEST(DescriptorStream, PassesEveryByteOn) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    {
        DescriptorStream out(ends[1], "pipe");
        out << "one " << 2 << '\n' << std::flush;
    }
    ::close(ends[1]);
    std::array<char, 64> bytes{};
    const ssize_t count = ::read(ends[0], bytes.data(), bytes.size());
    EXPECT_EQ(std::string(bytes.data(), static_cast<std::size_t>(count)), "one 2\n");
    ::close(ends[0]);
}

}  // namespace
}  // namespace hubmine::output
