#include "hubmine/core/files.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <system_error>
#include <unistd.h>

namespace hubmine::core {

namespace {

std::string reason(int error) {
    return std::error_code(error, std::generic_category()).message();
}

/// The rename must not reach the disk before the bytes do.
void flush_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
    }
    const int failed = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed != 0 && failed != EINVAL) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), reason(failed)));
    }
}

/// A device or a pipe cannot be replaced: it is written straight into.
bool is_special(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

std::filesystem::path part_of(const std::filesystem::path& path) {
    return path.string() + fmt::format(".{}.part", ::getpid());
}

/// Removes the half-written file unless it was renamed away.
class Leftover {
  public:
    explicit Leftover(std::filesystem::path path) : path_(std::move(path)) {}
    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    Leftover(Leftover&&) = delete;
    Leftover& operator=(Leftover&&) = delete;
    ~Leftover() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

  private:
    std::filesystem::path path_;
};

}  // namespace

void check_writable(const std::filesystem::path& path) {
    if (is_special(path)) {
        if (std::filesystem::is_directory(path)) {
            throw Error(fmt::format("cannot write {}: {}", path.string(), reason(EISDIR)));
        }
        if (::access(path.c_str(), W_OK) != 0) {
            throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
        }
        return;
    }
    const Leftover leftover(part_of(path));
    errno = 0;
    if (!std::ofstream(part_of(path), std::ios::binary | std::ios::trunc)) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
    }
}

void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(std::ostream&)>& write) {
    const bool special = is_special(path);
    const std::filesystem::path beside = special ? path : part_of(path);
    errno = 0;
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (!out) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
    }
    if (special) {
        write(out);
        out.flush();
        if (!out) {
            throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
        }
        return;
    }
    const Leftover leftover(beside);
    write(out);
    out.close();
    if (!out) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), reason(errno)));
    }
    flush_to_disk(beside);
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    if (failed) {
        throw Error(fmt::format("cannot write {}: {}", path.string(), failed.message()));
    }
}

std::filesystem::path data_file(std::string_view name) {
    namespace fs = std::filesystem;
    fs::path folder;
    if (const char* set = std::getenv("HUBMINE_DATA_DIR"); set != nullptr && *set != '\0') {
        folder = set;
    } else {
        folder = fs::read_symlink("/proc/self/exe").parent_path() / "../share/hubmine";
    }
    const fs::path path = (folder / name).lexically_normal();
    if (!fs::exists(path)) {
        throw Error(fmt::format("cannot find {}: reinstall hubmine, or set HUBMINE_DATA_DIR",
                                path.string()));
    }
    return path;
}

}  // namespace hubmine::core
