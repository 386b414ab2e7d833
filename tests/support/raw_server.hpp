#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace hubmine {

/// Says the same bytes to whoever connects to it on loopback and has sent something, whatever that
/// was, and hangs up.
class RawServer {
  public:
    explicit RawServer(std::string said)
        : said_(std::move(said)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        // The interface of sockets is older than C++.
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, any, size) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, any, &size) != 0) {
            throw std::system_error(errno, std::generic_category(), "a server of a test");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;
    RawServer(RawServer&&) = delete;
    RawServer& operator=(RawServer&&) = delete;
    ~RawServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int connections() const { return connections_; }

  private:
    void serve() {
        for (int peer = 0; (peer = ::accept(listener_, nullptr, nullptr)) >= 0;) {
            ++connections_;
            std::array<char, 4096> asked{};
            if (::recv(peer, asked.data(), asked.size(), 0) > 0) {
                for (std::size_t sent = 0; sent < said_.size();) {
                    const ssize_t bytes =
                        ::send(peer, said_.data() + sent, said_.size() - sent, MSG_NOSIGNAL);
                    if (bytes <= 0) {
                        break;
                    }
                    sent += static_cast<std::size_t>(bytes);
                }
            }
            ::close(peer);
        }
    }

    std::string said_;
    int listener_;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::thread thread_;
};

}  // namespace hubmine
