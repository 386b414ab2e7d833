#include "hubmine/output/descriptor_stream.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <streambuf>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hubmine::output {

class DescriptorStream::Buffer : public std::streambuf {
  public:
    Buffer(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
        start_over();
    }

  protected:
    int_type overflow(int_type c) override {
        drain();
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            sputc(traits_type::to_char_type(c));
        }
        return traits_type::not_eof(c);
    }

    int sync() override {
        drain();
        return 0;
    }

  private:
    void start_over() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

    void drain() {
        const char* from = pbase();
        const char* const end = pptr();
        start_over();
        while (from < end) {
            const ssize_t written =
                ::write(descriptor_, from, static_cast<std::size_t>(end - from));
            if (written >= 0) {
                from += written;
            } else if (errno == EPIPE) {
                throw ClosedPipe();
            } else if (errno != EINTR) {
                const auto reason = std::error_code(errno, std::generic_category()).message();
                throw core::Error(fmt::format("cannot write {}: {}", name_, reason));
            }
        }
    }

    int descriptor_;
    std::string name_;
    std::array<char, 65536> bytes_{};
};

DescriptorStream::DescriptorStream(int descriptor, std::string name)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(descriptor, std::move(name))) {
    rdbuf(buffer_.get());
    // Lets what the buffer throws come through.
    exceptions(std::ios::badbit);
}

DescriptorStream::~DescriptorStream() = default;

}  // namespace hubmine::output
