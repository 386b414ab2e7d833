#pragma once

namespace hubmine::core {

/// What the process says when it leaves. Documented in docs/exit-codes.md.
enum class ExitCode : int {
    kOk = 0,
    kError = 1,          ///< unreachable host, unwritable path, not a store file, ...
    kUsage = 2,          ///< the command line makes no sense
    kIncomplete = 3,     ///< resumable: a budget was reached, or some repositories failed
    kRefused = 4,        ///< the Hub refuses us: wrong token, no permission
    kCheckFailed = 5,    ///< a requested check found something
    kBusy = 75,          ///< another crawl holds the store
    kInterrupted = 130,  ///< SIGINT or SIGTERM; state is saved
};

}  // namespace hubmine::core
