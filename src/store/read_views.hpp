#pragma once

#include "database.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::store {

/// Something to read, over the connection that it is given.
using ReadJob = std::function<void(Database&)>;

/// One state of a store over several connections, so that several threads can read it.
class ReadViews {
  public:
    /// Over `first` and as many others as to make `connections`; over `first` alone where no others
    /// can be had, or somebody else writes all the time.
    ReadViews(Database& first, unsigned connections);
    ReadViews(const ReadViews&) = delete;
    ReadViews& operator=(const ReadViews&) = delete;
    ReadViews(ReadViews&&) = delete;
    ReadViews& operator=(ReadViews&&) = delete;
    ~ReadViews() = default;

    [[nodiscard]] std::size_t connections() const { return 1 + others_.size(); }
    /// Runs each job once, a connection each at a time. Throws what the first one of those that
    /// failed has thrown.
    void run(std::span<const ReadJob> jobs);

  private:
    struct Other {
        explicit Other(const Database& first);
        std::unique_ptr<Database> database;
        ReadView view;
    };
    [[nodiscard]] bool open_others(unsigned count);

    Database& first_;
    std::optional<ReadView> view_;
    std::vector<std::unique_ptr<Other>> others_;
};

}  // namespace hubmine::store
