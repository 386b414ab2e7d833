#pragma once

#include <stop_token>
#include <thread>

namespace hubmine::cli {

/// While it lives, SIGINT and SIGTERM ask to stop instead of ending the process; a second one ends
/// it. To be made before other threads start: they inherit that the signals are blocked.
class StopOnSignal {
  public:
    StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;
    StopOnSignal(StopOnSignal&&) = delete;
    StopOnSignal& operator=(StopOnSignal&&) = delete;
    ~StopOnSignal();

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

  private:
    std::stop_source stop_;
    std::jthread watcher_;
};

}  // namespace hubmine::cli
