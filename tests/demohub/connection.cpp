#include "demohub/connection.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hubmine::demohub {
namespace {

constexpr std::size_t kBuffer = std::size_t{16} << 10U;

}  // namespace

bool Nap::sleep_until(std::chrono::steady_clock::time_point end) {
    std::unique_lock lock(mutex_);
    return !woken_.wait_until(lock, end, [this] { return over_.load(); });
}

void Nap::wake_all() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    woken_.notify_all();
}

Connection::~Connection() {
    ::close(socket_);
}

Connection*& Connection::current() {
    thread_local Connection* connection = nullptr;
    return connection;
}

bool Connection::wait(std::chrono::milliseconds timeout) {
    if (in_at_ < in_.size()) {
        return true;
    }
    pollfd wanted{socket_, POLLIN, 0};
    return ::poll(&wanted, 1, static_cast<int>(timeout.count())) > 0;
}

void Connection::start_reply() {
    wrote_headers_ = false;
    body_written_ = 0;
    cut_.reset();
}

bool Connection::finish_reply() {
    if (cut_ && !broken_ && cut_->how != Cut::How::kPause) {
        break_now();
    }
    return flush();
}

ssize_t Connection::read(char* data, std::size_t size) {
    if (in_at_ == in_.size()) {
        in_.resize(kBuffer);
        in_at_ = 0;
        const ssize_t got = ::recv(socket_, in_.data(), in_.size(), 0);
        in_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        if (got <= 0) {
            return got;
        }
    }
    const std::size_t taken = std::min(size, in_.size() - in_at_);
    std::memcpy(data, in_.data() + in_at_, taken);
    in_at_ += taken;
    return static_cast<ssize_t>(taken);
}

bool Connection::send_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            broken_ = true;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Connection::flush() {
    const bool sent = !broken_ && send_all(out_);
    out_.clear();
    return sent;
}

bool Connection::put(std::string_view bytes) {
    if (out_.size() + bytes.size() <= kBuffer) {
        out_.append(bytes);
        return true;
    }
    // Small headers and the start of a body travel together; the rest is not copied.
    const std::size_t head = kBuffer - std::min(kBuffer, out_.size());
    out_.append(bytes.substr(0, head));
    return flush() && send_all(bytes.substr(std::min(head, bytes.size())));
}

void Connection::break_now() {
    flush();
    if (cut_->how == Cut::How::kReset) {
        // A close with this set throws away what is unsent and answers with RST.
        const linger now{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    broken_ = true;
}

ssize_t Connection::write(const char* data, std::size_t size) {
    if (broken_) {
        return -1;
    }
    const std::string_view bytes(data, size);
    const bool is_header = !wrote_headers_;
    wrote_headers_ = true;
    if (!cut_ || (is_header && cut_->body_bytes)) {
        return put(bytes) ? static_cast<ssize_t>(size) : -1;
    }
    const std::size_t left =
        cut_->body_bytes ? *cut_->body_bytes - std::min(*cut_->body_bytes, body_written_) : 0;
    body_written_ += size;
    if (size < left) {
        return put(bytes) ? static_cast<ssize_t>(size) : -1;
    }
    const std::string_view before = bytes.substr(0, left);
    if (cut_->how == Cut::How::kPause) {
        const auto end = std::chrono::steady_clock::now() + cut_->pause;
        const bool went_on = put(before) && flush() && nap_.sleep_until(end);
        cut_.reset();
        return went_on && put(bytes.substr(left)) ? static_cast<ssize_t>(size) : -1;
    }
    put(before);
    break_now();
    return -1;
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
}

}  // namespace hubmine::demohub
