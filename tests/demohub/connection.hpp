#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::demohub {

/// A sleep that ends early when the server stops.
class Nap {
  public:
    /// False when it was woken.
    bool sleep_until(std::chrono::steady_clock::time_point end);
    void wake_all();
    [[nodiscard]] bool over() const { return over_; }

  private:
    std::mutex mutex_;
    std::condition_variable woken_;
    std::atomic<bool> over_{false};
};

/// Where a reply breaks, and how.
struct Cut {
    enum class How { kClose, kReset, kPause };
    How how = How::kClose;
    /// Bytes of the body that still go out; absent = not even the headers.
    std::optional<std::size_t> body_bytes;
    std::chrono::milliseconds pause{0};
};

/// One accepted socket, buffered both ways; closes it in the end.
class Connection final : public httplib::Stream {
  public:
    Connection(int socket, Nap& nap) : socket_(socket), nap_(nap) {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;
    ~Connection() override;

    /// Waits for the next request's first byte.
    [[nodiscard]] bool wait(std::chrono::milliseconds timeout);
    /// The reply that is written next breaks like this.
    void cut(const Cut& cut) { cut_ = cut; }
    void start_reply();
    /// False when the connection is of no more use.
    [[nodiscard]] bool finish_reply();

    [[nodiscard]] bool is_readable() const override { return !broken_; }
    [[nodiscard]] bool is_writable() const override { return !broken_; }
    ssize_t read(char* data, std::size_t size) override;
    ssize_t write(const char* data, std::size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    [[nodiscard]] int socket() const override { return socket_; }

    /// The connection whose request this thread is answering.
    static Connection*& current();

  private:
    bool flush();
    bool send_all(std::string_view bytes);
    bool put(std::string_view bytes);
    void break_now();

    int socket_;
    Nap& nap_;
    bool broken_ = false;
    std::string in_;
    std::size_t in_at_ = 0;
    std::string out_;
    bool wrote_headers_ = false;
    std::size_t body_written_ = 0;
    std::optional<Cut> cut_;
};

}  // namespace hubmine::demohub
