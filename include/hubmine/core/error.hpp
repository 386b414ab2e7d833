#pragma once

#include "hubmine/core/exit_code.hpp"

#include <stdexcept>
#include <string>

namespace hubmine::core {

/// Something failed and the user can act on it. The message is one line: what, which item, which
/// cause. Thrown where it happens, caught once in cli/, never logged and thrown.
class Error : public std::runtime_error {
  public:
    explicit Error(const std::string& message, ExitCode code = ExitCode::kError)
        : std::runtime_error(message), code_(code) {}
    [[nodiscard]] ExitCode exit_code() const noexcept { return code_; }

  private:
    ExitCode code_;
};

/// The command line, or a file the user wrote, makes no sense.
class UsageError : public Error {
  public:
    explicit UsageError(const std::string& message) : Error(message, ExitCode::kUsage) {}
};

/// The Hub refuses us as a whole (wrong token), not one repository.
class RefusedError : public Error {
  public:
    explicit RefusedError(const std::string& message) : Error(message, ExitCode::kRefused) {}
};

/// A file of ours does not hold what was written to it.
class DamagedError : public Error {
  public:
    explicit DamagedError(const std::string& message) : Error(message, ExitCode::kCheckFailed) {}
};

/// Another process holds what we need.
class BusyError : public Error {
  public:
    explicit BusyError(const std::string& message) : Error(message, ExitCode::kBusy) {}
};

}  // namespace hubmine::core
