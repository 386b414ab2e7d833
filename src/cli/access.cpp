#include "access.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace hubmine::cli {

namespace fs = std::filesystem;

namespace {

fs::path token_file(const Environment& environment) {
    if (const auto path = environment.path("HF_TOKEN_PATH")) {
        return *path;
    }
    if (const auto home = environment.path("HF_HOME")) {
        return fs::path(*home) / "token";
    }
    if (const auto cache = environment.path("XDG_CACHE_HOME")) {
        return fs::path(*cache) / "huggingface" / "token";
    }
    if (const auto home = environment.variable("HOME")) {
        return fs::path(*home) / ".cache" / "huggingface" / "token";
    }
    return {};
}

std::string checked(std::string_view token, std::string_view origin) {
    const std::string_view word = core::trim(token);
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < '\x7F'; })) {
        throw core::UsageError(fmt::format("the token in {} is not one word", origin));
    }
    return std::string(word);
}

}  // namespace

TokenSource token_source(const Environment& environment) {
    if (environment.is_true("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
        return {};
    }
    for (const char* name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
        if (const auto token = environment.variable(name); token) {
            return {.token = checked(*token, name)};
        }
    }
    return {.file = token_file(environment)};
}

std::string read_token(const TokenSource& source) {
    if (!source.token.empty() || source.file.empty()) {
        return source.token;
    }
    std::error_code unknown;
    if (!fs::exists(source.file, unknown)) {
        return {};
    }
    std::ifstream in(source.file, std::ios::binary);
    if (!in || !fs::is_regular_file(source.file, unknown)) {
        throw core::Error(fmt::format("cannot read the token file {}", source.file.string()));
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return checked(text, source.file.string());
}

std::string choose_endpoint(const std::string& given, const Environment& environment) {
    const bool by_option = !given.empty();
    const std::string named =
        by_option ? given : environment.variable("HF_ENDPOINT").value_or("https://huggingface.co");
    const std::optional<std::string> endpoint = hub::normal_endpoint(named);
    if (!endpoint) {
        throw core::UsageError(fmt::format("{}: '{}' is not an http(s) URL",
                                           by_option ? "--endpoint" : "HF_ENDPOINT", named));
    }
    return *endpoint;
}

std::string choose_ca_bundle(const std::string& given, const Environment& environment) {
    std::string name = "--ca-bundle";
    std::string path = given;
    for (const char* variable : {"CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"}) {
        if (path.empty()) {
            name = variable;
            path = environment.path(variable).value_or("");
        }
    }
    std::error_code unknown;
    if (!path.empty() && !fs::is_regular_file(path, unknown) && !fs::is_directory(path, unknown)) {
        throw core::UsageError(fmt::format("{}: there is no file {}", name, path));
    }
    return path;
}

void check_token_is_safe(const std::string& token, const std::string& endpoint) {
    const auto origin = hub::origin_of(endpoint);
    if (!token.empty() && origin && origin->scheme != "https" && !origin->is_loopback()) {
        throw core::UsageError(fmt::format(
            "{} is not encrypted, so no token is sent there: use https, or crawl without a token "
            "(HF_HUB_DISABLE_IMPLICIT_TOKEN=1)",
            endpoint));
    }
}

}  // namespace hubmine::cli
