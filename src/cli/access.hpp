#pragma once

#include "environment.hpp"

#include <filesystem>
#include <string>

namespace hubmine::cli {

/// Where the token comes from, in the order of the Hub's own client: HF_TOKEN,
/// HUGGING_FACE_HUB_TOKEN, the file HF_TOKEN_PATH, the file $HF_HOME/token. Neither when
/// HF_HUB_DISABLE_IMPLICIT_TOKEN is set.
struct TokenSource {
    std::string token;           ///< from a variable
    std::filesystem::path file;  ///< looked into when `token` is empty; empty = none
};

[[nodiscard]] TokenSource token_source(const Environment& environment);

/// The token, empty for an anonymous crawl. A file that is not there means none. Throws
/// core::Error, which never holds the token, when a file cannot be read or the token is not one
/// word of visible ASCII.
[[nodiscard]] std::string read_token(const TokenSource& source);

/// The Hub to ask: `given`, else HF_ENDPOINT, else the public one; as hub::normal_endpoint()
/// spells it. Throws UsageError when it is no http(s) URL.
[[nodiscard]] std::string choose_endpoint(const std::string& given, const Environment& environment);

/// The certificates to trust: `given`, else what CURL_CA_BUNDLE, REQUESTS_CA_BUNDLE or
/// SSL_CERT_FILE names, in this order; empty = the system's. Throws UsageError when it is neither
/// file nor folder.
[[nodiscard]] std::string choose_ca_bundle(const std::string& given,
                                           const Environment& environment);

/// Throws UsageError when a token would travel unencrypted to another machine.
void check_token_is_safe(const std::string& token, const std::string& endpoint);

}  // namespace hubmine::cli
