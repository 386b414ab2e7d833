#include "hubmine/core/random_key.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <array>
#include <unistd.h>

namespace hubmine::core {

std::string random_key() {
    constexpr std::size_t kBytes = 32;
    std::array<unsigned char, kBytes> bytes{};
    if (::getentropy(bytes.data(), bytes.size()) != 0) {
        throw Error("the system has no random numbers to make a key of");
    }
    std::string key;
    for (const unsigned char byte : bytes) {
        key += fmt::format("{:02x}", byte);
    }
    return key;
}

}  // namespace hubmine::core
