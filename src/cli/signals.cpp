#include "signals.hpp"

#include <csignal>
#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace hubmine::cli {

namespace {

sigset_t endings() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

/// Waits for the signals in slices, so that it also notices its own end.
void watch(const std::stop_token& over, const std::stop_source& stop) {
    const sigset_t set = endings();
    constexpr timespec kSlice{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!over.stop_requested()) {
        const int signal = sigtimedwait(&set, nullptr, &kSlice);
        if (signal <= 0) {
            continue;
        }
        if (stop.stop_requested()) {
            _exit(128 + signal);
        }
        stop.request_stop();
    }
}

}  // namespace

StopOnSignal::StopOnSignal() {
    const sigset_t set = endings();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    watcher_ = std::jthread([stop = stop_](const std::stop_token& over) { watch(over, stop); });
}

StopOnSignal::~StopOnSignal() {
    watcher_.request_stop();
    watcher_.join();
    const sigset_t set = endings();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace hubmine::cli
