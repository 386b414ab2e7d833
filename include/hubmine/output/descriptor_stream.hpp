#pragma once

#include <exception>
#include <memory>
#include <ostream>
#include <string>

namespace hubmine::output {

/// The reader of a pipe went away: nothing more is wanted, and nothing went wrong.
class ClosedPipe : public std::exception {
  public:
    [[nodiscard]] const char* what() const noexcept override { return "closed pipe"; }
};

/// A stream over an open file descriptor that it does not own. Writing throws ClosedPipe (SIGPIPE
/// must be ignored) or core::Error with the reason (a full disk). What is still in the buffer at
/// the end is lost unless flush() was called: only flush() can say that it failed.
class DescriptorStream : public std::ostream {
  public:
    /// `name` is for messages.
    DescriptorStream(int descriptor, std::string name);
    DescriptorStream(const DescriptorStream&) = delete;
    DescriptorStream& operator=(const DescriptorStream&) = delete;
    DescriptorStream(DescriptorStream&&) = delete;
    DescriptorStream& operator=(DescriptorStream&&) = delete;
    ~DescriptorStream() override;

  private:
    class Buffer;
    std::unique_ptr<Buffer> buffer_;
};

}  // namespace hubmine::output
