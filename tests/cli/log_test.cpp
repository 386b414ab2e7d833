#include "log.hpp"

#include "progress_line.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <ostream>
#include <streambuf>
#include <string>
#include <thread>

namespace hubmine::cli {
namespace {

/// Keeps what is written, and counts the writes that begin while another one is under way.
class WatchedBuffer final : public std::streambuf {
  public:
    [[nodiscard]] int overlaps() const { return overlaps_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  protected:
    std::streamsize xsputn(const char* data, std::streamsize count) override {
        if (busy_.exchange(true)) {
            ++overlaps_;
            return count;
        }
        std::this_thread::yield();
        text_.append(data, static_cast<std::size_t>(count));
        busy_ = false;
        return count;
    }
    int_type overflow(int_type character) override {
        const char one = traits_type::to_char_type(character);
        xsputn(&one, 1);
        return character;
    }

  private:
    std::atomic<bool> busy_{false};
    std::atomic<int> overlaps_{0};
    std::string text_;
};

/// The log as it is by default once the test is over.
class LogTest : public testing::Test {
  protected:
    LogTest() : before_(spdlog::default_logger()) {}
    ~LogTest() override { spdlog::set_default_logger(before_); }

    std::shared_ptr<spdlog::logger> before_;
};

TEST_F(LogTest, MessagesAndProgressOfTwoThreadsDoNotMix) {
    constexpr int kMany = 3000;
    WatchedBuffer buffer;
    std::ostream err(&buffer);
    set_up_log({}, err, true);
    std::thread other([] {
        for (int i = 0; i < kMany; ++i) {
            spdlog::info("message {} of the other thread", i);
        }
    });
    ProgressLine line(err, [] { return std::size_t{80}; });
    crawl::Progress progress;
    progress.phase = "commits";
    for (int i = 0; i < kMany; ++i) {
        line.show(progress, ProgressLine::Moment());
        line.clear();
    }
    other.join();
    EXPECT_EQ(buffer.overlaps(), 0);
    for (int i = 0; i < kMany; ++i) {
        ASSERT_NE(buffer.text().find(fmt::format("hubmine: message {} of the other thread\n", i)),
                  std::string::npos)
            << i;
    }
}

}  // namespace
}  // namespace hubmine::cli
