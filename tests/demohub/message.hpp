#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// A GET request, taken apart.
struct Ask {
    std::string target;                                      ///< as sent: path and query
    std::vector<std::string> segments;                       ///< of the path, decoded
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
    std::string raw_query;                                   ///< as sent, without '?'
    std::string origin;  ///< "http://host:port" as the client called us
    std::optional<std::string> authorization;
    bool authenticated = false;  ///< the authorization is a token we know
    bool accepts_gzip = false;
    std::size_t shift = 0;  ///< rows that slipped over from the page before

    /// The first value of a parameter.
    [[nodiscard]] std::optional<std::string> param(std::string_view name) const;
    /// All values of a parameter; `name[]` counts as `name`.
    [[nodiscard]] std::vector<std::string> params(std::string_view name) const;
    /// "true", "True" or "1".
    [[nodiscard]] bool flag(std::string_view name) const;
    /// A whole number within bounds; a missing one is `fallback`. Throws BadRequest.
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t fallback,
                                      std::int64_t low) const;
};

/// Takes `path?query` apart.
[[nodiscard]] Ask parse_target(std::string_view target);

[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space);
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// A reply before it is compressed, counted and possibly spoiled.
struct Reply {
    int status = 200;
    std::shared_ptr<const std::string> body;
    std::shared_ptr<const std::string> gzipped;  ///< when somebody has compressed it already
    std::vector<std::pair<std::string, std::string>> headers;
};

[[nodiscard]] Reply json_reply(std::string body);
/// With the error in body and header, as the Hub's; an empty code is left out.
[[nodiscard]] Reply error_reply(int status, std::string_view code, std::string_view message);
/// `target` may be relative.
[[nodiscard]] Reply redirect_reply(std::string_view target);

/// The client's fault: becomes a 400.
struct BadRequest {
    std::string message;
};

}  // namespace hubmine::demohub
