#include "demohub/http_server.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace hubmine::demohub {
namespace {

constexpr std::chrono::milliseconds kKeepAlive{120000};
constexpr int kBacklog = 1024;

}  // namespace

void GrowingPool::enqueue(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
        if (idle_ < jobs_.size() && threads_.size() < most_) {
            threads_.emplace_back([this] { work(); });
        }
    }
    wanted_.notify_one();
}

void GrowingPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        ++idle_;
        wanted_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        --idle_;
        if (jobs_.empty()) {
            return;
        }
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

void GrowingPool::shutdown() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wanted_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
}

HttpServer::HttpServer(std::size_t max_threads, Nap& nap, std::function<void()> connected)
    : nap_(nap), connected_(std::move(connected)) {
    new_task_queue = [max_threads] { return new GrowingPool(max_threads); };
    set_tcp_nodelay(true);
    set_keep_alive_max_count(1000000000);
    set_keep_alive_timeout(kKeepAlive.count() / 1000);
    set_read_timeout(kKeepAlive);
    set_write_timeout(kKeepAlive);
    set_socket_options([](int socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

HttpServer::~HttpServer() {
    stop_all();
}

int HttpServer::bind(int port) {
    const std::string host = "127.0.0.1";
    const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound <= 0) {
        throw core::Error(fmt::format("cannot listen on {}:{}", host, port));
    }
    // httplib's backlog of 5 makes a burst of connections wait for a second.
    ::listen(svr_sock_, kBacklog);
    return bound;
}

void HttpServer::start() {
    listener_ = std::thread([this] { listen_after_bind(); });
    while (!is_running()) {
        std::this_thread::yield();
    }
}

void HttpServer::stop_all() {
    nap_.wake_all();
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : sockets_) {
            ::shutdown(socket, SHUT_RDWR);
        }
    }
    stop();
    if (listener_.joinable()) {
        listener_.join();
    }
}

bool HttpServer::process_and_close_socket(int socket) {
    Connection connection(socket, nap_);
    {
        const std::lock_guard lock(mutex_);
        sockets_.insert(socket);
    }
    connected_();
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    Connection::current() = &connection;
    bool open = true;
    while (open && !nap_.over() && connection.wait(kKeepAlive)) {
        bool closed = false;
        connection.start_reply();
        open = process_request(connection, false, closed, nullptr);
        open = connection.finish_reply() && open && !closed;
    }
    Connection::current() = nullptr;
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
    return true;
}

}  // namespace hubmine::demohub
