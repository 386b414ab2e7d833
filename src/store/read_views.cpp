#include "read_views.hpp"

#include "hubmine/core/error.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>

namespace hubmine::store {

namespace {

/// Another number than before when another connection has changed the file meanwhile. The first
/// read of a transaction is what chooses its state.
std::int64_t data_version(Database& database) {
    return database.scalar("PRAGMA data_version");
}

}  // namespace

ReadViews::Other::Other(const Database& first) : database(first.another()), view(*database) {
    static_cast<void>(data_version(*database));
}

ReadViews::ReadViews(Database& first, unsigned connections) : first_(first) {
    view_.emplace(first_);
    constexpr int kAttempts = 5;
    for (int attempt = 0; attempt < kAttempts && connections > 1; ++attempt) {
        if (open_others(connections - 1)) {
            return;
        }
        others_.clear();
    }
}

/// SQLite has no way to ask two connections for one state. But they have it when nobody wrote
/// between the moment before the others began to read and the moment after.
bool ReadViews::open_others(unsigned count) {
    const std::int64_t before = data_version(first_);
    try {
        while (others_.size() < count) {
            others_.push_back(std::make_unique<Other>(first_));
        }
    } catch (const core::Error&) {
        others_.clear();
    }
    if (first_.has_moved()) {
        others_.clear();  // they may have opened another file
    }
    if (others_.empty()) {
        return true;  // one can read all of it, if not as fast
    }
    view_.reset();
    view_.emplace(first_);
    return data_version(first_) == before;
}

void ReadViews::run(std::span<const ReadJob> jobs) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::exception_ptr> failed(jobs.size());
    const auto work = [&](Database& database) {
        for (std::size_t at = next++; at < jobs.size(); at = next++) {
            try {
                jobs[at](database);
            } catch (...) {
                failed[at] = std::current_exception();
            }
        }
    };
    std::vector<std::thread> threads;
    for (const std::unique_ptr<Other>& other : others_) {
        try {
            threads.emplace_back(work, std::ref(*other->database));
        } catch (const std::system_error&) {
            break;  // the others do it
        }
    }
    work(first_);
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const std::exception_ptr& why : failed) {
        if (why) {
            std::rethrow_exception(why);
        }
    }
}

}  // namespace hubmine::store
