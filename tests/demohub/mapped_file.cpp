#include "demohub/mapped_file.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace hubmine::demohub {
namespace {

struct Descriptor {
    int number = -1;
    explicit Descriptor(int fd) : number(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
};

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    throw core::Error(fmt::format("cannot read {}: {}", path.string(),
                                  std::error_code(error, std::generic_category()).message()));
}

}  // namespace

void Unmap::operator()(const char* address) const noexcept {
    ::munmap(const_cast<char*>(address), size);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

MappedFile::MappedFile(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number < 0) {
        if (errno == ENOENT) {
            return;
        }
        fail(path, errno);
    }
    std::error_code error;
    size_ = std::filesystem::file_size(path, error);
    if (error) {
        fail(path, error.value());
    }
    if (size_ == 0) {
        return;
    }
    void* address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.number, 0);
    if (address == MAP_FAILED) {
        fail(path, errno);
    }
    mapping_ = std::unique_ptr<const char, Unmap>(static_cast<const char*>(address), Unmap{size_});
}

}  // namespace hubmine::demohub
