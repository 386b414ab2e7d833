#pragma once

#include <gtest/gtest.h>

#include <csignal>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace hubmine::crawl {

/// A program in a process of its own, found along PATH; killed when it outlives its object.
class ChildProcess {
  public:
    explicit ChildProcess(std::vector<std::string> arguments) {
        std::vector<char*> argv;
        for (std::string& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        const int error = posix_spawnp(&pid_, argv.front(), nullptr, nullptr, argv.data(), environ);
        EXPECT_EQ(error, 0) << "cannot start " << argv.front();
        started_ = error == 0;
        done_ = !started_;
    }

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ChildProcess(ChildProcess&&) = delete;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess() {
        if (started_) {
            terminate();
        }
    }

    /// True when it has ended; its status is known then.
    bool ended() {
        done_ = done_ || waitpid(pid_, &status_, WNOHANG) == pid_;
        return done_;
    }
    void wait() {
        if (!done_) {
            waitpid(pid_, &status_, 0);
            done_ = true;
        }
    }
    /// True when the signal ended it: it had not finished before.
    bool kill() {
        if (ended()) {
            return false;
        }
        ::kill(pid_, SIGKILL);
        wait();
        return WIFSIGNALED(status_) && WTERMSIG(status_) == SIGKILL;
    }
    /// Asks it to end, and waits.
    void terminate() {
        if (!ended()) {
            ::kill(pid_, SIGTERM);
            wait();
        }
    }
    [[nodiscard]] int exit_code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1; }

  private:
    pid_t pid_ = 0;
    int status_ = 0;
    bool started_ = false;
    bool done_ = false;
};

}  // namespace hubmine::crawl
