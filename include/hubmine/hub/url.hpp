#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::hub {

/// Where a URL leads: what must agree before a token or a walk may go there.
struct Origin {
    std::string scheme;  ///< "http" or "https"
    std::string host;    ///< lower case; IPv6 in brackets
    int port = 0;        ///< the scheme's own when the URL names none
    friend bool operator==(const Origin&, const Origin&) = default;
    [[nodiscard]] bool has_default_port() const;
    /// "scheme://host", and the port where it is not the scheme's own.
    [[nodiscard]] std::string site() const;
    /// 127.0.0.0/8, ::1 and localhost.
    [[nodiscard]] bool is_loopback() const;
};

/// The origin of an absolute http(s) URL. Absent for anything that another parser could read in
/// another way: user information, white space, backslashes, odd characters in the host.
[[nodiscard]] std::optional<Origin> origin_of(std::string_view url);

/// A URL as messages tell it: up to the question mark.
[[nodiscard]] std::string_view without_query(std::string_view url);

/// RFC 3986: everything but unreserved characters becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// A repository id as a path: each part between slashes encoded. Dot segments (`..`) are encoded
/// too, so no id leads out of its path.
[[nodiscard]] std::string encode_id(std::string_view id);

/// The absolute URL that a `Location` or `Link` means when found in the reply to `base`; absent
/// when it is no http(s) URL.
[[nodiscard]] std::optional<std::string> resolve_url(std::string_view base,
                                                     std::string_view reference);

/// The URLs of `rel="next"` in a line of `Link` (RFC 8288), as written.
[[nodiscard]] std::vector<std::string> next_links(std::string_view header);

/// One spelling for one Hub: scheme and host in lower case, no port that goes without saying, no
/// slash at the end. Absent when it is no http(s) URL, or has a query.
[[nodiscard]] std::optional<std::string> normal_endpoint(std::string_view url);

}  // namespace hubmine::hub
