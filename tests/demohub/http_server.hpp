#pragma once

#include "demohub/connection.hpp"

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace hubmine::demohub {

/// Threads as they are needed, up to a maximum: a keep-alive connection holds one for its life.
class GrowingPool final : public httplib::TaskQueue {
  public:
    explicit GrowingPool(std::size_t most) : most_(most) {}

    void enqueue(std::function<void()> job) override;
    void shutdown() override;

  private:
    void work();

    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable wanted_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    std::size_t idle_ = 0;
    bool stopping_ = false;
};

/// httplib's server with sockets of our own: buffered, unlimited keep-alive, and breakable.
class HttpServer final : public httplib::Server {
  public:
    /// `connected` is called for every accepted connection.
    HttpServer(std::size_t max_threads, Nap& nap, std::function<void()> connected);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    HttpServer(HttpServer&&) = delete;
    HttpServer& operator=(HttpServer&&) = delete;
    ~HttpServer() override;

    /// Returns the port. Throws core::Error when it is taken.
    int bind(int port);
    void start();
    /// Ends every connection and joins all threads.
    void stop_all();

  private:
    bool process_and_close_socket(int socket) override;

    Nap& nap_;
    std::function<void()> connected_;
    std::thread listener_;
    std::mutex mutex_;
    std::set<int> sockets_;
};

}  // namespace hubmine::demohub
