#include "hubmine/core/digest.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <fstream>
#include <memory>

namespace hubmine::core {

namespace {

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string hex(const Digest& digest, unsigned length) {
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += fmt::format("{:02x}", digest[i]);
    }
    return text;
}

/// SHA-256 over pieces.
class Sha256 {
  public:
    Sha256() { check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1); }
    void add(std::string_view bytes) {
        check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
    }
    std::string finish() {
        Digest digest{};
        unsigned length = 0;
        check(EVP_DigestFinal_ex(context_.get(), digest.data(), &length) == 1);
        return hex(digest, length);
    }

  private:
    static void check(bool ok) {
        if (!ok) {
            throw Error("SHA-256 is not available in this OpenSSL");
        }
    }

    std::unique_ptr<EVP_MD_CTX, FreeContext> context_{EVP_MD_CTX_new()};
};

}  // namespace

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string sha256_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    Sha256 hash;
    std::array<char, 65536> buffer{};
    while (in) {
        in.read(buffer.data(), buffer.size());
        hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) {
        throw Error(fmt::format("cannot read {}", path.string()));
    }
    return hash.finish();
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    Digest digest{};
    unsigned length = 0;
    // OpenSSL takes bytes as unsigned char; the cast changes no value.
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, message.size(),
             digest.data(), &length) == nullptr) {
        throw Error("HMAC-SHA-256 is not available in this OpenSSL");
    }
    return hex(digest, length);
}

}  // namespace hubmine::core
