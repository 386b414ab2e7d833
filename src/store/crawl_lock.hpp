#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::store {

/// Throws BusyError when the store is crawled by another of its names: what that crawl wrote stands
/// in a log beside that name.
void refuse_other_name(const std::filesystem::path& store);

/// "crawl with pid 12": who holds the lock of the store; absent = nobody does.
[[nodiscard]] std::optional<std::string> lock_holder(const std::filesystem::path& store);

/// Held by the one crawl that may write a store, or by what writes for longer than a crawl would
/// wait: FILE-crawl.lock beside it (beside the file that a link leads to), with the holder's pid
/// and command inside. The kernel lets go of it when the process dies, however it dies.
class CrawlLock {
  public:
    /// Throws BusyError that names the holder, or Error when the lock file cannot be made.
    CrawlLock(const std::filesystem::path& store, std::string_view command);
    CrawlLock(const CrawlLock&) = delete;
    CrawlLock& operator=(const CrawlLock&) = delete;
    CrawlLock(CrawlLock&&) = delete;
    CrawlLock& operator=(CrawlLock&&) = delete;
    ~CrawlLock();

    /// Locks the file itself too, against a crawl by another of its names (a hard link). Called
    /// once it is there; to outlive every other handle of this process on it, whose locks would go
    /// with ours. Throws BusyError.
    void hold(const std::filesystem::path& store);

  private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    int store_ = -1;
};

}  // namespace hubmine::store
