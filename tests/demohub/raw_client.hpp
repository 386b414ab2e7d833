#pragma once

#include <string>

namespace hubmine::demohub {

/// What came back over a socket until the other side closed it.
struct RawReply {
    int status = 0;
    std::string headers;
    std::string body;  ///< as sent: chunked and compressed if it was
    std::size_t content_length = 0;
    bool reset = false;  ///< by RST rather than FIN
};

/// One GET with `Connection: close`, without any HTTP library between. `more_headers` are whole
/// lines with CRLF.
[[nodiscard]] RawReply raw_get(int port, const std::string& target,
                               const std::string& more_headers = "");

}  // namespace hubmine::demohub
