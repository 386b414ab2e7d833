#include "signals.hpp"

#include <csignal>
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

/// Waits until one of our own says that it is over: of those that come from outside
/// the first asks to stop, the second ends at once.
void watch(const std::stop_token& over, const std::stop_source& stop) {
    const sigset_t set = endings();
    siginfo_t from{};
    while (true) {
        const int signal = sigwaitinfo(&set, &from);
        if (over.stop_requested() && from.si_pid == getpid()) {
            return;
        }
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
    // A slice of waiting would be felt at the end of every command.
    pthread_kill(watcher_.native_handle(), SIGINT);
    watcher_.join();
    const sigset_t set = endings();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace hubmine::cli
