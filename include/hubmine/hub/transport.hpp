#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::hub {

struct TransportOptions {
    std::string user_agent = "hubmine";
    std::string ca_bundle;  ///< file or folder of trusted certificates; empty = the system's
    std::chrono::milliseconds connect_timeout{10000};
    std::chrono::milliseconds first_byte_timeout{60000};  ///< until the reply's first header
    std::chrono::milliseconds stall_timeout{30000};       ///< between two pieces of a reply
    std::chrono::milliseconds total_timeout{300000};
    std::size_t max_reply_bytes = std::size_t{64} << 20U;  ///< decoded; more is refused
    /// Decoded, of all bodies that are coming in and those still held: a reply that does not fit
    /// any more is given up, with kNoRoom.
    std::size_t max_buffered_bytes = std::size_t{256} << 20U;
    int max_connections = 16;
};

/// A GET request.
struct Request {
    std::uint64_t id = 0;  ///< the caller's; comes back in the reply
    std::string url;
    std::string bearer_token;   ///< empty = no Authorization header
    std::size_t max_bytes = 0;  ///< decoded, within the transport's own limit; 0 = that one
};

/// Why there is no whole reply.
enum class Fault {
    kNone,
    kResolve,      ///< the name leads nowhere
    kConnect,      ///< refused, unreachable
    kTls,          ///< certificate or handshake
    kTimeout,      ///< connect, first byte, stalled or total
    kReset,        ///< the connection broke
    kTruncated,    ///< fewer bytes than promised
    kUndecodable,  ///< the content encoding is broken
    kTooLarge,     ///< more bytes than allowed
    kNoRoom,       ///< more bytes than allowed for all replies together
    kNotHttp,      ///< somebody answers, and speaks something else
    kUnsendable,   ///< curl refuses the request: nothing was asked
    kOther
};

/// A reply's header fields; names are compared without case.
class Headers {
  public:
    void add_line(std::string_view line);
    void clear() { fields_.clear(); }
    /// Overwrites what of the values is the secret.
    void blank(std::string_view secret);
    /// The value of that name, trimmed; empty when there is none. Several lines of one name are one
    /// list, joined by ", " (RFC 9110, 5.3).
    [[nodiscard]] std::string_view find(std::string_view name) const;
    /// The lines one by one: what is wrong with one cannot spoil the others.
    [[nodiscard]] const std::vector<std::string>& lines(std::string_view name) const;
    /// The first line, of a field that has one value: a second one is a gateway's.
    [[nodiscard]] std::string_view first(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;

  private:
    struct Field {
        std::string joined;
        std::vector<std::string> lines;
    };
    std::map<std::string, Field, std::less<>> fields_;  ///< by name in lower case
};

struct Reply {
    std::uint64_t id = 0;
    Fault fault = Fault::kNone;
    std::string message;  ///< of the fault, for people
    int status = 0;       ///< 0 when no status line came
    Headers headers;
    std::string body;             ///< decoded; empty when there was a fault
    std::int64_t wire_bytes = 0;  ///< headers and body as they came over the wire
    int http_version = 0;         ///< 1 or 2
};

/// The library that speaks HTTP and those that it uses: "libcurl/7.88.1 OpenSSL/3.0.17 ...".
[[nodiscard]] std::string http_library();

/// Performs many GET requests at once over curl multi, driven by whoever calls poll(): HTTP/2 where
/// offered, connections kept and reused, any content encoding curl knows. Never follows a redirect,
/// always verifies certificates, speaks nothing but http and https. A token that a reply repeats is
/// blanked in it. Knows nothing of the Hub.
///
/// One thread at a time; wake() may be called from any.
class Transport {
  public:
    /// Throws Error when curl cannot be set up or the CA bundle cannot be read.
    explicit Transport(const TransportOptions& options);
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    Transport(Transport&&) = delete;
    Transport& operator=(Transport&&) = delete;
    ~Transport();

    void start(const Request& request);
    /// Moves every transfer on and returns those that ended; waits for the first one at most
    /// `timeout`.
    [[nodiscard]] std::vector<Reply> poll(std::chrono::milliseconds timeout);
    [[nodiscard]] std::size_t in_flight() const;
    /// Bytes of bodies that are coming in, decoded.
    [[nodiscard]] std::size_t buffered_bytes() const;
    /// Bytes of replies that the caller still has: they count as those that are coming in.
    void set_held_bytes(std::size_t bytes);
    /// Makes a poll() that waits return.
    void wake() noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hubmine::hub
