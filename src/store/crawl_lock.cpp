#include "crawl_lock.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace hubmine::store {

namespace {

std::string reason(int error) {
    return std::error_code(error, std::generic_category()).message();
}

/// "crawl with pid 12"
std::string holder(int descriptor) {
    std::array<char, 64> bytes{};
    const ssize_t size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    const std::string_view text(bytes.data(), static_cast<std::size_t>(std::max(size, ssize_t{0})));
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view rest = text.substr(digits);
    const bool is_named = rest.size() > 2 && rest.front() == ' ' && rest.back() == '\n';
    return fmt::format("{} with pid {}",
                       is_named ? core::printable(rest.substr(1, rest.size() - 2)) : "crawl",
                       digits == 0 ? "unknown" : text.substr(0, digits));
}

std::filesystem::path lock_path(const std::filesystem::path& store) {
    return core::resolved(store).string() + "-crawl.lock";
}

[[noreturn]] void refuse_unlocked(const std::filesystem::path& store) {
    throw core::BusyError(fmt::format(
        "{} is in use by a crawl that knows it by another name: use that name", store.string()));
}

/// The holder before us may have removed the file between our open and our lock; anybody may have
/// removed it since.
bool is_still_there(int descriptor, const std::filesystem::path& path) {
    struct stat ours {};
    struct stat named {};
    return ::fstat(descriptor, &ours) == 0 && ::stat(path.c_str(), &named) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

}  // namespace

std::optional<std::string> lock_holder(const std::filesystem::path& store) {
    const int descriptor = ::open(lock_path(store).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return std::nullopt;
    }
    const bool is_held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    const std::string who = holder(descriptor);
    ::close(descriptor);
    return is_held ? std::optional(who) : std::nullopt;
}

CrawlLock::CrawlLock(const std::filesystem::path& store, std::string_view command)
    : path_(lock_path(store)) {
    do {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor_ < 0) {
            throw core::Error(fmt::format("cannot make {}: {}", path_.string(), reason(errno)));
        }
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            const std::string who = holder(descriptor_);
            ::close(descriptor_);
            throw core::BusyError(fmt::format("{} is in use by {}", store.string(), who));
        }
    } while (!is_still_there(descriptor_, path_));
    const std::string text = fmt::format("{} {}\n", ::getpid(), command);
    const bool is_empty = ::ftruncate(descriptor_, 0) == 0;
    const ssize_t written = is_empty ? ::pwrite(descriptor_, text.data(), text.size(), 0) : -1;
    if (written != static_cast<ssize_t>(text.size())) {
        const int error = written < 0 ? errno : ENOSPC;
        ::unlink(path_.c_str());
        ::close(descriptor_);
        throw core::Error(fmt::format("cannot write {}: {}", path_.string(), reason(error)));
    }
}

void refuse_other_name(const std::filesystem::path& store) {
    struct stat status {};
    const int file = ::open(store.c_str(), O_RDONLY | O_CLOEXEC);
    const bool has_other_names = file >= 0 && ::fstat(file, &status) == 0 && status.st_nlink > 1;
    const bool is_crawled = has_other_names && ::flock(file, LOCK_SH | LOCK_NB) != 0;
    if (file >= 0) {
        ::close(file);
    }
    if (!is_crawled) {
        return;
    }
    const int beside = ::open(lock_path(store).c_str(), O_RDONLY | O_CLOEXEC);
    const bool by_this_name = beside >= 0 && ::flock(beside, LOCK_SH | LOCK_NB) != 0;
    if (beside >= 0) {
        ::close(beside);
    }
    if (!by_this_name) {
        refuse_unlocked(store);
    }
}

void CrawlLock::hold(const std::filesystem::path& store) {
    store_ = ::open(store.c_str(), O_RDONLY | O_CLOEXEC);
    if (store_ >= 0 && ::flock(store_, LOCK_EX | LOCK_NB) != 0) {
        refuse_unlocked(store);
    }
}

CrawlLock::~CrawlLock() {
    if (store_ >= 0) {
        ::close(store_);
    }
    if (is_still_there(descriptor_, path_)) {
        ::unlink(path_.c_str());
    }
    ::close(descriptor_);
}

}  // namespace hubmine::store
