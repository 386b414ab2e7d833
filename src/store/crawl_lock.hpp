#pragma once

#include <filesystem>

namespace hubmine::store {

/// Held by the one crawl that may write a store: FILE-crawl.lock beside it (beside the file that a
/// link leads to), with the holder's pid inside. The kernel lets go of it when the process dies,
/// however it dies.
class CrawlLock {
  public:
    /// Throws BusyError with the holder's pid, or Error when the lock file cannot be made.
    explicit CrawlLock(const std::filesystem::path& store);
    CrawlLock(const CrawlLock&) = delete;
    CrawlLock& operator=(const CrawlLock&) = delete;
    CrawlLock(CrawlLock&&) = delete;
    CrawlLock& operator=(CrawlLock&&) = delete;
    ~CrawlLock();

  private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

}  // namespace hubmine::store
