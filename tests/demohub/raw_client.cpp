#include "demohub/raw_client.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace hubmine::demohub {
namespace {

int connected(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The interface of connect is older than C++.
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect");
    }
    return socket;
}

}  // namespace

RawReply raw_get(int port, const std::string& target, const std::string& more_headers) {
    const int socket = connected(port);
    const std::string request =
        fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{}\r\n", target,
                    port, more_headers);
    ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
    RawReply reply;
    std::string all;
    std::array<char, 65536> buffer{};
    ssize_t got = 0;
    while ((got = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0) {
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    reply.reset = got < 0 && errno == ECONNRESET;
    ::close(socket);
    const std::size_t end = all.find("\r\n\r\n");
    reply.headers = all.substr(0, end);
    reply.body = end == std::string::npos ? "" : all.substr(end + 4);
    constexpr std::size_t kStatusAt = 9;
    reply.status = all.size() > kStatusAt ? std::atoi(all.c_str() + kStatusAt) : 0;
    const std::size_t length = reply.headers.find("Content-Length: ");
    if (length != std::string::npos) {
        reply.content_length = std::strtoull(reply.headers.c_str() + length + 16, nullptr, 10);
    }
    return reply;
}

}  // namespace hubmine::demohub
