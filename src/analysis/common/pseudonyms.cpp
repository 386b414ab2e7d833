#include "common/pseudonyms.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/random_key.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace hubmine::analysis {

namespace {

constexpr std::size_t kKeyDigits = 64;

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& path, int error) {
    throw core::Error(fmt::format("cannot {} the pseudonym key {}: {}", what, path.string(),
                                  std::error_code(error, std::generic_category()).message()));
}

/// A temporary file with the key, linked to its name when complete: whoever comes second reads the
/// first one's key, never half of it.
void create_key(const std::filesystem::path& path) {
    if (path.has_parent_path()) {
        std::error_code failure;
        std::filesystem::create_directories(path.parent_path(), failure);
        if (failure) {
            fail("create", path, failure.value());
        }
    }
    std::string beside = path.string() + ".XXXXXX";
    const int descriptor = ::mkstemp(beside.data());  // mode 0600
    if (descriptor < 0) {
        fail("create", path, errno);
    }
    const std::string text = core::random_key() + "\n";
    const bool written =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(descriptor) == 0;
    const int write_error = errno;
    ::close(descriptor);
    const bool linked = written && ::link(beside.c_str(), path.c_str()) == 0;
    const int link_error = errno;
    ::unlink(beside.c_str());
    if (!written) {
        fail("write", path, write_error);
    }
    if (!linked && link_error != EEXIST) {
        fail("create", path, link_error);
    }
}

std::string read_key(const std::filesystem::path& path) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        fail("read", path, errno);
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string_view key = core::trim(text);
    const bool is_key = key.size() == kKeyDigits &&
                        key.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_key) {
        throw core::UsageError(fmt::format(
            "{}: not a pseudonym key (64 hexadecimal digits); name a new file to make one",
            path.string()));
    }
    return std::string(key);
}

}  // namespace

Pseudonyms::Pseudonyms(const std::filesystem::path& key_file) {
    std::error_code ignored;
    if (!std::filesystem::exists(key_file, ignored)) {
        create_key(key_file);
    }
    key_ = read_key(key_file);
}

std::string Pseudonyms::of(std::string_view name) const {
    constexpr std::size_t kDigits = 16;
    return "dev-" + core::hmac_sha256(key_, name).substr(0, kDigits);
}

}  // namespace hubmine::analysis
