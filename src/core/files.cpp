#include "hubmine/core/files.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace hubmine::core {

namespace fs = std::filesystem;

namespace {

std::string reason(int error) {
    return std::error_code(error, std::generic_category()).message();
}

[[noreturn]] void cannot_write(const fs::path& path, int error) {
    throw Error(fmt::format("cannot write {}: {}", path.string(), reason(error)));
}

/// Closes what it was given.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

/// The rename must not reach the disk before the bytes do.
void flush_to_disk(const Descriptor& file, const fs::path& named) {
    if (::fsync(file.number()) != 0 && errno != EINVAL && errno != EROFS) {
        cannot_write(named, errno);
    }
}

/// A device or a pipe cannot be replaced: it is written straight into.
bool is_special(const fs::path& path) {
    std::error_code ignored;
    const auto status = fs::status(path, ignored);
    return fs::exists(status) && !fs::is_regular_file(status);
}

bool may_write(const fs::path& path) {
    return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

bool make_empty(const fs::path& path, unsigned mode) {
    ::unlink(path.c_str());
    return Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                             static_cast<mode_t>(mode)))
        .is_open();
}

/// A mode may be given, an owner only by the mighty.
bool take_on(const fs::path& path, const struct stat& model) {
    const bool same_owner = model.st_uid == ::geteuid() && model.st_gid == ::getegid();
    if (!same_owner && ::chown(path.c_str(), model.st_uid, model.st_gid) != 0) {
        return false;
    }
    return ::chmod(path.c_str(), model.st_mode & 07777U) == 0;
}

void write_all(const Descriptor& to, const char* bytes, std::size_t size, const fs::path& named) {
    while (size > 0) {
        const ssize_t written = ::write(to.number(), bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            cannot_write(named, errno);
        }
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

void copy_into(const fs::path& from, const fs::path& to, const fs::path& named) {
    const Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    const Descriptor out(::open(to.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
    if (!in.is_open() || !out.is_open()) {
        cannot_write(named, errno);
    }
    std::vector<char> buffer(std::size_t{1} << 20U);
    for (;;) {
        const ssize_t got = ::read(in.number(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            cannot_write(named, errno);
        }
        if (got == 0) {
            break;
        }
        write_all(out, buffer.data(), static_cast<std::size_t>(got), named);
    }
    flush_to_disk(out, named);
}

fs::path part_name(const fs::path& folder, const fs::path& target) {
    return folder / fmt::format("{}.{}.part", target.filename().string(), ::getpid());
}

}  // namespace

fs::path resolved(const fs::path& path) {
    constexpr int kMostLinks = 40;
    fs::path place = path;
    std::error_code failed;
    for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(place, failed)); ++i) {
        const fs::path next = fs::read_symlink(place, failed);
        if (failed) {
            break;
        }
        place = next.is_absolute() ? next : place.parent_path() / next;
    }
    const fs::path canonical = fs::weakly_canonical(fs::absolute(place, failed), failed);
    return failed ? place : canonical;
}

bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code failed;
    return (fs::equivalent(a, b, failed) && !failed) || resolved(a) == resolved(b);
}

Replacement::Replacement(const fs::path& target, unsigned mode)
    : named_(target), target_(resolved(target)) {
    struct stat old {};
    const bool exists = ::stat(target_.c_str(), &old) == 0;
    // What only its owner may read is not readable by others for a moment either.
    const unsigned first_mode = exists ? old.st_mode & 0600U : mode;
    path_ = part_name(target_.parent_path(), target_);
    if (make_empty(path_, first_mode)) {
        in_place_ = exists && !take_on(path_, old);
        return;
    }
    const int error = errno;
    if (!exists || !may_write(target_)) {
        cannot_write(named_, error);
    }
    in_place_ = true;
    path_ = part_name(fs::temp_directory_path(), target_);
    if (!make_empty(path_, 0600)) {
        cannot_write(path_, errno);
    }
}

Replacement::~Replacement() {
    std::error_code ignored;
    fs::remove(path_, ignored);
}

void Replacement::commit() {
    if (!in_place_) {
        const Descriptor written(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
        if (!written.is_open()) {
            cannot_write(named_, errno);
        }
        flush_to_disk(written, named_);
        if (::rename(path_.c_str(), target_.c_str()) == 0) {
            return;
        }
        if (errno != EBUSY && errno != EXDEV && errno != EACCES && errno != EPERM) {
            cannot_write(named_, errno);
        }
    }
    copy_into(path_, target_, named_);
}

void check_writable(const fs::path& path) {
    if (!is_special(path)) {
        const Replacement probe(path);
    } else if (fs::is_directory(path)) {
        cannot_write(path, EISDIR);
    } else if (!may_write(path)) {
        cannot_write(path, errno);
    }
}

fs::path FileSet::write(const fs::path& path, const std::function<void(std::ostream&)>& write) {
    fs::path place = path;
    if (!is_special(path)) {
        place = files_.emplace_back(std::make_unique<Replacement>(path))->path();
    }
    errno = 0;
    std::ofstream out(place, std::ios::binary | std::ios::trunc);
    if (!out) {
        cannot_write(path, errno);
    }
    write(out);
    out.close();
    if (!out) {
        cannot_write(path, errno);
    }
    return place;
}

void FileSet::commit() {
    for (const std::unique_ptr<Replacement>& file : files_) {
        file->commit();
    }
    files_.clear();
}

void write_file_atomically(const fs::path& path, const std::function<void(std::ostream&)>& write) {
    FileSet one;
    one.write(path, write);
    one.commit();
}

fs::path data_folder() {
    fs::path folder;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
    if (const char* set = std::getenv("HUBMINE_DATA_DIR"); set != nullptr && *set != '\0') {
        folder = set;
    } else {
        folder = fs::read_symlink("/proc/self/exe").parent_path() / "../share/hubmine";
    }
    return folder.lexically_normal();
}

fs::path data_file(std::string_view name) {
    fs::path path = data_folder() / name;
    if (!fs::exists(path)) {
        throw Error(fmt::format("cannot find {}: reinstall hubmine, or set HUBMINE_DATA_DIR",
                                path.string()));
    }
    return path;
}

fs::path given_or_installed(const std::string& given, std::string_view installed) {
    return given.empty() ? data_file(installed) : fs::path(given);
}

}  // namespace hubmine::core
