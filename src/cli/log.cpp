#include "log.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace hubmine::cli {

namespace {

std::string_view payload(const spdlog::details::log_msg& message) {
    return {message.payload.data(), message.payload.size()};
}

void append(spdlog::memory_buf_t& to, std::string_view text) {
    to.append(text.data(), text.data() + text.size());
}

std::string time_of(const spdlog::details::log_msg& message) {
    return core::format_time(std::chrono::floor<std::chrono::milliseconds>(message.time));
}

class TextFormatter final : public spdlog::formatter {
  public:
    TextFormatter(bool wipes, bool is_timed) : wipes_(wipes), is_timed_(is_timed) {}

    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
        append(to, wipes_ ? "\r\x1b[K" : "");
        if (is_timed_) {
            append(to, time_of(message));
            append(to, " ");
        }
        append(to, "hubmine: ");
        append(to, message.level == spdlog::level::warn ? "warning: " : "");
        append(to, core::printable(payload(message)));
        append(to, "\n");
    }

    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<TextFormatter>(wipes_, is_timed_);
    }

  private:
    bool wipes_;
    bool is_timed_;
};

class JsonFormatter final : public spdlog::formatter {
  public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
        const auto level = spdlog::level::to_string_view(message.level);
        const nlohmann::ordered_json line{{"time", time_of(message)},
                                          {"level", std::string(level.data(), level.size())},
                                          {"message", core::sanitize_utf8(payload(message))}};
        // Bidirectional controls and the like are escaped: the line is read on terminals, too.
        constexpr bool kAsciiOnly = true;
        append(to, line.dump(-1, ' ', kAsciiOnly));
        append(to, "\n");
    }

    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<JsonFormatter>();
    }
};

/// Writes whole messages, each under the one lock that the progress line takes, too.
class LockedSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
  public:
    explicit LockedSink(std::ostream& out) : out_(out) {}

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        const std::lock_guard lock(log_mutex());
        spdlog::memory_buf_t text;
        formatter_->format(message, text);
        out_.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    }
    void flush_() override {}

  private:
    std::ostream& out_;
};

}  // namespace

std::mutex& log_mutex() {
    static std::mutex mutex;
    return mutex;
}

void set_up_log(const Globals& globals, std::ostream& err, bool wipes) {
    auto sink = std::make_shared<LockedSink>(err);
    auto logger = std::make_shared<spdlog::logger>("hubmine", std::move(sink));
    if (globals.log_format == Globals::LogFormat::kJson) {
        logger->set_formatter(std::make_unique<JsonFormatter>());
    } else {
        const bool is_timed = globals.log_format == Globals::LogFormat::kTimed;
        logger->set_formatter(std::make_unique<TextFormatter>(wipes, is_timed));
    }
    logger->set_level(globals.quiet     ? spdlog::level::warn
                      : globals.verbose ? spdlog::level::debug
                                        : spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

}  // namespace hubmine::cli
