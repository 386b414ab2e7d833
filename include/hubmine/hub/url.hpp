#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hubmine::hub {

/// Where a URL leads: what must agree before a token or a walk may go there.
struct Origin {
    std::string scheme;  ///< "http" or "https"
    std::string host;    ///< lower case; IPv6 in brackets
    int port = 0;        ///< the scheme's own when the URL names none
    friend bool operator==(const Origin&, const Origin&) = default;
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

/// The URL of `rel="next"` in a `Link` header (RFC 8288), as written; absent when there is none.
[[nodiscard]] std::optional<std::string> next_link(std::string_view header);

}  // namespace hubmine::hub
